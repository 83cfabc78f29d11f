import type { JsonObject } from "../json/lossless-tree.ts";
import { codecOf } from "./codecs.ts";
import { putText, segmentOf, textAt } from "./er7.ts";
import type { Address, Segment } from "./er7.ts";
import { leavesOf } from "./leaves.ts";
import type { Leaf, LeafKind } from "./leaves.ts";
import { recordKinds } from "./places.ts";
import type { Place, RecordKind } from "./places.ts";

/** Begins a record: type, the sender's id, A(dd or change) or D(elete). A local segment (2.5.1, 2.11). */
export const recordSegment = "ZRS";
/** One element without a place of its own: path, kind of value, value. */
export const extensionSegment = "ZEX";

/** A record as it stands in a message. */
export interface WireRecord {
  readonly type: string;
  readonly sourceId: string;
  /** Null: it is deleted. */
  readonly leaves: readonly Leaf[] | null;
  /** The segment of its own never came. */
  readonly headless: boolean;
}

const kinds: Readonly<Record<string, LeafKind>> = { string: "s", number: "n", boolean: "b" };

/** Writes one record as the segments that carry it; `resource` null deletes it. */
export function writeRecord(
  type: string,
  sourceId: string,
  resource: JsonObject | null,
  numbers: Map<string, number>,
): Segment[] {
  const head = segmentOf(recordSegment, type, sourceId, resource ? "A" : "D");
  const kind = recordKinds.get(type);
  if (!resource) return [head];
  const own = new Map<string, Segment[]>((kind?.segments ?? []).map((id) => [id, []]));
  if (kind?.main) own.set(kind.main, [segmentOf(kind.main)]);
  const extensions: Segment[] = [];
  for (const leaf of leavesOf(resource)) {
    if (leaf.path === "resourceType" || (kind && putLeaf(kind, leaf, own))) continue;
    extensions.push(segmentOf(extensionSegment, leaf.path, leaf.kind, leaf.text));
  }
  const standard = [...own.values()].flat();
  for (const segment of standard) numberSegment(segment, numbers);
  return [head, ...standard, ...extensions];
}

/** Writes a leaf to its place; false when it has none, or would not come back as it is. */
function putLeaf(kind: RecordKind, leaf: Leaf, own: Map<string, Segment[]>): boolean {
  const found = placeOf(kind, leaf.path);
  if (!found || leaf.text === "") return false;
  const { place, indices } = found;
  const codec = codecOf(place.codec);
  const text = kinds[codec.json] === leaf.kind ? codec.write(leaf.text) : null;
  // `""` is HL7's own way to say that a value is deleted (2.5.1, 2.5.3).
  if (text === null || text === "" || text === '""' || codec.read(text) !== leaf.text) return false;
  const list = own.get(place.segment) ?? [];
  const occurrence = place.occurrence === null ? 0 : (indices[place.occurrence] ?? 0);
  while (list.length <= occurrence) list.push(segmentOf(place.segment));
  own.set(place.segment, list);
  const segment = list[occurrence];
  const at = addressOf(place, indices);
  if (!segment || textAt(segment, at) !== "" || !agreesOnType(segment, place)) return false;
  putText(segment, at, text);
  return true;
}

const valueType: Address = { field: 2, repetition: 0, component: 1, subcomponent: 1 };

function agreesOnType(segment: Segment, place: Place): boolean {
  if (place.valueType === null) return true;
  const said = textAt(segment, valueType);
  if (said === "") putText(segment, valueType, place.valueType);
  return said === "" || said === place.valueType;
}

function addressOf(place: Place, indices: readonly number[]): Address {
  const { field, component, subcomponent } = place;
  const repetition = place.repetition === null ? 0 : (indices[place.repetition] ?? 0);
  return { field, repetition, component, subcomponent };
}

const byShape = new Map<RecordKind, Map<string, Place[]>>();

/** The line of the table that an element matches, and the indices that stand for `[a]` and `[b]`. */
function placeOf(kind: RecordKind, path: string): { place: Place; indices: number[] } | null {
  let shapes = byShape.get(kind);
  if (!shapes) {
    shapes = Map.groupBy(kind.places, (place) => place.path.replace(/\[\w+\]/g, "[]"));
    byShape.set(kind, shapes);
  }
  const is = [...path.matchAll(/\[(\d+)\]/g)].map(([, index]) => Number(index));
  for (const place of shapes.get(path.replace(/\[\d+\]/g, "[]")) ?? []) {
    const wanted = [...place.path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
    if (!wanted.every((name, at) => /[ab]/.test(name) || Number(name) === is[at])) continue;
    const indices = is.filter((_, at) => /[ab]/.test(wanted[at] ?? ""));
    return { place, indices };
  }
  return null;
}

const numbered = new Set([
  "PID",
  "NK1",
  "GT1",
  "IN1",
  "DG1",
  "AL1",
  "PV1",
  "OBX",
  "OBR",
  "FT1",
  "TXA",
]);

/** SET ID, counted per message. */
function numberSegment(segment: Segment, numbers: Map<string, number>): void {
  if (!numbered.has(segment.id)) return;
  const number = (numbers.get(segment.id) ?? 0) + 1;
  numbers.set(segment.id, number);
  putText(segment, { field: 1, repetition: 0, component: 1, subcomponent: 1 }, String(number));
}

/** Reads the records of a message by the same table. */
export function readRecords(segments: readonly Segment[]): WireRecord[] {
  const groups: Segment[][] = [];
  for (const segment of segments) {
    if (segment.id === recordSegment) groups.push([segment]);
    else groups.at(-1)?.push(segment);
  }
  return groups.map(([head, ...rest]) => {
    const part = (field: number): string =>
      head ? textAt(head, { field, repetition: 0, component: 1, subcomponent: 1 }) : "";
    const [type, sourceId] = [part(1), part(2)];
    if (part(3) === "D") return { type, sourceId, leaves: null, headless: false };
    const kind = recordKinds.get(type);
    const headless = kind?.main != null && rest.every(({ id }) => id !== kind.main);
    const standard = kind ? kind.places.flatMap((place) => readPlace(place, rest)) : [];
    return { type, sourceId, leaves: [...standard, ...rest.flatMap(readExtension)], headless };
  });
}

function readPlace(place: Place, segments: readonly Segment[]): Leaf[] {
  const own = segments.filter(({ id }) => id === place.segment);
  const codec = codecOf(place.codec);
  return own.slice(0, place.occurrence === null ? 1 : own.length).flatMap((segment, occurrence) => {
    if (place.valueType !== null && textAt(segment, valueType) !== place.valueType) return [];
    const repetitions = place.repetition === null ? 1 : (segment.fields[place.field]?.length ?? 0);
    return Array.from({ length: repetitions }, (_, repetition) => {
      const indices: number[] = [];
      if (place.occurrence !== null) indices[place.occurrence] = occurrence;
      if (place.repetition !== null) indices[place.repetition] = repetition;
      const text = textAt(segment, addressOf(place, indices));
      let next = 0;
      const path = place.path.replace(/\[[ab]\]/g, () => `[${indices[next++] ?? 0}]`);
      return { path, kind: kinds[codec.json] ?? "s", text: text === "" ? "" : codec.read(text) };
    }).filter(({ text }) => text !== "");
  });
}

function readExtension(segment: Segment): Leaf[] {
  if (segment.id !== extensionSegment) return [];
  const part = (field: number): string =>
    textAt(segment, { field, repetition: 0, component: 1, subcomponent: 1 });
  const kind = (["s", "n", "b", "z", "a", "o"] as const).find((one) => one === part(2));
  return kind ? [{ path: part(1), kind, text: part(3) }] : [];
}
