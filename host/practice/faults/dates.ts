import { fieldsOfKind } from "../fields/field-table.ts";
import { numberParam } from "./fault.ts";
import type { PracticeFault } from "./fault.ts";

const dates = fieldsOfKind("date");
const civil = /^(\d{4})-(\d{2})-(\d{2})(.*)$/s;

/** The civil date moved by whole days; a time part behind it stays. */
function shifted(text: string, days: number): string {
  const match = civil.exec(text);
  if (!match) return text;
  const [, year, month, day, rest = ""] = match;
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(day) + days);
  return at.toISOString().slice(0, 10) + rest;
}

function swapped(text: string): string {
  const match = civil.exec(text);
  if (!match) return text;
  const [, year, month, day, rest = ""] = match;
  return Number(day) <= 12 ? `${year}-${day}-${month}${rest}` : text;
}

/** The year kept as two digits and widened again around a pivot. */
function throughTwoDigits(text: string, pivot: number): string {
  const match = /^(\d{4})(.*)$/s.exec(text);
  if (!match) return text;
  const [, year = "", rest = ""] = match;
  const short = year.slice(2);
  return `${Number(short) < pivot ? "20" : "19"}${short}${rest}`;
}

export const dateFaults: readonly PracticeFault[] = [
  {
    id: "DATE-SWAP",
    family: "dates",
    stage: "MAP",
    says: "Day and month changed places.",
    before: "1980-03-04",
    after: "1980-04-03",
    params: [],
    fields: dates,
    act: { kind: "value", change: swapped },
  },
  {
    id: "DATE-SHIFT",
    family: "dates",
    stage: "MAP",
    says: "The date moved by a day.",
    before: "1980-03-04",
    after: "1980-03-03",
    params: [{ name: "days", says: "by how many days", default: -1, least: -36_500, most: 36_500 }],
    fields: dates,
    act: { kind: "value", change: (text, params) => shifted(text, numberParam(params, "days")) },
  },
  {
    id: "CENTURY",
    family: "dates",
    stage: "MAP",
    says: "The year is a hundred years off.",
    before: "1941-03-04",
    after: "2041-03-04",
    params: [
      {
        name: "pivot",
        says: "two-digit years below it become 20xx, the others 19xx",
        default: 50,
        least: 0,
        most: 100,
      },
    ],
    fields: ["patient.birth-date"],
    act: {
      kind: "value",
      change: (text, params) => throughTwoDigits(text, numberParam(params, "pivot")),
    },
  },
  {
    id: "PRECISION-GAIN",
    family: "dates",
    stage: "MAP",
    says: "An exact day was invented for an approximate date.",
    before: "1980",
    after: "1980-01-01",
    params: [],
    fields: dates,
    act: {
      kind: "value",
      change: (text) =>
        /^\d{4}$/.test(text) ? `${text}-01-01` : /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text,
    },
  },
  {
    id: "PRECISION-LOSS",
    family: "dates",
    stage: "STORE",
    says: "The time of day was dropped.",
    before: "2025-03-04T09:30:00-05:00",
    after: "2025-03-04",
    params: [],
    fields: [
      "medication.start",
      "medication.stop",
      "encounter.start",
      "result.observed-time",
      "patient.death-date",
    ],
    act: { kind: "value", change: (text) => text.replace(/^(\d{4}-\d{2}-\d{2})T.*$/s, "$1") },
  },
];
