import { expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldById, fieldId } from "../../../core/catalogue/fields.ts";
import { buildReport } from "../../../core/compare/build-report.ts";
import type { ComparedCase } from "../../../core/compare/build-report.ts";
import type { NamedFault } from "../../../core/compare/result.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { changing, peopleOfRun, runWith } from "./people-of-run.ts";
import type { Damage, TestRun } from "./people-of-run.ts";

const run = peopleOfRun("names of a whole run", 30);

const namesIn = (cases: readonly ComparedCase[]): readonly NamedFault[] =>
  cases.flatMap(({ rounds }) =>
    rounds.flatMap(({ differences }) => differences.flatMap(({ faults }) => faults)),
  );
const idsIn = (names: readonly NamedFault[]): readonly string[] => [
  ...new Set(names.map(({ id }) => id)),
];
const times = (text: string, factor: number): string => String(+(Number(text) * factor).toFixed(6));
const doses = (change: (text: string) => string): Damage =>
  changing((field, text) => (field === "medication.dose-value" ? change(text) : text));
const each = (source: TestRun, damage: Damage) => {
  const { faults, cases } = runWith(source, damage);
  return { ids: faults.map(({ id }) => id), faults, names: namesIn(cases), cases };
};

const twoPhones = (chart: Chart): Chart => {
  const rows = chart.values.filter(({ entry }) => entry !== "home-2");
  const home = rows.find(({ field }) => field === "patient.telecom.home");
  if (home === undefined) return chart;
  const rank = { field: fieldId("patient.telecom.rank"), entry: "home-2", value: "2" };
  const second = { ...home, entry: "home-2", value: "212-555-0177" };
  return makeChart(chart.person, [...rows, second, rank]);
};

test("a dose ten times too big is a moved point wherever it stands, also where 2.5 became 25", () => {
  const { ids, names } = each(
    run,
    doses((text) => times(text, 10)),
  );
  expect(ids).toEqual(["DECIMAL-SHIFT"]);
  expect(idsIn(names)).toEqual(["DECIMAL-SHIFT"]);
  expect(names.every(({ oneOf, confidence }) => oneOf === undefined && confidence > 0.9)).toBe(
    true,
  );
  expect(names.every(({ why }) => why.startsWith("10 times too big: "))).toBe(true);
});

test("where no value of a run can decide, both names stay", () => {
  const { ids, names } = each(
    run,
    doses((text) => (/^\d+\.[1-9]$/u.test(text) ? text.replace(".", "") : text)),
  );
  expect(ids).toEqual(["DECIMAL-LOSS"]);
  expect(names.length).toBeGreaterThan(2);
  expect(
    names.every(({ oneOf }) => oneOf?.flat().slice(0, 2).join() === "DECIMAL-LOSS,DECIMAL-SHIFT"),
  ).toBe(true);
});

test("a value that is too long and is left empty is told with both lengths", () => {
  const { ids, names } = each(
    run,
    changing((field, text) =>
      fieldById(field)?.form.startsWith("text") === true && Array.from(text).length > 30
        ? null
        : text,
    ),
  );
  expect(ids).toEqual(["OVERFLOW-BLANK"]);
  expect(idsIn(names)).toEqual(["OVERFLOW-BLANK"]);
  expect(names.every(({ oneOf }) => oneOf === undefined)).toBe(true);
  expect(names[0]?.why).toMatch(/^Too long, so nothing was kept: \d+ characters were sent/);
});

test("a street that is sent empty, because another line follows it, was too long as well", () => {
  const { ids, names } = each(run, (chart) =>
    makeChart(
      chart.person,
      chart.values.map((value) =>
        value.field === "patient.address.line1" && "value" in value && value.value.length > 20
          ? { field: value.field, entry: value.entry, absent: "empty" }
          : value,
      ),
    ),
  );
  expect(ids).toEqual(["OVERFLOW-BLANK"]);
  expect(idsIn(names)).toEqual(["OVERFLOW-BLANK"]);
});

test("a field that never arrives keeps that name, however long its values are", () => {
  const { ids, names } = each(
    run,
    changing((field, text) => (field === "medication.sig" ? null : text)),
  );
  expect(ids).toEqual(["DROP-ELEMENT"]);
  expect(idsIn(names)).toEqual(["DROP-ELEMENT"]);
  expect(names.every(({ oneOf }) => oneOf === undefined)).toBe(true);
});

test("a phone without a mark of its own is the stranger's whose street stands beside it", () => {
  const fields = ["patient.address.line1", "patient.telecom.home", "patient.telecom.mobile"];
  const { ids, cases, names } = each(run, (chart, person) => {
    const before = run.people[person.index - 1];
    if (before === undefined) return chart;
    return changing((field, text, { entry }) => {
      if (!fields.includes(field)) return text;
      const theirs = before.chart.values.find((row) => row.field === field && row.entry === entry);
      return theirs !== undefined && "value" in theirs ? theirs.value : text;
    })(chart, person);
  });
  expect(ids).toEqual(["CROSS-PATIENT"]);
  expect(idsIn(names)).toEqual(["CROSS-PATIENT"]);
  const phones = cases.flatMap(({ rounds }) =>
    rounds.flatMap(({ differences }) => {
      const street = differences.find(({ field }) => field === "patient.address.line1");
      const isSure = street?.faults[0]?.why.includes("it holds") === true;
      return isSure ? differences.filter(({ field }) => field === "patient.telecom.home") : [];
    }),
  );
  expect(phones.length).toBeGreaterThan(10);
  for (const { faults } of phones) expect(faults[0]?.why).toMatch(/belongs to p-\d{4}/);
});

test("a date without a month of its own number, dropped by a swap, bears the swap's name", () => {
  const { ids, faults, names } = each(
    run,
    changing((field, text) => {
      if (field !== "patient.birth-date" || text.length !== 10) return text;
      const [year, month, day] = text.split("-");
      return Number(day) > 12 ? null : `${year}-${day}-${month}`;
    }),
  );
  expect(ids).toEqual(["DATE-SWAP"]);
  expect(faults[0]?.also).toEqual(["DROP-ELEMENT"]);
  expect(idsIn(names)).toEqual(["DATE-SWAP"]);
});

test("what a default rule allows is no fault beside one that it does not allow", () => {
  const { ids, names } = each(
    run,
    doses((text) => (text.includes(".") ? `${text.replace(/^\./u, "0.")}0` : `${text}.0`)),
  );
  expect(ids).toEqual(["TRAILING-ZERO"]);
  expect(idsIn(names)).toEqual(["TRAILING-ZERO"]);
});

test("the rank of a number that was dropped went with its number", () => {
  const { ids, names, faults } = each(
    { ...run, people: run.people.map((person) => ({ ...person, chart: twoPhones(person.chart) })) },
    (chart) =>
      makeChart(
        chart.person,
        chart.values.filter(({ entry }) => entry !== "home-2"),
      ),
  );
  expect(ids).toEqual(["DROP-REPETITION"]);
  expect(idsIn(names)).toEqual(["DROP-REPETITION"]);
  expect(faults[0]?.fields).toEqual(["patient.telecom.home", "patient.telecom.rank"]);
});

test("the report's differences bear the names of its faults", () => {
  const { before: cases } = runWith(
    run,
    doses((text) => times(text, 10)),
  );
  const report = buildReport({
    run: null,
    seed: null,
    referenceDate: null,
    catalogue: "",
    mess: null,
    profile: null,
    cases,
    cleanup: null,
    all: false,
  });
  const names = report.cases.flatMap(({ differences }) =>
    differences.flatMap(({ faults }) => faults.map(({ id }) => id)),
  );
  expect(new Set(names)).toEqual(new Set(report.faults.map(({ id }) => id)));
});

test("cases that went through the second pass before come out the same", () => {
  for (const damage of [
    doses((text) => times(text, 10)),
    changing((field, text) =>
      field === "patient.address.line1" && text.length > 30 ? null : text,
    ),
  ]) {
    const once = runWith(run, damage);
    const again = inferRunFaults(once.cases);
    expect(again.faults).toEqual(once.faults);
    expect(again.cases).toEqual(once.cases);
  }
});
