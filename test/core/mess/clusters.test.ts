import { describe, expect, test } from "vitest";
import { textOf } from "../../../core/catalogue/chart.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { indexOfMessy, isControl, messyBefore } from "../../../core/mess/messy-order.ts";
import { allowedOutcomes } from "../../../core/mess/pair-truth.ts";
import { changedChart, makePerson, type Person } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

function people(messText: string, count: number): readonly Person[] {
  const set = exampleSet({ messText, seed: "clusters" });
  return Array.from({ length: count }, (_, index) => makePerson(set, index));
}

function valueOf(person: Person | undefined, field: string, entry = ""): string | null {
  const row = person?.chart.values.find((each) => each.field === field && each.entry === entry);
  return row === undefined ? null : textOf(row);
}

const clusterOperators = messOperators.filter(({ cluster }) => cluster !== null);

test("messy people are counted past the controls, there and back", () => {
  for (let index = 0; index < 200; index++) {
    if (!isControl(index)) expect(indexOfMessy(messyBefore(index))).toBe(index);
  }
});

describe.each(clusterOperators.map((operator) => [operator.id, operator] as const))(
  "%s",
  (id, operator) => {
    const all = people(id, 40);
    const clusters = new Map<string, Person[]>();
    for (const person of all) {
      if (person.cluster === null) continue;
      clusters.set(person.cluster.id, [...(clusters.get(person.cluster.id) ?? []), person]);
    }
    const members = operator.cluster?.members ?? 0;
    const whole = [...clusters.values()].filter((each) => each.length === members);

    test("brings its people together, each with a place of its own", () => {
      expect(whole.length).toBeGreaterThan(1);
      for (const cluster of whole) {
        expect(cluster.map((person) => person.cluster?.member)).toEqual(
          cluster.map((_, at) => at + 1),
        );
        expect(cluster[0]?.cluster?.people).toEqual(cluster.map((person) => person.id));
        expect(
          new Set(cluster.map((person) => valueOf(person, "patient.identifier.mrn"))).size,
        ).toBe(members);
      }
    });

    test("says the truth about each two of them, and what may become of them", () => {
      for (const cluster of whole) {
        const pairs = cluster[0]?.cluster?.pairs ?? [];
        expect(pairs).toHaveLength((members * (members - 1)) / 2);
        for (const { same, agrees, allowed } of pairs) {
          expect(same).toBe(operator.cluster?.same);
          expect(allowed).toEqual(allowedOutcomes(same, agrees));
          if (!same) expect(allowed).not.toContain("one");
        }
      }
    });

    test("does not depend on who else is made", () => {
      const last = all.findLast((person) => person.cluster !== null);
      expect(makePerson(exampleSet({ messText: id, seed: "clusters" }), last?.index ?? 0)).toEqual(
        last,
      );
    });
  },
);

describe("households", () => {
  test("twins share name, birth date, address and phone, and have two first names and an order", () => {
    const [one, other] = people("twin-same-sex", 2);
    for (const field of [
      "patient.name.family",
      "patient.birth-date",
      "patient.address.line1",
      "patient.telecom.home",
      "patient.sex",
    ])
      expect(valueOf(one, field)).toBe(valueOf(other, field));
    expect(valueOf(one, "patient.name.given")).not.toBe(valueOf(other, "patient.name.given"));
    expect([valueOf(one, "patient.birth-order"), valueOf(other, "patient.birth-order")]).toEqual([
      "1",
      "2",
    ]);
  });

  test("father and son share the whole name; the father is a generation older", () => {
    const [father, son] = people("jr-sr-same-address", 2);
    expect(valueOf(father, "patient.name.given")).toBe(valueOf(son, "patient.name.given"));
    expect(valueOf(father, "patient.name.family")).toBe(valueOf(son, "patient.name.family"));
    const years = [father, son].map((person) =>
      Number(valueOf(person, "patient.birth-date")?.slice(0, 4)),
    );
    expect((years[1] ?? 0) - (years[0] ?? 0)).toBeGreaterThanOrEqual(18);
  });

  test("each rung of the ladder differs from the person in one thing", () => {
    const ladder = people("dup-ladder", 15).filter((person) => !person.control);
    const [first] = ladder;
    const shared = messOperators.find(({ id }) => id === "dup-ladder")?.fields ?? [];
    for (const copy of ladder.slice(1, 13)) {
      const differing = shared.filter((field) =>
        ["", "site-2"].some(
          (entry) => valueOf(copy, field, entry) !== valueOf(first, field, entry),
        ),
      );
      expect(differing, String(copy.cluster?.member)).toHaveLength(1);
    }
  });

  test("the retired chart points to the number of the one that lives on", () => {
    const [survivor, retired] = people("merge-a40", 2);
    expect(valueOf(retired, "patient.link.replaced-by", "link-1")).toBe(
      valueOf(survivor, "patient.identifier.mrn"),
    );
    expect([valueOf(survivor, "patient.active"), valueOf(retired, "patient.active")]).toEqual([
      "true",
      "false",
    ]);
  });

  test("a newborn is of these days and has a mother's number", () => {
    const [mother, child] = people("cov-newborn-under-mother", 2);
    expect(valueOf(child, "coverage.member-id", "cov-1")).toBe(
      valueOf(mother, "coverage.member-id", "cov-1"),
    );
    expect(valueOf(child, "patient.birth-date")).toMatch(/^2025-12|^2026-01/);
    expect(valueOf(child, "patient.birth-time")).toContain(
      valueOf(child, "patient.birth-date") ?? "never",
    );
  });
});

describe("the realistic preset", () => {
  const all = people("realistic", 900);
  const carriers = all.filter(({ cluster }) => cluster !== null);

  test("has clusters about as often as their weights say", () => {
    const share = (id: string): number =>
      carriers.filter(({ cluster }) => cluster?.operator === id).length / 900;
    expect(share("phone-shared")).toBeGreaterThan(0.1);
    expect(share("phone-shared")).toBeLessThan(0.3);
    expect(share("twin-same-sex")).toBeGreaterThan(0.01);
    expect(share("twin-same-sex")).toBeLessThan(0.07);
    expect(share("dup-ladder")).toBe(0);
  });

  test("gives everybody one cluster at the most, with all its members", () => {
    for (const person of carriers) {
      for (const id of person.cluster?.people ?? []) {
        const other = all.find((each) => each.id === id);
        if (other !== undefined) expect(other.cluster?.id).toBe(person.cluster?.id);
      }
    }
  });

  test("a new kind of cluster takes nothing from the older ones", () => {
    const [twins] = clusterOperators;
    if (twins === undefined) throw new Error("There are no clusters.");
    const oneMore = { ...twins, id: "twin-example", introduced: 5000, share: 0.05 };
    const set = exampleSet({ messText: "realistic", seed: "clusters" });
    for (let index = 0; index < 200; index++) {
      const after = makePerson(set, index, [...messOperators, oneMore]);
      if (after.cluster?.operator !== oneMore.id) {
        expect(after.cluster).toEqual(makePerson(set, index).cluster);
      }
    }
  });
});

describe.each(
  messOperators
    .filter(({ later }) => later !== null)
    .map((operator) => [operator.id, operator] as const),
)("%s, later", (id, operator) => {
  test("changes in the second round what it lists, and says what must become of it", () => {
    let changes = 0;
    for (const person of people(id, 20)) {
      const { chart, expectations } = changedChart(person, 2);
      const before = new Map(
        person.chart.values.map((row) => [`${row.field} ${row.entry}`, textOf(row)]),
      );
      const after = new Map(chart.values.map((row) => [`${row.field} ${row.entry}`, textOf(row)]));
      for (const { field, entry, messy, any, operators } of person.nextExpectations) {
        changes++;
        const key = `${field} ${entry}`;
        expect(operator.fields).toContain(field);
        expect(operators).toEqual([id]);
        expect(any.length).toBeGreaterThan(0);
        expect(after.get(key) ?? null).toBe(messy);
        expect(before.get(key) ?? null).not.toBe(messy);
        expect(expectations.filter((each) => `${each.field} ${each.entry}` === key)).toHaveLength(
          1,
        );
      }
    }
    expect(changes).toBeGreaterThan(5);
  });
});

describe("what happened before a birth or after a death", () => {
  const datesOf = (person: Person, field: RegExp): readonly string[] =>
    person.chart.values
      .filter((row) => field.test(row.field))
      .map((row) => (textOf(row) ?? "").slice(0, 10))
      .filter((text) => /^\d{4}-\d\d-\d\d$/.test(text));

  test.each(["newborn-rename", "twin-temp-name", "cov-newborn-under-mother", "fam-foster"])(
    "%s: nothing of a child lies before its birth",
    (id) => {
      for (const person of people(id, 40)) {
        const born = valueOf(person, "patient.birth-date") ?? "";
        for (const row of person.chart.values) {
          if (row.field.startsWith("coverage.subscriber")) continue;
          const day = (textOf(row) ?? "").slice(0, 10);
          if (/^\d{4}-\d\d-\d\d$/.test(day)) expect(day >= born, `${row.field} ${day}`).toBe(true);
        }
      }
    },
  );

  test.each(["deceased-with-date", "id-reassigned"])("%s: the dead have no visit to come", (id) => {
    for (const person of people(id, 20)) {
      const [died] = datesOf(person, /^patient\.death-date$/);
      if (died === undefined) continue;
      expect(datesOf(person, /^appointment\./)).toEqual([]);
      for (const day of datesOf(person, /^(?:encounter|result|vital|note)\./)) {
        expect(day <= died).toBe(true);
      }
    }
  });
});
