import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { createWorkspace } from "../../db/open-workspace.ts";
import type { LedgerEntry } from "../../db/ledger-events.ts";
import type { Workspace } from "../../db/stores.ts";
import { options, ownFolder } from "./workspace-fixture.ts";

const started: LedgerEntry = {
  type: "application.started",
  subject: "application",
  data: { version: "0.1.0" },
  actor: "system",
  role: null,
};

/** A workspace with three records, and a second connection that speaks plain SQL to it. */
async function attacked(): Promise<{ workspace: Workspace; sql: Database.Database }> {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  await workspace.tick((stores) => stores.ledger.append(started));
  await workspace.tick((stores) => stores.ledger.append(started));
  const sql = new Database(path);
  onTestFinished(async () => {
    sql.close();
    await workspace.close();
  });
  return { workspace, sql };
}

const copyOf = (change: string) => `INSERT INTO ledger SELECT ${change} FROM ledger WHERE seq = 2`;
const columns = "v, id, at, zone, mono, actor, role, device, type, subject, data, prev, hash";
const lastHash = "(SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1)";
const attacks: Readonly<Record<string, string>> = {
  "an edit": "UPDATE ledger SET actor = 'somebody' WHERE seq = 2",
  "an edit of everything": "UPDATE OR REPLACE ledger SET seq = seq + 1",
  "a deletion": "DELETE FROM ledger WHERE seq = 2",
  "a deletion of all": "DELETE FROM ledger",
  "a deletion of the last": "DELETE FROM ledger WHERE seq = (SELECT max(seq) FROM ledger)",
  "insert or replace over a record": `INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2`,
  "replace over a record": `REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2`,
  "insert or ignore of a record out of order": copyOf(`9, ${columns}`).replace(
    "INSERT",
    "INSERT OR IGNORE",
  ),
  "a record with a number left out": copyOf(
    `5, ${columns.replace("id", "'new'").replace("prev", lastHash)}`,
  ),
  "the next number with a wrong link": copyOf(`4, ${columns.replace("id", "'new'")}`),
  "the next number with a known id": copyOf(`4, ${columns.replace("prev", lastHash)}`),
  "a number before the first": copyOf(`0, ${columns.replace("id", "'new'")}`),
  "an upsert": `${copyOf("*").replace("WHERE seq = 2", "WHERE seq = 2 AND true")}
    ON CONFLICT (seq) DO UPDATE SET actor = 'somebody'`,
  "an edit of the head": "UPDATE ledger_head SET count = 1",
  "a second head": "INSERT OR REPLACE INTO ledger_head VALUES (1, 0, '')",
  "a deletion of the head": "DELETE FROM ledger_head",
  "another workspace id": "UPDATE workspace SET id = 'other'",
};

for (const [name, statement] of Object.entries(attacks)) {
  test(`SQLite refuses ${name}`, async () => {
    const { workspace, sql } = await attacked();
    const before = await workspace.read.ledger.list(0, 10);
    expect(() => sql.exec(statement)).toThrow(/the ledger|the head|the workspace row/);
    expect(await workspace.read.ledger.list(0, 10)).toEqual(before);
    expect(before).toHaveLength(3);
  });
}

test("a connection without recursive triggers cannot replace a record either", async () => {
  const { workspace, sql } = await attacked();
  sql.pragma("recursive_triggers = OFF");
  const replace = copyOf(`4, ${columns.replace("prev", lastHash)}`).replace(
    "INSERT",
    "INSERT OR REPLACE",
  );
  expect(() => sql.exec(replace)).toThrow("next record of its chain");
  expect(await workspace.read.ledger.head()).toMatchObject({ count: 3 });
});

test("the next record of the chain is taken: the guard does not refuse everything", async () => {
  const { workspace } = await attacked();
  const record = await workspace.tick((stores) => stores.ledger.append(started));
  expect(record.seq).toBe(4);
  expect(await workspace.read.ledger.head()).toEqual({ count: 4, hash: record.hash });
});

test("a record and the change it tells of are written together or not at all", async () => {
  const { workspace } = await attacked();
  const tick = workspace.tick(async (stores) => {
    await stores.settings.set("theme", "dark");
    await stores.ledger.append(started);
    throw new Error("the power failed here");
  });
  await expect(tick).rejects.toThrow("the power failed here");
  expect(await workspace.read.settings.get("theme")).toBeUndefined();
  expect(await workspace.read.ledger.head()).toMatchObject({ count: 3 });
});

test("free text, a patient's name above all, cannot be written into the ledger", async () => {
  const { workspace } = await attacked();
  // A caller that goes around the types.
  const sneaky = { ...started, data: { version: "Ortiz, María" } } as LedgerEntry;
  await expect(workspace.tick((s) => s.ledger.append(sneaky))).rejects.toThrow("is no token");
  const extra = { ...started, data: { version: "1", patient: "p" } } as LedgerEntry;
  await expect(workspace.tick((s) => s.ledger.append(extra))).rejects.toThrow("no ledger value");
  expect(await workspace.read.ledger.head()).toMatchObject({ count: 3 });
});

test("a wall clock that jumps by more than two minutes is recorded", async () => {
  let wall = Date.parse("2026-01-15T08:00:00Z");
  let mono = 0;
  const path = join(ownFolder(), "clock.crosschart");
  const clock = { now: () => new Date(wall), mono: () => mono };
  const workspace = await createWorkspace(path, { ...options, ...clock });
  wall += 600_000;
  mono += 600_000;
  await workspace.tick((stores) => stores.ledger.append(started));
  wall -= 3_600_000;
  await workspace.tick((stores) => stores.ledger.append(started));
  const records = await workspace.read.ledger.list(0, 10);
  expect(records.map((record) => record.type)).toEqual([
    "workspace.created",
    "application.started",
    "clock.jumped",
    "application.started",
  ]);
  expect(records[2]?.data).toEqual({ seconds: -3600 });
  await workspace.close();
});
