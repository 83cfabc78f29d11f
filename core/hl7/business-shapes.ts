import { icd10 } from "./code-system.ts";
import type { Er7Segment } from "./er7-parts.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { segmentEach, setField } from "./segment-list.ts";
import { always, at, chosen, constant } from "./field-slots.ts";
import { cell, fixed, textOfField } from "./segment-slot.ts";
import type { Slot } from "./segment-slot.ts";
import { visitReference } from "./visit-reference.ts";
import { codes, moment } from "./wire-form.ts";

/**
 * FT1 of DFT^P03 (v2.5.1 6.5.1). The codes of the diagnoses stand on the charge itself, so that there is
 * nothing for a pointer to point into.
 */
export const chargeShape: RecordShape = {
  kind: "FT1",
  list: "charge",
  segments: ["PV1", "FT1"],
  is: (group) => has(group, "FT1"),
  key: (group) => textOfField(group.get("FT1")?.[0], 2, ""),
  slots: [
    visitReference("charge.encounter"),
    constant("FT1-1", fixed("", "1")),
    at("FT1-2", cell("charge.identifier", "")),
    at("FT1-4", cell("charge.date", "1.1", moment)),
    at("FT1-6", cell("charge.type", "")),
    // Required, and not the procedure: a code of our own for "a charge".
    constant("FT1-7", fixed("1", "CHG"), fixed("3", "99ZZT")),
    at("FT1-10", cell("charge.units", "")),
    at("FT1-11", cell("charge.amount", "1.1"), fixed("1.2", "USD")),
    at("FT1-16", cell("charge.place-of-service", "1")),
    chosen("FT1-19", always, "entries", [cell("charge.diagnosis", "1"), icd10("charge.diagnosis")]),
    chosen("FT1-20", always, "each", [cell("charge.rendering-provider", "1")]),
    at("FT1-25", cell("charge.procedure", "1")),
    chosen("FT1-26", always, "entries", [cell("charge.modifier", "1")]),
  ],
};

/** RF1-1 (table 0283); it has no word for a referral that ended well. */
const status = codes({ active: "A", draft: "P", revoked: "R" });

/** PRD-7 of the segments whose role (PRD-1, table 0286) is asked for. */
function provider(field: string, role: string): Slot {
  return segmentEach("PRD-7", [cell(field, "1")], {
    is: (segment: Er7Segment) => textOfField(segment, 1) === role,
    also: (segment, encoding) => setField(segment, 1, role, encoding, "1"),
  });
}

/** RF1, AUT and PRD of REF^I12 (v2.5.1 11.6.1 to 11.6.3). */
export const referralShape: RecordShape = {
  kind: "RF1",
  list: "referral",
  segments: ["RF1", "AUT", "PRD"],
  is: (group) => has(group, "RF1"),
  key: (group) => textOfField(group.get("RF1")?.[0], 6),
  slots: [
    at("RF1-1", cell("referral.status", "1", status)),
    at("RF1-6", cell("referral.identifier", "1")),
    chosen("RF1-10", always, "each", [cell("referral.reason", "2")]),
    at("AUT-6", cell("referral.authorization", "1")),
    provider("referral.from", "RP"),
    provider("referral.to", "RT"),
  ],
};
