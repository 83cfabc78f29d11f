import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import type { LedgerRecord } from "../../db/ledger-events.ts";
import { ledgerHash } from "../../db/ledger-hash.ts";
import { recordOf } from "../../db/ledger-store.ts";
import { createWorkspace } from "../../db/open-workspace.ts";
import type { Tables } from "../../db/tables.ts";
import { verifyLedger, type LedgerProblemKind } from "../../db/verify-ledger.ts";
import { options, ownFolder, sha256 } from "./workspace-fixture.ts";

/** A workspace with ten records, closed. */
async function tenRecords(): Promise<string> {
  const path = join(ownFolder(), "clinic.crosschart");
  const workspace = await createWorkspace(path, options);
  for (let n = 2; n <= 10; n++) {
    await workspace.tick((stores) =>
      stores.ledger.append({
        type: "run.state",
        subject: `run-${n}`,
        data: { state: "queued", profile: null, people: null, cases: n },
        actor: "system",
        role: null,
      }),
    );
  }
  await workspace.close();
  return path;
}

interface Triggers {
  readonly name: string;
  readonly sql: string;
}

/** Somebody with full control of the file: takes the guards away, works, and puts them back. */
function tamper(path: string, work: (db: Database.Database) => void): void {
  const db = new Database(path);
  const triggers = db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'",
    )
    .all() as Triggers[];
  for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
  work(db);
  for (const { sql } of triggers) db.exec(sql);
  db.close();
}

function row(db: Database.Database, seq: number): LedgerRecord {
  return recordOf(db.prepare("SELECT * FROM ledger WHERE seq = ?").get(seq) as Tables["ledger"]);
}

const shiftDown =
  "UPDATE ledger SET seq = -(seq - 1) WHERE seq > 5; UPDATE ledger SET seq = abs(seq)";
const shiftUp =
  "UPDATE ledger SET seq = -(seq + 1) WHERE seq >= 5; UPDATE ledger SET seq = abs(seq)";
const forged = `INSERT INTO ledger SELECT 5, v, 'forged', at, zone, mono, actor, role, device, type,
  subject, data, prev, hash FROM ledger WHERE seq = 6`;

/** Writes record `seq` anew with a hash that fits it. */
function rehash(db: Database.Database, seq: number, change: Partial<LedgerRecord>): void {
  const content = { ...row(db, seq), ...change };
  db.prepare("UPDATE ledger SET actor = ?, prev = ?, hash = ? WHERE seq = ?").run(
    content.actor,
    content.prev,
    ledgerHash(content),
    seq,
  );
}

const changes: readonly [string, LedgerProblemKind, number, (db: Database.Database) => void][] = [
  ["an edited record", "edited", 5, (db) => db.exec("UPDATE ledger SET actor='x' WHERE seq=5")],
  ["an edited time", "edited", 7, (db) => db.exec("UPDATE ledger SET at='2025' WHERE seq=7")],
  ["an edit with a fitting hash", "edited", 5, (db) => rehash(db, 5, { actor: "x" })],
  ["an edited last record, hash fitted", "edited", 10, (db) => rehash(db, 10, { actor: "x" })],
  ["a deleted record", "deleted", 5, (db) => db.exec("DELETE FROM ledger WHERE seq = 5")],
  [
    "a deleted record, the rest renumbered",
    "deleted",
    5,
    (db) => db.exec(`DELETE FROM ledger WHERE seq = 5; ${shiftDown}`),
  ],
  [
    "a deleted first record, the rest renumbered",
    "deleted",
    1,
    (db) =>
      db.exec(
        "DELETE FROM ledger WHERE seq=1; UPDATE ledger SET seq=-(seq-1); UPDATE ledger SET seq=abs(seq)",
      ),
  ],
  ["an inserted copy", "inserted", 5, (db) => db.exec(`${shiftUp}; ${forged}`)],
  [
    "an inserted record with a fitting hash",
    "inserted",
    5,
    (db) => {
      db.exec(`${shiftUp}; ${forged}`);
      rehash(db, 5, { prev: row(db, 4).hash });
    },
  ],
  [
    "two records in each other's place",
    "reordered",
    5,
    (db) =>
      db.exec(
        "UPDATE ledger SET seq=-7 WHERE seq=5; UPDATE ledger SET seq=5 WHERE seq=7; UPDATE ledger SET seq=7 WHERE seq=-7",
      ),
  ],
  ["a tail cut off", "cut", 8, (db) => db.exec("DELETE FROM ledger WHERE seq > 7")],
  ["everything cut off", "cut", 1, (db) => db.exec("DELETE FROM ledger")],
];

test("an untouched ledger verifies, and verifying changes nothing", async () => {
  const path = await tenRecords();
  const before = sha256(path);
  expect(verifyLedger(path)).toMatchObject({ ok: true, checked: 10, problem: null });
  expect(sha256(path)).toBe(before);
});

for (const [name, kind, at, work] of changes) {
  test(`verification names ${name} as ${kind} at ${at}`, async () => {
    const path = await tenRecords();
    tamper(path, work);
    expect(verifyLedger(path)).toMatchObject({ ok: false, problem: { kind, at } });
  });
}

test("a tail that was cut off together with its head shows against a head held outside", async () => {
  const path = await tenRecords();
  const { head } = verifyLedger(path);
  tamper(path, (db) =>
    db.exec(`DELETE FROM ledger WHERE seq > 7;
      UPDATE ledger_head SET count = 7, hash = (SELECT hash FROM ledger WHERE seq = 7)`),
  );
  expect(verifyLedger(path)).toMatchObject({ ok: true, checked: 7 });
  expect(verifyLedger(path, head)).toMatchObject({ ok: false, problem: { kind: "cut", at: 8 } });
});

test("a later ledger still verifies against an earlier head held outside", async () => {
  const path = await tenRecords();
  const db = new Database(path, { readonly: true });
  const earlier = { count: 6, hash: row(db, 6).hash };
  db.close();
  expect(verifyLedger(path, earlier)).toMatchObject({ ok: true });
  const wrong = { count: 6, hash: "0".repeat(64) };
  expect(verifyLedger(path, wrong)).toMatchObject({ ok: false, problem: { at: 6 } });
});

test("guards that were taken away are named", async () => {
  const path = await tenRecords();
  const db = new Database(path);
  db.exec("DROP TRIGGER ledger_no_delete");
  db.close();
  const check = verifyLedger(path);
  expect(check).toMatchObject({ ok: false, problem: { kind: "unguarded" } });
  expect(check.problem?.why).toContain("ledger_no_delete");
});

test("the hash is SHA-256 over the prefix and the canonical record, made by other code", async () => {
  const path = await tenRecords();
  const db = new Database(path, { readonly: true });
  const record = row(db, 2);
  const { id } = db.prepare("SELECT id FROM workspace").get() as { id: string };
  const first = row(db, 1);
  db.close();
  const canonical =
    `{"actor":"system","at":"2026-01-15T08:00:00.000Z","data":{"cases":2,"people":null,` +
    `"profile":null,"state":"queued"},"device":${JSON.stringify(record.device)},` +
    `"id":"${record.id}","mono":${record.mono},"prev":"${first.hash}","role":null,"seq":2,` +
    `"subject":"run-2","type":"run.state","v":1,"zone":"${record.zone}"}`;
  const sha = (text: string) => createHash("sha256").update(text).digest("hex");
  expect(record.hash).toBe(sha(`crosschart-audit-v1\n${canonical}`));
  expect(first.prev).toBe(sha(`crosschart-genesis-v1${id}`));
});
