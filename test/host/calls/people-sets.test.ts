import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openApplication, type Application } from "../../../host/open-application.ts";
import type { SetFile } from "../../../host/sets/set-file.ts";
import { Page } from "../asking-page.ts";
import { resealed } from "../sets/saved-sets.ts";
import { peopleChoiceOf } from "./people-choice-example.ts";

let folder: string;
let application: Application;
let page: Page;

/** Opens the application with a data folder of its own: another computer. */
async function openAt(name: string): Promise<void> {
  application = await openApplication({
    folder: join(folder, name),
    door: "browser",
    version: "0.1.0",
    now: () => new Date(),
    env: {},
    workspace: null,
  });
  page = new Page(application);
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "crosschart-set-calls-"));
  await openAt("here");
});
afterEach(async () => {
  await application.close();
  rmSync(folder, { recursive: true, force: true });
});

const choice = peopleChoiceOf({
  seed: "autumn",
  count: 12,
  mess: "name,dose-decimal",
  locales: ["de-DE"],
});

async function previewOf(of: typeof choice) {
  return (await page.ask("people.preview", { ...of, offset: 0, limit: 50 })).people;
}

async function moveOn(name: string): Promise<void> {
  await application.close();
  await openAt(name);
}

/** Makes the file one of an older catalogue. */
async function makeOld(path: string): Promise<void> {
  // What the test has just saved.
  const file = JSON.parse(readFileSync(path, "utf8")) as SetFile;
  writeFileSync(path, JSON.stringify(await resealed({ ...file, catalogue: "2026.1" })));
}

test("a set saved here gives the same people on another computer, also after a restart and without its file", async () => {
  const before = await previewOf(choice);
  const path = join(folder, "autumn.people");
  const saved = await page.ask("people.exportSet", {
    ...choice,
    path,
    records: true,
    replace: false,
  });
  expect(saved).toMatchObject({ path, people: 12, bytes: readFileSync(path).length });

  await moveOn("there");
  const opened = await page.ask("people.importSet", { path });
  expect(opened).toMatchObject({ people: 12, sha256: saved.sha256 });
  expect(page.changed).toContain("people");
  rmSync(path);
  const offered = await page.ask("people.choice", {});
  expect(offered).toMatchObject({ imported: { from: "recipe", sha256: saved.sha256 } });
  expect(await previewOf(offered.choice)).toEqual(before);

  await moveOn("there");
  const again = await page.ask("people.choice", {});
  expect(again).toEqual(offered);
  expect(await previewOf(again.choice)).toEqual(before);
});

test("a set of an older catalogue keeps its records, and can be saved on with them alone", async () => {
  const before = await previewOf(choice);
  const path = join(folder, "old.people");
  await page.ask("people.exportSet", { ...choice, path, records: true, replace: false });
  await makeOld(path);
  await page.ask("people.importSet", { path });
  const { choice: opened, imported } = await page.ask("people.choice", {});
  expect(imported).toMatchObject({ from: "records", catalogue: "2026.1" });
  expect(await previewOf(opened)).toEqual(before);
  expect((await page.ask("people.coverage", opened)).needed).toBe(null);

  const copy = { ...opened, path: join(folder, "copy.people"), replace: false };
  expect(await page.refusal("people.exportSet", { ...copy, records: false })).toMatchObject({
    code: "bad-request",
  });
  await page.ask("people.exportSet", { ...copy, records: true });
  // The same people, and nothing but line breaks between the two files.
  const parsed = (file: string) => JSON.parse(readFileSync(file, "utf8")) as unknown;
  expect(parsed(copy.path)).toEqual(parsed(path));
});

test("a file that is there is replaced only when that is asked for", async () => {
  const path = join(folder, "mine.people");
  writeFileSync(path, "my notes");
  const save = { ...choice, path, records: false, replace: false };
  expect(await page.refusal("people.exportSet", save)).toMatchObject({ code: "conflict" });
  expect(readFileSync(path, "utf8")).toBe("my notes");
  await page.ask("people.exportSet", { ...save, replace: true });
  expect(readFileSync(path, "utf8")).toContain("crosschart-set/1");
  expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
});

test("a set that cannot be trusted changes nothing", async () => {
  await page.ask("people.choose", choice);
  const path = join(folder, "bad.people");
  for (const content of ["", "{", "{}", '{"format":"crosschart-set/9"}']) {
    writeFileSync(path, content);
    const fault = await page.refusal("people.importSet", { path });
    expect(fault.code).toBe("bad-request");
    expect(fault.happened).not.toBe("");
  }
  expect(await page.refusal("people.importSet", { path: join(folder, "none") })).toMatchObject({
    happened: "There is no such file.",
  });
  expect((await page.ask("people.choice", {})).choice).toEqual(choice);
});

test("a kept copy that was damaged or is gone gives way to the first choice", async () => {
  const path = join(folder, "autumn.people");
  await page.ask("people.exportSet", { ...choice, path, records: true, replace: false });
  await page.ask("people.importSet", { path });
  const sets = join(folder, "here", "sets");
  const [kept = ""] = readdirSync(sets);
  writeFileSync(join(sets, kept), "damaged");
  await moveOn("here");
  expect(await page.ask("people.choice", {})).toMatchObject({
    imported: null,
    choice: { set: null, mess: "coverage" },
  });
});

test("a run sends the people of the opened set", async () => {
  const path = join(folder, "autumn.people");
  const two = { ...choice, count: 2, mess: "none" };
  await page.ask("people.exportSet", { ...two, path, records: true, replace: false });
  await makeOld(path);
  await page.ask("people.importSet", { path });
  const { choice: opened } = await page.ask("people.choice", {});
  const { connections } = await page.ask("connection.list", {});
  const connection = connections[0]?.id ?? "";
  const { run } = await page.ask("run.start", { ...opened, fresh: false, connection });
  const watched = await page.ask("run.watch", { run });
  expect(watched.run).toMatchObject({
    seed: "autumn",
    counts: { total: 2, compared: 2, different: 0 },
  });
  const before = await previewOf(opened);
  const list = { run, filter: "", sort: "number" as const, offset: 0, limit: 5 };
  const { cases } = await page.ask("case.list", list);
  expect(cases.map(({ name }) => name)).toEqual(before.map(({ name }) => name));
  await page.ask("run.cleanUp", { run });
}, 60_000);
