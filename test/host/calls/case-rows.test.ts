import { expect, test } from "vitest";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { Difference } from "../../../core/compare/result.ts";
import { noCounts } from "../../../core/compare/verdict.ts";
import { caseSections, type RoundView } from "../../../host/calls/case-rows.ts";
import type { RunFindings } from "../../../host/calls/run-findings.ts";

const name = fieldId("problem.text");
const code = fieldId("problem.code");

const findings: RunFindings = {
  cases: new Map(),
  byFault: new Map(),
  undecided: new Set(),
  compared: 1,
  faults: [],
};

/** So many diagnoses, of which every hundredth came back under another name. */
function roundOf(entries: number): RoundView {
  const numbers = Array.from({ length: entries }, (_, at) => at);
  const values = numbers.flatMap((at) => [
    { field: name, entry: `prob-${at}`, value: `Problem ${at}` },
    { field: code, entry: `prob-${at}`, value: `C${at}` },
  ]);
  const changed = numbers.filter((at) => at % 100 === 99);
  const differences = changed.map((at): Difference => ({
    field: name,
    entry: `prob-${at}`,
    round: 1,
    verdict: "delta",
    changedAt: "target",
    source: `Problem ${at}`,
    target: "Other",
    criticality: "high",
    faults: [],
    at: null,
  }));
  const gone = new Set(changed.map((at) => `${name} prob-${at}`));
  const keys = values.map(({ field, entry }) => `${field} ${entry}`);
  return {
    comparison: {
      person: "p-0001",
      round: 1,
      verdict: "delta",
      counts: noCounts,
      differences,
      allowed: [],
      matched: keys.filter((key) => !gone.has(key)),
      expectations: [],
    },
    // Only the values of a chart are read.
    generated: { person: "p-0001", values } as unknown as Chart,
    expectations: [],
    rules: [],
    hops: [{ hop: "target", round: 1, at: "2026-01-15T08:00:00.000Z", values: new Map() }],
  };
}

test("ten thousand entries are counted whole, and what differs is given before what is the same", () => {
  const [section, ...others] = caseSections([roundOf(10_000)], findings);
  expect(others).toEqual([]);
  expect(section?.counts).toEqual({ delta: 100, match: 19_900 });
  expect(section?.rows).toHaveLength(3000);
  expect(section?.left).toBe(17_000);
  expect(section?.rows.filter(({ verdict }) => verdict === "delta")).toHaveLength(100);
});

test("a usual record is given whole, each entry under its own name", () => {
  const [section] = caseSections([roundOf(3)], findings);
  expect(section).toMatchObject({ left: 0, counts: { match: 6 } });
  expect(new Set(section?.rows.map((row) => row.entryLabel))).toEqual(
    new Set(["Problem 0", "Problem 1", "Problem 2"]),
  );
});

test("a rule that allows is shown where it acts, with its reason and who agreed", () => {
  const round = roundOf(100);
  const [first] = round.comparison.differences;
  if (first === undefined) throw new Error("nothing differs");
  const allowed: Difference = { ...first, verdict: "allowed", rule: "AT-02+AT-03" };
  const rules = [{ field: "problem.*", rule: "AT-03", reason: "capitals", agreedBy: ["a", "b"] }];
  const ruled = { ...round, rules, comparison: { ...round.comparison, allowed: [allowed] } };
  const [section] = caseSections(
    [{ ...ruled, comparison: { ...ruled.comparison, differences: [] } }],
    findings,
  );
  const row = section?.rows.find((each) => each.verdict === "allowed");
  expect(row?.rule).toMatchObject({ id: "AT-02+AT-03", reason: "capitals", agreedBy: ["a", "b"] });
  const [byDefault] = caseSections([{ ...ruled, rules: [] }], findings);
  expect(byDefault?.rows.find((each) => each.rule !== null)?.rule?.reason ?? null).toBe(null);
});
