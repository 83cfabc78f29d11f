import { LosslessNumber, isLosslessNumber } from "lossless-json";
import { isObject, objectOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";

/** `s` text, `n` number, `b` boolean, `z` null, `a` empty list, `o` empty object. */
export type LeafKind = "s" | "n" | "b" | "z" | "a" | "o";

/** One value of a resource that holds no other. */
export interface Leaf {
  /** `name[0].family` */
  readonly path: string;
  readonly kind: LeafKind;
  readonly text: string;
}

/** Everything that a resource says, in its own order. */
export function leavesOf(resource: JsonObject): Leaf[] {
  const out: Leaf[] = [];
  for (const [name, item] of Object.entries(resource)) collect(item, name, out);
  return out;
}

function collect(value: Json, path: string, out: Leaf[]): void {
  if (Array.isArray(value)) {
    if (value.length === 0) out.push({ path, kind: "a", text: "" });
    value.forEach((item, index) => collect(item, `${path}[${index}]`, out));
  } else if (isObject(value)) {
    const entries = Object.entries(value);
    if (entries.length === 0) out.push({ path, kind: "o", text: "" });
    for (const [name, item] of entries) collect(item, `${path}.${name}`, out);
  } else if (value === null) out.push({ path, kind: "z", text: "" });
  else if (isLosslessNumber(value)) out.push({ path, kind: "n", text: value.value });
  else if (typeof value === "boolean") out.push({ path, kind: "b", text: String(value) });
  else if (typeof value === "string") out.push({ path, kind: "s", text: value });
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Puts a resource together again. A leaf that is no number any more, or has no readable path, is left out. */
export function resourceOf(leaves: readonly Leaf[]): JsonObject {
  const resource: JsonObject = {};
  for (const leaf of leaves) {
    const value = valueOf(leaf);
    const steps = stepsOf(leaf.path);
    if (value !== undefined && steps !== null) place(resource, steps, value);
  }
  return objectOf(compact(resource)) ?? {};
}

function valueOf({ kind, text }: Leaf): Json | undefined {
  if (kind === "s") return text;
  if (kind === "n") return jsonNumber.test(text) ? new LosslessNumber(text) : undefined;
  if (kind === "b") return text === "true" || text === "false" ? text === "true" : undefined;
  if (kind === "z") return null;
  return kind === "a" ? [] : {};
}

/** Null for what no resource of ours says; `__proto__` would be another object than it seems. */
function stepsOf(path: string): (string | number)[] | null {
  if (!/^_?[A-Za-z]\w*(?:\[\d{1,4}\]|\._?[A-Za-z]\w*)*$/.test(path)) return null;
  return path.split(/[.[]/).map((step) => (step.endsWith("]") ? Number(step.slice(0, -1)) : step));
}

/** Stands where a list has nothing yet. */
const hole = Symbol("hole");
type Draft = (Json | typeof hole)[];

function place(resource: JsonObject, steps: readonly (string | number)[], value: Json): void {
  let at: Json = resource;
  for (const [index, step] of steps.entries()) {
    const next: Json =
      index === steps.length - 1 ? value : typeof steps[index + 1] === "number" ? [] : {};
    if (typeof step === "number") {
      if (!Array.isArray(at)) return;
      const list: Draft = at;
      while (list.length <= step) list.push(hole);
      if (list[step] === hole || index === steps.length - 1) at[step] = next;
      at = at[step] ?? null;
    } else {
      if (!isObject(at)) return;
      if (!Object.hasOwn(at, step) || index === steps.length - 1) at[step] = next;
      at = at[step] ?? null;
    }
  }
}

/** Closes the gaps that lost values left in lists. */
function compact(value: Json): Json {
  if (Array.isArray(value)) {
    const list: Draft = value;
    return list.flatMap((item) => (item === hole ? [] : [compact(item)]));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, compact(item)]));
}
