import type { LocatedValue } from "../catalogue/chart.ts";
import { leavesOf } from "../compare/raw/raw-node.ts";
import type { RawGroup, RawNode, RawRecord } from "../compare/raw/raw-node.ts";
import { signatureOf } from "../compare/raw/likeness.ts";
import { countedSegments } from "./counted-segments.ts";
import { fieldOf, isEmpty, isNull, partsOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Message, Er7Segment, Part } from "./er7-parts.ts";
import { decodePart } from "./escapes.ts";

/** Segments about the message or its sending, not about the person (v2.5.1 2.14). */
const ofMessage = new Set("MSH EVN MSA ERR SFT QAK QRD QRF QPD RCP DSC".split(" "));

/**
 * The segments of one person as raw trees, whatever their name: `ZPV-3.2`. What messages repeat (the person in
 * each of them, a message sent again) stands there once. HL7's null says that there is nothing.
 */
export function rawSegments(
  messages: readonly (readonly Er7Segment[])[],
  values: readonly LocatedValue[],
  placeOf: (part: Part) => LocatedValue["at"],
): readonly RawRecord[] {
  const isRead = makeIsRead(values);
  const known = new Map<string, RawRecord[]>();
  for (const segments of messages) {
    const here = new Map<string, number>();
    for (const segment of segments) {
      if (ofMessage.has(segment.name)) continue;
      const record = recordOf(segment, isRead, placeOf);
      if (record === null) continue;
      const key = `${record.kind} ${signatureOf(record.root)}`;
      const nth = here.get(key) ?? 0;
      here.set(key, nth + 1);
      const same = known.get(key) ?? [];
      known.set(key, same);
      const before = same[nth];
      if (before === undefined || readIn(record) > readIn(before)) same[nth] = record;
    }
  }
  return [...known.values()].flat();
}

function readIn({ root }: RawRecord): number {
  let count = 0;
  for (const [, leaf] of leavesOf(root, "")) if (leaf.isRead) count += 1;
  return count;
}

/** Whether a part lies in the bytes of a value that was read. */
function makeIsRead(values: readonly LocatedValue[]): (part: Part) => boolean {
  const spans = new Map<number, { readonly start: number; readonly end: number }[]>();
  for (const { at } of values) {
    const known = spans.get(at.document);
    if (known === undefined) spans.set(at.document, [at]);
    else known.push(at);
  }
  for (const all of spans.values()) all.sort((a, b) => a.start - b.start || a.end - b.end);
  return ({ segment, start, end }) => {
    const all = spans.get(segment.message.document) ?? [];
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle]?.start ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const span = all[low - 1];
    return span !== undefined && span.end >= end;
  };
}

function recordOf(
  segment: Er7Segment,
  isRead: (part: Part) => boolean,
  placeOf: (part: Part) => LocatedValue["at"],
): RawRecord | null {
  const members = new Map<string, RawNode[]>();
  for (let n = countedSegments.has(segment.name) ? 2 : 1; n < segment.fields.length; n++) {
    const repetitions = repetitionsOf(fieldOf(segment, n)).flatMap((each) => {
      const made = groupOf(each, isRead, placeOf);
      return made.members.size === 0 ? [] : [made];
    });
    if (repetitions.length > 0) members.set(String(n), repetitions);
  }
  if (members.size === 0) return null;
  const first = fieldOf(segment, 1);
  return {
    kind: segment.name,
    joint: "-",
    id: `${segment.name}[${segment.number}]`,
    root: { kind: "group", members },
    at: () => (first === undefined ? nowhere(segment.message) : placeOf(first)),
  };
}

function nowhere({ document, span }: Er7Message): LocatedValue["at"] {
  return { resource: "", place: "", start: span.start, end: span.end, document };
}

/** The components of a repetition, or the subcomponents of a component, by number; empty ones are not there. */
function groupOf(
  part: Part,
  isRead: (part: Part) => boolean,
  placeOf: (part: Part) => LocatedValue["at"],
): RawGroup {
  const members = new Map<string, RawNode[]>();
  for (const [i, each] of partsOf(part).entries()) {
    if (isEmpty(each) || isNull(each)) continue;
    const inner = each.level === "component" ? partsOf(each) : [];
    if (inner.length > 1) {
      members.set(String(i + 1), [groupOf(each, isRead, placeOf)]);
      continue;
    }
    const { text } = decodePart(each);
    const leaf = { kind: "leaf", text, form: "text", leadsTo: null } as const;
    members.set(String(i + 1), [{ ...leaf, isRead: isRead(each), at: () => placeOf(each) }]);
  }
  return { kind: "group", members };
}
