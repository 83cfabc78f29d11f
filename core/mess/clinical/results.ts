import { codeSystems } from "../../people/clinical-tables.ts";
import { carrier, change, flag, type MessOperator, normalise } from "../operator.ts";
import { operator, removal, survive } from "../operator.ts";

const code = "result.code";
const value = "result.value";
const unit = "result.unit";
const range = "result.reference-range";
const resultFlag = "result.flag";
const entry = "obs-1";
const vital = "vital-1";

/** Family J, findings: diagnoses, results and measurements that are true and look wrong. */
export const resultOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "dx-retired-code",
    introduced: 245,
    targets: ["problem.code"],
    beside: ["problem.code-system"],
    any: [flag],
    exposes: "CODE-VERSION CODE-DROP",
    source: "S-4",
    says: "A diagnosis code that the list of this year no longer has.",
    example: "M54.5, which became M54.50, M54.51 and M54.59",
    share: 0.02,
    apply: (acting) => [
      change("problem.code", "dx-1", carrier(["M54.5", "N18.3", "G43.0"], acting.variant)),
      change("problem.code-system", "dx-1", codeSystems.icd10cm, [survive]),
    ],
  }),
  operator("clinical", {
    id: "dx-negated-history",
    introduced: 246,
    targets: ["problem.verification"],
    beside: ["problem.text", "problem.code", "problem.code-system"],
    any: [survive],
    note: "never as a diagnosis that the patient has",
    exposes: "BOOL-FLIP STATUS-FLATTEN CROSS-FIELD",
    source: "S-12",
    says: "A diagnosis that was ruled out, or that somebody else of the family has.",
    example: "ruled out: asthma · family history of glaucoma",
    share: 0.1,
    apply: (acting) => {
      const text = (words: string) =>
        change("problem.text", "dx-1", `${words} ${acting.token("problem.text", "dx-1")}`);
      if (acting.variant % 2 === 0) {
        return [change("problem.verification", "dx-1", "refuted"), text("Ruled out: asthma")];
      }
      // The history of a family is true of it, and has a code of its own.
      return [
        change("problem.verification", "dx-1", "confirmed"),
        text("Family history of glaucoma"),
        change("problem.code", "dx-1", "Z83.511"),
        change("problem.code-system", "dx-1", codeSystems.icd10cm),
      ];
    },
  }),
  operator("clinical", {
    id: "dx-left-right",
    introduced: 247,
    targets: ["problem.text"],
    beside: ["problem.code", "problem.code-system"],
    any: [survive],
    exposes: "CODE-BROADEN CODE-REMAP TRUNCATE",
    source: "S-1",
    says: "A diagnosis of one side of the body, which stands in words and in the last digit of the code.",
    example: "M17.12 Osteoarthritis, left knee",
    share: 0.05,
    apply: (acting) => {
      const [dx, words] =
        acting.variant % 2 === 0
          ? ["M17.12", "Osteoarthritis, left knee"]
          : ["M17.11", "Osteoarthritis, right knee"];
      return [
        change("problem.code", "dx-1", dx),
        change("problem.code-system", "dx-1", codeSystems.icd10cm),
        change("problem.text", "dx-1", `${words} ${acting.token("problem.text", "dx-1")}`),
      ];
    },
  }),
  operator("clinical", {
    id: "obx-blank-value",
    introduced: 248,
    targets: [value],
    any: [flag],
    exposes: "NULL-SEMANTICS DEFAULT-INJECT DROP-RECORD STALE-OVERWRITE",
    source: "S-9",
    says: "A final result without a value.",
    example: "Hemoglobin, final, nothing, g/dL",
    share: 0.01,
    apply: () => [removal(value, entry)],
  }),
  operator("clinical", {
    id: "obx-unit-convert",
    introduced: 249,
    layer: "structure",
    targets: [unit],
    beside: [code, value, range],
    any: [normalise("AT-13")],
    note: "another unit only with another number",
    exposes: "UNIT-CHANGE UNIT-DROP COMPUTED-DRIFT",
    source: "S-12",
    says: "Blood sugar in the unit of other countries.",
    example: "5.5 mmol/L, which is 99 mg/dL",
    apply: (acting) => [
      change(code, entry, "14749-6", [survive]),
      change(value, entry, carrier(["5.5", "6.1", "4.7"], acting.variant), [survive]),
      change(unit, entry, "mmol/L"),
      change(range, entry, "3.9-5.5", [survive]),
    ],
  }),
  operator("clinical", {
    id: "obx-ref-range-flag",
    introduced: 250,
    targets: [resultFlag],
    beside: [code, value, unit, range],
    any: [survive],
    exposes: "DROP-ELEMENT COMPUTED-DRIFT ENUM-COLLAPSE",
    source: "S-12",
    rate: "natural",
    says: "A result far above the normal range, marked as very high.",
    example: "potassium 6.8, range 3.5-5.1, HH",
    apply: (acting) => [
      change(code, entry, "2823-3"),
      change(value, entry, carrier(["6.8", "7.1", "2.3"], acting.variant)),
      change(unit, entry, "mmol/L"),
      change(range, entry, "3.5-5.1"),
      change(resultFlag, entry, carrier(["HH", "HH", "LL"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "obx-text-for-number",
    introduced: 251,
    targets: [value],
    any: [survive],
    note: "whole, as text",
    exposes: "DROP-ELEMENT OVERFLOW-BLANK TEXT-FOR-CODE DEFAULT-INJECT",
    source: "S-12",
    says: "Words, or a number with its unit, where a number belongs.",
    example: "5.4 mmol/L · hemolyzed · 1:128 · +++",
    share: 0.02,
    apply: (acting) => [
      change(
        value,
        entry,
        carrier(["5.4 mmol/L", "hemolyzed", "1:128", "+++", "see comment"], acting.variant),
      ),
    ],
  }),
  operator("clinical", {
    id: "vital-pounds",
    introduced: 252,
    targets: ["vital.unit"],
    beside: ["vital.code", "vital.value"],
    any: [survive],
    note: "the number and its unit stay together",
    exposes: "UNIT-CHANGE UNIT-DROP COMPUTED-DRIFT",
    source: "S-1",
    says: "A weight in pounds where others are in kilograms.",
    example: "163.4 [lb_av]",
    share: 0.1,
    apply: (acting) => [
      change("vital.code", vital, "29463-7"),
      change("vital.value", vital, `${String(121 + (acting.variant % 90))}.4`),
      change("vital.unit", vital, "[lb_av]"),
    ],
  }),
  operator("clinical", {
    id: "clin-nonsense-valid",
    introduced: 253,
    targets: ["vital.value", "medication.dose-value"],
    beside: ["vital.code", "vital.unit"],
    any: [survive],
    note: "what is plausible is not for an interface to judge; flagged only where that is agreed",
    exposes: "ROUND UNIT-CHANGE REJECT-OPAQUE",
    source: "S-11",
    says: "A value that no body has, in a form that every system accepts.",
    example: "height 17 cm · weight 900 kg · 5000 mg",
    apply: (acting) => {
      if (acting.target === "medication.dose-value")
        return [change("medication.dose-value", "rx-2", carrier(["5000", "9999"], acting.variant))];
      const [loinc = "", number = "", of = ""] =
        [
          ["8302-2", "17", "cm"],
          ["29463-7", "900", "kg"],
          ["8310-5", "370", "Cel"],
        ][acting.variant % 3] ?? [];
      return [
        change("vital.code", vital, loinc),
        change("vital.value", vital, number),
        change("vital.unit", vital, of),
      ];
    },
  }),
  operator("clinical", {
    id: "imm-lot-text",
    introduced: 258,
    targets: ["immunization.lot"],
    beside: ["immunization.code"],
    any: [survive],
    exposes: "LEADING-ZERO CODE-DROP CHARSET-U8-1252 CHARSET-QMARK",
    source: "S-12",
    says: "A vaccine whose lot begins with zero and ends in an accented letter.",
    example: "0A12-É",
    share: 0.05,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const slot = String(numbers.blockSlot(index, "vaccine")).padStart(3, "0");
      return [
        change("immunization.lot", "vax-1", `0A${slot}-É`),
        // Illustrations of codes for a vaccine, one of which begins with zero.
        change("immunization.code", "vax-1", carrier(["140", "08"], acting.variant)),
      ];
    },
  }),
];
