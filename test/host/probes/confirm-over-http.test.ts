import { describe, expect, test } from "vitest";

import { parseMess } from "../../../core/mess/parse-mess.ts";
import type { ProbeRecord } from "../../../db/records.ts";
import type { RunId } from "../../../db/ids.ts";
import { verifyLedger } from "../../../db/verify-ledger.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { confirmFinding } from "../../../host/probes/confirm-finding.ts";
import { runReport } from "../../../host/runs/run-report.ts";
import { startRun } from "../../../host/runs/start-run.ts";
import { countPeople, people, setUpPracticeRun } from "../runs/practice-run.ts";
import type { PracticeRun } from "../runs/practice-run.ts";

interface Ended {
  readonly bench: PracticeRun;
  readonly run: RunId;
  readonly confirm: (finding: string, signal?: AbortSignal) => Promise<ProbeRecord>;
}

/** A run against the practice with faults, whose people are still there, as the window leaves them. */
async function afterRun(
  faults: string,
  work: (ended: Ended) => Promise<void>,
  mess = "coverage",
): Promise<void> {
  const bench = await setUpPracticeRun();
  try {
    bench.practice.setFaults(parseFaults(faults));
    const handle = await startRun(bench.deps, {
      profile: { ...bench.profile, window: "PT1S" },
      people: people("probes", 12, { mess: parseMess(mess) }),
      keep: true,
    });
    await handle.result;
    const never = new AbortController().signal;
    const confirm = (finding: string, signal = never): Promise<ProbeRecord> =>
      confirmFinding(bench.deps, { run: handle.id, finding }, { signal, progress: () => {} });
    await work({ bench, run: handle.id, confirm });
  } finally {
    await bench.close();
  }
}

const sent = ({ shots }: ProbeRecord) =>
  shots
    .filter(({ shot }) => shot.part === "looked-at")
    .map(({ shot, outcome }) => [shot.says, outcome.kind]);

describe.concurrent(
  "a finding and its smallest experiment, over real HTTP",
  {
    timeout: 180_000,
  },
  () => {
    test("a cut is settled with its exact limit, stored for evidence, and nothing is left", async () => {
      await afterRun("TRUNCATE(limit=50;fields=patient.address.line1)", async (ended) => {
        const { bench, run, confirm } = ended;
        const kept = await countPeople(bench.practice.addresses.emr.fhir);
        const probe = await confirm("TRUNCATE");
        expect(probe).toMatchObject({ standing: "settled", params: { n: 50 } });
        expect(probe.says).toContain("cuts at exactly 50 characters");
        expect(sent(probe)).toEqual([
          ["49 characters", "whole"],
          ["50 characters", "whole"],
          ["51 characters", "changed"],
        ]);
        const { read } = bench.workspace;
        expect(await read.probes.ofRun(run)).toEqual([probe]);
        // The bytes of the probe are kept like those of any run.
        expect(await read.exchanges.ofRun(probe.runs[0] ?? run)).not.toEqual([]);
        const ledger = await read.ledger.list(0, 1000);
        expect(ledger.filter(({ type }) => type === "probe.judged")).toMatchObject([
          { subject: run, data: { standing: "settled", content: probe.contentHash } },
        ]);
        expect(verifyLedger(bench.workspace.path)).toMatchObject({ ok: true });
        // What the probe made is gone again; what the run made stays.
        expect(await countPeople(bench.practice.addresses.emr.fhir)).toBe(kept);
        expect(kept).toBeGreaterThan(0);
        expect((await read.runs.list()).map(({ id }) => id)).toEqual([run]);
        const { faults } = await runReport(read, run, false);
        expect(faults.find(({ key }) => key === "TRUNCATE")?.probed).toMatchObject({
          id: probe.id,
          standing: "settled",
          contentHash: probe.contentHash,
        });
      });
    });

    test("a finding that does not show again is refuted", async () => {
      await afterRun(
        "TRUNCATE(limit=50;fields=patient.address.line1)",
        async ({ bench, confirm }) => {
          bench.practice.setFaults([]);
          const probe = await confirm("TRUNCATE");
          expect(probe.standing).toBe("refuted");
          expect(new Set(sent(probe).map(([, outcome]) => outcome))).toEqual(new Set(["whole"]));
        },
      );
    });

    test("a limit that was moved since the run is found where it is now", async () => {
      await afterRun(
        "TRUNCATE(limit=50;fields=patient.address.line1)",
        async ({ bench, confirm }) => {
          bench.practice.setFaults(parseFaults("TRUNCATE(limit=43;fields=patient.address.line1)"));
          expect(await confirm("TRUNCATE")).toMatchObject({
            standing: "settled",
            params: { n: 43 },
          });
        },
      );
    });

    test("a day lost on every date is settled for all seasons", async () => {
      await afterRun("DATE-SHIFT", async ({ confirm }) => {
        const probe = await confirm("DATE-SHIFT");
        expect(probe).toMatchObject({ standing: "settled", params: { days: -1 } });
        expect(probe.params).not.toHaveProperty("only");
        expect(sent(probe)).toHaveLength(6);
      });
    });

    test("letters that become question marks are settled with the letters that survive", async () => {
      await afterRun("CHARSET-QMARK(fields=patient.name.family)", async ({ confirm }) => {
        const probe = await confirm("CHARSET-QMARK");
        expect(probe).toMatchObject({ standing: "settled", params: { repertoire: "ASCII" } });
        expect(sent(probe)[0]).toEqual(["plain letters", "whole"]);
        // The same letter in another name arrives: it is this field alone.
        expect(probe.shots.at(-1)).toMatchObject({
          shot: { part: "beside" },
          outcome: { kind: "whole" },
        });
      });
    });

    test("a matcher that joins two people is found out: by what, with one changed attribute at a time", async () => {
      await afterRun(
        "WRONG-MERGE(by=initial)",
        async ({ confirm }) => {
          const probe = await confirm("WRONG-MERGE");
          expect(probe).toMatchObject({ standing: "settled", params: { by: "initial" } });
          expect(probe.says).toContain("the same first letter of the name alone");
        },
        "duplicate-ladder",
      );
    });

    test("a probe that is stopped stores nothing, and leaves nothing behind that cannot be cleaned", async () => {
      await afterRun("CASE(fields=patient.name.family)", async ({ bench, run, confirm }) => {
        await expect(confirm("CASE", AbortSignal.abort())).rejects.toThrow();
        expect(await bench.workspace.read.probes.ofRun(run)).toEqual([]);
      });
    });

    test("a finding that the run does not have is refused, with those that it has", async () => {
      await afterRun("CASE(fields=patient.name.family)", async ({ confirm }) => {
        await expect(confirm("ROUND")).rejects.toMatchObject({
          exit: 2,
          todo: expect.stringContaining("CASE"),
        });
      });
    });
  },
);
