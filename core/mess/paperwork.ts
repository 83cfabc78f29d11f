import { fieldId } from "../catalogue/fields.ts";
import { dateText } from "../people/civil-date.ts";
import { birthDate } from "./clusters.ts";
import { rulerText } from "./ruler.ts";
import { carrier, change, flag, type MessChange, type MessOperator } from "./operator.ts";
import { operator, reject, removal, survive } from "./operator.ts";
import { withoutFields } from "./list-entries.ts";

const value = "result.value";
const result = "obs-1";
const checkDigit = "patient.identifier.check-digit";
const scheme = "patient.identifier.check-digit-scheme";

/** Digit sum from the right, every other digit doubled (the scheme M10 of table 0061). */
function mod10(digits: string): number {
  let sum = 0;
  for (const [at, digit] of [...digits].toReversed().entries()) {
    const n = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  }
  return (10 - (sum % 10)) % 10;
}

function nothing(field: string, entry: string, absent: string): MessChange {
  return { field: fieldId(field), entry, absent };
}

/** What stands on the edges of a record: check digits, marks, papers that were withdrawn, and sheer size. */
export const paperworkOperators: readonly MessOperator[] = [
  operator("identity", {
    id: "mrn-check-digit",
    introduced: 361,
    targets: [checkDigit],
    beside: [scheme],
    any: [survive, flag],
    note: "a wrong one is marked, never put right",
    exposes: "DROP-ELEMENT ID-REFORMAT",
    source: "S-4",
    says: "A chart number with its check digit beside it; every other one is wrong.",
    example: "7712345^5^M10",
    apply: (acting) => {
      const digits = (acting.text("patient.identifier.mrn") ?? "").replace(/\D/g, "");
      const isWrong = acting.variant % 2 === 1;
      const digit = (mod10(digits) + (isWrong ? 3 : 0)) % 10;
      return [
        change(checkDigit, "", String(digit), isWrong ? [flag] : [survive]),
        change(scheme, "", "M10", [survive]),
      ];
    },
  }),
  operator("identity", {
    id: "identity-placeholder",
    introduced: 362,
    targets: ["patient.identity-reliability"],
    beside: ["patient.identity-unknown"],
    any: [survive],
    note: "with the mark",
    exposes: "DROP-ELEMENT WRONG-MERGE DEFAULT-INJECT",
    source: "S-3 S-9",
    says: "A person whose identity is not sure; the record says which of its parts are stand-ins.",
    example: "identity unknown; birth date and number are stand-ins (UD, US)",
    share: 0.003,
    apply: () => [
      change("patient.identity-unknown", "", "true"),
      change("patient.identity-reliability", "rel-1", "UD"),
      change("patient.identity-reliability", "rel-2", "US"),
    ],
  }),
  operator("name", {
    id: "name-further-given",
    introduced: 363,
    layer: "structure",
    targets: ["patient.name.further-given"],
    any: [survive],
    note: "in their order",
    exposes: "DROP-REPETITION LIST-REORDER CONCAT",
    source: "S-1",
    says: "More first names than a form has boxes.",
    example: "third and fourth: Johann Erich",
    share: 0.02,
    apply: (acting) => [
      change(
        "patient.name.further-given",
        "given-3",
        carrier(["Johann", "Mary Ann"], acting.variant),
      ),
      change("patient.name.further-given", "given-4", carrier(["Erich", "Lou"], acting.variant)),
    ],
  }),
  operator("date", {
    id: "chart-of-1950",
    introduced: 364,
    layer: "structure",
    targets: ["encounter.start"],
    beside: ["encounter.end", birthDate],
    any: [survive],
    exposes: "CENTURY EPOCH OVERFLOW-REJECT DATE-SHIFT",
    source: "S-11",
    says: "A visit of 1950, taken over from a paper chart.",
    example: "4 May 1950, before every computer's epoch",
    share: 0.002,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const born = `19${String(20 + (acting.variant % 9))}-03-${String(10 + (numbers.blockSlot(index, "birth-date") % 20))}`;
      return [
        change(birthDate, "", born),
        change("encounter.start", "enc-1", "1950-05-04T09:00:00-05:00"),
        change("encounter.end", "enc-1", "1950-05-04T09:20:00-05:00"),
      ];
    },
  }),
  operator("relation", {
    id: "contact-ended",
    introduced: 365,
    targets: ["contact.end"],
    any: [survive],
    note: "as ended",
    exposes: "DROP-ELEMENT VISIBILITY STATUS-FLATTEN",
    source: "S-13",
    says: "A person to call who no longer is one.",
    example: "valid until last month",
    share: 0.03,
    apply: (acting) => [
      change("contact.end", "contact-1", dateText(acting.making.numbers.today - 38 - 3)),
    ],
  }),
  operator("relation", {
    id: "consent-withdrawn",
    introduced: 366,
    targets: ["consent.status"],
    any: [survive],
    note: "never as given",
    exposes: "STATUS-FLATTEN LOST-UPDATE DEFAULT-INJECT",
    source: "S-13",
    says: "A consent that was taken back, or refused.",
    example: "inactive · rejected",
    share: 0.02,
    apply: (acting) => [
      change("consent.status", "consent-1", carrier(["inactive", "rejected"], acting.variant)),
    ],
  }),
  operator("relation", {
    id: "label-sensitive",
    introduced: 367,
    targets: ["record.security-label"],
    any: [survive],
    note: "on the record and all its parts",
    exposes: "DROP-ELEMENT VISIBILITY",
    source: "S-13 S-20",
    says: "A record under a label: only some may read it.",
    example: "PSY, ETH, HIV",
    share: 0.01,
    apply: (acting) => [
      change("record.security-label", "", carrier(["PSY", "ETH", "HIV"], acting.variant)),
    ],
  }),
  operator("insurance", {
    id: "charge-modifiers-four",
    introduced: 368,
    layer: "structure",
    targets: ["charge.modifier"],
    beside: ["charge.diagnosis", "charge.diagnosis-pointer"],
    any: [survive],
    note: "all four, in their order",
    exposes: "DROP-REPETITION LIST-REORDER CARDINALITY",
    source: "S-12",
    says: "A charge with four modifiers and two diagnoses.",
    example: "ZA ZB ZC ZD",
    share: 0.05,
    apply: () => [
      ...["ZD", "ZA", "ZC", "ZB"].map((code, at) =>
        change("charge.modifier", `chg-1/mod-${String(at + 1)}`, code),
      ),
      change("charge.diagnosis", "chg-1/dx-1", "E11.9"),
      change("charge.diagnosis", "chg-1/dx-2", "I10"),
      change("charge.diagnosis-pointer", "chg-1/ptr-1", "2"),
      change("charge.diagnosis-pointer", "chg-1/ptr-2", "1"),
    ],
  }),
  operator("insurance", {
    id: "charge-credit",
    introduced: 369,
    targets: ["charge.type"],
    beside: ["charge.amount"],
    any: [survive],
    note: "never as a second charge",
    exposes: "STATUS-FLATTEN DUP-CREATE SIGN-FLIP",
    source: "S-12",
    says: "A credit: the money goes back.",
    example: "CD 125.00",
    share: 0.02,
    apply: (acting) => [
      change("charge.type", "chg-1", "CD"),
      change("charge.amount", "chg-1", `${String(120 + (acting.variant % 99))}.50`),
    ],
  }),
  operator("clinical", {
    id: "vax-refused",
    introduced: 370,
    layer: "structure",
    targets: ["immunization.status"],
    beside: ["immunization.lot", "immunization.site", "immunization.manufacturer"],
    any: [survive],
    note: "never as given",
    exposes: "STATUS-FLATTEN BOOL-FLIP DEFAULT-INJECT",
    source: "S-12",
    says: "A vaccination that was refused: no lot, no site, not done.",
    example: "not-done",
    share: 0.03,
    apply: (acting) => [
      change("immunization.status", "vax-1", "not-done"),
      ...withoutFields(acting, [
        "immunization.lot",
        "immunization.site",
        "immunization.manufacturer",
      ]),
    ],
  }),
  operator("clinical", {
    id: "note-withdrawn",
    introduced: 371,
    targets: ["note.availability"],
    beside: ["note.status"],
    any: [survive],
    note: "no longer shown",
    exposes: "STATUS-FLATTEN VISIBILITY LOST-DELETE",
    source: "S-12 S-13",
    says: "A note that was replaced or written by mistake.",
    example: "superseded · entered in error",
    share: 0.02,
    apply: (acting) => {
      const isWrong = acting.variant % 2 === 1;
      return [
        change("note.availability", "note-1", isWrong ? "entered-in-error" : "superseded"),
        change("note.status", "note-1", isWrong ? "entered-in-error" : "amended"),
      ];
    },
  }),
  operator("clinical", {
    id: "order-revoked",
    introduced: 372,
    targets: ["order.status"],
    any: [survive],
    exposes: "STATUS-FLATTEN LOST-UPDATE RESURRECT",
    source: "S-12",
    says: "An order that was called off, or put on hold.",
    example: "revoked · on hold",
    share: 0.05,
    apply: (acting) => [
      change("order.status", "ord-1", carrier(["revoked", "on-hold"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "med-prn-reason",
    introduced: 373,
    layer: "structure",
    targets: ["medication.prn-reason"],
    beside: ["medication.prn"],
    any: [survive],
    exposes: "DROP-ELEMENT BOOL-FLIP",
    source: "S-12",
    says: "A medicine for when it is needed, with the reason for which.",
    example: "as needed for pain",
    share: 0.1,
    apply: (acting) => [
      change("medication.prn", "rx-2", "true"),
      change(
        "medication.prn-reason",
        "rx-2",
        `for pain ${acting.token("medication.prn-reason", "rx-2")}`,
      ),
    ],
  }),
  operator("clinical", {
    id: "med-product-form",
    introduced: 374,
    layer: "structure",
    targets: ["medication.form"],
    beside: ["medication.strength", "medication.strength-unit"],
    any: [survive],
    exposes: "DROP-ELEMENT CODE-DROP CROSS-FIELD",
    source: "S-12",
    says: "A medicine as a product, with form and strength beside the dose.",
    example: "SYR, 40 mg",
    share: 0.1,
    apply: (acting) => [
      change("medication.form", "rx-2", carrier(["SYR", "TAB", "CAP"], acting.variant)),
      change("medication.strength", "rx-2", String(40 + (acting.variant % 50))),
      change("medication.strength-unit", "rx-2", "mg"),
    ],
  }),
  operator("identity", {
    id: "multiple-birth-mark",
    introduced: 375,
    targets: ["patient.multiple-birth"],
    any: [survive],
    exposes: "BOOL-FLIP DROP-ELEMENT WRONG-MERGE",
    source: "S-3",
    says: "One of several born together, without word of which one.",
    example: "multiple birth: yes",
    share: 0.01,
    apply: () => [change("patient.multiple-birth", "", "true")],
  }),
  operator("missing", {
    id: "obx-null-quotes",
    introduced: 376,
    layer: "structure",
    targets: [value, "patient.telecom.work"],
    beside: ["result.unit", "patient.telecom.extension"],
    any: [survive],
    note: "delete, empty and not sent are three things",
    exposes: "NULL-SEMANTICS LOST-DELETE STALE-OVERWRITE",
    source: "S-9",
    says: "HL7's own null: the value is to be deleted, which is not the same as empty or not sent.",
    example: '""',
    wire: { fhir: "cannot-travel" },
    apply: (acting) => {
      const extension = "patient.telecom.extension";
      if (acting.target !== value) {
        return [
          nothing(acting.target, "", "null"),
          ...(acting.text(extension) === null ? [] : [removal(extension, "")]),
        ];
      }
      const unit = "result.unit";
      return [
        nothing(value, result, "null"),
        ...(acting.text(unit, result) === null ? [] : [removal(unit, result)]),
      ];
    },
  }),
  operator("missing", {
    id: "miss-not-applicable",
    introduced: 377,
    layer: "structure",
    targets: [value],
    beside: [
      "result.code",
      "result.unit",
      "result.reference-range",
      "result.flag",
      "patient.sex",
      "patient.sex-at-birth",
    ],
    any: [survive],
    note: "with its reason",
    exposes: "NULL-SEMANTICS BOOL-FLIP",
    source: "S-9",
    says: "Pregnancy status of a man: the question does not apply.",
    example: "not-applicable",
    rate: "as often as it is asked",
    apply: (acting) => [
      change("patient.sex", "", "male"),
      change("patient.sex-at-birth", "", "M"),
      // LOINC: pregnancy status.
      change("result.code", result, "82810-3"),
      nothing(value, result, "not-applicable"),
      ...["result.unit", "result.reference-range", "result.flag"]
        .filter((field) => acting.text(field, result) !== null)
        .map((field) => removal(field, result)),
    ],
  }),
  operator("missing", {
    id: "vol-message-1mb",
    introduced: 378,
    layer: "length",
    targets: ["note.text"],
    any: [survive, reject],
    exposes: "DROP-SEGMENT NO-ACK ACK-LIE TRUNCATE",
    source: "S-11 S-17",
    says: "A note of one megabyte, which measures itself.",
    example: "1,048,576 characters",
    apply: (acting) => [
      change("note.text", "note-1", rulerText(1_048_576, acting.token("note.text", "note-1"))),
    ],
  }),
];
