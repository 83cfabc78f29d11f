import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { contract, type CallName, type Input, type Reply } from "../../../api/contract.ts";
import type { Answer, HostEnvelope } from "../../../api/envelope.ts";
import { openApplication, type Application } from "../../../host/open-application.ts";
import { openContractDoor, type Caller, type ContractDoor } from "../../../host/serve-contract.ts";
import { peopleChoiceOf } from "./people-choice-example.ts";

/**
 * The whole application behind its one door, asked for everything that the contract has, in the
 * order in which a new user would. The replies are checked by the door against the contract.
 */

let folder = "";
let application: Application;
let door: ContractDoor;
let caller: Caller;
let ids = 0;
const waiting = new Map<string, (answer: Answer<unknown>) => void>();
const tried = new Set<string>();
const progressOf: string[] = [];
const changed = new Set<string>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-calls-"));
  application = await openApplication({
    folder,
    door: "browser",
    version: "0.1.0",
    now: () => new Date(),
    env: {},
    workspace: null,
  });
  door = openContractDoor(application);
  caller = door.connect(received);
});

afterAll(async () => {
  door.close();
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

function received(envelope: HostEnvelope): void {
  if (envelope.kind === "changed") for (const area of envelope.areas) changed.add(area);
  else if (envelope.kind === "progress") progressOf.push(envelope.id);
  else {
    const { answer, id } = envelope;
    waiting.get(id)?.(answer.ok ? { ok: true, reply: answer.reply } : answer);
  }
}

function ask<N extends CallName>(name: N, input: Input<N>): Promise<Answer<Reply<N>>> {
  tried.add(name);
  const id = String(++ids);
  const key = contract[name].kind === "query" ? {} : { key: `test-key-${id}` };
  return new Promise((resolve) => {
    // The door has read the reply with this call's own schema.
    waiting.set(id, (answer) => resolve(answer as Answer<Reply<N>>));
    caller.receive({ kind: "call", id, name, input, ...key });
  });
}

async function reply<N extends CallName>(name: N, input: Input<N>): Promise<Reply<N>> {
  const answer = await ask(name, input);
  if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.fault)}`);
  return answer.reply;
}

async function fault<N extends CallName>(name: N, input: Input<N>) {
  const answer = await ask(name, input);
  if (answer.ok) throw new Error(`${name} was expected to be refused`);
  return answer.fault;
}

let run = "";
let wrong = "";

test("a new user finds an empty workspace and a way to begin", async () => {
  expect(await reply("app.about", {})).toMatchObject({ chain: { ok: true }, door: "browser" });
  expect(await reply("workspace.home", {})).toMatchObject({ campaign: "none", runs: [] });
  expect((await reply("run.list", {})).runs).toEqual([]);
  const { lines } = await reply("app.log", { limit: 10 });
  expect(lines.length).toBeGreaterThan(0);
});

test("settings are kept", async () => {
  await reply("app.settings", { theme: "dark", role: "billing" });
  expect(await reply("app.about", {})).toMatchObject({ theme: "dark", role: "billing" });
  await reply("app.settings", { role: "nurse" });
});

test("the catalogues are told", async () => {
  expect((await reply("catalogue.fields", {})).fields.length).toBeGreaterThan(100);
  expect((await reply("catalogue.mess", {})).families.length).toBeGreaterThan(3);
  expect((await reply("catalogue.faults", {})).faults.length).toBeGreaterThanOrEqual(15);
});

test("people are previewed before anything is sent, the same for the same recipe", async () => {
  const { seed } = await reply("people.newSeed", {});
  const choice = peopleChoiceOf({ seed, count: 4, mess: "smoke" });
  await reply("people.choose", choice);
  expect((await reply("people.choice", {})).choice).toEqual(choice);
  const preview = { ...choice, offset: 0, limit: 10 };
  const { people } = await reply("people.preview", preview);
  expect(people).toHaveLength(4);
  expect((await reply("people.preview", preview)).people).toEqual(people);
  const one = { ...choice, index: 1 };
  expect((await reply("people.person", one)).person).toEqual(people[1]);
  const { parts } = await reply("people.message", { ...one, format: "fhir" });
  expect(JSON.parse(parts[0]?.text ?? "")).toMatchObject({
    resourceType: "Bundle",
    type: "transaction",
  });
  expect((await reply("people.coverage", choice)).covered).toBeGreaterThan(0);
  const set = { ...choice, path: join(folder, "set.people"), records: true, replace: false };
  const saved = await reply("people.exportSet", set);
  expect(await reply("people.importSet", { path: set.path })).toMatchObject({
    people: 4,
    sha256: saved.sha256,
  });
  const path = join(folder, "one.hl7");
  await reply("people.saveMessage", { ...one, format: "hl7", path, replace: false });
  expect(readFileSync(path, "utf8")).toMatch(/^MSH\|/);
});

test("one button sends people to the practice EMR and reads them back", async () => {
  ({ run } = await reply("practice.try", {}));
  const watched = await reply("run.watch", { run });
  expect(watched.run).toMatchObject({ id: run, state: "done" });
  expect(watched.run.counts).toMatchObject({ total: 6, sent: 6, compared: 6 });
  expect(watched.run.counts.different).toBeGreaterThan(0);
  const status = await reply("practice.status", {});
  expect(status.running).toBe(true);
  expect(status.faults.filter((each) => each.on).length).toBeGreaterThan(0);
  expect(await reply("workspace.home", {})).toMatchObject({ campaign: "practice" });
  const window = { run, show: "all" as const, offset: 0, limit: 50 };
  expect((await reply("run.detail", window)).people).toHaveLength(6);
});

test("a case shows its first wrong field, named, with its bytes", async () => {
  const list = { run, filter: "", sort: "harm" as const, offset: 0, limit: 50 };
  const { cases, waiting: open } = await reply("case.list", list);
  expect(cases).toHaveLength(6);
  expect(open).toBeGreaterThan(0);
  wrong = cases.find((each) => each.differences > 0)?.id ?? "";
  const detail = await reply("case.detail", { case: wrong });
  const rows = detail.sections.flatMap((section) => section.rows);
  const row = rows.find((each) => each.faults.length > 0);
  expect(row?.faults[0]?.why).toMatch(/\w+ \w+/);
  const exchange = detail.exchanges[0]?.id ?? "";
  const message = { exchange, side: "request" as const, marks: [] };
  expect((await reply("case.message", message)).text).toContain("ZZTEST");
});

test("what a person says of a case is stored, superseded and withdrawn, never edited", async () => {
  const said = { case: wrong, note: "", reason: "", role: "nurse" as const };
  expect(await fault("assessment.save", { ...said, verdict: "pass" })).toMatchObject({
    code: "bad-request",
  });
  await reply("assessment.save", { ...said, verdict: "fail", note: "The dose is wrong." });
  await reply("assessment.save", { ...said, verdict: "cant-tell" });
  await reply("assessment.withdraw", { case: wrong });
  const { assessments } = await reply("assessment.history", { case: wrong });
  expect(assessments.map((each) => each.verdict)).toEqual(["fail", "cant-tell", "withdrawn"]);
  expect(assessments.map((each) => each.supersededBy !== null)).toEqual([true, true, false]);
  expect((await reply("case.detail", { case: wrong })).assessment).toBe(null);
});

test("a finding has its values for and against it, and what to do", async () => {
  const { findings, compared } = await reply("finding.list", { run });
  expect(compared).toBe(6);
  const decimal = findings.find(({ fault: { id } }) => id === "DECIMAL-LOSS");
  const finding = await reply("finding.detail", { run, finding: decimal?.finding ?? "" });
  expect(finding).toMatchObject({ ...decimal, rules: [], last: null });
  expect(finding.shows.total).toBe(finding.shows.listed.length);
  expect(new Set(finding.shows.listed.map((each) => each.case)).size).toBe(decimal?.cases);
  expect(finding.against).toMatchObject({ lookedAt: 6, of: 6 });
  // a value that the fault would have left alone speaks for nothing
  expect(finding.against.untouched).toBeGreaterThan(0);
  expect(finding.triage.call).not.toBe("");
  expect(await fault("finding.detail", { run, finding: "NO-SUCH" })).toMatchObject({
    code: "not-found",
  });
});

test("the map of what was tried counts each planted value once, with its patients", async () => {
  const { cells, runs } = await reply("coverage.map", { run: null });
  expect(runs.map((each) => each.id)).toContain(run);
  const tried = cells.filter(({ passed, failed }) => passed + failed > 0);
  expect(tried.length).toBeGreaterThan(0);
  const [one] = tried;
  const of = { operators: [one?.operator ?? ""], fields: [one?.field ?? ""] };
  const found = await reply("coverage.cases", { run, ...of, limit: 10 });
  expect(found.total).toBe((one?.passed ?? 0) + (one?.failed ?? 0));
  expect(found.cases[0]).toMatchObject({ run, operator: one?.operator });
});

test("a finding is confirmed by a few values more, which are gone again afterwards", async () => {
  const before = progressOf.length;
  const { findings } = await reply("probe.findings", { run });
  const decimal = findings.find((each) => each.fault === "DECIMAL-LOSS");
  const finding = decimal?.finding ?? "";
  const plan = await reply("probe.plan", { run, finding });
  expect(plan.cannot).toBe(null);
  expect(plan.shots.map(({ sent }) => sent)).toContain("12.25");
  const probe = await reply("probe.confirm", { run, finding });
  expect(probe).toMatchObject({ standing: "settled", fault: "DECIMAL-LOSS" });
  expect(progressOf.length).toBeGreaterThan(before);
  const after = await reply("probe.findings", { run });
  expect(after.findings.find((each) => each.finding === finding)?.last).toEqual(probe);
  expect((await reply("run.list", {})).runs.map(({ id }) => id)).toEqual([run]);
  expect(await fault("probe.confirm", { run, finding: "NO-SUCH" })).toMatchObject({
    code: "bad-request",
  });
});

test("no rule can be agreed to for a lost decimal point", async () => {
  const detail = await reply("case.detail", { case: wrong });
  const rows = detail.sections.flatMap((section) => section.rows);
  const dose = rows.find(
    (each) => each.field === "medication.dose-value" && each.faults.length > 0,
  );
  const place = { case: wrong, field: dose?.field ?? "", entry: dose?.entry ?? "" };
  // A lost decimal point is described by no rule, whoever would agree.
  expect(await reply("rule.propose", place)).toEqual({ proposals: [] });
  const asked = { ...place, proposal: "AT-11", reason: "so it is", agreedBy: ["a", "b"] };
  expect(await fault("rule.agree", asked)).toMatchObject({ code: "bad-request" });
  expect(await reply("rule.list", {})).toEqual({ rules: [] });
  expect(await fault("rule.withdraw", { rule: "none", reason: "x" })).toMatchObject({
    code: "bad-request",
  });
});

test("what was created is removed, with progress, and proven gone", async () => {
  const before = progressOf.length;
  const done = await reply("run.cleanUp", { run });
  expect(done.created).toBeGreaterThan(0);
  expect(done).toMatchObject({ removed: done.created, left: [] });
  expect(progressOf.length).toBeGreaterThan(before);
});

test("switches of the practice are set, and an unknown one is refused", async () => {
  await reply("practice.setFaults", { faults: [] });
  const { faults } = await reply("practice.status", {});
  expect(faults.filter((each) => each.on)).toEqual([]);
  const unknown = { faults: [{ id: "NO-SUCH-FAULT" }] };
  expect(await fault("practice.setFaults", unknown)).toMatchObject({ code: "bad-request" });
});

test("without a fault, people arrive as they were sent", async () => {
  const { connections, current } = await reply("connection.list", {});
  expect(connections.length).toBeGreaterThan(0);
  const connection = current ?? connections[0]?.id ?? "";
  await reply("connection.select", { id: connection });
  expect(await reply("connection.check", { id: connection })).toMatchObject({ ok: true });
  const choice = peopleChoiceOf({ seed: "every call", count: 2, mess: "none" });
  const started = await reply("run.start", { ...choice, fresh: false, connection });
  const watched = await reply("run.watch", { run: started.run });
  expect(watched.run).toMatchObject({ state: "done", counts: { compared: 2, different: 0 } });
});

test("a run that has ended cannot be paused, continued, stopped or resumed", async () => {
  for (const name of ["run.pause", "run.continue", "run.stop", "run.resume"] as const) {
    const answer = await ask(name, { run });
    if (!answer.ok) expect(answer.fault.code).not.toBe("bug");
  }
  const { runs } = await reply("run.list", {});
  expect(runs.find((each) => each.id === run)?.state).toBe("done");
});

test("what does not exist is not found, and no bug", async () => {
  const nothing = { case: "run/ROUND-TRIP/p-9999" };
  expect((await fault("case.detail", nothing)).code).toBe("not-found");
  expect((await fault("assessment.history", nothing)).code).toBe("not-found");
  expect((await fault("run.watch", { run: "nowhere" })).code).toBe("not-found");
  const window = { run: "nowhere", show: "all" as const, offset: 0, limit: 5 };
  expect((await fault("run.detail", window)).code).toBe("not-found");
});

test("a profile with a misspelt key is refused with the key's name", async () => {
  const path = join(folder, "misspelt.json");
  writeFileSync(path, '{ "name": "x", "knid": "live" }');
  const refused = await fault("connection.open", { path });
  expect(refused.code).toBe("bad-request");
  expect(JSON.stringify(refused)).toContain("knid");
});

test("a workspace is backed up, made, opened; a text file is refused and left alone", async () => {
  const backup = join(folder, "backup.crosschart");
  expect((await reply("workspace.backUp", { path: backup })).bytes).toBeGreaterThan(10_000);
  await reply("workspace.create", { path: join(folder, "second.crosschart") });
  expect(await reply("workspace.home", {})).toMatchObject({ campaign: "none" });
  await reply("workspace.open", { path: backup });
  expect((await reply("run.list", {})).runs.length).toBe(2);
  const letter = join(folder, "letter.crosschart");
  writeFileSync(letter, "Dear colleague");
  expect(await fault("workspace.open", { path: letter })).toMatchObject({ code: "store" });
  expect((await reply("workspace.recent", {})).files.length).toBeGreaterThan(1);
});

test("the practice is emptied, started, stopped and removed", async () => {
  await reply("practice.start", {});
  await reply("practice.reset", {});
  await reply("practice.stop", {});
  expect((await reply("practice.status", {})).running).toBe(false);
  await reply("practice.remove", {});
});

test("what was done was announced, and the ledger of it verifies", async () => {
  for (const area of ["runs", "cases", "assessments", "workspace", "practice", "app"]) {
    expect([...changed]).toContain(area);
  }
  expect(await reply("app.about", {})).toMatchObject({ chain: { ok: true } });
});

test("every call of the contract was tried here", () => {
  expect([...tried].toSorted()).toEqual(Object.keys(contract).toSorted());
});
