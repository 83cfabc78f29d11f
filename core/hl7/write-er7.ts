import type { ChartValue, LocatedValue } from "../catalogue/chart.ts";

/** What stands at one address: its bytes, escaped already, and the chart values that they carry. */
export interface OutCell {
  readonly bytes: Uint8Array;
  readonly marks: readonly ChartValue[];
}

/** `[]` is the whole repetition, `[2]` its second component, `[1, 1]` a subcomponent. */
export type Address = readonly number[];

/** A repetition of a field while it is written. Cells are kept by address. */
export type OutRepetition = Map<string, OutCell & { readonly address: Address }>;

export interface OutSegment {
  readonly name: string;
  readonly fields: Map<number, OutRepetition[]>;
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

/** The text of addresses as places write it: `.1.1`, nothing for the whole. */
export function addressText(address: Address): string {
  return address.map((n) => `.${String(n)}`).join("");
}

/**
 * Writes messages with the separators `|^~\&`, each segment ended by CR. Empty parts at the end of a
 * field, and fields at the end of a segment, are left off (v2.5.1 2.5.3).
 */
export function writeEr7(messages: readonly OutMessage[]): {
  bytes: Uint8Array;
  values: readonly LocatedValue[];
} {
  const out = new ByteSink();
  const values: LocatedValue[] = [];
  for (const { label, segments } of messages) {
    const counts = new Map<string, number>();
    for (const segment of segments) {
      const number = (counts.get(segment.name) ?? 0) + 1;
      counts.set(segment.name, number);
      const name = `${segment.name}[${String(number)}]`;
      out.text(segment.name);
      const last = Math.max(0, ...segment.fields.keys());
      // The first separator of a header is its field 1, the others its field 2.
      const first = segment.name === "MSH" ? 3 : 1;
      if (first === 3) out.text("|^~\\&");
      for (let field = first; field <= last; field++) {
        out.text("|");
        for (const [i, repetition] of (segment.fields.get(field) ?? []).entries()) {
          if (i > 0) out.text("~");
          const place = `${name}-${String(field)}${i === 0 ? "" : `(${String(i + 1)})`}`;
          writeRepetition(repetition, place, label, out, values);
        }
      }
      out.text("\r");
    }
  }
  return { bytes: out.bytes(), values };
}

function writeRepetition(
  repetition: OutRepetition,
  place: string,
  resource: string,
  out: ByteSink,
  values: LocatedValue[],
): void {
  const cells = [...repetition.values()].toSorted((a, b) => byAddress(a.address, b.address));
  let component = 1;
  let subcomponent = 1;
  for (const { address, bytes, marks } of cells) {
    const [c = 1, s = 1] = address;
    for (; component < c; component++) {
      out.text("^");
      subcomponent = 1;
    }
    for (; subcomponent < s; subcomponent++) out.text("&");
    const start = out.length;
    out.write(bytes);
    const at = {
      resource,
      place: place + addressText(address),
      start,
      end: out.length,
      document: 0,
    };
    for (const value of marks) values.push({ value, at });
  }
}

function byAddress(a: Address, b: Address): number {
  return (a[0] ?? 1) - (b[0] ?? 1) || (a[1] ?? 1) - (b[1] ?? 1);
}

/** Bytes that grow by doubling. */
class ByteSink {
  length = 0;
  private room = new Uint8Array(4096);

  write(bytes: Uint8Array): void {
    const needed = this.length + bytes.length;
    if (needed > this.room.length) {
      const larger = new Uint8Array(Math.max(needed, this.room.length * 2));
      larger.set(this.room.subarray(0, this.length));
      this.room = larger;
    }
    this.room.set(bytes, this.length);
    this.length = needed;
  }

  /** ASCII only: names and separators. */
  text(ascii: string): void {
    this.write(Uint8Array.from(ascii, (character) => character.charCodeAt(0)));
  }

  bytes(): Uint8Array {
    return this.room.slice(0, this.length);
  }
}
