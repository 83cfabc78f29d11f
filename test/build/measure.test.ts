import { readFile } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { arms } from "../../build/measure/compare-reading.ts";
import { figuresOf, problemsOf } from "../../build/measure/figures.ts";
import { gateFigures, gateFile } from "../../build/measure/gate.ts";
import type { GateFigures } from "../../build/measure/gate.ts";
import { unmeasured } from "../../build/measure/injections.ts";
import { share } from "../../build/measure/interval.ts";
import { PracticeLine } from "../../build/measure/practice-line.ts";
import { practiceFaults } from "../../host/practice/faults/catalogue.ts";

test(
  "no fault of the practice is missed or misnamed more often than before",
  { timeout: 1_200_000 },
  async () => {
    // Written by `crosschart measure --gate`, and looked at before it is committed.
    const before = JSON.parse(await readFile(gateFile, "utf8")) as GateFigures;
    const line = await PracticeLine.open();
    onTestFinished(() => line.close());
    const now = await gateFigures(line, () => undefined);
    const worse: string[] = [];
    for (const arm of arms) {
      for (const [id, was] of Object.entries(before[arm])) {
        const is = now[arm][id];
        if (is === undefined || (was.effective > 0 && is.effective === 0)) {
          worse.push(`${arm}: ${id} has no effect any more`);
          continue;
        }
        for (const what of ["unseen", "misnamed", "wronglySaid"] as const) {
          if (is[what] <= was[what]) continue;
          worse.push(`${arm}: ${id} ${what} ${is[what]} of ${is.effective}, was ${was[what]}`);
        }
      }
    }
    expect(worse).toEqual([]);
    const measured = [...Object.keys(now.sentinels), ...Object.keys(unmeasured)];
    expect(practiceFaults.map(({ id }) => id).filter((id) => !measured.includes(id))).toEqual([]);
  },
);

test("the interval is that of Clopper and Pearson", () => {
  // Published values: 0 of 10, 10 of 10, 8 of 10, 81 of 263.
  const near = (hits: number, of: number): number[] => {
    const { low, high } = share(hits, of);
    return [low, high].map((each) => Math.round(each * 10_000) / 10_000);
  };
  expect(near(0, 10)).toEqual([0, 0.3085]);
  expect(near(10, 10)).toEqual([0.6915, 1]);
  expect(near(8, 10)).toEqual([0.4439, 0.9748]);
  expect(near(81, 263)).toEqual([0.2527, 0.3676]);
  expect(share(1500, 1500).low).toBeGreaterThan(0.997);
});

test("idle faults and differences without a fault fail the measure", () => {
  const tallies = { sentinels: {}, blind: {} };
  const trim = {
    id: "TRIM",
    runs: 4,
    idle: 1,
    outside: 0,
    ways: 1,
    people: 3,
    tallies,
    open: null,
  };
  const counts = { matches: 0, allowed: 0, notCompared: 0, undecided: 0, examples: [] };
  const problems = (idle: number, withDifference: number): readonly string[] => {
    const clean = [{ route: "hl7" as const, people: 5000, withDifference, ...counts }];
    const further = { pairs: null, mixed: null, open: null, clean };
    return problemsOf(figuresOf({ seed: "", people: 3 }, [{ ...trim, idle }], further));
  };
  expect(problems(1, 0)).toEqual([]);
  expect(problems(2, 1)).toEqual([
    "The corpus fails: more than 30 % of the injections do nothing: TRIM (2 of 4).",
    "Without a fault, 1 of 5000 people differ over hl7.",
  ]);
});
