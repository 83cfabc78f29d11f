import { readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { migrations } from "../../db/migrations/all.ts";
import type { Migration } from "../../db/migrations/migration.ts";
import { schemaOf } from "../../db/migrate.ts";
import { createWorkspace, openWorkspace } from "../../db/open-workspace.ts";
import { verifyLedger } from "../../db/verify-ledger.ts";
import { addRun, newCase, options, ownFolder, sha256 } from "./workspace-fixture.ts";

const next = migrations.length + 1;

/** A step that a later version might take: a new column, filled from rows that exist. */
const second: Migration = {
  number: next,
  name: "case-initials",
  sql: `ALTER TABLE test_case ADD COLUMN initials TEXT NOT NULL DEFAULT '';
    UPDATE test_case SET initials = substr(label, 1, 1);`,
};
const broken: Migration = {
  number: next,
  name: "broken",
  sql: "ALTER TABLE test_case ADD COLUMN initials TEXT; INSERT INTO nowhere VALUES (1);",
};

async function workspaceWithRows(): Promise<string> {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  const run = await addRun(workspace);
  await workspace.tick((stores) => stores.cases.add([newCase(run, 0), newCase(run, 1)]));
  await workspace.close();
  return path;
}

test("the migrations are numbered 1, 2, 3 without a gap, each in a file of its name", () => {
  const files = readdirSync(new URL("../../db/migrations", import.meta.url));
  for (const [i, migration] of migrations.entries()) {
    expect(migration.number).toBe(i + 1);
    expect(files).toContain(`${String(i + 1).padStart(4, "0")}-${migration.name}.ts`);
  }
});

test("db/schema.sql is what the migrations make", async () => {
  const path = join(ownFolder(), "fresh.crosschart");
  await (await createWorkspace(path, options)).close();
  const db = new Database(path, { readonly: true });
  const schema = schemaOf(db);
  const loose = db.prepare("SELECT name FROM pragma_table_list WHERE strict = 0").all();
  db.close();
  await expect(schema).toMatchFileSnapshot("../../db/schema.sql");
  // SQLite's own tables aside, every table is STRICT.
  expect(loose.filter((row) => !JSON.stringify(row).includes("sqlite_"))).toEqual([]);
});

test("a workspace of the version before is brought up with its rows, after a copy was kept", async () => {
  const path = await workspaceWithRows();
  const upgraded = { ...options, migrations: [...migrations, second] };
  const workspace = await openWorkspace(path, upgraded);
  expect((await workspace.read.ledger.list(0, 10)).map((record) => record.type)).toEqual([
    "workspace.created",
    "workspace.migrated",
  ]);
  await workspace.close();
  const db = new Database(path, { readonly: true });
  expect(db.prepare("SELECT label, initials FROM test_case ORDER BY position").all()).toEqual([
    { label: "Person 1", initials: "P" },
    { label: "Person 2", initials: "P" },
  ]);
  expect(db.pragma("user_version", { simple: true })).toBe(next);
  db.close();
  expect(verifyLedger(path)).toMatchObject({ ok: true });

  const copy = path.replace(".crosschart", `.before-${next}.crosschart`);
  const before = await openWorkspace(copy, options);
  expect(before.id).toBe(workspace.id);
  await before.close();
});

test("opening a workspace of the present version makes no copy", async () => {
  const path = await workspaceWithRows();
  await (await openWorkspace(path, options)).close();
  expect(readdirSync(join(path, ".."))).toEqual(["clinic.crosschart"]);
});

test("a migration that fails leaves the version before, rows and all", async () => {
  const path = await workspaceWithRows();
  const upgraded = { ...options, migrations: [...migrations, broken] };
  await expect(openWorkspace(path, upgraded)).rejects.toThrow("nowhere");
  const db = new Database(path, { readonly: true });
  expect(db.pragma("user_version", { simple: true })).toBe(next - 1);
  expect(db.prepare("SELECT count(*) AS n FROM test_case").get()).toEqual({ n: 2 });
  expect(schemaOf(db)).not.toContain("initials");
  db.close();
  await (await openWorkspace(path, options)).close();
});

test("this program refuses what a later one migrated, and the same step with other SQL", async () => {
  const path = await workspaceWithRows();
  await (await openWorkspace(path, { ...options, migrations: [...migrations, second] })).close();
  const before = sha256(path);
  await expect(openWorkspace(path, options)).rejects.toMatchObject({ code: "future" });
  const other = { ...options, migrations: [...migrations, { ...second, sql: `${second.sql} ` }] };
  await expect(openWorkspace(path, other)).rejects.toMatchObject({ code: "edited-history" });
  expect(sha256(path)).toBe(before);
});

test("a workspace from before probes keeps its runs, which are none of a probe", async () => {
  const path = join(ownFolder(), "clinic.crosschart");
  const old = { ...options, migrations: migrations.slice(0, 1) };
  const before = new Database(await emptyOf(path, old));
  before.exec(runOfVersion1);
  before.close();
  const after = await openWorkspace(path, options);
  expect((await after.read.runs.list()).map(({ id, probeOf }) => [id, probeOf])).toEqual([
    ["r-old", null],
  ]);
  await after.close();
});

async function emptyOf(path: string, old: typeof options): Promise<string> {
  await (await createWorkspace(path, old)).close();
  return path;
}

/** As version 1 wrote it: the store of today writes a column more. */
const runOfVersion1 = `
  INSERT INTO people_set (id, seed, reference_date, catalogue, options, made_at)
  VALUES ('s-old', '42', '2026-01-15', '2026.3', '{}', '2026-01-15T08:00:00.000Z');
  INSERT INTO run (id, people_set, seed, profile_name, fingerprint, profile, options, queued_at)
  VALUES ('r-old', 's-old', '42', 'clinic', 'sha256:00', '{}', '{}', '2026-01-15T08:00:00.000Z');`;
