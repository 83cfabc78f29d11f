import { id } from "../fhir/chart-values.ts";
import { fieldOf, isNull, repetitionsOf } from "./er7-parts.ts";
import type { Er7Segment } from "./er7-parts.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { setField } from "./segment-list.ts";
import { always, at, chosen, constant } from "./field-slots.ts";
import {
  cell,
  ensureSegment,
  fixed,
  putValue,
  readPart,
  seek,
  textOfField,
} from "./segment-slot.ts";
import type { Reader, Reading, Slot } from "./segment-slot.ts";
import { visitReference } from "./visit-reference.ts";
import { codes, moment } from "./wire-form.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";

/** TXA-17 (table 0271): dictated, in progress and such are preliminary; legally authenticated is final. */
const status = codes(
  { preliminary: "IP", final: "AU" },
  { DI: "preliminary", DO: "preliminary", IN: "preliminary", PA: "preliminary", LA: "final" },
);
/** TXA-18 (table 0272). */
const confidentiality = codes({ N: "UC" });
/** TXA-19 (table 0273). */
const availability = codes({ current: "AV", superseded: "OB", "entered-in-error": "CA" });

const textRow = id("note.text");

/** The lines of one OBX; an encapsulated document is kept as it was sent, and named. */
function linesOf(segment: Er7Segment, to: Reader): readonly Reading[] {
  const isDocument = ["ED", "RP"].includes(textOfField(segment, 2, ""));
  return repetitionsOf(fieldOf(segment, 5)).flatMap((found) => {
    const part = isDocument ? seek(found, [5]) : found;
    if (isDocument) {
      to.problem("document", "The note is an attached document; it is read as it was sent.", found);
    }
    const reading = readPart(part, to);
    return reading === undefined ? [] : [reading];
  });
}

/** OBX-5 of type FT: one segment with `\.br\` for a line break. Several segments or repetitions are lines. */
const noteText: Slot = {
  fields: [textRow],
  from: { name: "OBX", field: 5 },
  write(target, entry, encoding) {
    const value = encoding.values.get(textRow, entry);
    if (value === undefined) return;
    const segment = ensureSegment(target, "OBX");
    setField(segment, 1, "1", encoding);
    setField(segment, 2, "FT", encoding);
    setField(segment, 3, "TEXT", encoding, "1");
    const made: OutRepetition = new Map();
    putValue(made, [], value, encoding, undefined, true);
    repetitionsAt(segment, 5).push(made);
    setField(segment, 11, "F", encoding);
  },
  read(group, entry, to) {
    const lines = (group.get("OBX") ?? []).flatMap((segment) => linesOf(segment, to));
    const [first] = lines;
    if (first === undefined) return;
    if (lines.length === 1 || isNull(first.at)) to.emit(textRow, entry, first);
    else
      to.emit(textRow, entry, {
        ...first,
        value: lines.map(({ value }) => value ?? "").join("\n"),
      });
  },
};

/** TXA and OBX of MDM^T02 (v2.5.1 9.6.1, 7.4.2); TXA itself has no visit, only the PV1 before it. */
export const noteShape: RecordShape = {
  kind: "TXA",
  list: "note",
  segments: ["PV1", "TXA", "OBX"],
  // A notification that a note is withdrawn (T11) comes without its text.
  keeps: ["OBX"],
  is: (group) => has(group, "TXA"),
  key: (group) => textOfField(group.get("TXA")?.[0], 12),
  slots: [
    visitReference("note.encounter"),
    constant("TXA-1", fixed("", "1")),
    at("TXA-2", cell("note.type", "")),
    constant("TXA-3", fixed("", "FT")),
    at("TXA-6", cell("note.date", "1", moment)),
    chosen("TXA-9", always, "each", [cell("note.author", "1")]),
    at("TXA-12", cell("note.identifier", "1")),
    at("TXA-17", cell("note.status", "", status)),
    at("TXA-18", cell("note.confidentiality", "", confidentiality)),
    at("TXA-19", cell("note.availability", "", availability)),
    noteText,
  ],
};
