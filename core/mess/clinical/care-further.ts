import { withoutFields } from "../list-entries.ts";
import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

const visit = "enc-1";

/** Orders, vaccinations, notes and products beside the plain case. */
export const furtherCareOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "order-context",
    introduced: 348,
    layer: "structure",
    targets: ["order.encounter"],
    beside: [
      "encounter.number",
      "encounter.class",
      "encounter.status",
      "encounter.start",
      "encounter.end",
    ],
    any: [survive],
    note: "with the second visit, not the first",
    exposes: "WRONG-ENCOUNTER PLACEMENT WRONG-PROVIDER",
    source: "S-12 S-14",
    says: "Two visits on one day; the order belongs to the second one.",
    example: "order of the afternoon visit",
    share: 0.05,
    apply: (acting) => {
      const second = "enc-2";
      const day = (acting.text("encounter.start", visit) ?? "").slice(0, 10);
      const number = `ZZT-V2-${String(1000 + acting.making.index)}`;
      return [
        change("encounter.number", second, number),
        change("encounter.class", second, "AMB"),
        change("encounter.status", second, "finished"),
        change("encounter.start", second, `${day}T16:10:00-05:00`),
        change("encounter.end", second, `${day}T16:25:00-05:00`),
        change("order.encounter", "ord-1", number),
      ];
    },
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
];
