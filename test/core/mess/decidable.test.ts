import { describe, expect, test } from "vitest";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import type { FieldExpectation } from "../../../core/mess/expectation.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { makePerson, type Person } from "../../../core/people/make-person.ts";
import { observedOf } from "../compare/chart-of.ts";
import { exampleSet } from "../people/people-set-example.ts";

type Met = true | false | "undecided";

const keyOf = ({ field, entry }: Pick<FieldExpectation, "field" | "entry">): string =>
  `${field} ${entry}`;

/** What the comparison says of a person's expectations when this chart is read at the target. */
function judged(
  person: Person,
  target: Chart,
  more: Partial<RoundInput>,
): (expectation: FieldExpectation) => Met {
  const { expectations } = compareRound({
    person: person.id,
    index: person.index,
    round: 1,
    generated: person.chart,
    earlier: [],
    hops: [{ hop: "target", observed: observedOf(target), exchanges: [] }],
    expectations: person.expectations,
    rules: [],
    carries: () => true,
    ...more,
  });
  const unmet = new Map(expectations.map((each) => [keyOf(each), each.met]));
  return (expectation) => unmet.get(keyOf(expectation)) ?? true;
}

/** The chart with this one value lost; a value that is nothing becomes one. */
function damaged(chart: Chart, { field, entry, messy }: FieldExpectation): Chart {
  const others = chart.values.filter((row) => row.field !== field || row.entry !== entry);
  if (messy !== null && messy.trim() !== "") return { ...chart, values: others };
  return { ...chart, values: [...others, { field, entry, value: "1999" }] };
}

const has = ({ any }: FieldExpectation, ...words: string[]): boolean =>
  any.some(({ expect: word }) => words.includes(word));

describe.each(messOperators.map((operator) => [operator.id, operator] as const))(
  "%s",
  (id, operator) => {
    const set = exampleSet({ messText: id, seed: "decided" });
    const members = operator.cluster?.members ?? 1;
    const people = Array.from({ length: Math.min(members, 3) + 1 }, (_, index) =>
      makePerson(set, index),
    ).filter(({ expectations }) => expectations.length > 0);
    const declares = { "must-reject": [id], flagsAt: ["OperationOutcome"] };
    const answer = { sent: "refused", says: "no" } as const;

    test("is met by what it asks for and by nothing else, once the profile declares", () => {
      expect(people.length).toBeGreaterThan(0);
      for (const person of people) {
        const asked = person.expectations.filter(({ any }) =>
          any.every(({ limit }) => limit === undefined),
        );
        const flagged = judged(person, person.chart, { declares, flagged: () => true });
        const silent = judged(person, person.chart, { declares, flagged: () => false });
        const refused = judged(person, person.chart, { declares, answer });
        for (const expectation of asked) {
          const where = keyOf(expectation);
          const mayStay = has(expectation, "must-survive", "may-normalise");
          expect(silent(expectation), `stored without a word, ${where}`).toBe(mayStay);
          expect(flagged(expectation), `stored and flagged, ${where}`).toBe(
            mayStay || has(expectation, "must-flag"),
          );
          expect(refused(expectation), `refused, ${where}`).toBe(has(expectation, "must-reject"));
        }
        // Of the hundreds of values of a long chart the first ones.
        for (const expectation of asked.slice(0, 12)) {
          const lost = judged(person, damaged(person.chart, expectation), { declares });
          expect(lost(expectation), `lost, ${keyOf(expectation)}`).toBe(false);
        }
      }
    });
  },
);
