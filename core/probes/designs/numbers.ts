import type { Field } from "../../catalogue/field.ts";
import type { Design, Sketch } from "../design.ts";

function numbers(texts: readonly string[]) {
  return (_finding: unknown, field: Field): readonly Sketch[] =>
    field.form === "decimal" || field.form === "quantity"
      ? texts.map((text) => ({ says: text, value: () => text }))
      : [];
}

function isUnit(field: Field): boolean {
  return field.id.endsWith("-unit") || field.id.endsWith(".unit");
}

function units(_finding: unknown, field: Field): readonly Sketch[] {
  if (!isUnit(field)) return [];
  return ["mg", "ug", "g", "mL"].map((unit) => ({ says: unit, value: () => unit }));
}

const value = "value" as const;

/** Numbers and units (faults.md 4.4). */
export const numberDesigns: readonly Design[] = [
  // With different numbers of decimals: one value alone cannot tell a lost point from a shift.
  {
    faults: ["DECIMAL-LOSS", "DECIMAL-SHIFT"],
    judging: value,
    sketches: numbers(["25", "2.5", "12.25", "0.5"]),
  },
  { faults: ["DECIMAL-COMMA"], judging: value, sketches: numbers(["2.5", "1200", "1200.5"]) },
  {
    faults: ["ROUND"],
    judging: value,
    sketches: numbers(["2", "2.674", "2.675", "2.678", "2.685"]),
  },
  { faults: ["FLOAT-NOISE"], judging: value, sketches: numbers(["0.1", "0.3", "1.1"]) },
  { faults: ["TRAILING-ZERO"], judging: value, sketches: numbers(["2.50", "5.0", "100"]) },
  { faults: ["NAKED-DECIMAL"], judging: value, sketches: numbers(["0.5", "0.25", "1.5"]) },
  { faults: ["SCIENTIFIC"], judging: value, sketches: numbers(["0.0000001", "120", "1000000"]) },
  {
    faults: ["DIGIT-CLIP"],
    judging: value,
    sketches: numbers(["999", "1000", "32767", "32768", "65535", "65536", "1200000"]),
  },
  {
    faults: ["UNIT-CHANGE"],
    judging: value,
    sketches: units,
  },
  { faults: ["UNIT-DROP"], judging: "gone", sketches: units },
  {
    faults: ["COMPARATOR-LOSS"],
    judging: value,
    sketches: numbers(["0.01", "<0.01", ">600"]),
  },
  {
    faults: ["LEADING-ZERO"],
    judging: value,
    sketches: (_finding, field) => {
      if (field.id.endsWith("postal-code"))
        return ["89501", "02134", "00501"].map((code) => ({ says: code, value: () => code }));
      // Zeros in front of a reserved number leave it in its range.
      if (field.form !== "identifier") return [];
      const digits = (own: string): string => (/^\d+$/u.test(own) ? own : "7700077");
      return [
        { says: "no zero in front", value: digits },
        { says: "one zero in front", value: (own) => `0${digits(own)}` },
        { says: "two zeros in front", value: (own) => `00${digits(own)}` },
      ];
    },
  },
  {
    faults: ["ID-REFORMAT"],
    judging: value,
    sketches: (_finding, field) =>
      field.form === "identifier"
        ? [
            { says: "as it is", value: (own) => own },
            { says: "with a dash", value: (own) => `${own.slice(0, 3)}-${own.slice(3)}` },
            { says: "with a space", value: (own) => `${own.slice(0, 3)} ${own.slice(3)}` },
            { says: "with a zero in front", value: (own) => `0${own}` },
          ]
        : [],
  },
];
