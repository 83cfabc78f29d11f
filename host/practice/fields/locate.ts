import { isLosslessNumber } from "lossless-json";
import { isObject, listOf, scalarText } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { practiceFields } from "./field-table.ts";
import type { PracticeField } from "./practice-field.ts";

/** One value of a field inside a resource. */
export interface Located {
  readonly field: string;
  readonly kind: PracticeField["kind"];
  /** JSON pointer inside the resource. */
  readonly pointer: string;
  readonly steps: readonly (string | number)[];
  readonly text: string;
  readonly json: "string" | "number" | "boolean";
  /** Its place in the list has a meaning, as with address lines and given names. */
  readonly positional: boolean;
}

interface Step {
  readonly name: string;
  readonly position: number | null;
  readonly conditions: readonly { key: string; value: string; equal: boolean }[];
}

const parsed = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  let steps = parsed.get(path);
  if (!steps) {
    steps = path.split(/\.(?![^[]*\])/).map(parseStep);
    parsed.set(path, steps);
  }
  return steps;
}

function parseStep(text: string): Step {
  const open = text.indexOf("[");
  if (open < 0) return { name: text, position: null, conditions: [] };
  const name = text.slice(0, open);
  const inner = text.slice(open + 1, -1);
  if (/^\d+$/.test(inner)) return { name, position: Number(inner), conditions: [] };
  const conditions = inner.split(",").map((part) => {
    const equal = !part.includes("!=");
    const at = part.indexOf(equal ? "=" : "!=");
    return { key: part.slice(0, at), value: part.slice(at + (equal ? 1 : 2)), equal };
  });
  return { name, position: null, conditions };
}

/** `type=MR` also looks into a CodeableConcept's codings. */
function holds(item: Json, condition: { key: string; value: string; equal: boolean }): boolean {
  if (!isObject(item)) return false;
  const value = item[condition.key];
  const codings = isObject(value) ? listOf(value["coding"]) : [];
  const found =
    value === condition.value ||
    codings.some((coding) => isObject(coding) && coding["code"] === condition.value);
  return found === condition.equal;
}

/** All values of the practice's fields in a resource, in the order of the table and the wire. */
export function locate(resource: JsonObject): Located[] {
  return practiceFields
    .filter((row) => row.type === resource["resourceType"])
    .flatMap((row) => locateField(resource, row));
}

function isOfKind(resource: JsonObject, where: { element: string; code: string }): boolean {
  const condition = { key: "concept", value: where.code, equal: true };
  return listOf(resource[where.element]).some((concept) => holds({ concept }, condition));
}

/** All values of one field in a resource. */
export function locateField(resource: JsonObject, row: PracticeField): Located[] {
  const out: Located[] = [];
  if (row.where !== undefined && !isOfKind(resource, row.where)) return out;
  for (const path of row.paths) walk(resource, stepsOf(path), [], row, out);
  return out;
}

function walk(
  at: Json | undefined,
  rest: readonly Step[],
  steps: readonly (string | number)[],
  row: PracticeField,
  out: Located[],
): void {
  const [step, ...further] = rest;
  if (!step) {
    if (Array.isArray(at)) {
      at.forEach((item, index) => walk(item, [], [...steps, index], row, out));
      return;
    }
    const text = scalarText(at);
    if (text === null) return;
    const json = typeof at === "string" ? "string" : isLosslessNumber(at) ? "number" : "boolean";
    const pointer = steps.map((part) => `/${part}`).join("");
    const positional = row.paths.some((path) => /\[\d+\]$/.test(path));
    out.push({ field: row.id, kind: row.kind, pointer, steps, text, json, positional });
    return;
  }
  if (Array.isArray(at)) {
    at.forEach((item, index) => walk(item, rest, [...steps, index], row, out));
    return;
  }
  if (!isObject(at)) return;
  const value = at[step.name];
  if (step.position !== null) {
    if (Array.isArray(value) && value[step.position] !== undefined) {
      walk(value[step.position], further, [...steps, step.name, step.position], row, out);
    }
    return;
  }
  if (step.conditions.length === 0) {
    walk(value, further, [...steps, step.name], row, out);
    return;
  }
  const many = Array.isArray(value);
  listOf(value).forEach((item, index) => {
    if (!step.conditions.every((condition) => holds(item, condition))) return;
    walk(item, further, many ? [...steps, step.name, index] : [...steps, step.name], row, out);
  });
}

/** What stands at these steps. */
export function valueAt(
  resource: JsonObject,
  steps: readonly (string | number)[],
): Json | undefined {
  let at: Json | undefined = resource;
  for (const step of steps) {
    if (Array.isArray(at) && typeof step === "number") at = at[step];
    else if (isObject(at) && typeof step === "string") at = at[step];
    else return undefined;
  }
  return at;
}
