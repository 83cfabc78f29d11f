import { codeSystems } from "../../people/clinical-tables.ts";
import { carrier, change, type MessOperator, normalise, operator, survive } from "../operator.ts";

const name = "medication.name";
const code = "medication.code";
const codeSystem = "medication.code-system";
const dose = "medication.dose-value";
const unit = "medication.dose-unit";
const sig = "medication.sig";
const frequency = "medication.frequency";
/** The second medicine: the first one gets another dose in round 2. */
const entry = "rx-2";

/** Family J, medicines: doses that are more than one number, and codes that are more than one. */
export const medicineOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "dose-range",
    introduced: 221,
    layer: "structure",
    targets: ["medication.dose-max"],
    beside: [dose, unit],
    any: [survive],
    exposes: "PUNCT-STRIP DROP-ELEMENT CROSS-FIELD",
    source: "S-12",
    says: "A dose from one number to another.",
    example: "1-2 tablets · 500-1000 mg",
    share: 0.05,
    apply: (acting) => [
      change(dose, entry, carrier(["1", "500", "0.5"], acting.variant)),
      change("medication.dose-max", entry, carrier(["2", "1000", "1.5"], acting.variant)),
      change(unit, entry, carrier(["tablet", "mg", "mL"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "unit-free-text",
    introduced: 222,
    targets: [unit],
    any: [survive],
    exposes: "UNIT-DROP CODE-DROP",
    source: "S-19",
    says: "A unit that stands in no list of units.",
    example: "puff · drop · application",
    share: 0.1,
    apply: (acting) => [
      change(unit, entry, carrier(["puff", "drop", "application", "capful"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "med-taper",
    introduced: 223,
    layer: "structure",
    targets: ["medication.step-dose"],
    beside: ["medication.step-dose-unit", "medication.step-sig", dose, unit, sig],
    any: [survive],
    note: "in order",
    exposes: "LIST-REORDER CARDINALITY DROP-REPETITION LIST-MISPAIR",
    source: "S-12",
    says: "A medicine that is taken less and less, in four steps.",
    example: "40, 30, 20, 10 mg, three days each",
    share: 0.01,
    apply: (acting) => {
      const days = 3 + (acting.variant % 4);
      return [
        change(dose, entry, "40"),
        change(unit, entry, "mg"),
        change(sig, entry, `40 mg for ${days} days ${acting.token(sig, entry)}`),
        ...["30", "20", "10"].flatMap((step, at) => {
          const key = `${entry}/step-${String(at + 2)}`;
          return [
            change("medication.step-dose", key, step),
            change("medication.step-dose-unit", key, "mg"),
            change("medication.step-sig", key, `then ${step} mg for ${days} days`),
          ];
        }),
      ];
    },
  }),
  operator("clinical", {
    id: "med-code-many",
    introduced: 224,
    layer: "structure",
    targets: [code],
    beside: [codeSystem],
    any: [normalise("AT-16")],
    note: "another code of the same medicine only where a map says so",
    exposes: "CODE-REMAP CODE-DROP DISPLAY-DRIFT TEXT-FOR-CODE",
    source: "S-1 S-19",
    says: "One medicine with the codes of three lists.",
    example: "RxNorm, NDC and the clinic's own code",
    share: 0.4,
    apply: (acting) => {
      const number = String(1000 + (acting.variant % 9000));
      return [
        change(code, `${entry}/code-2`, `99999${number}01`),
        change(codeSystem, `${entry}/code-2`, "http://hl7.org/fhir/sid/ndc", [survive]),
        change(code, `${entry}/code-3`, `MED-${number}`),
        change(codeSystem, `${entry}/code-3`, "urn:clinic:medicines", [survive]),
      ];
    },
  }),
  operator("clinical", {
    id: "med-ndc-format",
    introduced: 225,
    layer: "form",
    targets: [code],
    beside: [codeSystem],
    any: [normalise("AT-26")],
    note: "ten digits become eleven only by a declared layout",
    exposes: "LEADING-ZERO PUNCT-STRIP CODE-REMAP",
    source: "S-19",
    rate: "natural",
    says: "A package code with dashes and ten digits, which elsewhere has eleven and none.",
    example: "9999-8215-01 for 09999821501",
    apply: (acting) => [
      change(code, entry, `9999-${String(8215 + (acting.variant % 900))}-01`),
      change(codeSystem, entry, "http://hl7.org/fhir/sid/ndc", [survive]),
    ],
  }),
  operator("clinical", {
    id: "med-stopped-deleted",
    introduced: 226,
    targets: ["medication.status"],
    any: [survive],
    note: "and not shown as active",
    exposes: "LOST-DELETE RESURRECT STATUS-FLATTEN",
    source: "S-2",
    says: "A medicine that was stopped, or written down by mistake.",
    example: "stopped · entered-in-error",
    share: 0.1,
    apply: (acting) => [
      change(
        "medication.status",
        entry,
        carrier(["stopped", "entered-in-error", "on-hold"], acting.variant),
      ),
    ],
  }),
  operator("clinical", {
    id: "med-same-drug-two",
    introduced: 227,
    layer: "structure",
    targets: [name],
    beside: [code, codeSystem, "medication.status"],
    any: [survive],
    note: "two entries",
    exposes: "MERGE-LISTS LIST-MISPAIR DROP-REPETITION",
    source: "S-12",
    says: "One medicine twice, in two doses, both to be taken.",
    example: "Warfarin 5 mg and Warfarin 1 mg",
    share: 0.03,
    apply: (acting) => {
      const words = acting.text(name, "rx-1")?.replace(acting.token(name, "rx-1"), "") ?? "";
      return [
        change(name, entry, words + acting.token(name, entry)),
        change(code, entry, acting.text(code, "rx-1") ?? ""),
        change(codeSystem, entry, codeSystems.rxnorm),
        change("medication.status", entry, "active"),
      ];
    },
  }),
  operator("clinical", {
    id: "freq-look-alike",
    introduced: 228,
    targets: [frequency],
    any: [survive],
    note: "every day, every other day, four times a day and every twelve hours are four things",
    exposes: "CODE-REMAP ENUM-COLLAPSE",
    source: "S-12",
    says: "How often, in letters that look like others: QD, QOD, QID, every 12 hours.",
    example: "QOD is not QD, Q12H is not BID",
    share: 0.05,
    apply: (acting) => [
      change(frequency, entry, carrier(["QOD", "QID", "Q12H", "QD", "Q6H"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "sig-contradicts-dose",
    introduced: 229,
    targets: [sig],
    any: [survive],
    note: "both as they were written; which of them is right is for a person to say",
    exposes: "INTERNAL-CONFLICT CROSS-FIELD",
    source: "S-12",
    says: "Directions that say another dose than the box for the dose.",
    example: "dose 40 mg, directions “take 4 mg”",
    share: 0.02,
    apply: (acting) => {
      const words = carrier(["Take 4 tablets", "Take half of it"], acting.variant);
      return [change(sig, entry, `${words} twice a day ${acting.token(sig, entry)}`)];
    },
  }),
  operator("clinical", {
    id: "dose-per-weight",
    introduced: 230,
    targets: [unit],
    any: [survive],
    note: "a dose by weight is no whole dose",
    exposes: "UNIT-CHANGE UNIT-DROP",
    source: "S-1",
    says: "A dose for each kilogram of weight, beside others that are for the whole body.",
    example: "15 mg/kg",
    share: 0.01,
    apply: () => [change(unit, entry, "mg/kg")],
  }),
  operator("clinical", {
    id: "dose-not-strength",
    introduced: 231,
    targets: ["medication.strength"],
    beside: ["medication.strength-unit", dose, unit],
    any: [survive],
    note: "the strength of a tablet is no dose",
    exposes: "CROSS-FIELD DROP-ELEMENT",
    source: "S-12",
    says: "How strong one tablet is, beside how many are taken.",
    example: "2 tablets of 250 mg",
    share: 0.05,
    apply: (acting) => [
      change(dose, entry, carrier(["2", "3", "1.5"], acting.variant)),
      change(unit, entry, "tablet"),
      change("medication.strength", entry, carrier(["250", "125", "62.5"], acting.variant)),
      change("medication.strength-unit", entry, "mg"),
    ],
  }),
  operator("clinical", {
    id: "med-name-numbers",
    introduced: 232,
    layer: "structure",
    targets: [name],
    any: [survive],
    note: "the numbers belong to the name",
    exposes: "PUNCT-STRIP CROSS-FIELD DECIMAL-LOSS",
    source: "S-12",
    says: "A medicine with numbers in its name that are no dose.",
    example: "5-325 mg · 70/30 · U-100",
    share: 0.03,
    apply: (acting) => {
      const words = carrier(
        ["Hydrocodone-Acetaminophen 5-325 mg", "Insulin mix 70/30", "Insulin U-100"],
        acting.variant,
      );
      return [change(name, entry, `${words} ${acting.token(name, entry)}`)];
    },
  }),
  operator("clinical", {
    id: "sig-left-right",
    introduced: 233,
    targets: [sig],
    any: [survive],
    exposes: "CODE-REMAP TRUNCATE CROSS-FIELD",
    source: "S-12",
    says: "Drops for one eye or one ear, right or left.",
    example: "1 drop, left eye · right ear",
    share: 0.03,
    apply: (acting) => {
      const where = carrier(["left eye", "right eye", "left ear", "right ear"], acting.variant);
      return [change(sig, entry, `1 drop, ${where} ${acting.token(sig, entry)}`)];
    },
  }),
];
