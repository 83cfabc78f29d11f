import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import { at, constant, orElse } from "./field-slots.ts";
import { repeatPattern, steps } from "./medication-timing.ts";
import { orderControl } from "./order-shapes.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import {
  alternate,
  cell,
  ensureSegment,
  putValue,
  readPart,
  seek,
  textOfField,
} from "./segment-slot.ts";
import type { SegmentGroup, Slot } from "./segment-slot.ts";
import { codes, codeSystem, moment } from "./wire-form.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";

/** Table 0038 where it has a word for it; others travel as they are. */
const status = codes({
  active: "IP",
  stopped: "DC",
  completed: "CM",
  "on-hold": "HD",
  cancelled: "CA",
  "entered-in-error": "ER",
});
/** The request that goes with a status (table 0119). */
const control = new Map([
  ["stopped", "DC"],
  ["cancelled", "CA"],
  ["on-hold", "HD"],
]);

const codingRows = [id("medication.code"), id("medication.code-system")] as const;

/** RXE-31 and RXO-24 repeat: codings from the third on, which a CE has no room for (v2.5.1 4.14.4.31). */
const supplementary = (name: string, field: number): Slot => ({
  fields: codingRows,
  from: { name, field },
  write(target, entry, encoding) {
    const [codeRow, systemRow] = codingRows;
    const paths = encoding.values
      .below("medication", entry)
      .filter((path) => codingRows.some((row) => encoding.values.get(row, path) !== undefined));
    for (const path of paths.slice(1)) {
      const made: OutRepetition = new Map();
      const code = encoding.values.get(codeRow, path);
      const system = encoding.values.get(systemRow, path);
      if (code !== undefined) putValue(made, [1], code, encoding);
      if (system !== undefined) putValue(made, [3], system, encoding, codeSystem);
      repetitionsAt(ensureSegment(target, name), field).push(made);
    }
  },
  read(group, entry, to) {
    const [segment] = group.get(name) ?? [];
    const all = segment === undefined ? [] : repetitionsOf(fieldOf(segment, field));
    for (const [i, found] of all.entries()) {
      to.emit(codingRows[0], below(entry, i + 3), readPart(seek(found, [1]), to));
      to.emit(codingRows[1], below(entry, i + 3), readPart(seek(found, [3]), to, codeSystem));
    }
  },
});

/** What an order of a medicine says, whatever segment the medicine stands in: RXE, or RXO with other numbers. */
function orderSlots(name: "RXE" | "RXO", fields: Readonly<Record<string, number>>): Slot[] {
  const place = (what: string): string => `${name}-${String(fields[what] ?? 0)}`;
  return [
    constant("ORC-1", orderControl("medication.status", control)),
    at("ORC-2", cell("medication.identifier", "1")),
    at("ORC-5", cell("medication.status", "", status)),
    at("ORC-12", cell("medication.prescriber", "1")),
    at("ORC-16", cell("medication.stop-reason", "1")),
    at(
      place("code"),
      cell("medication.code", "1"),
      cell("medication.name", "2"),
      cell("medication.code-system", "3", codeSystem),
      alternate("medication.code", "medication.code-system"),
    ),
    at(place("dose"), cell("medication.dose-value", "")),
    at(place("max"), cell("medication.dose-max", "")),
    at(place("unit"), cell("medication.dose-unit", "1")),
    at(place("form"), cell("medication.form", "1")),
    orElse(at(place("sig"), cell("medication.sig", "2")), at("TQ1-11", cell("medication.sig", ""))),
    at(place("quantity"), cell("medication.quantity", "")),
    at(place("refills"), cell("medication.refills", "")),
    at(place("strength"), cell("medication.strength", "")),
    at(place("strengthUnit"), cell("medication.strength-unit", "1")),
    supplementary(name, fields["supplementary"] ?? 0),
    at("TQ1-3", repeatPattern),
    at("TQ1-7", cell("medication.start", "1", moment)),
    at("TQ1-8", cell("medication.stop", "1", moment)),
    at("TQ1-10", cell("medication.prn-reason", "")),
    steps,
    at("RXR-1", cell("medication.route", "1")),
  ];
}

const orderKey = (group: SegmentGroup): string => textOfField(group.get("ORC")?.[0], 2);

/** ORC, RXE, TQ1 and RXR of RDE^O11 (v2.5.1 4.5.1, 4.14.4, 4.5.4, 4.14.2). */
export const medicationShape: RecordShape = {
  kind: "RXE",
  list: "medication",
  segments: ["ORC", "RXE", "TQ1", "RXR"],
  is: (group) => has(group, "RXE"),
  key: orderKey,
  slots: orderSlots("RXE", {
    code: 2,
    dose: 3,
    max: 4,
    unit: 5,
    form: 6,
    sig: 7,
    quantity: 10,
    refills: 12,
    strength: 25,
    strengthUnit: 26,
    supplementary: 31,
  }),
};

/** ORC, TQ1, RXO and RXR of OMP^O09, and of an ORM^O01 that orders a medicine (v2.5.1 4.14.1). */
export const medicationOrderShape: RecordShape = {
  kind: "RXO",
  list: "medication",
  segments: ["ORC", "TQ1", "RXO", "RXR"],
  is: (group) => has(group, "RXO"),
  key: orderKey,
  slots: orderSlots("RXO", {
    code: 1,
    dose: 2,
    max: 3,
    unit: 4,
    form: 5,
    sig: 7,
    quantity: 11,
    refills: 13,
    strength: 18,
    strengthUnit: 19,
    supplementary: 24,
  }),
};
