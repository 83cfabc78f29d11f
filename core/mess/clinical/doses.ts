import {
  type Acting,
  carrier,
  change,
  type MessOperator,
  normalise,
  operator,
  survive,
} from "../operator.ts";

const dose = "medication.dose-value";
const unit = "medication.dose-unit";
const sig = "medication.sig";
/** The second medicine: the first one gets another dose in round 2. */
const entry = "rx-2";

/** The listed doses first; then numbers with three decimals that nobody else of the block has. */
function ownDose(acting: Acting, listed: readonly string[]): string {
  const value = listed[acting.variant];
  if (value !== undefined) return value;
  const slot = acting.making.numbers.blockSlot(acting.making.index, "dose");
  return `${1 + (slot % 2)}.${String(100 + Math.floor(slot / 9) * 10 + 1 + (slot % 9))}`;
}

/** Doses and units, part of family J. */
export const doseOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "dose-decimal",
    introduced: 3,
    targets: [dose],
    any: [survive],
    exposes: "DECIMAL-LOSS DECIMAL-SHIFT ROUND FLOAT-NOISE NAKED-DECIMAL DECIMAL-COMMA",
    source: "S-1",
    rate: "15 % of people, our own weight of meds; misplaced decimal point 43.5 % of 200 tenfold prescribing errors [LESAR02]",
    says: "A dose with decimals.",
    example: "2.5 · 0.5 · 0.125 · 1.75",
    share: 0.15,
    apply: (acting) => [
      change(
        dose,
        entry,
        ownDose(acting, ["2.5", "0.5", "0.125", "1.75", "2.25", "0.75", "1.625"]),
      ),
    ],
  }),
  operator("clinical", {
    id: "dose-trailing-zero",
    introduced: 9,
    layer: "form",
    targets: [dose],
    any: [normalise("AT-11")],
    exposes: "TRAILING-ZERO DECIMAL-LOSS",
    source: "S-1",
    says: "A dose written with a zero at the end: if the point is lost, it is a hundred times as much.",
    example: "12.50 · 2.50 · 5.0",
    share: 0.03,
    apply: (acting) => {
      const listed = ["12.50", "2.50", "5.0", "7.50"][acting.variant];
      const before = acting.text(dose, entry);
      if (listed === undefined && before === null) return [];
      return [
        change(dose, entry, listed ?? `${before}${before?.includes(".") === true ? "" : "."}0`),
      ];
    },
  }),
  operator("clinical", {
    id: "dose-naked-decimal",
    introduced: 10,
    targets: [dose],
    beside: [sig],
    any: [normalise("AT-12")],
    note: "a zero may be put before the point",
    exposes: "DECIMAL-LOSS DROP-RECORD OVERFLOW-BLANK",
    source: "S-1",
    rate: "dose < 1 in 25 % of the same errors [LESAR02]",
    says: "A dose written without the zero before the point.",
    example: ".5 mg",
    share: 0.03,
    apply: (acting) => {
      const naked = carrier([".5", ".25", ".75", ".125"], acting.variant);
      return [
        change(dose, entry, naked),
        change(sig, entry, `Take ${naked} mg ${acting.token(sig, entry)}`, [survive]),
      ];
    },
  }),
  operator("clinical", {
    id: "dose-round-trap",
    introduced: 36,
    targets: [dose],
    any: [survive],
    exposes: "ROUND TRUNCATE FLOAT-NOISE",
    source: "S-1",
    says: "A dose whose last digit tells cutting from rounding, and binary numbers from decimal ones.",
    example: "2.678 · 1.005 · 2.675 · 1.454",
    apply: (acting) => [change(dose, entry, ownDose(acting, ["2.678", "1.005", "2.675", "1.454"]))],
  }),
  operator("clinical", {
    id: "dose-tiny-scientific",
    introduced: 66,
    targets: [dose],
    any: [survive],
    exposes: "SCIENTIFIC ROUND OVERFLOW-BLANK",
    source: "S-1",
    says: "A very small dose, which programs like to write as 1e-7.",
    example: "0.001 · 0.0000001",
    apply: (acting) => [
      change(dose, entry, carrier(["0.0000001", "0.001", "0.00025"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "dose-large-sep",
    introduced: 67,
    targets: [dose],
    beside: [unit],
    any: [survive],
    exposes: "DECIMAL-COMMA DECIMAL-SHIFT DIGIT-CLIP TRUNCATE",
    source: "S-1",
    says: "A dose in units with seven digits.",
    example: "1200000",
    share: 0.01,
    apply: (acting) => [
      change(dose, entry, carrier(["1200000", "2400000", "1250000"], acting.variant)),
      change(unit, entry, "[IU]"),
    ],
  }),
  operator("clinical", {
    id: "unit-micro-sign",
    introduced: 37,
    targets: [unit],
    any: [normalise("AT-13")],
    note: "mcg and ug are other spellings of µg",
    exposes: "CHARSET-U8-1252 CHARSET-QMARK UNIT-CHANGE CONFUSABLE",
    source: "S-1",
    says: "Micrograms with the sign µ, or with the Greek letter that looks the same.",
    example: "µg (U+00B5) · μg (U+03BC)",
    share: 0.02,
    apply: (acting) => [change(unit, "rx-1", carrier(["\u00b5g", "\u03bcg"], acting.variant))],
  }),
  operator("clinical", {
    id: "unit-mg-mcg",
    introduced: 68,
    targets: [unit],
    any: [survive],
    exposes: "UNIT-CHANGE UNIT-DROP CODE-REMAP",
    source: "S-1",
    rate: "levothyroxine 19 % of tenfold errors [LESAR02]",
    says: "Micrograms where everybody expects milligrams.",
    example: "88 ug",
    share: 0.05,
    apply: () => [change(unit, "rx-1", "ug")],
  }),
  operator("clinical", {
    id: "sig-fraction",
    introduced: 69,
    targets: [sig],
    any: [survive],
    exposes: "NFKC-FOLD CHARSET-QMARK ROUND",
    source: "S-1",
    says: "Directions with a half as one character.",
    example: "½ tablet",
    share: 0.02,
    apply: (acting) => [
      change(
        sig,
        "rx-1",
        `Take ${carrier(["½", "1½", "¼"], acting.variant)} tablet daily ${acting.token(sig, "rx-1")}`,
      ),
    ],
  }),
];
