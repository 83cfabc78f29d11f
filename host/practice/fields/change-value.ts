import { LosslessNumber } from "lossless-json";
import { isObject } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { valueAt } from "./locate.ts";
import type { Located } from "./locate.ts";

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Elements that only say what kind of thing an entry is; without its value the entry is empty. */
const qualifiers = new Set([
  "system",
  "use",
  "type",
  "rank",
  "period",
  "assigner",
  "url",
  "extension",
]);

/** Whether the text can stand where the located value stands (a JSON number must stay one). */
export function canHold(place: Located, text: string): boolean {
  if (place.json === "number") return jsonNumber.test(text);
  if (place.json === "boolean") return text === "true" || text === "false";
  return true;
}

/** Writes another text into a located place, keeping its JSON type. Call canHold first. */
export function writeValue(resource: JsonObject, place: Located, text: string): void {
  const value: Json =
    place.json === "number"
      ? new LosslessNumber(text)
      : place.json === "boolean"
        ? text === "true"
        : text;
  const parent = valueAt(resource, place.steps.slice(0, -1));
  const last = place.steps.at(-1);
  if (Array.isArray(parent) && typeof last === "number") parent[last] = value;
  else if (isObject(parent) && typeof last === "string") parent[last] = value;
}

/**
 * Places in the order in which they can be taken away: of one list the later entry first, so that none of
 * the others moves before its turn. Places of several fields do not come in the order of the wire.
 */
export function fromBehind(places: readonly Located[]): Located[] {
  return places.toSorted((a, b) => {
    const at = a.steps.findIndex((step, depth) => step !== b.steps[depth]);
    const [one, other] = [a.steps[at] ?? "", b.steps[at] ?? ""];
    if (typeof one === "number" && typeof other === "number") return other - one;
    return a.pointer < b.pointer ? 1 : -1;
  });
}

/** Takes a located value away, with the entry around it when only qualifiers would stay. */
export function removeValue(resource: JsonObject, place: Located): void {
  if (place.positional && !isLast(resource, place)) {
    writeValue(resource, place, "");
    return;
  }
  let steps = place.steps;
  while (steps.length > 0) {
    const last = steps.at(-1);
    steps = steps.slice(0, -1);
    const parent = valueAt(resource, steps);
    if (Array.isArray(parent) && typeof last === "number") {
      parent.splice(last, 1);
      if (parent.length > 0) return;
    } else if (isObject(parent) && typeof last === "string") {
      delete parent[last];
      if (Object.keys(parent).some((key) => !qualifiers.has(key))) return;
    } else return;
  }
}

/** An item before others cannot go without moving them into its place; it is left blank. */
function isLast(resource: JsonObject, place: Located): boolean {
  const list = valueAt(resource, place.steps.slice(0, -1));
  return !Array.isArray(list) || place.steps.at(-1) === list.length - 1;
}
