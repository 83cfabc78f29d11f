import { describe, expect, test } from "vitest";
import { assignmentTable, touches } from "../../../core/mess/assignment-table.ts";
import { change, type MessOperator, operator, survive } from "../../../core/mess/operator.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

const oneMore: MessOperator = operator("missing", {
  id: "miss-example",
  introduced: 1000,
  targets: ["patient.marital-status", "patient.race"],
  any: [survive],
  exposes: "DROP-ELEMENT",
  source: "S-9",
  says: "An operator of a later edition.",
  example: "none",
  apply: (acting) => [change(acting.target, "", "UNK")],
});

describe("the assignment table of the coverage preset", () => {
  const rows = assignmentTable(messOperators);

  test("has every operator in every field that can carry it", () => {
    const cells = new Set(rows.flat().map((cell) => `${cell.operator.id} ${cell.target}`));
    const wanted = messOperators.flatMap(({ id, targets }) =>
      targets.map((target) => `${id} ${target}`),
    );
    expect([...cells].toSorted()).toEqual(wanted.toSorted());
  });

  test("puts at most four operators on one person, and never two on one field", () => {
    for (const row of rows) {
      expect(row.length).toBeGreaterThan(0);
      expect(row.length).toBeLessThanOrEqual(4);
      const fields = row.flatMap(touches);
      expect(new Set(fields).size).toBe(fields.length);
    }
  });

  test("brings every two families together on one person", () => {
    const families = [...new Set(messOperators.map(({ family }) => family))];
    for (const one of families) {
      for (const other of families) {
        if (one === other) continue;
        const met = rows.some((row) => {
          const here = row.map((cell) => cell.operator.family);
          return here.includes(one) && here.includes(other);
        });
        expect(met, `${one} and ${other}`).toBe(true);
      }
    }
  });

  test("needs hardly more people than one field needs alone", () => {
    const once = messOperators.flatMap((operator) =>
      operator.targets.flatMap((target) =>
        Array.from({ length: operator.cluster?.members ?? 1 }, (_, member) =>
          touches({ operator, target, member }),
        ),
      ),
    );
    // On one field no two operators stand together, so that each of them takes a person of its own.
    const fields = new Map<string, number>();
    for (const field of once.flat()) fields.set(field, (fields.get(field) ?? 0) + 1);
    const least = Math.max(Math.ceil(once.length / 4), ...fields.values());
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(rows.length).toBeLessThanOrEqual(least * 1.05);
  });

  test("keeps the people of a cluster behind each other, each once", () => {
    for (const [at, row] of rows.entries()) {
      const cell = row.find(({ operator }) => operator.cluster !== null);
      if (cell === undefined || cell.member === 0) continue;
      const before = rows[at - 1]?.find(({ operator }) => operator === cell.operator);
      expect(before?.member).toBe(cell.member - 1);
      expect(before?.target).toBe(cell.target);
    }
  });

  test("shows accents and decimal doses among the first six people, and one control", () => {
    const six = Array.from({ length: 6 }, (_, index) => makePerson(exampleSet(), index));
    const applied = six.flatMap((person) => person.operators.map(({ id }) => id));
    expect(applied).toEqual(
      expect.arrayContaining(["name-accent-nfc", "dose-decimal", "dob-ambiguous", "addr-over-255"]),
    );
    expect(six.filter(({ control }) => control)).toHaveLength(1);
  });
});

describe("a catalogue with one operator more", () => {
  test("restricted to the old ones gives the old people", () => {
    const ids = messOperators.map(({ id }) => id);
    const set = exampleSet({ mess: { text: "old ones", preset: "list", operators: ids } });
    for (let index = 0; index < 60; index++) {
      expect(makePerson(set, index, [...messOperators, oneMore])).toEqual(makePerson(set, index));
    }
  });

  test("changes only the people who carry it, where everybody draws for himself", () => {
    const shared = { ...oneMore, share: 0.3 };
    const set = exampleSet({ messText: "realistic" });
    let carriers = 0;
    for (let index = 0; index < 120; index++) {
      const before = makePerson(set, index);
      const after = makePerson(set, index, [...messOperators, shared]);
      if (after.operators.some(({ id }) => id === shared.id)) carriers++;
      else expect(after).toEqual(before);
    }
    expect(carriers).toBeGreaterThan(15);
    expect(carriers).toBeLessThan(60);
  });
});
