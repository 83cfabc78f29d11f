/**
 * Spellings of one UCUM unit: a closed list (decisions.md 21). What is not in it is another unit.
 * The first of a row is the UCUM code. Dangerous spellings (`µg`, `U`, `IU`, `cc`) stand in no row.
 */
const spellings: readonly (readonly string[])[] = [
  ["mg", "milligram", "milligrams"],
  ["ug", "mcg", "microgram", "micrograms"],
  ["g", "gram", "grams"],
  ["kg", "kilogram", "kilograms"],
  ["mL", "ml", "milliliter", "milliliters", "millilitre"],
  ["L", "l", "liter", "liters", "litre"],
  ["[iU]", "[IU]", "international unit", "international units"],
  ["{tbl}", "tablet", "tablets", "tab", "{tablet}"],
  ["mmol/L", "mmol/l"],
  ["mg/dL", "mg/dl"],
  ["g/dL", "g/dl"],
  ["Cel", "degC"],
  ["[degF]", "degF"],
  ["[lb_av]", "lb", "lbs"],
  ["[in_i]", "in", "inch", "inches"],
  ["mm[Hg]", "mmHg"],
  ["%", "percent"],
];

const codeOf = new Map(spellings.flatMap((row) => row.map((word) => [word, row[0] ?? word])));

/** Further units that stand as parts of others, `mmol` in `millimole per liter`; closed as the list above. */
const parts: readonly (readonly string[])[] = [
  ["ng", "nanogram", "nanograms"],
  ["pg", "picogram", "picograms"],
  ["dL", "dl", "deciliter", "deciliters", "decilitre"],
  ["uL", "ul", "microliter", "microliters"],
  ["mol", "mole", "moles"],
  ["mmol", "millimole", "millimoles"],
  ["umol", "micromole", "micromoles"],
  ["nmol", "nanomole", "nanomoles"],
  ["meq", "mEq", "milliequivalent", "milliequivalents"],
  ["m2", "square meter", "square metre"],
  ["s", "second", "seconds"],
  ["min", "minute", "minutes"],
  ["h", "hr", "hour", "hours"],
  ["d", "day", "days"],
  ["", "beats", "beat", "breaths", "breath", "{beats}", "{breaths}"],
];
const partOf = new Map([
  ...codeOf,
  ...parts.flatMap((row) => row.map((word) => [word, row[0] ?? word] as const)),
]);
const inWords = new Map([
  ["millimeter of mercury", "mm[Hg]"],
  ["millimeters of mercury", "mm[Hg]"],
  ["degree Celsius", "Cel"],
  ["degrees Celsius", "Cel"],
  ["degree Fahrenheit", "[degF]"],
  ["degrees Fahrenheit", "[degF]"],
]);

/** The code of a unit of the lists, or of one such per another, `milligram per deciliter`; null where it is neither. */
function knownCode(text: string): string | null {
  const own = codeOf.get(text) ?? inWords.get(text);
  if (own !== undefined) return own;
  const [top, bottom, ...more] = text.split(/ per | ?\/ ?/u);
  if (top === undefined || bottom === undefined || more.length > 0) return null;
  const [over, under] = [partOf.get(top), partOf.get(bottom)];
  if ((over === undefined && top !== "") || under === undefined || under === "") return null;
  return `${over ?? ""}/${under}`;
}

/** The UCUM code of a unit, or its own text where the lists do not know it. */
export function unitCode(text: string): string {
  return knownCode(text) ?? text;
}

export function isKnownUnit(text: string): boolean {
  return knownCode(text) !== null;
}

/** How many of the base unit one unit is, as an exact fraction, by dimension. */
const sizes: Readonly<Record<string, readonly [dimension: string, top: bigint, bottom: bigint]>> = {
  kg: ["mass", 1_000_000_000n, 1n],
  g: ["mass", 1_000_000n, 1n],
  mg: ["mass", 1000n, 1n],
  ug: ["mass", 1n, 1n],
  "[lb_av]": ["mass", 453_592_370n, 1n],
  L: ["volume", 1000n, 1n],
  mL: ["volume", 1n, 1n],
  m: ["length", 10_000n, 1n],
  cm: ["length", 100n, 1n],
  "[in_i]": ["length", 254n, 1n],
};

/** value in `to` = value in `from` × top / bottom; null where they do not measure the same. */
export function unitFactor(
  from: string,
  to: string,
): { readonly top: bigint; readonly bottom: bigint } | null {
  const a = sizes[unitCode(from)];
  const b = sizes[unitCode(to)];
  if (a === undefined || b === undefined || a[0] !== b[0]) return null;
  return { top: a[1] * b[2], bottom: a[2] * b[1] };
}

/** Factors that a conversion between two units of one kind can have, apart from 1. */
export const knownFactors: readonly {
  readonly from: string;
  readonly to: string;
  readonly top: bigint;
  readonly bottom: bigint;
}[] = Object.keys(sizes).flatMap((from) =>
  Object.keys(sizes).flatMap((to) => {
    const factor = from === to ? null : unitFactor(from, to);
    return factor === null ? [] : [{ from, to, ...factor }];
  }),
);
