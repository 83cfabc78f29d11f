import fc from "fast-check";
import { expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import type { AllowRule } from "../../../core/compare/allow-rule.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import type { Difference, RoundComparison, Verdict } from "../../../core/compare/result.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import { isServersOwn } from "../../../core/compare/servers-own.ts";
import { transformations } from "../../../core/compare/rules/transformations.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { presets } from "../../../core/mess/presets.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { onTheWire, peopleOfRun } from "../faults/people-of-run.ts";
import { observedOf } from "./chart-of.ts";

const { set } = peopleOfRun("laws", 1);
const charts = presets
  .filter(({ group }) => group !== "role")
  .flatMap(({ id }) => {
    const ofPreset = { ...set, mess: parseMess(id) };
    return [0, 1, 2].map((index) => makePerson(ofPreset, index).chart);
  });
const chart = fc.constantFrom(...charts);

/** Values that somebody may have typed, pasted or sent to do harm. */
const hostile = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 8 }),
  fc.constantFrom(
    "\uD800",
    "a\uDC00b",
    "\u202Eevil\u202C",
    "שלום עולם",
    "e\u0301\u0301\u0301",
    "<img src=x onerror=alert(1)>",
    "\u0000",
    "__proto__",
    " ".repeat(3000),
    "1".repeat(400),
    "Ã©".repeat(200),
    "03/04/1980",
    "1e400",
    "&amp;&amp;",
    "\\X0D\\\\F\\",
  ),
);

/** What becomes of one value on a bad way. */
const damage = fc.record({
  at: fc.nat(),
  /** Words have the most rules, and are few among codes and numbers. */
  of: fc.constantFrom("any", "words"),
  kind: fc.constantFrom("put", "drop", "blank", "upper", "cut", "other", "entry"),
  text: hostile,
});

interface Damage {
  readonly at: number;
  readonly of: string;
  readonly kind: string;
  readonly text: string;
}

function holdsWords({ field }: ChartValue): boolean {
  return /^text\.(?:name|address)$/u.test(fieldById(field)?.form ?? "");
}

function damaged(clean: Chart, hurt: readonly Damage[]): Chart {
  let values = [...clean.values];
  for (const { at, of, kind, text } of hurt) {
    const rows = of === "words" ? values.filter(holdsWords) : values;
    const row = rows[at % Math.max(1, rows.length)];
    if (row === undefined) continue;
    const changed = changeOf(row, kind, text, clean.values[at % clean.values.length]);
    const same = (one: ChartValue): boolean =>
      kind === "entry"
        ? one.entry !== "" && one.entry === row.entry && groupOf(one) === groupOf(row)
        : one === row;
    values = values.flatMap((one) => (!same(one) ? [one] : changed === null ? [] : [changed]));
  }
  return makeChart(clean.person, values);
}

function groupOf({ field }: ChartValue): string | undefined {
  return fieldById(field)?.group;
}

function changeOf(
  { field, entry, ...rest }: ChartValue,
  kind: string,
  text: string,
  other: ChartValue | undefined,
): ChartValue | null {
  const value = "value" in rest ? rest.value : "";
  if (kind === "drop" || kind === "entry") return null;
  if (kind === "blank") return { field, entry, absent: "empty" };
  if (kind === "upper") return { field, entry, value: value.toUpperCase() };
  if (kind === "cut") return { field, entry, value: value.slice(0, Math.ceil(value.length / 2)) };
  if (kind === "other" && other !== undefined && "value" in other) {
    return { field, entry, value: other.value };
  }
  return { field, entry, value: text };
}

const damages = fc.array(damage, { minLength: 1, maxLength: 6 });

function against(generated: Chart, target: Chart, more: Partial<RoundInput> = {}): RoundComparison {
  return compareRound({
    person: generated.person,
    round: 1,
    generated,
    earlier: [],
    hops: [{ hop: "target", observed: observedOf(target), exchanges: ["x"] }],
    expectations: [],
    rules: [],
    carries: () => true,
    ...more,
  });
}

/** Everything must survive: that leaves no rule in force but those that say the same both ways. */
function withoutRules({ values }: Chart): Partial<RoundInput> {
  return {
    expectations: values.map(({ field, entry }) => ({
      field,
      entry,
      operators: [],
      clean: null,
      messy: null,
      any: [{ expect: "must-survive" as const }],
    })),
  };
}

test("a chart of any mess compared with itself is all match", () => {
  for (const one of charts) {
    const found = against(one, onTheWire(one));
    expect(found.differences).toEqual([]);
    expect(found.allowed).toEqual([]);
    expect(found.verdict).toBe("match");
  }
});

test("hostile values compared with themselves are all match", () => {
  fc.assert(
    fc.property(chart, damages, (clean, hurt) => {
      const one = damaged(clean, hurt);
      expect(against(one, onTheWire(one)).differences).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

const mirrored: Partial<Record<Verdict, Verdict>> = { missing: "extra", extra: "missing" };
/** Numbers and dates of the other side's own records are no findings where it adds them (AT-23). */
const isOwnOfSide = ({ field }: Pick<Difference, "field">): boolean => {
  const row = fieldById(field);
  return row === undefined || isServersOwn(row) || row.list?.startsWith("identifier") === true;
};

function told({ differences, allowed }: RoundComparison, turn: boolean): readonly string[] {
  return [...differences, ...allowed]
    .filter((each) => !isOwnOfSide(each))
    .map(({ field, verdict, source, target }) => {
      const said = turn ? (mirrored[verdict] ?? verdict) : verdict;
      return JSON.stringify([field, said, turn ? target : source, turn ? source : target]);
    })
    .toSorted();
}

test("without rules, and with the sides swapped, the verdicts mirror", () => {
  fc.assert(
    fc.property(chart, damages, (clean, hurt) => {
      const one = onTheWire(clean);
      const two = onTheWire(damaged(clean, hurt));
      const there = against(one, two, withoutRules(one));
      const back = against(two, one, withoutRules(two));
      expect(told(back, true)).toEqual(told(there, false));
    }),
    { numRuns: 300 },
  );
});

const everyField = [...new Set(charts.flatMap(({ values }) => values.map(({ field }) => field)))];

test("a rule makes no match, and allows only what it exactly describes", () => {
  fc.assert(
    fc.property(chart, damages, (clean, hurt) => {
      const target = onTheWire(damaged(clean, hurt));
      const before = against(clean, target);
      const all = [...before.differences, ...before.allowed];
      const key = ({ field, entry, source, target: to }: Difference): string =>
        JSON.stringify([field, entry, source, to]);
      const known = new Map(all.map((each) => [key(each), each]));
      for (const { id } of transformations) {
        const rules = everyField.map((field): AllowRule => ({
          field,
          rule: id,
          reason: "a test",
          agreedBy: ["one"],
        }));
        const after = against(clean, target, { rules });
        expect(after.matched).toEqual(before.matched);
        const now = [...after.differences, ...after.allowed];
        expect(now.map(key).toSorted()).toEqual(all.map(key).toSorted());
        for (const each of now) {
          const was = known.get(key(each));
          if (each.verdict === was?.verdict && each.rule === was.rule) continue;
          expect(each.verdict).toBe("allowed");
          expect(each.rule?.split("+")).toContain(id);
          expect(sayTheSame(each)).toBe(true);
        }
      }
    }),
    { numRuns: 60 },
  );
});

/** Rules on letters change no letter, rules on numbers no number: told without asking the rule. */
function sayTheSame({ rule = "", source, target }: Difference): boolean {
  const numbers = /^(?:AT-11|AT-12)(?:\+|$)/u.test(rule);
  if (numbers) return Number(source) === Number(target);
  if (!/^AT-0[1-6](?:\+AT-0[1-6])?$|^AT-24$/u.test(rule)) return true;
  const bare = (text: string): string =>
    text
      .normalize("NFD")
      .replaceAll(/[^\p{L}\p{N}]/gu, "")
      .toUpperCase()
      .normalize("NFC");
  return bare(source ?? "") === bare(target ?? "");
}

test("naming changes no verdict: neither what it knows of earlier rounds, nor what all cases tell", () => {
  fc.assert(
    fc.property(chart, chart, damages, (clean, other, hurt) => {
      const target = onTheWire(damaged(clean, hurt));
      const plain = against(clean, target);
      const knowing = against(clean, target, {
        earlier: [other],
        seenBefore: () => ["anything"],
        previous: [plain],
      });
      const verdicts = ({ differences, allowed }: RoundComparison) =>
        [...differences, ...allowed].map(({ faults: _faults, ...rest }) => rest);
      expect(verdicts(knowing)).toEqual(verdicts(plain));
      const compared = {
        id: "case",
        scenario: null,
        person: clean.person,
        pairedBy: null,
        hops: { sent: "accepted", stored: "found" } as const,
        rounds: [plain],
        generated: clean,
      };
      const [inferred] = inferRunFaults([compared]).cases;
      const [round] = inferred?.rounds ?? [];
      expect(round === undefined ? null : verdicts(round)).toEqual(verdicts(plain));
      expect(round?.counts).toEqual(plain.counts);
    }),
    { numRuns: 150 },
  );
});
