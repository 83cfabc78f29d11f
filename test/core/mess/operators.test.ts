import { describe, expect, test } from "vitest";
import { textOf } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { messFamilies } from "../../../core/mess/operator.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { makePerson, peopleSentinels } from "../../../core/people/make-person.ts";
import { personId } from "../../../core/people/people-set.ts";
import { exampleSet } from "../people/people-set-example.ts";

describe("the mess catalogue", () => {
  test("names each operator, and its place in the order of introduction, once", () => {
    expect(new Set(messOperators.map(({ id }) => id)).size).toBe(messOperators.length);
    expect(new Set(messOperators.map(({ introduced }) => introduced)).size).toBe(
      messOperators.length,
    );
  });

  test("holds every operator of the silent-sync self-test", () => {
    const ids = messOperators.map(({ id }) => id);
    for (const id of [
      "name-apostrophe-straight",
      "name-apostrophe-curly",
      "name-hyphen",
      "name-accent-nfc",
      "name-accent-nfd",
      "addr-over-255",
      "dose-decimal",
      "dose-naked-decimal",
      "dose-trailing-zero",
      "dx-one-to-many",
      "dob-ambiguous",
    ]) {
      expect(ids).toContain(id);
    }
    expect(ids.length).toBeGreaterThanOrEqual(20);
  });

  test.each(messOperators.map((operator) => [operator.id, operator] as const))(
    "%s can be decided, and explains itself",
    (_, operator) => {
      expect(messFamilies).toContain(operator.family);
      expect(operator.targets.length).toBeGreaterThan(0);
      for (const field of operator.fields) expect(fieldById(field)?.place).toBe("own");
      expect(operator.any.length).toBeGreaterThan(0);
      for (const { expect: word, rule } of operator.any) {
        expect(rule !== undefined).toBe(word === "may-normalise");
        if (rule !== undefined) expect(rule).toMatch(/^AT-\d\d$/);
      }
      expect(operator.exposes.length).toBeGreaterThan(0);
      for (const fault of operator.exposes) expect(fault).toMatch(/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
      expect(operator.source).toMatch(/^S-\d+(?: S-\d+)*$/);
      expect(operator.says).toMatch(/^[A-Z“].*\.$/);
      expect(operator.example).not.toBe("");
      expect(operator.rate).not.toBe("");
    },
  );
});

describe.each(messOperators.map((operator) => [operator.id, operator] as const))(
  "%s",
  (id, operator) => {
    const set = exampleSet({ messText: id, seed: "alone" });
    const reader = peopleSentinels(set);
    const carriers = Array.from({ length: 40 }, (_, index) => makePerson(set, index)).filter(
      (person) => person.operators.length > 0,
    );

    test("acts on nearly everybody, on each of its targets", () => {
      expect(carriers.length).toBeGreaterThanOrEqual(30);
      const targets = new Set(
        carriers.flatMap((person) => person.operators.map(({ field }) => field)),
      );
      expect([...targets].toSorted()).toEqual(operator.targets.toSorted());
    });

    test("changes the values that it lists, and nothing else", () => {
      let unchanged = 0;
      for (const person of carriers) {
        const clean = new Map(
          person.clean.values.map((row) => [`${row.field} ${row.entry}`, textOf(row)]),
        );
        const messy = new Map(
          person.chart.values.map((row) => [`${row.field} ${row.entry}`, textOf(row)]),
        );
        const changed = [...new Set([...clean.keys(), ...messy.keys()])].filter(
          (key) => clean.get(key) !== messy.get(key),
        );
        const listed = person.expectations.map(({ field, entry }) => `${field} ${entry}`);
        expect(listed).toEqual(expect.arrayContaining(changed));
        // A birth date or a language may by chance be of the wanted kind already.
        if (changed.length === 0) unchanged++;
        for (const expectation of person.expectations) {
          const key = `${expectation.field} ${expectation.entry}`;
          expect(operator.fields).toContain(expectation.field);
          expect(expectation.clean).toBe(clean.get(key) ?? null);
          expect(expectation.messy).toBe(messy.get(key) ?? null);
          expect(expectation.any.length).toBeGreaterThan(0);
          expect(expectation.operators).toEqual([id]);
        }
      }
      expect(unchanged).toBeLessThan(carriers.length);
    });

    test("leaves every sentinel readable, as that of the same person and place", () => {
      for (const person of carriers) {
        for (const row of person.chart.values) {
          for (const hit of reader.find(textOf(row) ?? "")) {
            // What a cluster shares bears the sentinel of the one whose value it was.
            const isShared = hit.person !== person.index;
            if (isShared) expect(person.cluster?.people).toContain(personId(hit.person));
            else expect(hit).toMatchObject({ field: row.field, entry: row.entry });
          }
        }
      }
    });
  },
);

describe("carriers keep look-alike faults apart", () => {
  const valuesOf = (id: string, field: string): readonly string[] => {
    const set = exampleSet({ messText: id });
    return Array.from({ length: 20 }, (_, index) => makePerson(set, index))
      .filter(({ control }) => !control)
      .flatMap(({ expectations }) =>
        expectations.filter((row) => row.field === field).map(({ messy }) => messy ?? ""),
      );
  };

  test("ambiguous dates of birth have a day of at most 12 that is not the month", () => {
    for (const date of valuesOf("dob-ambiguous", "patient.birth-date")) {
      const [, month, day] = date.split("-").map(Number);
      expect(day).toBeLessThanOrEqual(12);
      expect(day).not.toBe(month);
    }
    for (const date of valuesOf("dob-unambiguous-control", "patient.birth-date")) {
      expect(Number(date.slice(8))).toBeGreaterThan(12);
    }
  });

  test("one name has a straight and a curly apostrophe and an accent", () => {
    expect(valuesOf("name-apostrophe-curly", "patient.name.family")[0]).toMatch(/'.*é.*’/);
  });

  test("no decomposed or invisible character is the only one beyond ASCII", () => {
    for (const id of ["name-accent-nfd", "name-nbsp", "name-zero-width"]) {
      for (const name of valuesOf(id, "patient.name.family")) expect(name).toMatch(/[À-ÿ]/);
    }
    for (const name of valuesOf("name-accent-nfd", "patient.name.family")) {
      expect(name.normalize("NFC")).not.toBe(name);
    }
  });

  test("the self-test's doses and lengths are there", () => {
    expect(valuesOf("dose-decimal", "medication.dose-value").slice(0, 2)).toEqual(["2.5", "0.5"]);
    expect(valuesOf("dose-trailing-zero", "medication.dose-value")[0]).toBe("12.50");
    expect(valuesOf("dose-naked-decimal", "medication.dose-value")[0]).toBe(".5");
    expect(valuesOf("dose-naked-decimal", "medication.sig")[0]).toMatch(/ \.5 mg /);
    expect(
      valuesOf("addr-over-255", "patient.address.line1")
        .slice(0, 4)
        .map((line) => line.length),
    ).toEqual([300, 256, 255, 254]);
    expect(new Set(valuesOf("dose-decimal", "medication.dose-value")).size).toBe(18);
  });
});
