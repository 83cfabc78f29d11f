import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { parseMess } from "../../../core/mess/parse-mess.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { people, setUpPracticeRun } from "./practice-run.ts";
import type { PracticeRun } from "./practice-run.ts";

let bench: PracticeRun;
beforeEach(async () => {
  bench = await setUpPracticeRun();
});
afterEach(async () => {
  await bench.close();
});

async function run(mess: string, count: number, declares?: { onePerPerson: boolean }) {
  const profile = { ...bench.profile, ...(declares === undefined ? {} : { declares }) };
  const choice = people("who is who", count, { mess: parseMess(mess) });
  const handle = await startRun(bench.deps, { profile, people: choice, keep: false });
  return (await handle.result).report;
}

describe("people who look like others, at an EMR that looks for no duplicates", () => {
  test("each rung of a ladder has a chart of its own, and that is said, not judged", async () => {
    const report = await run("dup-ladder", 4);
    expect(report.counts).toMatchObject({ delta: 0, missing: 0, unmet: 0, undecided: 6 });
    expect(report.pairs).toHaveLength(6);
    expect(report.pairs[0]).toMatchObject({
      a: "p-0001",
      b: "p-0002",
      same: true,
      agrees: "trusted",
      became: "two",
      met: "undecided",
    });
    expect(report.faults).toEqual([]);
  });

  test("where the profile declares one chart per person they are duplicates", async () => {
    const report = await run("dup-ladder", 3, { onePerPerson: true });
    expect(report.counts).toMatchObject({ delta: 0, unmet: 3, undecided: 0 });
    expect(report.faults.map(({ id, cases }) => [id, cases])).toEqual([["DUP-CREATE", 3]]);
  });

  test("twins, merged charts and people with numbers alike stand as they must", async () => {
    const mess = "twin-same-sex,merge-a40,mrn-leading-zeros,id-truncation-twin";
    const report = await run(mess, 9, { onePerPerson: true });
    expect(report.counts).toMatchObject({ delta: 0, missing: 0, unmet: 0, undecided: 0 });
    expect(report.pairs).toEqual([]);
  });
});

describe("a matcher that takes two for one", () => {
  test("is the one cause of all that is wrong in the charts of different people", async () => {
    bench.practice.setFaults(parseFaults("WRONG-MERGE(sex)"));
    const report = await run("twin-same-sex,jr-sr-same-address,same-name-same-dob", 8);
    expect(report.faults.map(({ id }) => id)).toEqual(["WRONG-MERGE"]);
    expect(report.faults[0]?.cases).toBeGreaterThan(4);
    expect(report.counts.extra).toBeGreaterThan(0);
  });
});
