import { afterEach, beforeEach, expect, it } from "vitest";

import type { Profile } from "../../../api/profile.ts";
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

/** Two people, two of whose frequencies the EMR writes otherwise, under a rule that allows it. */
async function underRule(from: string, to: string) {
  bench.practice.setFaults([
    { id: "CODE-REMAP", params: { from, to }, fields: ["medication.frequency"] },
  ]);
  const profile: Profile = {
    ...bench.profile,
    window: "PT0.3S",
    allow: [
      {
        field: "medication.frequency",
        rule: "AT-16",
        reason: "the EMR's own word",
        agreedBy: ["IT", "pharmacy"],
        pairs: [[from, to]],
      },
    ],
  };
  const handle = await startRun(bench.deps, { profile, people: people("rules", 2), keep: false });
  const { report } = await handle.result;
  const log = handle.log().filter(({ raw }) => raw === "void rule");
  return { counts: report.counts, log: log.map(({ says }) => says) };
}

it("allows what a rule of the profile says", async () => {
  const { counts, log } = await underRule("BID", "2XD");
  expect(counts).toMatchObject({ delta: 0, allowed: 6 });
  expect(log).toEqual([]);
});

it("does not use a rule under which two codes of its own people are one, and says why", async () => {
  const { counts, log } = await underRule("BID", "Q12H");
  expect(counts).toMatchObject({ delta: 6, allowed: 0 });
  expect(log).toEqual([
    "The rule AT-16 on medication.frequency is not used: BID and Q12H are two different values in use, and equal under AT-16.",
  ]);
});
