import { describe, expect, test } from "vitest";
import { type Chart, textOf } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { dayNumber, parseCivilDate } from "../../../core/people/civil-date.ts";
import { localeTags } from "../../../core/people/locales.ts";
import {
  changedChart,
  makePerson,
  type Person,
  peopleSentinels,
} from "../../../core/people/make-person.ts";
import type { PeopleSet } from "../../../core/people/people-set.ts";
import { exampleSet } from "./people-set-example.ts";

function people(set: PeopleSet, count: number): readonly Person[] {
  return Array.from({ length: count }, (_, index) => makePerson(set, index));
}

function valuesOf(chart: Chart, field: string): readonly string[] {
  return chart.values.filter((row) => row.field === field).map((row) => textOf(row) ?? "");
}

function valueOf(chart: Chart, field: string): string {
  return valuesOf(chart, field)[0] ?? "";
}

/** An extension is no number of its own. */
function isPhone(field: string): boolean {
  return fieldById(field)?.type === "phone" && field !== "patient.telecom.extension";
}

describe("a set of people", () => {
  test("is the same for the same seed, and another for another", () => {
    expect(people(exampleSet(), 12)).toEqual(people(exampleSet(), 12));
    expect(makePerson(exampleSet({ seed: "43" }), 0).chart).not.toEqual(
      makePerson(exampleSet(), 0).chart,
    );
  });

  test("does not depend on how many are made, or on the order in which they are made", () => {
    const set = exampleSet();
    const last = makePerson(set, 49);
    const fifty = people(set, 50);
    const twenty = people(exampleSet(), 20);
    expect(fifty.slice(0, 20)).toEqual(twenty);
    expect(fifty[49]).toEqual(last);
  });

  test("moves with its reference date and never with the clock", () => {
    const later = makePerson(exampleSet({ referenceDate: "2027-01-15", messText: "none" }), 3);
    const sooner = makePerson(exampleSet({ messText: "none" }), 3);
    expect(valueOf(later.clean, "encounter.start").slice(0, 4)).not.toBe(
      valueOf(sooner.clean, "encounter.start").slice(0, 4),
    );
    expect(valueOf(later.clean, "patient.name.family")).toBe(
      valueOf(sooner.clean, "patient.name.family"),
    );
  });

  test("gets new identifiers from a fresh salt, and keeps all else", () => {
    const before = makePerson(exampleSet(), 0).chart.values;
    const mrn = { ...exampleSet().mrn, salt: "fresh" };
    const after = makePerson(exampleSet({ mrn }), 0).chart.values;
    const changed = before.filter((row, at) => JSON.stringify(row) !== JSON.stringify(after[at]));
    // What names an identifier of the same chart moves with it.
    const types = new Set(changed.map((row) => fieldById(row.field)?.type));
    expect([...types].toSorted()).toEqual(["identifier", "reference"]);
    expect(changed.map((row) => row.field)).toContain("patient.identifier.mrn");
    expect(changed.map((row) => row.field)).toContain("allergy.identifier");
  });

  test("refuses a date that does not exist and more people than reserved chart numbers", () => {
    expect(() => makePerson(exampleSet({ referenceDate: "2026-02-30" }), 0)).toThrow(RangeError);
    const mrn = { system: "urn:clinic:mrn", from: "0100", to: "0109", salt: "" };
    const set = exampleSet({ mrn });
    const numbers = people(set, 10).map((person) =>
      valueOf(person.chart, "patient.identifier.mrn"),
    );
    expect(numbers.toSorted()).toEqual([
      "0100",
      "0101",
      "0102",
      "0103",
      "0104",
      "0105",
      "0106",
      "0107",
      "0108",
      "0109",
    ]);
    expect(() => makePerson(set, 10)).toThrow(/enough for 10 people/);
  });
});

describe("within a block of 256 people", () => {
  const clean = people(exampleSet({ messText: "none", seed: "block" }), 256).map(
    (person) => person.clean,
  );

  test.each([
    "patient.birth-date",
    "patient.identifier.mrn",
    "patient.identifier.ssn",
    "patient.name.family",
  ])("%s is of one person alone", (field) => {
    expect(new Set(clean.map((chart) => valueOf(chart, field))).size).toBe(256);
  });

  test("no dose, phone number or entry id stands twice, in any list", () => {
    const doses = clean.flatMap((chart) => valuesOf(chart, "medication.dose-value"));
    expect(new Set(doses).size).toBe(doses.length);
    const phones = clean.flatMap((chart) =>
      chart.values.filter((row) => isPhone(row.field)).map(textOf),
    );
    expect(new Set(phones).size).toBe(phones.length);
    const ids = clean.flatMap((chart) =>
      chart.values
        .filter((row) => fieldById(row.field)?.type === "identifier")
        .map((row) => textOf(row) ?? "")
        .filter((id) => id.startsWith("ZZT-")),
    );
    expect(ids.length).toBeGreaterThan(256 * 8);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("the second round repeats no dose and no phone number of the first", () => {
    const set = exampleSet({ messText: "none", seed: "block" });
    const first = new Set(
      clean.flatMap((chart) => chart.values.map((row) => `${row.field} ${textOf(row)}`)),
    );
    for (const person of people(set, 256)) {
      for (const next of person.nextValues) {
        const text = "value" in next ? next.value : null;
        expect(first).not.toContain(`${next.field} ${String(text)}`);
      }
    }
  });
});

describe("a person", () => {
  const set = exampleSet({ messText: "none", seed: "one by one" });
  const all = people(set, 300);

  test("has one row for each field and entry, in canonical order, with fields of the catalogue only", () => {
    for (const { chart } of all) {
      const keys = chart.values.map((row) => `${row.field} ${row.entry}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const row of chart.values) expect(fieldById(row.field)).toBeDefined();
    }
  });

  test("has dates that are two days apart and none of which is the date of birth", () => {
    for (const { clean } of all) {
      const days = clean.values.flatMap((row) => {
        const date = parseCivilDate((textOf(row) ?? "").slice(0, 10));
        return date === null ? [] : [{ field: `${row.field} ${row.entry}`, day: dayNumber(date) }];
      });
      // A visit and an appointment end on the day on which they begin; a result is told on its day.
      const sameDay = ["encounter.end", "appointment.end", "result.reported-time"];
      const apart = days.filter(({ field }) => !sameDay.some((known) => field.startsWith(known)));
      const sorted = apart.toSorted((a, b) => a.day - b.day);
      expect(sorted.length).toBeGreaterThan(7);
      for (const [at, { day }] of sorted.entries()) {
        const next = sorted[at + 1];
        if (next !== undefined) expect(next.day - day).toBeGreaterThanOrEqual(2);
      }
    }
  });

  test("has only numbers, addresses and ids that can belong to nobody", () => {
    for (const { clean } of all) {
      expect(valueOf(clean, "patient.identifier.ssn")).toMatch(
        /^(?:000|666)-(?!00)\d\d-(?!0000)\d{4}$/,
      );
      expect(valueOf(clean, "patient.identifier.mrn")).toMatch(/^77\d{5}$/);
      expect(valueOf(clean, "patient.telecom.email")).toMatch(/@example\.org$/);
      expect(valueOf(clean, "coverage.member-id")).toMatch(/^ZZT\d{9}$/);
      expect(valuesOf(clean, "patient.name.prefix")).toContain("ZZTEST");
      for (const row of clean.values) {
        if (isPhone(row.field)) expect(textOf(row)).toMatch(/^\d{3}-555-01\d\d$/);
      }
    }
  });

  test("has doses with one decimal and with none, and often with two", () => {
    const two = all.filter(({ clean }) => {
      const doses = valuesOf(clean, "medication.dose-value");
      expect(doses[0]).toMatch(/^\d+\.[1-9]$/);
      expect(doses[1]).toMatch(/^\d+[1-9]$/);
      return /^\d+\.\d[1-9]$/.test(doses[2] ?? "");
    });
    expect(two.length).toBeGreaterThan(100);
  });

  test("is sometimes without a known allergy, and then has nothing but that statement", () => {
    const none = all.filter(({ clean }) => valueOf(clean, "allergy.none-known") === "true");
    expect(none.length).toBeGreaterThan(10);
    for (const { clean } of none) {
      expect(valuesOf(clean, "allergy.substance")).toEqual(["No known allergies"]);
      expect(valuesOf(clean, "allergy.reaction")).toEqual([]);
    }
  });
});

describe("the second round", () => {
  test("changes home phone, first dose and first allergy, or a diagnosis where none is known, and nothing else", () => {
    const set = exampleSet();
    const reader = peopleSentinels(set);
    let withoutAllergy = 0;
    for (const person of people(set, 120)) {
      // What mess changes later has tests of its own.
      if (person.nextExpectations.length > 0) continue;
      // A newborn has no medicine yet.
      if (valueOf(person.chart, "medication.name") === "") continue;
      const { chart, expectations } = changedChart(person, 2);
      const before = new Map(
        person.chart.values.map((row) => [`${row.field} ${row.entry}`, textOf(row)]),
      );
      const changed = chart.values.filter(
        (row) => before.get(`${row.field} ${row.entry}`) !== textOf(row),
      );
      expect(chart.values).toHaveLength(person.chart.values.length);
      const third =
        valueOf(person.chart, "allergy.reaction") === "" ? "problem.text" : "allergy.reaction";
      if (third === "problem.text") withoutAllergy++;
      expect(changed.map((row) => row.field)).toEqual(
        [third, "medication.dose-value", "patient.telecom.home"].toSorted(),
      );
      const text = changed.find((row) => row.field === third);
      expect(reader.find(textOf(text ?? changed[0]!) ?? "")).toMatchObject([
        { person: person.index, round: 2 },
      ]);
      const old = new Set(person.chart.values.map(textOf));
      for (const row of changed) expect(old).not.toContain(textOf(row));
      for (const expectation of expectations) {
        expect(
          changed.some((row) => row.field === expectation.field && row.entry === expectation.entry),
        ).toBe(false);
      }
    }
    expect(withoutAllergy).toBeGreaterThan(0);
  });
});

test.each(localeTags)("base people of %s have plain names", (tag) => {
  for (const { clean } of people(exampleSet({ locales: [tag], messText: "none" }), 30)) {
    for (const field of [
      "patient.name.family",
      "patient.name.given",
      "patient.name.middle",
      "contact.name",
    ]) {
      for (const value of valuesOf(clean, field)) expect(value).toMatch(/^[A-Z][a-z]{2,19}$/);
    }
  }
});
