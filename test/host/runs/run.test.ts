import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { peopleSetOf, storedOptionsOf } from "../../../host/runs/prepare-run.ts";
import { runReport } from "../../../host/runs/run-report.ts";
import { cleanUpStoredRun, resumeRun, startRun } from "../../../host/runs/start-run.ts";
import { bytesOfFolder, countPeople, people, setUpPracticeRun } from "./practice-run.ts";
import type { PracticeRun } from "./practice-run.ts";

let bench: PracticeRun;
beforeEach(async () => {
  bench = await setUpPracticeRun();
});
afterEach(async () => {
  await bench.close();
});

async function run(choice = people("a seed", 3), keep = false, window = "PT2S") {
  const profile = { ...bench.profile, window };
  const handle = await startRun(bench.deps, { profile, people: choice, keep });
  return { handle, ...(await handle.result) };
}

/** The number of the first person of a set, as it stands on the wire. */
function firstNumber(choice: ReturnType<typeof people>): string {
  const set = peopleSetOf(storedOptionsOf(bench.profile, choice));
  const text = Buffer.from(encodeFhir(makePerson(set, 0).chart).bytes).toString("utf8");
  return /"system":\s*"urn:clinic:mrn",\s*"value":\s*"(\d+)"/.exec(text)?.[1] ?? "";
}

async function putStranger(base: string, number: string): Promise<void> {
  const answer = await fetch(`${base}/Patient`, {
    method: "POST",
    headers: { "content-type": "application/fhir+json" },
    body: JSON.stringify({
      resourceType: "Patient",
      identifier: [{ system: "urn:clinic:mrn", value: number }],
      name: [{ family: "Qvortrupsen", given: ["Realperson"] }],
      birthDate: "1961-07-19",
    }),
  });
  expect(answer.status).toBe(201);
}

describe("a run against the practice", () => {
  it("finds no difference where there is no fault, and leaves nothing behind", async () => {
    const mess = parseMess("coverage");
    const { outcome, report, says } = await run(people("clean", 4, { mess }));
    expect(outcome).toBe("done");
    expect(says).toBe("4 accepted, 0 unknown, 0 not sent");
    expect(report.counts).toMatchObject({ cases: 4, delta: 0, missing: 0, extra: 0, unmet: 0 });
    expect(report.cases.every((one) => one.pairedBy === "identifier urn:clinic:mrn")).toBe(true);
    expect(report.faults).toEqual([]);
    expect(report.cleanup).toMatchObject({ left: [] });
    expect(report.cleanup?.created).toBe(report.cleanup?.removed);
    const { clinic, emr } = bench.practice.addresses;
    expect([await countPeople(clinic.fhir), await countPeople(emr.fhir)]).toEqual([0, 0]);
  });

  it("names a lost decimal point, and the report is the same when it is read again", async () => {
    bench.practice.setFaults([{ id: "DECIMAL-LOSS" }]);
    const { report, handle } = await run(people("lost point", 2), false, "PT0.5S");
    expect(report.faults.map((fault) => fault.id)).toEqual(["DECIMAL-LOSS"]);
    expect(report.cases.every((one) => one.verdict === "delta")).toBe(true);
    const [difference] = report.cases[0]?.differences ?? [];
    expect(difference).toMatchObject({ field: "medication.dose-value", changedAt: "target" });
    const again = await runReport(bench.workspace.read, handle.id, false);
    expect(again).toEqual(report);
  });

  it("keeps what was sent and what came back, and says where a value stands in it", async () => {
    bench.practice.setFaults([{ id: "DECIMAL-LOSS" }]);
    const { report } = await run(people("kept", 1), false, "PT0.5S");
    const difference = report.cases[0]?.differences[0];
    const { exchanges } = bench.workspace.read;
    const all = await exchanges.ofCase(
      (await bench.workspace.read.cases.page({ run: (report.run ?? "") as never })).rows[0]
        ?.id as never,
    );
    const holder = all.find((one) => one.id === difference?.at?.exchange);
    const bytes = holder === undefined ? null : await exchanges.bytes(holder.id, "response");
    const at = difference?.at;
    const value = Buffer.from(bytes ?? [])
      .subarray(at?.start, at?.end)
      .toString("utf8");
    expect(value).toBe(difference?.target);
  });

  it("tells a person who never arrives from a difference", async () => {
    bench.practice.setFaults([{ id: "DROP-RECORD", params: { type: "Patient" } }]);
    const { report } = await run(people("dropped", 2), false, "PT0.5S");
    expect(report.cases.map((one) => one.hops.stored)).toEqual(["not-found", "not-found"]);
    expect(report.cases.every((one) => one.verdict === "missing")).toBe(true);
    expect(report.cleanup?.left).toEqual([]);
  });
});

describe("what was left over", () => {
  it("stops a second run with the same seed, and --fresh goes round it", async () => {
    const choice = people("twice", 2);
    await run(choice, true);
    const second = await run(choice);
    expect(second.stop?.code).toBe("left-over");
    expect(second.stop?.happened).toContain("p-0001");
    expect(second.says).toBe("0 accepted, 0 unknown, 2 not sent");
    expect(await countPeople(bench.practice.addresses.emr.fhir)).toBe(2);
    const fresh = await run({ ...choice, salt: "fresh" });
    expect(fresh.outcome).toBe("done");
  });

  it("can be removed later, with proof", async () => {
    const { handle } = await run(people("later", 2), true);
    const signal = new AbortController().signal;
    const result = await cleanUpStoredRun(bench.deps, handle.id, signal, () => {});
    expect(result.left).toEqual([]);
    expect(result.removed).toBe(result.created);
    expect(await countPeople(bench.practice.addresses.emr.fhir)).toBe(0);
    expect(await countPeople(bench.practice.addresses.clinic.fhir)).toBe(0);
  });
});

describe("a stranger under one of our identifiers", () => {
  it("stops the run before anything is sent, and not one byte of it is kept", async () => {
    const choice = people("stranger", 2);
    await putStranger(bench.practice.addresses.emr.fhir, firstNumber(choice));
    const { stop, says } = await run(choice);
    expect(stop?.code).toBe("stranger");
    expect(says).toBe("0 accepted, 0 unknown, 2 not sent");
    expect(await countPeople(bench.practice.addresses.clinic.fhir)).toBe(0);
    const stored = bytesOfFolder(bench.folder);
    expect(stored).toContain("ZZTEST");
    for (const word of ["Qvortrupsen", "Realperson", "1961-07-19"])
      expect(stored).not.toContain(word);
  });
});

describe("cancelling", () => {
  it("tells the truth, keeps what was done, and the run can be taken up again", async () => {
    const accepted = Promise.withResolvers<void>();
    const handle = await startRun(bench.deps, {
      profile: bench.profile,
      people: people("cancel", 12),
      keep: true,
      onProgress: (progress) => {
        if (progress.kind === "counts" && progress.counts.acknowledged >= 3) accepted.resolve();
      },
    });
    await accepted.promise;
    handle.cancel();
    const { outcome, says, report } = await handle.result;
    expect(outcome).toBe("cancelled");
    const held = await countPeople(bench.practice.addresses.clinic.fhir);
    const sent = report.cases.filter((one) => one.hops.sent === "accepted").length;
    expect(held).toBe(sent);
    expect(says).toBe(`${sent} accepted, 0 unknown, ${12 - sent} not sent`);
    const resumed = await resumeRun(bench.deps, { run: handle.id, keep: true });
    const end = await resumed.result;
    expect(end.outcome).toBe("done");
    expect(end.report.counts).toMatchObject({ cases: 12, delta: 0, missing: 0 });
    expect(await countPeople(bench.practice.addresses.emr.fhir)).toBe(12);
  });

  it("pausing holds back what was not sent, and reading goes on", async () => {
    const accepted = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const handle = await startRun(bench.deps, {
      profile: bench.profile,
      people: people("pause", 5),
      keep: false,
      onProgress: (progress) => {
        if (progress.kind !== "counts") return;
        if (progress.counts.acknowledged >= 1) accepted.resolve();
        if (progress.counts.readBack >= 1) read.resolve();
      },
    });
    await accepted.promise;
    handle.pause();
    await read.promise;
    // One more may have been on its way when the pause was asked for.
    expect(handle.counts().sent).toBeLessThanOrEqual(2);
    handle.goOn();
    const { outcome, says } = await handle.result;
    expect(outcome).toBe("done");
    expect(says).toBe("5 accepted, 0 unknown, 0 not sent");
  });

  it("stopping while it is paused sends nobody else", async () => {
    const read = Promise.withResolvers<void>();
    const handle = await startRun(bench.deps, {
      profile: bench.profile,
      people: people("stop-paused", 5),
      keep: true,
      onProgress: (progress) => {
        if (progress.kind !== "counts") return;
        if (progress.counts.acknowledged >= 1) handle.pause();
        if (progress.counts.readBack >= 1) read.resolve();
      },
    });
    await read.promise;
    expect(handle.paused()).toBe(true);
    const { sent } = handle.counts();
    handle.cancel();
    await handle.result;
    expect(handle.counts().sent).toBe(sent);
  });
});
