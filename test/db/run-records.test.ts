import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { campaignId, exchangeId, runId, type RunId } from "../../db/ids.ts";
import { createWorkspace } from "../../db/open-workspace.ts";
import type { NewCleanup, StepRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { addRun, at, newCase, options, ownFolder } from "./workspace-fixture.ts";

async function workspaceWithRun(
  now = options.now,
): Promise<{ workspace: Workspace; run: RunId; path: string }> {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, { ...options, now });
  onTestFinished(() => workspace.close());
  const run = await addRun(workspace);
  await workspace.tick((stores) => stores.cases.add([newCase(run, 0), newCase(run, 1)]));
  return { workspace, run, path };
}

test("a run with its charts and encoded bytes is read back as it was queued", async () => {
  const { workspace, run } = await workspaceWithRun();
  const record = await workspace.read.runs.run(run);
  if (!record) throw new Error("the run was added");
  expect(record).toMatchObject({ profile: { name: "practice" }, outcome: null, lease: null });
  const set = record.peopleSet;
  const chart = new TextEncoder().encode('{"format":"crosschart-chart/1"}');
  const person = {
    set,
    index: 0,
    person: "p-0001",
    control: true,
    label: "Ortizbakudalem, Ana",
    operators: [],
  };
  const round = {
    set,
    index: 0,
    round: 1,
    chart,
    expectations: [],
    encoded: { format: "fhir", bytes: new Uint8Array([1, 0, 255]) },
  };
  await workspace.tick(async (stores) => {
    await stores.people.addPersons([person]);
    await stores.people.addRounds([round, { ...round, round: 2, encoded: null }]);
  });
  expect(await workspace.read.people.person(set, 0)).toEqual(person);
  expect(await workspace.read.people.persons(set, 0, 10)).toEqual([person]);
  expect(await workspace.read.people.round(set, 0, 1)).toEqual(round);
  expect(await workspace.read.people.round(set, 0, 2)).toMatchObject({ encoded: null });
  expect(await workspace.read.people.round(set, 0, 3)).toBe(null);
  expect((await workspace.read.people.sets())[0]).toMatchObject({ id: set, seed: "42", count: 1 });
});

test("the state of a run follows from its start, its lease and its end", async () => {
  let now = new Date(at);
  const { workspace, run } = await workspaceWithRun(() => now);
  const state = async () => (await workspace.read.runs.summary(run))?.state;
  expect(await state()).toBe("queued");
  const lease = { owner: "o-1", host: "pc", pid: 7, until: "2026-01-15T08:00:15.000Z" };
  await workspace.tick(async ({ runs }) => {
    await runs.start(run, at);
    await runs.lease(run, lease, at);
  });
  expect(await state()).toBe("running");
  now = new Date("2026-01-15T08:00:15.001Z");
  expect(await state()).toBe("interrupted");
  await workspace.tick(({ runs }) => runs.end(run, { outcome: "done", at }));
  expect(await state()).toBe("done");
  expect((await workspace.read.runs.run(run))?.lease).toBe(null);
});

test("a lease is renewed by its holder, refused to another, and taken once it lapsed", async () => {
  const { workspace, run } = await workspaceWithRun();
  const mine = { owner: "o-1", host: "pc", pid: 7, until: "2026-01-15T08:00:15.000Z" };
  const other = { owner: "o-2", host: "pc", pid: 8, until: "2026-01-15T08:00:40.000Z" };
  const take = (lease: typeof mine, now: string) =>
    workspace.tick(({ runs }) => runs.lease(run, lease, now));
  expect(await take(mine, "2026-01-15T08:00:00.000Z")).toEqual({ ok: true });
  const renewed = { ...mine, until: "2026-01-15T08:00:20.000Z" };
  expect(await take(renewed, "2026-01-15T08:00:05.000Z")).toEqual({ ok: true });
  expect(await take(other, "2026-01-15T08:00:19.000Z")).toEqual({ ok: false, holder: renewed });
  expect(await take(other, "2026-01-15T08:00:20.000Z")).toEqual({ ok: true });
  await workspace.tick(({ runs }) => runs.release(run));
  expect(await take(mine, "2026-01-15T08:00:21.000Z")).toEqual({ ok: true });
});

test("runs are listed newest first, of one campaign or of all", async () => {
  const { workspace } = await workspaceWithRun();
  const practice = campaignId("practice");
  await workspace.tick(({ campaigns }) =>
    campaigns.add({ id: practice, name: "P", practice: true, state: "active", createdAt: at }),
  );
  await addRun(workspace, "run-2");
  await workspace.tick(async ({ runs }) => {
    const first = await runs.run(runId("run-1"));
    if (!first) throw new Error("the run was added");
    const later = "2026-01-16T08:00:00.000Z";
    await runs.add({ ...first, id: runId("run-3"), campaign: practice, queuedAt: later });
  });
  const ids = async (campaign?: typeof practice | null) => {
    const filter = campaign === undefined ? {} : { campaign };
    return (await workspace.read.runs.list(filter)).map((run) => run.id);
  };
  expect(await ids()).toEqual(["run-3", "run-2", "run-1"]);
  expect(await ids(practice)).toEqual(["run-3"]);
  expect(await ids(null)).toEqual(["run-2", "run-1"]);
});

test("steps are written as intents, settled, and found again where they were not", async () => {
  const { workspace, run } = await workspaceWithRun();
  const { id } = newCase(run, 0);
  const step = (sequence: number, kind: string, ofCase: typeof id | null = id): StepRecord => ({
    run,
    case: ofCase,
    sequence,
    kind,
    round: 1,
    state: "intent",
    exchange: null,
    at,
    detail: { attempt: 1 },
  });
  await workspace.tick(async (stores) => {
    await stores.steps.add([step(0, "strangers", null), step(0, "send"), step(1, "find")]);
    await stores.exchanges.begin({
      id: exchangeId("x-1"),
      run,
      case: id,
      round: 1,
      hop: "source",
      purpose: "send",
      method: "POST",
      url: "http://127.0.0.1/fhir",
      requestHeaders: {},
      request: null,
      startedAt: at,
    });
  });
  await workspace.tick(async ({ steps }) => {
    await steps.mark(step(0, "send"), { state: "done", at, exchange: exchangeId("x-1") });
    await steps.mark(step(0, "strangers", null), { state: "unknown", at, detail: "timed out" });
  });
  const { steps } = workspace.read;
  expect(await steps.ofCase(run, id)).toEqual([
    { ...step(0, "send"), state: "done", exchange: "x-1" },
    step(1, "find"),
  ]);
  expect((await steps.unsettled(run)).map((one) => [one.case, one.kind, one.state])).toEqual([
    [null, "strangers", "unknown"],
    [id, "find", "intent"],
  ]);
  expect((await steps.last(run)).map((one) => [one.case, one.sequence])).toEqual([
    [null, 0],
    [id, 1],
  ]);
  const never = workspace.tick((s) => s.steps.mark(step(9, "read"), { state: "done", at }));
  await expect(never).rejects.toThrow("never written");
  const twice = workspace.tick((s) => s.steps.add([step(0, "send")]));
  await expect(twice).rejects.toThrow("UNIQUE");
});

test("the owner of a partner's record is known, and a link is brought up to date", async () => {
  const { workspace, run } = await workspaceWithRun();
  const { id } = newCase(run, 0);
  const link = { run, case: id, system: "target", resource: "Patient", id: "77" };
  await workspace.tick(async ({ links }) => {
    await links.put([{ ...link, version: "1", key: "Patient" }]);
    await links.put([{ ...link, version: "2", key: null }]);
  });
  const known = { ...link, version: "2", key: "Patient" };
  expect(await workspace.read.links.ofCase(id)).toEqual([known]);
  expect(await workspace.read.links.owner(run, "target", "Patient", "77")).toEqual(known);
  expect(await workspace.read.links.owner(run, "source", "Patient", "77")).toBe(null);
});

test("the cleanup list knows what is left, last made first, until it is proven gone", async () => {
  const { workspace, run } = await workspaceWithRun();
  const row = (id: string): NewCleanup => ({
    id,
    run,
    case: newCase(run, 0).id,
    system: "target",
    base: "http://127.0.0.1:8083/fhir",
    resource: "Patient",
    recordId: null,
    version: null,
    key: "Patient",
    identifier: `urn:clinic:mrn|${id}`,
    how: "created",
    wantedEnd: "delete",
    createdAt: at,
  });
  await workspace.tick(({ cleanup }) => cleanup.intend([row("c-1"), row("c-2"), row("c-3")]));
  const attempt = { at, method: "DELETE", status: 204, exchange: null };
  await workspace.tick(async ({ cleanup }) => {
    await cleanup.move("c-1", { state: "created", recordId: "77", version: "1" });
    await cleanup.move("c-1", { state: "delete-requested", attempt });
    await cleanup.move("c-2", { state: "not-created" });
    await cleanup.move("c-3", {
      state: "deleted-proven",
      attempt,
      proof: { readStatus: 410, searchCount: 0, at },
    });
  });
  const { cleanup } = workspace.read;
  expect((await cleanup.open(run)).map((one) => one.id)).toEqual(["c-1"]);
  expect(await cleanup.row("c-1")).toMatchObject({ recordId: "77", attempts: [attempt] });
  expect(await cleanup.row("c-3")).toMatchObject({ proof: { readStatus: 410 } });
  expect((await cleanup.byIdentifier("urn:clinic:mrn|c-2")).map((one) => one.id)).toEqual(["c-2"]);
  expect(await cleanup.counts(run)).toMatchObject({
    intent: 0,
    "delete-requested": 1,
    "deleted-proven": 1,
    "not-created": 1,
  });
  expect((await cleanup.open()).length).toBe(1);
});
