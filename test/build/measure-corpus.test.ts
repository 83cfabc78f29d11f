import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, afterAll, expect, onTestFinished, test } from "vitest";
import { Crowds } from "../../build/measure/crowds.ts";
import { injectionsByClass } from "../../build/measure/injections.ts";
import { KeptParts } from "../../build/measure/kept-parts.ts";
import { KeptRuns } from "../../build/measure/kept-runs.ts";
import { MeasureBench } from "../../build/measure/measure-part.ts";
import { measureMixed, MixedBench } from "../../build/measure/measure-mixed.ts";
import { partOfRecorded } from "../../build/measure/part-of-recorded.ts";
import { partsOf } from "../../build/measure/parts-of.ts";
import { PracticeLine } from "../../build/measure/practice-line.ts";
import { messySet, recordPeople } from "../../build/measure/record-people.ts";
import { runInjection } from "../../build/measure/run-injection.ts";
import { runParts } from "../../build/measure/run-parts.ts";
import { twinDifference } from "../../build/measure/twin.ts";

let line: PracticeLine;
beforeAll(async () => {
  line = await PracticeLine.open();
});
afterAll(() => line.close());

test("some of the recorded people are stored as they were among all", async () => {
  const all = await recordPeople(line, messySet("part"), { count: 30, rounds: 1 });
  const { sent } = all.rounds[0] ?? { sent: [] };
  const chosen = sent.flatMap(({ person }, at) => (at % 3 === 1 || person.cluster ? [at] : []));
  const some = partOfRecorded(all, chosen);
  const { reading } = await runInjection(line, some, [], 1);
  const clean = some.rounds[0]?.clean;
  expect(chosen.length).toBeGreaterThan(10);
  expect(clean && twinDifference(clean, reading)).toEqual({ effects: [], outside: 0 });
});

test("a crowd holds people whom the fault can hurt, and others in the next run", async () => {
  const crowds = new Crowds(line, { seed: "crowd", everybody: 40 });
  const [trim] = injectionsByClass().get("TRIM") ?? [];
  if (trim === undefined) throw new Error("TRIM is not injected.");
  const names: string[] = [];
  for (const at of [0, 1]) {
    const crowd = await crowds.choose(trim, at, 6);
    const { reading } = await runInjection(line, crowd.recorded, [trim.fault], 1);
    const clean = crowd.recorded.rounds[0]?.clean;
    const effects = clean === undefined ? [] : twinDifference(clean, reading).effects;
    expect(new Set(effects.map(({ person }) => person)).size).toBeGreaterThan(2);
    names.push(...crowd.names);
  }
  expect(new Set(names).size).toBe(names.length);
});

test("everything that several faults at once have changed is seen", async () => {
  const bench = new MixedBench(line, { seed: "mixed", people: 6 });
  const mixed = await measureMixed(bench.runs(0, 3));
  for (const { faults, effects, seen } of [...mixed.sentinels, ...mixed.blind]) {
    expect(faults.length).toBeGreaterThan(2);
    expect(effects).toBeGreaterThan(0);
    expect(seen).toBe(effects);
  }
});

test("a measure that was broken off goes on with what it kept", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kept-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = { seed: "kept", people: 3, effective: 1, harmful: 1, pairs: 0, open: 0 };
  const parts = partsOf({
    classes: [],
    pairs: 0,
    mixed: 0,
    open: 0,
    clean: 3,
    onlyClean: true,
  });
  const says: string[] = [];
  const go = (): Promise<void> =>
    runParts(parts, settings, {
      processes: 2,
      kept: new KeptParts(folder, settings),
      progress: (text) => says.push(text),
    });
  await go();
  expect(says.length).toBe(2);
  const made = parts.map((part) => new KeptParts(folder, settings).of(part));
  expect(made.map((each) => each?.kind === "clean" && each.result)).toMatchObject([
    { route: "fhir", people: 3, withDifference: 0 },
    { route: "hl7", people: 3, withDifference: 0 },
  ]);
  await go();
  expect(says.length).toBe(2);
  expect(() => new KeptParts(folder, { ...settings, people: 4 })).toThrow(/other settings/u);
});

test("runs that were kept are judged again as they were judged first, without sending anything", async () => {
  const folder = mkdtempSync(join(tmpdir(), "runs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const settings = { seed: "runs", people: 4, effective: 1, harmful: 1, pairs: 0, open: 0 };
  const part = { kind: "class", id: "BIGINT" } as const;
  const bench = new MeasureBench(line, settings, new KeptRuns(folder, settings));
  const first = await bench.make(part);
  const closed = await PracticeLine.open();
  await closed.close();
  const again = new MeasureBench(closed, settings, new KeptRuns(folder, settings));
  expect(await again.make(part)).toEqual(first);
  expect(first).toMatchObject({ result: { id: "BIGINT", idle: 0 } });
  await expect(again.make({ kind: "class", id: "WRONG-ENCOUNTER" })).rejects.toThrow();
  expect(() => new KeptRuns(folder, { ...settings, people: 5 })).toThrow(/other settings/u);
});
