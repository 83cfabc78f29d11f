import type { ChartValue } from "../catalogue/chart.ts";
import { jsonString } from "../json/write-json.ts";
import type { OutArray, OutLeaf, OutNode, OutObject } from "../json/write-json.ts";

/** The tree of a FHIR document while it is written; marks are the chart values that a leaf carries. */
export type Out = OutNode<ChartValue>;
export type OutMap = OutObject<ChartValue>;
export type OutList = OutArray<ChartValue>;

/** Most leaves are constants; they share this. */
const unmarked: readonly ChartValue[] = [];

export function leaf(json: string, ...marks: readonly ChartValue[]): OutLeaf<ChartValue> {
  return { kind: "leaf", json, marks: marks.length === 0 ? unmarked : marks };
}

export function text(value: string, ...marks: ChartValue[]): OutLeaf<ChartValue> {
  return leaf(jsonString(value), ...marks);
}

export function list(...items: Out[]): OutList {
  return { kind: "array", items };
}

/** An object of constants and nodes, in the given order. */
export function map(members: Readonly<Record<string, string | Out>> = {}): OutMap {
  const made = new Map<string, Out>();
  for (const [key, value] of Object.entries(members)) {
    made.set(key, typeof value === "string" ? text(value) : value);
  }
  return { kind: "object", members: made };
}

/** The object under a key, made where it is not there yet. */
export function mapAt(target: OutMap, key: string): OutMap {
  const known = target.members.get(key);
  if (known?.kind === "object") return known;
  const made = map();
  target.members.set(key, made);
  return made;
}

/** The array under a key, made where it is not there yet. */
export function listAt(target: OutMap, key: string): OutList {
  const known = target.members.get(key);
  if (known?.kind === "array") return known;
  const made = list();
  target.members.set(key, made);
  return made;
}
