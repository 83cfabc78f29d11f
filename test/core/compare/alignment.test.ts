import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { fieldById } from "../../../core/catalogue/fields.ts";
import { assign } from "../../../core/compare/align/assignment.ts";
import type { Leaf } from "../../../core/compare/align/entry-tree.ts";
import { pairLeaves } from "../../../core/compare/align/pair-leaves.ts";
import { chartOf, compared } from "./chart-of.ts";

describe("entries of a list find their partners", () => {
  test("by identifier, whatever else changed", () => {
    const generated = chartOf({
      "medication.identifier rx-1": "ZZT-A",
      "medication.name rx-1": "Lisinopril",
      "medication.identifier rx-2": "ZZT-B",
      "medication.name rx-2": "Metformin",
    });
    const target = chartOf({
      "medication.identifier #1": "ZZT-B",
      "medication.name #1": "Lisinopril",
      "medication.identifier #2": "ZZT-A",
      "medication.name #2": "Lisinopril",
    });
    const { differences } = compared(generated, target);
    expect(differences.map(({ field, entry }) => [field, entry])).toEqual([
      ["medication.name", "rx-2"],
    ]);
  });

  test("the one reaction of an allergy is the other side's one, also where no word is the same", () => {
    const { differences } = compared(
      chartOf({
        "allergy.substance al-1": "Penicillin",
        "allergy.reaction al-1/reaction-1": "Vomiting",
      }),
      chartOf({ "allergy.substance #1": "Penicillin", "allergy.reaction #1/#1": "Swelling" }),
    );
    expect(differences.map(({ verdict, source, target }) => [verdict, source, target])).toEqual([
      ["delta", "Vomiting", "Swelling"],
    ]);
  });

  test("two strengths of one medicine by their dose", () => {
    const entry = (key: string, dose: string) => ({
      [`medication.name ${key}`]: "Warfarin",
      [`medication.dose-value ${key}`]: dose,
    });
    const generated = chartOf({ ...entry("rx-1", "2.5"), ...entry("rx-2", "5") });
    const { verdict } = compared(
      generated,
      chartOf({ ...entry("#1", "5"), ...entry("#2", "2.5") }),
    );
    expect(verdict).toBe("match");
  });

  test("a medicine that is wholly another one is missing and extra, not changed", () => {
    const generated = chartOf({
      "medication.name rx-1": "Lisinopril",
      "medication.sig rx-1": "one tablet in the morning",
    });
    const target = chartOf({
      "medication.name #1": "Zolpidem",
      "medication.sig #1": "at bedtime if needed",
    });
    const { differences } = compared(generated, target);
    expect(differences.map(({ verdict, entry }) => [verdict, entry])).toEqual([
      ["missing", "rx-1"],
      ["missing", "rx-1"],
      ["extra", "+1"],
      ["extra", "+1"],
    ]);
  });

  test("reactions are paired inside their own allergy", () => {
    const generated = chartOf({
      "allergy.substance al-1": "Penicillin",
      "allergy.reaction al-1/reaction-1": "Hives",
      "allergy.reaction al-1/reaction-2": "Swelling",
      "allergy.substance al-2": "Latex",
      "allergy.reaction al-2/reaction-1": "Hives",
    });
    const target = chartOf({
      "allergy.substance #1": "Latex",
      "allergy.reaction #1/#1": "Hives",
      "allergy.substance #2": "Penicillin",
      "allergy.reaction #2/#1": "Swelling",
    });
    const { differences } = compared(generated, target);
    expect(
      differences.map(({ verdict, entry, faults }) => [verdict, entry, faults[0]?.id]),
    ).toEqual([["missing", "al-1/reaction-1", "DROP-REPETITION"]]);
  });

  test("extras count in the order of the wire", () => {
    const target = chartOf({ "allergy.substance #1": "Latex", "allergy.substance #2": "Nuts" });
    const { differences } = compared(chartOf({}), target);
    expect(differences.map(({ entry, target: text }) => [entry, text])).toEqual([
      ["+1", "Latex"],
      ["+2", "Nuts"],
    ]);
  });

  test("the order of a taper means something, and its change is named", () => {
    const generated = chartOf({
      "medication.name rx-1": "Prednisone",
      "medication.step-dose rx-1/step-1": "40",
      "medication.step-dose rx-1/step-2": "20",
    });
    const target = chartOf({
      "medication.name #1": "Prednisone",
      "medication.step-dose #1/#1": "20",
      "medication.step-dose #1/#2": "40",
    });
    const { differences } = compared(generated, target);
    expect(differences.map(({ faults }) => faults[0]?.id)).toEqual([
      "LIST-REORDER",
      "LIST-REORDER",
    ]);
  });

  test("a result whose report alone came is missing, and its report is not another result's", () => {
    const result = (key: string, code: string, accession: string, time: string) => ({
      [`result.identifier ${key}`]: `LAB-${code}`,
      [`result.code ${key}`]: code,
      [`result.value ${key}`]: "5.4",
      [`result.unit ${key}`]: "mmol/L",
      [`result.accession ${key}`]: accession,
      [`result.reported-time ${key}`]: time,
    });
    const generated = chartOf({
      ...result("rs-1", "2345-7", "ACC-1", "2026-01-05T10:00:00Z"),
      ...result("rs-2", "2951-2", "ACC-2", "2026-01-06T10:00:00Z"),
      ...result("rs-3", "2823-3", "ACC-2", "2026-01-07T10:00:00Z"),
    });
    const remnant = (key: string, accession: string, time: string) => ({
      [`result.accession ${key}`]: accession,
      [`result.reported-time ${key}`]: time,
    });
    const target = chartOf({
      ...remnant("#1", "ACC-2", "2026-01-07T10:00:00Z"),
      ...remnant("#2", "ACC-1", "2026-01-05T10:00:00Z"),
      ...result("#3", "2951-2", "ACC-2", "2026-01-06T10:00:00Z"),
    });
    const { differences } = compared(generated, target);
    const lost = ["result.code", "result.identifier", "result.unit", "result.value"];
    expect(
      differences.map(({ field, entry, verdict }) => [field, entry, verdict]).toSorted(),
    ).toEqual(
      lost.flatMap((field) => [
        [field, "rs-1", "missing"],
        [field, "rs-3", "missing"],
      ]),
    );
    expect(new Set(differences.map(({ faults }) => faults[0]?.id))).toEqual(
      new Set(["DROP-RECORD"]),
    );
  });

  test("what only the server knows is never a difference", () => {
    const generated = chartOf({ "patient.name.family": "Ortiz" });
    const target = chartOf({
      "patient.name.family": "Ortiz",
      "record.version": "7",
      "record.last-updated": "2026-01-15T10:00:00Z",
    });
    expect(compared(generated, target).differences).toEqual([]);
  });
});

test("many values of one field find their partners by value, whatever their order", () => {
  const leaf = (text: string, leafKey: string): Leaf => {
    const field = fieldById("patient.employer");
    if (field === undefined) throw new Error("no such field");
    return { field, value: { field: field.id, entry: leafKey, value: text }, at: null, leafKey };
  };
  const numbers = Array.from({ length: 90 }, (_, index) => index);
  const sources = numbers.map((index) => leaf(`job ${index}`, `a${index}`));
  const turned = numbers.toReversed();
  const targets = [...turned.map((index) => leaf(`job ${index}`, `b${index}`)), leaf("more", "c")];
  const pairs = pairLeaves(sources, targets);
  const text = (value: Leaf | null): string =>
    value !== null && "value" in value.value ? value.value.value : "";
  expect(pairs.slice(0, 90).every(({ source, target }) => text(source) === text(target))).toBe(
    true,
  );
  expect(pairs.slice(90).map(({ source, target }) => [source, text(target)])).toEqual([
    [null, "more"],
  ]);
});

test("the lines of a note that were all changed find their partners in the order in which they were sent", () => {
  const lines = Array.from({ length: 12 }, (_, at) => `Line ${at + 1} of 12`);
  const note = (texts: readonly string[], key: (at: number) => string) =>
    chartOf(Object.fromEntries(texts.map((text, at) => [`result.note obs-1${key(at)}`, text])));
  const sent = note(lines, (at) => (at === 0 ? "" : `/note-${at + 1}`));
  const came = note(
    lines.map((line) => line.toUpperCase()),
    (at) => `/#${String(at + 1).padStart(2, "0")}`,
  );
  const { differences, allowed } = compared(sent, came);
  const pairs = [...differences, ...allowed].map(({ source, target }) => [source, target]);
  expect(pairs).toHaveLength(12);
  expect(pairs.filter(([source, target]) => source?.toUpperCase() !== target)).toEqual([]);
});

test("the assignment is never dearer than any other one", () => {
  const size = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(
      size,
      size,
      fc.array(fc.nat(20), { minLength: 25, maxLength: 25 }),
      (rows, columns, numbers) => {
        const costs = Array.from({ length: rows }, (_, i) =>
          Array.from({ length: columns }, (_unused, j) => numbers[i * 5 + j] ?? 0),
        );
        const total = (pick: readonly number[]): number =>
          pick.reduce(
            (sum, column, row) => sum + (column < 0 ? 0 : (costs[row]?.[column] ?? 0)),
            0,
          );
        const found = assign(costs);
        expect(found.filter((column) => column >= 0).length).toBe(Math.min(rows, columns));
        expect(total(found)).toBe(cheapest(costs, Math.min(rows, columns)));
      },
    ),
  );
});

/** By trying everything. */
function cheapest(
  costs: readonly (readonly number[])[],
  pairs: number,
  row = 0,
  used: readonly number[] = [],
): number {
  if (pairs === 0) return 0;
  if (row === costs.length) return Infinity;
  const skip = costs.length - row > pairs ? cheapest(costs, pairs, row + 1, used) : Infinity;
  const take = (costs[row] ?? []).map((cost, column) =>
    used.includes(column)
      ? Infinity
      : cost + cheapest(costs, pairs - 1, row + 1, [...used, column]),
  );
  return Math.min(skip, ...take);
}
