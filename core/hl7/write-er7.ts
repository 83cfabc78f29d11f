import type { ChartValue, LocatedValue } from "../catalogue/chart.ts";
import type { CharacterSet } from "./character-sets.ts";

/** What stands at one address: its text, escaped already, and the chart values that it carries. */
export interface OutCell {
  readonly address: Address;
  readonly text: string;
  /** In the message's character set. */
  readonly bytes: number;
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

/** What the writer needs of a segment. */
export interface WritableSegment {
  readonly name: string;
  readonly fields: ReadonlyMap<number, readonly OutCells[]>;
  copy?: OutSegment["copy"];
}

/** A repetition that is ready: a Map of cells, or a list of them. */
export interface OutCells {
  values(): Iterable<OutCell>;
}

export interface OutMessage {
  /** What places call it. */
  readonly label: string;
  readonly segments: readonly WritableSegment[];
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
  return { bytes: out.bytes(), values: out.values };
}

/** The bytes so far, and where in them the values stand. */
class Out {
  readonly values: LocatedValue[] = [];
  private readonly set: CharacterSet;
  private room = new Uint8Array(16_384);
  private length = 0;

  constructor(set: CharacterSet) {
    this.set = set;
  }

  bytes(): Uint8Array {
    return this.room.slice(0, this.length);
  }

  segment(segment: WritableSegment, number: number, label: string): void {
    const { name, fields, copy } = segment;
    if (copy instanceof Uint8Array) {
      this.need(copy.length);
      this.room.set(copy, this.length);
      this.length += copy.length;
      return;
    }
    const from = this.length;
    this.ascii(name);
    let last = 0;
    for (const field of fields.keys()) if (field > last) last = field;
    // The first separator of a header is its field 1, the others its field 2.
    const first = name === "MSH" ? 3 : 1;
    if (first === 3) this.ascii("|^~\\&");
    for (let field = first; field <= last; field++) {
      this.byte(0x7c);
      const repetitions = fields.get(field);
      if (repetitions === undefined) continue;
      for (let i = 0; i < repetitions.length; i++) {
        if (i > 0) this.byte(0x7e);
        const repetition = repetitions[i];
        if (repetition !== undefined) this.repetition(repetition, segment, number, field, i, label);
      }
    }
    this.byte(0x0d);
    if (copy === "to be made") segment.copy = this.room.slice(from, this.length);
  }

  private repetition(
    repetition: OutCells,
    { name }: WritableSegment,
    number: number,
    field: number,
    i: number,
    resource: string,
  ): void {
    let component = 1;
    let subcomponent = 1;
    for (const cell of inOrder(repetition)) {
      const [c = 1, s = 1] = cell.address;
      if (component < c) subcomponent = 1;
      for (; component < c; component++) this.byte(0x5e);
      for (; subcomponent < s; subcomponent++) this.byte(0x26);
      const start = this.length;
      this.cell(cell);
      if (cell.marks.length === 0) continue;
      const place = placeOf({ name, number, field, i }, cell.address);
      const at = { resource, place, start, end: this.length, document: 0 };
      for (const value of cell.marks) this.values.push({ value, at });
    }
  }

  private cell({ text, bytes }: OutCell): void {
    this.need(bytes);
    if (bytes === text.length) {
      const { room, length } = this;
      let i = 0;
      for (; i < bytes; i++) {
        const unit = text.charCodeAt(i);
        if (unit >= 0x80) break;
        room[length + i] = unit;
      }
      if (i === bytes) {
        this.length += bytes;
        return;
      }
    }
    // Each cell was measured when it was put: nothing that the set lacks can stand here.
    const encoded = this.set.encode(text);
    if (encoded?.length !== bytes) throw new Error("A text was measured wrongly.");
    this.room.set(encoded, this.length);
    this.length += bytes;
  }

  private ascii(text: string): void {
    for (let i = 0; i < text.length; i++) this.byte(text.charCodeAt(i));
  }

  private byte(byte: number): void {
    if (this.length === this.room.length) this.need(1);
    this.room[this.length++] = byte;
  }

  private need(more: number): void {
    if (this.length + more <= this.room.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.room.length * 2));
    larger.set(this.room.subarray(0, this.length));
    this.room = larger;
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
function inOrder(repetition: OutCells): Iterable<OutCell> {
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
