import { fieldById } from "../../catalogue/fields.ts";
import { furtherAllergy, furtherAllergyFields } from "../list-entries.ts";
import { furtherMedicine, furtherMedicineFields, withoutFields } from "../list-entries.ts";
import { change, type MessOperator, operator, survive } from "../operator.ts";
import { rulerText } from "../ruler.ts";

const alias = "patient.name.alias";
const use = "patient.name.use";

/** Texts that every person has, and that messages have a limit for. */
const limited = [
  ["patient.name.family", ""],
  ["patient.name.given", ""],
  ["patient.address.line1", ""],
  ["patient.address.line2", ""],
  ["coverage.payer-name", "cov-1"],
  ["coverage.group-name", "cov-1"],
  ["medication.name", "rx-2"],
  ["medication.sig", "rx-2"],
  ["problem.text", "dx-1"],
  ["encounter.reason", "enc-1"],
  ["appointment.reason", "appt-1"],
] as const;

/** Numbers from one to another, both included. */
function numbers(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Family L, volume: more of one thing than a screen, a message or a page has room for. */
export const volumeOperators: readonly MessOperator[] = [
  operator("missing", {
    id: "vol-allergies-200",
    introduced: 281,
    layer: "length",
    targets: ["allergy.substance"],
    beside: [
      ...furtherAllergyFields.filter((field) => field !== "allergy.substance"),
      "allergy.none-known",
    ],
    any: [survive],
    note: "all 200",
    exposes: "DROP-REPETITION TRUNCATE LATE PAGING-LOSS",
    source: "S-11",
    says: "Two hundred allergies, each with a word of its own.",
    example: "200 entries",
    apply: (acting) => {
      // Where none was known, the first entry said so: it becomes an allergy.
      const noneKnown = acting.text("allergy.none-known", "al-1") !== null;
      const known = noneKnown ? 0 : acting.entries("allergy.substance").length;
      return [
        ...withoutFields(acting, ["allergy.none-known"]),
        ...numbers(known + 1, 200).flatMap((at) =>
          furtherAllergy(acting, at, `Sample ${String(at)}`, `91${String(900000 + at)}`),
        ),
      ];
    },
  }),
  operator("missing", {
    id: "vol-meds-120",
    introduced: 282,
    layer: "length",
    targets: ["medication.name"],
    beside: furtherMedicineFields.filter((field) => field !== "medication.name"),
    any: [survive],
    note: "all 120",
    exposes: "DROP-REPETITION PAGING-LOSS",
    source: "S-11",
    says: "A hundred and twenty medicines, no two with one dose.",
    example: "120 entries",
    apply: (acting) => {
      const known = acting.entries("medication.name").length;
      return numbers(known + 1, 120).flatMap((at) =>
        furtherMedicine(acting, at, `Sample ${String(at)}`, `${String(400 + at)}.5`),
      );
    },
  }),
  operator("missing", {
    id: "vol-names-10",
    introduced: 283,
    layer: "length",
    targets: [alias],
    beside: [use],
    any: [survive],
    note: "all of them, or as many as a declared limit allows",
    exposes: "DROP-REPETITION CARDINALITY",
    source: "S-11",
    says: "Ten further names of one person.",
    example: "10 entries",
    apply: (acting) =>
      numbers(1, 10).flatMap((at) => {
        const entry = `alias-${String(at)}`;
        const kind = ["old", "usual", "temp", "anonymous"][at % 4] ?? "old";
        return [
          change(alias, entry, `Sample ${acting.token(alias, entry)}`),
          change(use, entry, kind),
        ];
      }),
  }),
  operator("missing", {
    id: "vol-max-everything",
    introduced: 284,
    layer: "length",
    targets: ["patient.name.family"],
    beside: limited.map(([field]) => field).filter((field) => field !== "patient.name.family"),
    any: [survive],
    exposes: "TRUNCATE OVERFLOW-BLANK TRUNCATE-BYTES",
    source: "S-11",
    says: "Every text at once as long as messages have room for, each measuring itself.",
    example: "last name 50, street 120, directions 199 characters …",
    apply: (acting) =>
      limited.map(([field, entry]) => {
        const length = fieldById(field)?.hl7Max ?? 50;
        return change(field, entry, rulerText(length, acting.token(field, entry)));
      }),
  }),
];
