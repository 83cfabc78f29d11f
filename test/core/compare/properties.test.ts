import fc from "fast-check";
import { expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import type { RoundComparison } from "../../../core/compare/result.ts";
import { onTheWire, peopleOfRun } from "../faults/people-of-run.ts";
import { observedOf } from "./chart-of.ts";

const { people } = peopleOfRun("properties", 12);
const person = fc.constantFrom(...people);

function against(chart: Chart, target: ReturnType<typeof observedOf>): RoundComparison {
  return compareRound({
    person: chart.person,
    round: 1,
    generated: chart,
    earlier: [],
    hops: [{ hop: "target", observed: target, exchanges: ["x"] }],
    expectations: [],
    rules: [],
    carries: () => true,
  });
}

test("a chart compared with itself is all match", () => {
  fc.assert(
    fc.property(person, ({ chart }) => {
      const { verdict, counts, differences } = against(chart, observedOf(onTheWire(chart)));
      expect(verdict).toBe("match");
      expect(differences).toEqual([]);
      expect(counts.match).toBe(chart.values.length);
    }),
    { numRuns: 24 },
  );
});

test("the order in which entries come back does not matter", () => {
  fc.assert(
    fc.property(person, fc.integer(), ({ chart }, salt) => {
      const wire = observedOf(onTheWire(chart));
      const values = wire.values.toSorted((a, b) => rank(a.value, salt) - rank(b.value, salt));
      // Entries are numbered anew in the order in which they now come.
      const numbered = onTheWire({ ...chart, values: values.map(({ value }) => value) });
      expect(against(chart, observedOf(numbered)).differences).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

function rank({ field, entry }: { field: string; entry: string }, salt: number): number {
  return Array.from(`${entry.split("/")[0] ?? ""}${field.split(".")[0] ?? ""}`).reduce(
    (sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0) + salt) % 9973,
    7,
  );
}

test("every single code point that differs is named and never a match", () => {
  const letters = fc.constantFrom(...Array.from("aZ9é‘’'- .,\u00A0\u200B\u0301中𠮷?\uFFFD"));
  fc.assert(
    fc.property(
      person,
      fc.nat(),
      fc.nat(),
      letters,
      fc.constantFrom("put", "drop", "add"),
      (one, at, where, letter, kind) => {
        const { chart } = one;
        const rows = chart.values.filter((value) => "value" in value && value.value.length > 1);
        const row = rows[at % rows.length];
        if (row === undefined || !("value" in row)) return;
        const points = Array.from(row.value);
        const index = where % points.length;
        points.splice(index, kind === "add" ? 0 : 1, ...(kind === "drop" ? [] : [letter]));
        const text = points.join("");
        fc.pre(text !== row.value && text !== "");
        const target = makeChart(
          chart.person,
          chart.values.map((value) => (value === row ? { ...row, value: text } : value)),
        );
        const { differences, allowed, matched } = against(chart, observedOf(target));
        const key = row.entry === "" ? row.field : `${row.field} ${row.entry}`;
        expect(matched).not.toContain(key);
        const found = [...differences, ...allowed].filter(({ field }) => field === row.field);
        expect(found.length).toBeGreaterThan(0);
        for (const each of found) {
          expect(each.verdict === "not-readable" || each.faults.length > 0).toBe(true);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test("the spans of a character difference cover both texts, and only whole characters", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 30 });
  fc.assert(
    fc.property(text, text, (source, target) => {
      const spans = diffCharacters(source, target);
      expect(spans.map((span) => span.source).join("")).toBe(source);
      expect(spans.map((span) => span.target).join("")).toBe(target);
      let [from, to] = [0, 0];
      for (const span of spans) {
        expect([span.sourceStart, span.targetStart]).toEqual([from, to]);
        from += Array.from(span.source).length;
        to += Array.from(span.target).length;
        expect(span.kind === "same").toBe(span.source === span.target);
      }
    }),
  );
});
