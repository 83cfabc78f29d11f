import { below } from "../fhir/slot.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Segment } from "./er7-parts.ts";
import { pathsFor } from "./field-slots.ts";
import { addressOf, put, splitPlace } from "./segment-slot.ts";
import type { Encoding, OutGroup, Row, Slot } from "./segment-slot.ts";
import { outSegment, repetitionsAt } from "./write-er7.ts";
import type { OutRepetition, OutSegment } from "./write-er7.ts";

/** Adds a segment behind those of its name. */
export function addSegment(target: OutGroup, name: string): OutSegment {
  const made = outSegment(name);
  const known = target.get(name);
  if (known === undefined) target.set(name, [made]);
  else known.push(made);
  return made;
}

/** Puts one text alone into a field, in place of what stood there. */
export function setField(
  segment: OutSegment,
  field: number,
  text: string,
  encoding: Encoding,
  address = "",
): void {
  const repetition: OutRepetition = new Map();
  put(repetition, addressOf(address), text, encoding);
  repetitionsAt(segment, field).splice(0, 1, repetition);
}

export interface SegmentChoice {
  /** Which segments of the name belong to the list; all where it is left out. */
  readonly is?: (segment: Er7Segment) => boolean;
  /** What is written into each of them beside the rows. */
  readonly also?: (segment: OutSegment, encoding: Encoding) => void;
}

/** A field of which every entry has a segment of its own: the first belongs to the record, others to entries below it. */
export function segmentEach(
  place: string,
  rows: readonly Row[],
  { is, also }: SegmentChoice = {},
): Slot {
  const { name, field } = splitPlace(place);
  const fields = rows.flatMap((row) => row.fields);
  return {
    fields,
    from: { name, field },
    write(target, entry, encoding) {
      for (const path of pathsFor(fields, entry, "each", encoding.values)) {
        const segment = addSegment(target, name);
        const made: OutRepetition = new Map();
        for (const row of rows) row.write(made, path, encoding);
        also?.(segment, encoding);
        repetitionsAt(segment, field).push(made);
      }
    },
    read(group, entry, to) {
      const all = (group.get(name) ?? []).filter((segment) => is?.(segment) ?? true);
      for (const [i, segment] of all.entries()) {
        const path = i === 0 ? entry : below(entry, i + 1);
        const [found] = repetitionsOf(fieldOf(segment, field));
        if (found !== undefined) for (const row of rows) row.read(found, path, to);
      }
    },
  };
}
