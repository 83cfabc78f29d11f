import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { parseMess } from "../../../core/mess/parse-mess.ts";
import type { ProbeRecord } from "../../../db/records.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { confirmFinding } from "../../../host/probes/confirm-finding.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { countPeople, people, setUpPracticeRun } from "../runs/practice-run.ts";
import type { PracticeRun } from "../runs/practice-run.ts";

let bench: PracticeRun;
beforeEach(async () => {
  bench = await setUpPracticeRun();
});
afterEach(async () => {
  await bench.close();
});

/** A run against the practice with faults, whose people are still there, as the window leaves them. */
async function runUnder(faults: string) {
  bench.practice.setFaults(parseFaults(faults));
  const handle = await startRun(bench.deps, {
    profile: { ...bench.profile, window: "PT1S" },
    people: people("probes", 12, { mess: parseMess("coverage") }),
    keep: true,
  });
  const { report } = await handle.result;
  return { run: handle.id, report };
}

async function confirm(run: ProbeRecord["run"], finding: string): Promise<ProbeRecord> {
  const signal = new AbortController().signal;
  return confirmFinding(bench.deps, { run, finding }, { signal, progress: () => {} });
}

const sent = ({ shots }: ProbeRecord) =>
  shots.map(({ shot, outcome }) => [shot.says, outcome.kind]);

describe("a finding is confirmed by its smallest experiment, over real HTTP", () => {
  test("a cut is settled with its exact limit, and stored for evidence", async () => {
    const before = await countPeople(bench.practice.addresses.emr.fhir);
    const { run } = await runUnder("TRUNCATE(limit=50;fields=patient.address.line1)");
    const kept = await countPeople(bench.practice.addresses.emr.fhir);
    const probe = await confirm(run, "TRUNCATE");
    expect(probe.standing).toBe("settled");
    expect(probe.says).toContain("cuts at exactly 50 characters");
    expect(sent(probe).slice(0, 3)).toEqual([
      ["49 characters", "whole"],
      ["50 characters", "whole"],
      ["51 characters", "changed"],
    ]);
    const stored = await bench.workspace.read.probes.ofRun(run);
    expect(stored).toEqual([probe]);
    // What the probe made is gone again; what the run made stays.
    expect(await countPeople(bench.practice.addresses.emr.fhir)).toBe(kept);
    expect(kept).toBeGreaterThan(before);
    const listed = await bench.workspace.read.runs.list();
    expect(listed.map(({ id }) => id)).toEqual([run]);
  });
});
