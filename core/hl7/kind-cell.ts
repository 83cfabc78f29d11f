import { textOf } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import type { Part } from "./er7-parts.ts";
import { addressOf, put, putValue, readPart, seek } from "./segment-slot.ts";
import type { Row } from "./segment-slot.ts";
import type { WireForm } from "./wire-form.ts";

/** Whether a part's bytes are exactly this ASCII text, with nothing escaped. */
export function standsAs(at: Part | undefined, text: string): boolean {
  if (at === undefined || at.span.end - at.span.start !== text.length) return false;
  const { bytes } = at.segment.message;
  for (let i = 0; i < text.length; i++) {
    if (bytes[at.span.start + i] !== text.charCodeAt(i)) return false;
  }
  return true;
}

/**
 * The kind of a repetition (a name, an address): what is meant where nothing is said is written and not
 * read as a value. `taken` are wire codes by which repetitions are told apart; a chart's text that looks
 * like one of them travels literally.
 */
export function kindCell(
  field: string,
  address: string,
  form: WireForm,
  unsaid: string,
  taken: readonly string[] = [],
): Row {
  const row = id(field);
  const steps = addressOf(address);
  const isTaken = (wire: string): boolean => wire === unsaid || taken.includes(wire);
  return {
    fields: [row],
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      const text = value === undefined ? null : textOf(value);
      if (value === undefined) put(target, steps, unsaid, encoding);
      else if (text !== null && isTaken(form.toWire(text))) {
        const made = put(target, steps, text, encoding, "literal", [value]);
        if (made) encoding.marked.add(value);
      } else putValue(target, steps, value, encoding, form);
    },
    read(at, entry, to) {
      const found = seek(at, steps);
      if (!standsAs(found, unsaid)) to.emit(row, entry, readPart(found, to, form));
    },
  };
}
