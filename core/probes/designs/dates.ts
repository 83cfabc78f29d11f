import type { Field } from "../../catalogue/field.ts";
import { civilOfDay, dayNumber, readCivil } from "../../compare/forms/civil.ts";
import type { Design, Sketch } from "../design.ts";
import { daylightSaving } from "../daylight-saving.ts";

function isDate(field: Field): boolean {
  return field.form === "date" || field.form === "instant";
}

/** Another day in a date or instant, the year being at most `latest`; the time of day stays. */
function onDay(month: number, day: number, latest = 9999) {
  return (own: string): string => {
    const year = yearOf(own, latest);
    return own.length < 10 ? iso(year, month, day) : iso(year, month, day) + own.slice(10);
  };
}

function yearOf(own: string, latest: number): number {
  return Math.min(readCivil(own)?.year ?? 1990, latest);
}

function iso(year: number, month: number, day: number): string {
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

/** Nobody was born in a year to come, and a record of this year may lie in the future. */
const lastYear = (own: string): number => (readCivil(own)?.year ?? 1990) - 1;

/** Two days of winter, two of summer, and the two days around each change of the clock. */
function seasons(_finding: unknown, field: Field): readonly Sketch[] {
  if (!isDate(field)) return [];
  const on = (month: number, day: number) => (own: string) => onDay(month, day, lastYear(own))(own);
  const around = (which: "spring" | "autumn", days: number) => (own: string) => {
    const year = lastYear(own);
    const change = daylightSaving(year)[which];
    const { month, day } = civilOfDay(dayNumber(year, change.month, change.day) + days);
    return onDay(month, day, year)(own);
  };
  return [
    { says: "January 15", trait: "winter", value: on(1, 15) },
    { says: "the day before the clocks go forward", trait: "winter", value: around("spring", -1) },
    { says: "the day after the clocks went forward", trait: "summer", value: around("spring", 1) },
    { says: "July 15", trait: "summer", value: on(7, 15) },
    { says: "the day before the clocks go back", trait: "summer", value: around("autumn", -1) },
    { says: "the day after the clocks went back", trait: "winter", value: around("autumn", 1) },
  ];
}

const value = "value" as const;

/** Dates and times (faults.md 4.3). */
export const dateDesigns: readonly Design[] = [
  {
    faults: ["DATE-SWAP"],
    judging: value,
    sketches: (_finding, field) =>
      isDate(field)
        ? [
            { says: "March 4", value: (own) => onDay(3, 4, lastYear(own))(own) },
            {
              says: "May 5, where both are the same",
              value: (own) => onDay(5, 5, lastYear(own))(own),
            },
            { says: "September 2", value: (own) => onDay(9, 2, lastYear(own))(own) },
          ]
        : [],
  },
  { faults: ["DATE-SHIFT", "TIME-SHIFT"], judging: "trait", sketches: seasons },
  {
    faults: ["CENTURY"],
    judging: "trait",
    sketches: (_finding, field) =>
      field.form === "date"
        ? [1999, 1970, 1968, 1950, 1949, 1930, 1929].map((year) => ({
            says: `year ${year}`,
            value: () => iso(year, 6, 20),
          }))
        : [],
  },
  {
    faults: ["DATE-ROLLOVER"],
    judging: value,
    sketches: (_finding, field) =>
      isDate(field)
        ? [
            { says: "February 28", value: (own) => iso(1996, 2, 28) + own.slice(10) },
            {
              says: "February 29 of a leap year",
              value: (own) => iso(1996, 2, 29) + own.slice(10),
            },
            { says: "February 29, 2000", value: (own) => iso(2000, 2, 29) + own.slice(10) },
          ]
        : [],
  },
  {
    faults: ["PRECISION-GAIN"],
    judging: value,
    sketches: (_finding, field) =>
      field.form === "date"
        ? [
            { says: "a whole date", value: () => "1984-06-20" },
            { says: "a month", value: () => "1984-06" },
            { says: "a year", value: () => "1984" },
          ]
        : [],
  },
  {
    faults: ["PRECISION-LOSS", "DATE-FORMAT-LEAK"],
    judging: value,
    sketches: (_finding, field) =>
      isDate(field)
        ? [
            { says: "the patient's own", value: (own) => own },
            { says: "November 30", value: (own) => onDay(11, 30, lastYear(own))(own) },
          ]
        : [],
  },
  {
    faults: ["EPOCH"],
    judging: value,
    sketches: (_finding, field) =>
      field.form === "date"
        ? ["1970-01-01", "1969-12-31", "1955-06-20"].map((date) => ({
            says: date,
            value: () => date,
          }))
        : [],
  },
];
