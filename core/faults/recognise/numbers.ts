import type { Field, FieldId } from "../../catalogue/field.ts";
import {
  equalDecimals,
  hasRatio,
  plainDecimal,
  powerOfTenBetween,
  readDecimal,
  roundDecimal,
  roundingModes,
  shiftDecimal,
  writeDecimal,
} from "../../compare/forms/decimal.ts";
import type { RoundingMode } from "../../compare/forms/decimal.ts";
import { knownFactors, unitCode } from "../../compare/forms/unit.ts";
import { insideResults } from "./framed-number.ts";
import { isNumber, numberOf, quoted } from "./recogniser.ts";
import type { Params, Recogniser } from "./recogniser.ts";

/** Identifiers, codes and ZIP codes: digits that are no number. */
function isDigitsText(field: Field): boolean {
  return (
    field.form === "identifier" ||
    field.form === "code" ||
    field.form === "phone" ||
    field.form === "reference" ||
    field.id.endsWith("postal-code")
  );
}

/** Directions, the name of a medicine, a note: a dose may stand in them. */
function isWords({ form }: Field): boolean {
  return form === "text" || form === "text.note";
}

const pointInWords = /(?<=\d)\.(?=\d)/u;

/** Numbers, and words in which numbers stand: a range, directions. */
function holdsNumbers(field: Field): boolean {
  return isNumber(field) || field.id === "result.reference-range" || field.id.endsWith("sig");
}

function isUnit(field: Field): boolean {
  return field.id.endsWith("-unit") || field.id.endsWith(".unit");
}

/** The unit that stands beside a number. */
function unitBeside(field: Field): FieldId {
  const id = field.id.endsWith("-value")
    ? field.id.replace(/-value$/u, "-unit")
    : field.id.replace(/[^.]+$/u, "unit");
  // An id by the catalogue's naming; one without a row simply has no value.
  return id as FieldId;
}

function sameValueAs(target: string, text: string): string | null {
  const made = readDecimal(text);
  const seen = readDecimal(target);
  return made !== null && seen !== null && equalDecimals(made, seen) && !seen.scientific
    ? target
    : text;
}

const ofNumbers: readonly Recogniser[] = [
  {
    id: "DECIMAL-LOSS",
    cost: 0.5,
    agree: [],
    applies: (field) => isNumber(field) || isWords(field),
    propose: ({ field, source }) => {
      if (isWords(field)) return pointInWords.test(source) ? [{ zeros: "words" }] : [];
      return /^-?\d*\.\d+$/u.test(source)
        ? [{ zeros: "kept" }, { zeros: "gone" }, { zeros: "value" }]
        : [];
    },
    // In words it may as well be a sign among others that are gone.
    dear: ({ zeros }) => (zeros === "words" ? 0.45 : 0),
    simulate: ({ zeros }, source, { target }) => {
      if (zeros === "words") return source.replaceAll(new RegExp(pointInWords, "gu"), "");
      const digits = source.replace(".", "");
      const bare = digits.replace(/^(-?)0+(?=\d)/u, "$1");
      if (zeros === "kept") return digits;
      if (zeros === "gone") return bare;
      // 2.50 lost its point and its zero: 25 is not 250, so only the same number may be rewritten.
      return sameValueAs(target, bare);
    },
    first: [{ zeros: "gone" }],
    why: (_params, source, target) =>
      `The decimal point is gone: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "DECIMAL-SHIFT",
    cost: 0.5,
    agree: ["k"],
    applies: isNumber,
    propose: ({ source, target }): readonly Params[] => {
      const from = readDecimal(source);
      const to = readDecimal(target);
      const k = from === null || to === null ? null : powerOfTenBetween(from, to);
      return k === null || k === 0 || /[eE]/u.test(target) ? [] : [{ k }];
    },
    simulate: (params, source, { target }) => {
      const decimal = readDecimal(source);
      if (decimal === null) return null;
      return sameValueAs(target, plainDecimal(shiftDecimal(decimal, numberOf(params, "k"))));
    },
    first: [{ k: 1 }, { k: -1 }],
    why: (params, source, target) => {
      const k = numberOf(params, "k");
      const times = 10 ** Math.abs(k);
      return `${times} times too ${k > 0 ? "big" : "small"}: ${source} became ${target}.`;
    },
  },
  {
    id: "DECIMAL-COMMA",
    cost: 0.7,
    agree: [],
    applies: holdsNumbers,
    propose: ({ source }) => (/\d?\.\d/u.test(source) ? [{}] : []),
    simulate: (_params, source) => source.replaceAll(/\.(?=\d)/gu, ","),
    first: [{}],
    why: (_params, source, target) => `The point became a comma: ${source} became ${target}.`,
  },
  {
    id: "ROUND",
    cost: 0.8,
    agree: ["decimals"],
    applies: isNumber,
    propose: ({ source, target }) => {
      const from = readDecimal(source);
      const to = readDecimal(target);
      if (from === null || to === null || equalDecimals(from, to) || to.scientific) return [];
      // The last decimal may itself be a zero that the number lost: 2.996 rounded to 3 is 3.00.
      const least = Math.max(to.scale, from.scale - 4, 0);
      return Array.from({ length: Math.max(0, from.scale - least) }, (_, more) => more + to.scale)
        .filter((decimals) => decimals < from.scale)
        .flatMap((decimals) => roundingModes.map((mode) => ({ decimals, mode })));
    },
    simulate: (params, source, { target }) => {
      const decimal = readDecimal(source);
      if (decimal === null) return null;
      const decimals = numberOf(params, "decimals");
      // Proposed from `roundingModes` alone.
      const mode = String(params["mode"]) as RoundingMode;
      const rounded = roundDecimal(decimal, decimals, mode);
      return sameValueAs(target, writeDecimal(rounded.unscaled, rounded.scale));
    },
    first: [
      { decimals: 0, mode: "half-up" },
      { decimals: 1, mode: "half-up" },
      { decimals: 2, mode: "half-up" },
      { decimals: 3, mode: "half-up" },
      { decimals: 0, mode: "toward-zero" },
      { decimals: 1, mode: "toward-zero" },
      { decimals: 2, mode: "toward-zero" },
    ],
    why: (params, source, target) => {
      const mode = params["mode"] === "toward-zero" ? "cut off" : "rounded";
      const places = numberOf(params, "decimals");
      return `The number was ${mode} at ${places} ${places === 1 ? "decimal" : "decimals"}: ${source} became ${target}.`;
    },
  },
  {
    id: "FLOAT-NOISE",
    cost: 0.6,
    agree: [],
    applies: isNumber,
    propose: ({ source, target }) => {
      const from = readDecimal(source);
      const to = readDecimal(target);
      if (from === null || to === null || target.length <= source.length + 6) return [];
      const scale = Math.max(from.scale, to.scale);
      const [a, b] = [shiftDecimal(from, scale).unscaled, shiftDecimal(to, scale).unscaled];
      const gap = a > b ? a - b : b - a;
      const size = a < 0n ? -a : a;
      return gap > 0n && gap * 2n ** 20n <= size ? [{}] : [];
    },
    simulate: (_params, _source, { target }) => target,
    why: (_params, source, target) => `Odd extra digits: ${source} became ${target}.`,
  },
  {
    id: "NAKED-DECIMAL",
    cost: 0.4,
    agree: [],
    applies: holdsNumbers,
    propose: ({ source, target }) =>
      /(?<!\d)0?\.\d/u.test(source) && source !== target ? [{}] : [],
    simulate: (_params, source) =>
      /(?<!\d)0\.\d/u.test(source)
        ? source.replaceAll(/(?<!\d)0(?=\.\d)/gu, "")
        : source.replaceAll(/(?<!\d)(?=\.\d)/gu, "0"),
    first: [{}],
    why: (_params, source, target) =>
      `The zero before the point ${target.startsWith(".") ? "was dropped" : "was added"}: ${source} became ${target}.`,
  },
  {
    id: "SCIENTIFIC",
    cost: 0.6,
    agree: [],
    applies: () => true,
    propose: ({ field, source, target }) => {
      const [from, to] = [readDecimal(source), readDecimal(target)];
      if (from === null || to === null || (!from.scientific && !to.scientific)) return [];
      return equalDecimals(from, to) && (isNumber(field) || isDigitsText(field)) ? [{}] : [];
    },
    simulate: (_params, _source, { target }) => target,
    why: (_params, source, target) =>
      `The number is written with an E: ${source} became ${target}.`,
  },
  {
    id: "TRAILING-ZERO",
    cost: 0.5,
    agree: [],
    applies: isNumber,
    propose: ({ source, target }) => {
      const [from, to] = [readDecimal(source), readDecimal(target)];
      if (from === null || to === null || from.scientific || to.scientific) return [];
      if (source.startsWith(".") !== target.startsWith(".")) return [];
      return equalDecimals(from, to) && from.scale !== to.scale ? [{ decimals: to.scale }] : [];
    },
    simulate: (params, source, { target }) => {
      const from = readDecimal(source);
      const to = readDecimal(target);
      return from !== null && to?.scale === numberOf(params, "decimals") ? target : null;
    },
    first: [],
    why: (_params, source, target) =>
      `A zero at the end was ${target.length < source.length ? "dropped" : "added"}: ${source} became ${target}.`,
  },
];

const ofDigitsAndUnits: readonly Recogniser[] = [
  {
    id: "LEADING-ZERO",
    cost: 0.5,
    agree: [],
    applies: isDigitsText,
    propose: ({ source, target }) =>
      /^0/u.test(source) || /^0/u.test(target)
        ? [{ width: 0 }, ...(target.length > source.length ? [{ width: target.length }] : [])]
        : [],
    simulate: (params, source) => {
      const width = numberOf(params, "width");
      return width === 0 ? source.replace(/^0+(?=.)/u, "") : source.padStart(width, "0");
    },
    first: [{ width: 0 }],
    why: (_params, source, target) =>
      target.length < source.length
        ? `Zeros at the front were lost: ${source} became ${target}.`
        : `Zeros were added at the front: ${source} became ${target}.`,
  },
  {
    id: "BIGINT",
    cost: 0.6,
    agree: [],
    applies: isDigitsText,
    propose: ({ source }) => (/^\d{16,300}$/u.test(source) ? [{}] : []),
    simulate: (_params, source, { target }) => {
      const float = Number(source);
      return BigInt(float).toString() === target || String(float) === target ? target : null;
    },
    why: (_params, source, target) => `The last digits changed: ${source} became ${target}.`,
  },
  {
    id: "COMPARATOR-LOSS",
    cost: 0.5,
    agree: [],
    applies: (field) => field.form === "quantity",
    propose: ({ source }) => {
      const mark = /^(?:[<>]=?|≤|≥|~|1:|\+{1,4})\s*/u.exec(source)?.[0];
      return mark === undefined ? [] : [{ mark }];
    },
    simulate: (params, source) => source.slice(String(params["mark"]).length),
    why: (params, source, target) =>
      `${quoted(String(params["mark"]).trim())} was lost: ${source} became ${target}.`,
  },
  {
    id: "UNIT-CHANGE",
    cost: 0.6,
    agree: [],
    applies: (field) => isUnit(field) || isNumber(field),
    propose: ({ field, source, target, sourceSibling, targetSibling }) => {
      if (isUnit(field)) return [{ from: source, to: target }];
      const [from, to] = [readDecimal(source), readDecimal(target)];
      if (from === null || to === null) return [];
      const unit = sourceSibling(unitBeside(field));
      const after = targetSibling(unitBeside(field));
      const isShift = after === unit && powerOfTenBetween(from, to) !== null;
      return (
        knownFactors
          .filter((factor) => unit === null || unitCode(unit) === factor.from)
          .filter((factor) => after === null || after === unit || unitCode(after) === factor.to)
          // Thousandfold without a new unit is a shifted point, unless the unit says otherwise.
          .filter((factor) => !isShift || factor.top === 0n)
          .filter((factor) => hasRatio(from, to, factor.top, factor.bottom))
          .map((factor) => ({ from: factor.from, to: factor.to }))
          .slice(0, 1)
      );
    },
    simulate: (_params, _source, { target }) => target,
    why: (params, source, target) =>
      source === params["from"]
        ? `The unit changed: ${source} became ${target}.`
        : `The number was converted from ${String(params["from"])} to ${String(params["to"])}: ${source} became ${target}.`,
  },
];

export const numberRecognisers: readonly Recogniser[] = [
  ...ofNumbers.map((recogniser) => insideResults(recogniser)),
  ...ofDigitsAndUnits,
];
