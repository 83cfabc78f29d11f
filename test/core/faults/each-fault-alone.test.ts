import { describe, expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import type { Field } from "../../../core/catalogue/field.ts";
import { mapLetters, moveDays, readAs1252, swapDayAndMonth } from "./break-value.ts";
import { changing, peopleOfRun, runWith } from "./people-of-run.ts";
import type { Damage } from "./people-of-run.ts";

/** So many carry everything that the coverage preset has. */
const run = peopleOfRun("each fault alone", 140);

const fieldOf = (id: string): Field => {
  const field = fieldById(id);
  if (field === undefined) throw new Error(id);
  return field;
};
const isWords = (id: string): boolean => fieldOf(id).form.startsWith("text");
const isDate = (id: string): boolean => ["date", "instant"].includes(fieldOf(id).form);
const isDose = (id: string): boolean => id === "medication.dose-value";

const words = (change: (text: string) => string | null): Damage =>
  changing((field, text) => (isWords(field) ? change(text) : text));
const dates = (change: (text: string) => string | null): Damage =>
  changing((field, text) => (isDate(field) ? (change(text) ?? text) : text));
const doses = (change: (text: string) => string): Damage =>
  changing((field, text) => (isDose(field) ? change(text) : text));
const only = (field: string, change: (text: string) => string | null): Damage =>
  changing((id, text) => (id === field ? change(text) : text));
const without =
  (drop: (value: ChartValue) => boolean): Damage =>
  (chart) =>
    makeChart(
      chart.person,
      chart.values.filter((value) => !drop(value)),
    );

const adding =
  (field: string, value: string): Damage =>
  (chart) =>
    chart.values.some((row) => row.field === field)
      ? chart
      : makeChart(chart.person, [...chart.values, { field: fieldOf(field).id, entry: "", value }]);
const middleOut = (text: string, most: number): string => {
  const letters = Array.from(text);
  const half = Math.floor((most - 1) / 2);
  return letters.length <= most
    ? text
    : `${letters.slice(0, half).join("")}…${letters.slice(-half).join("")}`;
};

const givenAndFamily = (change: (text: string) => string): Damage =>
  changing((id, text) => (/^patient\.name\.(?:given|family)$/u.test(id) ? change(text) : text));
const cutToBytes = (text: string, bytes: number): string =>
  new TextDecoder().decode(new TextEncoder().encode(text).slice(0, bytes), { stream: true });

const cases: readonly [fault: string, what: string, damage: Damage][] = [
  ["TRUNCATE", "at 30", words((text) => Array.from(text).slice(0, 30).join(""))],
  [
    "TRUNCATE",
    "at 12",
    only("patient.name.family", (text) => Array.from(text).slice(0, 12).join("")),
  ],
  ["OVERFLOW-BLANK", "over 30", words((text) => (Array.from(text).length > 30 ? null : text))],
  ["CHARSET-U8-1252", "once", words(readAs1252)],
  ["CHARSET-U8-U8", "twice", words((text) => readAs1252(readAs1252(text)))],
  ["CHARSET-1252-U8", "diamonds", words((text) => mapLetters(text, () => "\uFFFD"))],
  ["CHARSET-QMARK", "ASCII", words((text) => mapLetters(text, () => "?"))],
  ["CHARSET-DROP", "ASCII", words((text) => mapLetters(text, () => ""))],
  [
    "TRANSLIT",
    "names",
    words((text) => text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC")),
  ],
  ["NFC-NFD", "decomposed", words((text) => text.normalize("NFD"))],
  [
    "ENTITY-LEAK",
    "apostrophe",
    words((text) => text.replaceAll("&", "&amp;").replaceAll("'", "&#39;")),
  ],
  ["QUOTE", "doubled", words((text) => text.replaceAll("'", "''"))],
  ["QUOTE", "backslash", words((text) => text.replaceAll("'", "\\'"))],
  ["CASE", "upper", words((text) => text.toUpperCase())],
  ["CASE", "lower names", only("patient.name.family", (text) => text.toLowerCase())],
  ["SPACE", "removed", only("patient.address.line1", (text) => text.replaceAll(" ", ""))],
  [
    "PUNCT-STRIP",
    "apostrophe and hyphen",
    only("patient.name.family", (text) => text.replace(/['-]/gu, "")),
  ],
  [
    "PUNCT-STRIP",
    "in addresses",
    only("patient.address.line1", (text) => text.replace(/[#.,]/gu, "")),
  ],
  ["DATE-SWAP", "all dates", dates(swapDayAndMonth)],
  [
    "DATE-SWAP",
    "dropped where impossible",
    changing((field, text) =>
      isDate(field) && Number(text.slice(8, 10)) > 12
        ? null
        : isDate(field)
          ? (swapDayAndMonth(text) ?? text)
          : text,
    ),
  ],
  ["DATE-SHIFT", "one day back", dates((text) => moveDays(text, -1))],
  ["DATE-SHIFT", "two days on", only("patient.birth-date", (text) => moveDays(text, 2) ?? text)],
  ["CENTURY", "on", only("patient.birth-date", (text) => `20${text.slice(2)}`)],
  ["PRECISION-LOSS", "year", only("patient.birth-date", (text) => text.slice(0, 4))],
  ["DECIMAL-LOSS", "doses", doses((text) => text.replace(".", ""))],
  ["DECIMAL-SHIFT", "times ten", doses((text) => String(Number((Number(text) * 10).toFixed(6))))],
  [
    "DECIMAL-SHIFT",
    "a hundredth",
    doses((text) => (Number(text) / 100).toFixed(14).replace(/\.?0+$/u, "")),
  ],
  [
    "ROUND",
    "whole",
    doses((text) => (text.includes(".") ? String(Math.floor(Number(text))) : text)),
  ],
  [
    "UNIT-CHANGE",
    "mg to mcg",
    only("medication.dose-unit", (text) => (text === "mg" ? "mcg" : text)),
  ],
  ["UNIT-DROP", "doses", only("medication.dose-unit", () => null)],
  ["LEADING-ZERO", "ZIP", only("patient.address.postal-code", (text) => text.replace(/^0+/u, ""))],
  ["CODE-REMAP", "problem", only("problem.code", (text) => `X${text.slice(1)}`)],
  ["STATUS-FLATTEN", "medicines", only("medication.status", () => "active")],
  [
    "BOOL-FLIP",
    "as needed",
    only("medication.prn", (text) => (text === "true" ? "false" : "true")),
  ],
  ["DROP-ELEMENT", "birth date", only("patient.birth-date", () => null)],
  ["DROP-ELEMENT", "directions", only("medication.sig", () => null)],
  [
    "CODE-DROP",
    "allergy codes",
    without(({ field }) => /^allergy\.code(?:-system)?$/u.test(field)),
  ],
  ["SYSTEM-LOSS", "problem", without(({ field }) => field === "problem.code-system")],
  [
    "DROP-RECORD",
    "second medicine",
    without(({ field, entry }) => field.startsWith("medication.") && entry.startsWith("rx-2")),
  ],
  [
    "DROP-REPETITION",
    "first title only",
    without(({ field, entry }) => field === "patient.name.prefix" && entry === "title-1"),
  ],
  ["DEFAULT-INJECT", "middle name", adding("patient.name.middle", "NMN")],
  [
    "PRECISION-GAIN",
    "a day in a month or a year",
    dates((text) => (/^\d{4}(?:-\d{2})?$/u.test(text) ? `${text}-01-01`.slice(0, 10) : text)),
  ],
  ["TRAILING-ZERO", "added", doses((text) => (text.includes(".") ? `${text}0` : `${text}.0`))],
  [
    "TRUNCATE-BYTES",
    "at 12, accents among plain letters",
    givenAndFamily((text) => cutToBytes(text, 12)),
  ],
  ["TRUNCATE-MID", "dots", words((text) => middleOut(text, 24))],
  ["DROP-RECORD", "allergies", without(({ field }) => field.startsWith("allergy."))],
];

/** Somebody in it has one medicine as needed and one not: turned over, they look exchanged. */
const mixed = peopleOfRun("alpha", 30);

describe("a fault alone on all people of coverage", () => {
  test("BOOL-FLIP is named where two entries look exchanged", () => {
    const { faults } = runWith(
      mixed,
      only("medication.prn", (text) => (text === "true" ? "false" : "true")),
    );
    expect(faults.map(({ id }) => id)).toEqual(["BOOL-FLIP"]);
  });

  test.each(cases)("%s %s is the one that is named", (fault, _what, damage) => {
    const { faults, cases: compared } = runWith(run, damage);
    const differing = compared.filter(({ rounds }) =>
      rounds.some((round) => round.differences.length > 0),
    );
    // A damage that changes nothing proves nothing.
    expect(differing.length).toBeGreaterThan(0);
    expect(faults.map(({ id }) => id)).toEqual([fault]);
    const fields = new Set(
      differing.flatMap(({ rounds }) =>
        rounds.flatMap((round) => round.differences.map(({ field }) => field)),
      ),
    );
    expect([...(faults[0]?.fields ?? [])]).toEqual([...fields].toSorted());
    const names = compared.flatMap(({ rounds }) =>
      rounds.flatMap((round) => round.differences.map((each) => each.faults.map(({ id }) => id))),
    );
    expect(names).toEqual(names.map(() => [fault]));
  });

  test("without a fault nothing is named", () => {
    const { faults, cases: compared } = runWith(run, (chart) => chart);
    expect(faults).toEqual([]);
    expect(
      compared.every(({ rounds }) => rounds.every((round) => round.differences.length === 0)),
    ).toBe(true);
  });
});
