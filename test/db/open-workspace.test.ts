import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { createWorkspace, openOrCreateWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import { StoreRefusal, type StoreRefusalCode } from "../../db/store-refusal.ts";
import { beside, options, ownFolder, sha256 } from "./workspace-fixture.ts";

/** Opening is refused with a sentence, and the file and its folder are as they were. */
async function expectUntouchedRefusal(path: string, code: StoreRefusalCode): Promise<void> {
  const before = sha256(path);
  const neighbours = beside(path);
  const refusal = await openWorkspace(path, options).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(StoreRefusal);
  expect(refusal).toMatchObject({ code, path });
  if (refusal instanceof StoreRefusal) {
    expect(refusal.happened).toContain(path);
    expect(refusal.safe).not.toBe("");
    expect(refusal.todo).not.toBe("");
  }
  expect(sha256(path)).toBe(before);
  expect(beside(path)).toEqual(neighbours);
}

async function madeWorkspace(): Promise<string> {
  const path = join(ownFolder(), "clinic.crosschart");
  await (await createWorkspace(path, options)).close();
  return path;
}

test("a new workspace is opened again with what was saved", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  const first = await createWorkspace(path, options);
  await first.tick((stores) => stores.settings.set("theme", "dark"));
  await first.close();
  expect(beside(path)).toEqual([]);
  const again = await openOrCreateWorkspace(path, options);
  expect(again.id).toBe(first.id);
  expect(await again.read.settings.get("theme")).toBe("dark");
  await again.close();
});

test("the file says with its own application id that it is a Crosschart workspace", async () => {
  const db = new Database(await madeWorkspace());
  expect(db.pragma("application_id", { simple: true })).toBe(0x58636874);
  expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
  db.close();
});

test("a missing file is not made by opening it", async () => {
  const path = join(ownFolder(), "nowhere.crosschart");
  await expect(openWorkspace(path, options)).rejects.toMatchObject({ code: "not-found" });
  expect(existsSync(path)).toBe(false);
});

test.each([
  ["a guard that was dropped", "DROP TRIGGER ledger_no_update"],
  ["a table that was added", "CREATE TABLE notes (text)"],
  ["a column that was added", "ALTER TABLE setting ADD COLUMN extra TEXT"],
])("%s with another program is refused", async (_what, sql) => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.exec(sql);
  db.close();
  await expectUntouchedRefusal(path, "edited-history");
});

test.skipIf(process.platform === "win32")(
  "a named pipe is refused and not waited for",
  async () => {
    const path = join(ownFolder(), "pipe.crosschart");
    execFileSync("mkfifo", [path]);
    await expect(openWorkspace(path, options)).rejects.toMatchObject({ code: "not-a-database" });
  },
);

test("a workspace in a folder that is not there is not made, and the folder neither", async () => {
  const path = join(ownFolder(), "nowhere", "clinic.crosschart");
  await expect(createWorkspace(path, options)).rejects.toMatchObject({ code: "not-found" });
  expect(existsSync(join(path, ".."))).toBe(false);
});

test("a new workspace is never made over a file that exists", async () => {
  const path = join(ownFolder(), "letter.txt");
  writeFileSync(path, "Dear colleague");
  const before = sha256(path);
  await expect(createWorkspace(path, options)).rejects.toMatchObject({ code: "exists" });
  expect(sha256(path)).toBe(before);
  expect(beside(path)).toEqual([]);
});

test("an empty file is refused and stays empty", async () => {
  const path = join(ownFolder(), "empty.crosschart");
  writeFileSync(path, "");
  await expectUntouchedRefusal(path, "empty");
});

test("a text file is refused and stays as it is", async () => {
  const path = join(ownFolder(), "notes.crosschart");
  writeFileSync(path, "MSH|^~\\&|not a workspace\r".repeat(20));
  await expectUntouchedRefusal(path, "not-a-database");
});

test("a folder is refused", async () => {
  const path = join(ownFolder(), "folder.crosschart");
  mkdirSync(path);
  await expect(openWorkspace(path, options)).rejects.toMatchObject({ code: "not-a-database" });
});

test("a database of another program is refused without being opened as a database", async () => {
  const path = join(ownFolder(), "other.crosschart");
  const other = new Database(path);
  other.pragma("journal_mode = WAL");
  other.exec("CREATE TABLE invoice (id INTEGER PRIMARY KEY)");
  other.close();
  await expectUntouchedRefusal(path, "foreign");
});

test("another program's database in use, with its log beside it, is left alone too", async () => {
  const path = join(ownFolder(), "busy.crosschart");
  const other = new Database(path);
  other.pragma("journal_mode = WAL");
  other.exec("CREATE TABLE invoice (id INTEGER PRIMARY KEY)");
  await expectUntouchedRefusal(path, "foreign");
  other.close();
});

test("a file from a newer version is refused", async () => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.pragma("user_version = 99");
  db.close();
  await expectUntouchedRefusal(path, "future");
});

test("a file whose newer version stands only in the log beside it is refused", async () => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.pragma("wal_autocheckpoint = 0");
  db.pragma("user_version = 99");
  // The log is kept as a crash would leave it: the connection stays open while we look.
  await expectUntouchedRefusal(path, "future");
  db.close();
});

test("a file whose history was edited is refused", async () => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.prepare("UPDATE migration SET sha256 = ?").run("0".repeat(64));
  db.close();
  await expectUntouchedRefusal(path, "edited-history");
});

test("a file whose history lost a step is refused", async () => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.exec("DELETE FROM migration");
  db.close();
  await expectUntouchedRefusal(path, "edited-history");
});

test("a file without its history is refused as damaged", async () => {
  const path = await madeWorkspace();
  const db = new Database(path);
  db.exec("DROP TABLE migration");
  db.close();
  await expectUntouchedRefusal(path, "damaged");
});

test("a file that was cut off is refused as damaged", async () => {
  const path = await madeWorkspace();
  truncateSync(path, 40_000);
  await expectUntouchedRefusal(path, "damaged");
});

test("a second name of an open workspace is the same workspace, and refused", async () => {
  const folder = ownFolder();
  const path = join(folder, "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  symlinkSync(path, join(folder, "link.crosschart"));
  const second = openWorkspace(join(folder, "link.crosschart"), options);
  await expect(second).rejects.toMatchObject({ code: "locked" });
  await workspace.close();
});
