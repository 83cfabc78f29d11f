import type { ChartValue, LocatedValue } from "../catalogue/chart.ts";
import type { CharacterSet } from "./character-sets.ts";
import { Er7Sink } from "./er7-sink.ts";
import type { Wording } from "./er7-sink.ts";

/** What stands at one address: a text that the character set can say, and the chart values that it carries. */
export interface OutCell {
  readonly address: Address;
  readonly text: string;
  /** `escaped` where nothing is said. */
  readonly wording?: Wording;
  readonly marks: readonly ChartValue[];
}

/** `[]` is the whole repetition, `[2]` its second component, `[1, 1]` a subcomponent. */
export type Address = readonly number[];

/** A repetition of a field while it is written. Cells are kept by the key of their address. */
export type OutRepetition = Map<string, OutCell>;

export interface OutSegment {
  readonly name: string;
  readonly fields: Map<number, OutRepetition[]>;
  /** What it was written as before, where nothing of it will change and no cell has a mark. */
  copy?: Uint8Array | "to be made";
}

export interface OutMessage {
  /** What places call it. */
  readonly label: string;
  readonly segments: readonly OutSegment[];
}

export function outSegment(name: string): OutSegment {
  return { name, fields: new Map() };
}

/** The repetitions of a field, made where they are not there yet. */
export function repetitionsAt(segment: OutSegment, field: number): OutRepetition[] {
  const known = segment.fields.get(field);
  if (known !== undefined) return known;
  const made: OutRepetition[] = [];
  segment.fields.set(field, made);
  return made;
}

/** `5`, `1.1`, "" for the whole. */
export function keyOfAddress(address: Address): string {
  const [component, subcomponent] = address;
  if (component === undefined) return "";
  return subcomponent === undefined ? String(component) : `${component}.${subcomponent}`;
}

/**
 * Writes messages with the separators `|^~\\&`, each segment ended by CR. Empty parts at the end of a
 * field, and fields at the end of a segment, are left off (v2.5.1 2.5.3).
 */
export function writeEr7(
  messages: readonly OutMessage[],
  set: CharacterSet,
): { readonly bytes: Uint8Array; readonly values: readonly LocatedValue[] } {
  const out = new Out(set);
  for (const { label, segments } of messages) {
    const counts = new Map<string, number>();
    for (const segment of segments) {
      const number = (counts.get(segment.name) ?? 0) + 1;
      counts.set(segment.name, number);
      out.segment(segment, number, label);
    }
  }
  return { bytes: out.sink.bytes(), values: out.values };
}

/** The bytes so far, and where in them the values stand. */
class Out {
  readonly sink: Er7Sink;
  readonly values: LocatedValue[] = [];

  constructor(set: CharacterSet) {
    this.sink = new Er7Sink(set);
  }

  segment(segment: OutSegment, number: number, label: string): void {
    const { name, fields, copy } = segment;
    const { sink } = this;
    if (copy instanceof Uint8Array) {
      sink.copy(copy);
      return;
    }
    const from = sink.length;
    sink.ascii(name);
    let last = 0;
    for (const field of fields.keys()) if (field > last) last = field;
    // The first separator of a header is its field 1, the others its field 2.
    const first = name === "MSH" ? 3 : 1;
    if (first === 3) sink.ascii("|^~\\&");
    for (let field = first; field <= last; field++) {
      sink.byte(0x7c);
      const repetitions = fields.get(field);
      if (repetitions === undefined) continue;
      for (let i = 0; i < repetitions.length; i++) {
        if (i > 0) sink.byte(0x7e);
        const repetition = repetitions[i];
        if (repetition !== undefined) this.repetition(repetition, segment, number, field, i, label);
      }
    }
    sink.byte(0x0d);
    if (copy === "to be made") segment.copy = sink.bytes(from);
  }

  private repetition(
    repetition: OutRepetition,
    { name }: OutSegment,
    number: number,
    field: number,
    i: number,
    resource: string,
  ): void {
    const { sink } = this;
    let component = 1;
    let subcomponent = 1;
    for (const { address, text, wording, marks } of inOrder(repetition)) {
      const c = address[0] ?? 1;
      const s = address[1] ?? 1;
      if (component < c) subcomponent = 1;
      for (; component < c; component++) sink.byte(0x5e);
      for (; subcomponent < s; subcomponent++) sink.byte(0x26);
      const start = sink.length;
      sink.text(text, wording);
      if (marks.length === 0) continue;
      const place = placeOf({ name, number, field, i }, address);
      const at = { resource, place, start, end: sink.length, document: 0 };
      for (const value of marks) this.values.push({ value, at });
    }
  }
}

interface Where {
  readonly name: string;
  readonly number: number;
  readonly field: number;
  readonly i: number;
}

function placeOf({ name, number, field, i }: Where, address: Address): string {
  const place = `${name}[${number}]-${field}${i === 0 ? "" : `(${i + 1})`}`;
  return address.length === 0 ? place : `${place}.${keyOfAddress(address)}`;
}

/** The cells by address; they are mostly put in that order. */
function inOrder(repetition: OutRepetition): Iterable<OutCell> {
  let last = -1;
  for (const { address } of repetition.values()) {
    const rank = rankOf(address);
    if (rank < last) {
      return [...repetition.values()].toSorted((a, b) => rankOf(a.address) - rankOf(b.address));
    }
    last = rank;
  }
  return repetition.values();
}

function rankOf([component = 1, subcomponent = 1]: Address): number {
  return component * 1000 + subcomponent;
}
