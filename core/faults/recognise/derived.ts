import type { FieldId } from "../../catalogue/field.ts";
import { dayNumber, readCivil } from "../../compare/forms/civil.ts";
import type { Civil } from "../../compare/forms/civil.ts";
import { addDecimals, equalDecimals, readDecimal } from "../../compare/forms/decimal.ts";
import type { Recogniser } from "./recogniser.ts";

type Read = (field: string) => string | null;

function minuteNumber({ year, month, day, hour, minute }: Civil): number {
  return (dayNumber(year, month ?? 1, day ?? 1) * 24 + (hour ?? 0)) * 60 + (minute ?? 0);
}

/** Whole minutes between two wall times of one offset; null where one cannot be read. */
function minutesBetween(from: string | null, to: string | null): number | null {
  const [a, b] = [readCivil(from ?? ""), readCivil(to ?? "")];
  if (a === null || b === null || a.hour === null || b.hour === null || a.offset !== b.offset)
    return null;
  return minuteNumber(b) - minuteNumber(a);
}

/** Where a number lies in a range as laboratories write it: `3.5-5.1`, `<200`, `>=40`. */
function flagIn(value: string | null, range: string | null): string | null {
  const number = Number(/^-?\d+(?:\.\d+)?$/u.exec(value ?? "")?.[0] ?? Number.NaN);
  if (range === null || Number.isNaN(number)) return null;
  const between = /^\s*(-?\d+(?:\.\d+)?)\s*[-–]\s*(-?\d+(?:\.\d+)?)/u.exec(range);
  if (between !== null) {
    if (number < Number(between[1])) return "L";
    return number > Number(between[2]) ? "H" : "N";
  }
  const bound = /^\s*([<>])=?\s*(-?\d+(?:\.\d+)?)/u.exec(range);
  if (bound === null) return null;
  const limit = Number(bound[2]);
  if (bound[1] === "<") return number > limit ? "H" : "N";
  return number < limit ? "L" : "N";
}

/** Values that follow from others of the same record. */
const formulas: Readonly<Record<string, (read: Read) => string | null>> = {
  "appointment.duration": (read) => {
    const minutes = minutesBetween(read("appointment.start"), read("appointment.end"));
    return minutes === null ? null : String(minutes);
  },
  "result.flag": (read) => flagIn(read("result.value"), read("result.reference-range")),
};

/** The number and another one together, as the target writes it. */
function added(source: string, by: string, target: string): string | null {
  const [from, more] = [readDecimal(source), readDecimal(by)];
  if (from === null || more === null) return null;
  const sum = addDecimals(from, more);
  const to = readDecimal(target);
  const made = readDecimal(sum);
  return to !== null && made !== null && equalDecimals(to, made) ? target : sum;
}

function isSame(text: string, made: string | null): boolean {
  if (made === null) return false;
  const [a, b] = [readDecimal(text), readDecimal(made)];
  return a !== null && b !== null ? Number(text) === Number(made) : text === made;
}

/** A value that one side works out anew from what it holds (faults.md 4.4). */
export const derivedRecognisers: readonly Recogniser[] = [
  {
    id: "COMPUTED-DRIFT",
    cost: 0.4,
    agree: ["by"],
    applies: (field) => formulas[field.id] !== undefined,
    propose: ({ field, source, target, sourceSibling, targetSibling }) => {
      const formula = formulas[field.id];
      if (formula === undefined) return [];
      // Ids of the catalogue; one without a row simply has no value.
      const sent = formula((id) => sourceSibling(id as FieldId));
      const came = formula((id) => targetSibling(id as FieldId));
      if (!isSame(source, sent)) return [];
      if (isSame(target, came)) return [{ formula: "same" }];
      return sent === came ? [{ formula: "other" }] : [];
    },
    // From the same values another result: any number is explained by a formula that nobody knows.
    dear: ({ formula }) => (formula === "other" ? 0.8 : 0),
    simulate: ({ by }, source, { target }) =>
      typeof by === "string" ? added(source, by, target) : target,
    why: ({ formula, by }, source, target) =>
      typeof by === "string"
        ? `It was worked out anew, and differs by ${by}: ${source} became ${target}.`
        : formula === "other"
          ? `It was worked out by another formula from the same values: ${source} became ${target}.`
          : `It was worked out anew from what the other system holds: ${source} became ${target}.`,
  },
];
