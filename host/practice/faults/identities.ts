import { fieldsOfKind } from "../fields/field-table.ts";
import { textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";
import { choice, recordFault, valueFault } from "./make-fault.ts";

/** Luhn's check digit, as many number formats have it (ISO/IEC 7812-1). */
function checkDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return String((10 - (sum % 10)) % 10);
}

const formats: Readonly<Record<string, (text: string) => string>> = {
  bare: (text) => text.replace(/[\s./-]/g, ""),
  grouped: (text) => {
    if (/[^0-9A-Za-z]/.test(text) || text.length < 6) return text;
    if (/^\d{9}$/.test(text)) return text.replace(/^(\d{3})(\d{2})(\d{4})$/, "$1-$2-$3");
    return text.replace(/(?<=^(?:.{3})+)(?=.)/g, "-");
  },
  prefixed: (text) => `MRN${text}`,
  "check-digit": (text) => {
    const digits = text.replace(/\D/g, "");
    return digits.length < 4 ? text : text + checkDigit(digits);
  },
};

/** The value that was seen last in the same field, of whoever it was: a table looked up one row off. */
function takeOther(work: Work): void {
  for (const place of work.chosen) {
    const seen = (work.memory.seen[place.field] ??= []);
    const other = seen.findLast((text) => text !== place.text);
    if (!seen.includes(place.text)) seen.push(place.text);
    if (other !== undefined) work.change(place, other);
  }
}

/** Faults of numbers and references: who, by whom, where, at which visit. */
export const identityFaults: readonly PracticeFault[] = [
  valueFault(
    {
      id: "ID-REFORMAT",
      family: "identity",
      stage: "MAP",
      seen: ["The number looks different.", "000-12-3456", "000123456"],
      params: [
        choice("way", "what the format rule makes of it", [
          "bare",
          "grouped",
          "prefixed",
          "check-digit",
        ]),
      ],
      fields: [
        "patient.identifier.ssn",
        "patient.identifier.legacy",
        "patient.identifier.drivers-license",
        "coverage.member-id",
        "coverage.policy-number",
      ],
    },
    (text, params) => formats[textParam(params, "way")]?.(text) ?? text,
  ),
  recordFault(
    {
      id: "WRONG-PROVIDER",
      family: "identity",
      stage: "MAP",
      seen: ["Another doctor is named.", "9000000015", "9000000031"],
      fields: fieldsOfKind("provider"),
    },
    takeOther,
  ),
  recordFault(
    {
      id: "WRONG-LOCATION",
      family: "identity",
      stage: "MAP",
      seen: ["Another clinic site is named.", "room 1", "room 2"],
      fields: ["encounter.location"],
    },
    takeOther,
  ),
  recordFault(
    {
      id: "WRONG-ENCOUNTER",
      family: "identity",
      stage: "MAP",
      seen: ["The note or order hangs on another visit.", "visit of 3 March", "visit of 9 March"],
      fields: ["order.encounter", "note.encounter", "charge.encounter"],
    },
    (work) => {
      const latest = work.visits.at(-1);
      if (latest === undefined) return;
      for (const place of work.chosen) if (place.text !== latest) work.change(place, latest);
    },
  ),
];
