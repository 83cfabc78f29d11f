import Database from "better-sqlite3";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { readHeader } from "./file-header.ts";
import type { LedgerRecord } from "./ledger-events.ts";
import { genesisHash, ledgerHash } from "./ledger-hash.ts";
import { recordOf } from "./ledger-store.ts";
import { ledgerSql } from "./migrations/0001-ledger.ts";
import { readUnchanged } from "./read-unchanged.ts";
import { StoreRefusal, refusalOf } from "./store-refusal.ts";
import type { Tables } from "./tables.ts";
import { takeLock, type WorkspaceLock } from "./workspace-lock.ts";

/** `unguarded`: the triggers that refuse edits are gone or changed. */
export type LedgerProblemKind =
  "edited" | "inserted" | "deleted" | "reordered" | "cut" | "unguarded";

export interface LedgerProblem {
  /** Sequence number of the first wrong entry; entries before it verify. */
  readonly at: number;
  readonly kind: LedgerProblemKind;
  readonly why: string;
}

export interface LedgerCheck {
  readonly ok: boolean;
  /** Records that were walked. */
  readonly checked: number;
  readonly head: { readonly count: number; readonly hash: string };
  readonly problem: LedgerProblem | null;
}

/** A head that somebody else holds: on a signed page, in an evidence pack. */
export interface OutsideHead {
  readonly count: number;
  readonly hash: string;
}

/**
 * Walks a ledger from its first record and names the first place that is wrong.
 *
 * Blind spot: a chain that was rewritten as a whole, or cut off together with its own head, verifies
 * here. Only a head held outside (`outside`) shows that.
 */
export function checkChain(
  records: readonly LedgerRecord[],
  workspaceId: string,
  head: OutsideHead,
  outside: OutsideHead | null = null,
): LedgerProblem | null {
  let prev = genesisHash(workspaceId);
  for (const [i, record] of records.entries()) {
    const seq = i + 1;
    if (record.seq !== seq) return problem(seq, "deleted", `Number ${seq} is missing.`);
    if (ledgerHash(record) !== record.hash) return contentProblem(records, i, prev, head.count);
    if (record.prev !== prev) {
      const why = "Its link to the record before does not fit: that record is another one now.";
      return seq === 1
        ? problem(seq, "deleted", "The chain does not begin at this workspace's own beginning.")
        : problem(seq - 1, "edited", why);
    }
    prev = record.hash;
  }
  return (
    cutProblem(records, head, "the count kept beside it") ??
    (outside ? cutProblem(records, outside, "the head held outside") : null)
  );
}

function problem(at: number, kind: LedgerProblemKind, why: string): LedgerProblem {
  return { at, kind, why };
}

function cutProblem(
  records: readonly LedgerRecord[],
  head: OutsideHead,
  whose: string,
): LedgerProblem | null {
  const count = records.length;
  if (count < head.count) {
    return problem(
      count + 1,
      "cut",
      `It ends after ${count} records, but ${whose} says ${head.count}.`,
    );
  }
  const last = records[head.count - 1];
  if (last && last.hash !== head.hash) {
    return problem(head.count, "edited", `Its content hash differs from ${whose}.`);
  }
  return null;
}

/** The number that a record had when it was hashed, or null if no number makes its hash right. */
function trueNumber(record: LedgerRecord, upTo: number): number | null {
  for (let seq = 1; seq <= upTo; seq++) {
    if (ledgerHash({ ...record, seq }) === record.hash) return seq;
  }
  return null;
}

/** A record's content does not fit its hash: by its true number it says what was done to the table. */
function contentProblem(
  records: readonly LedgerRecord[],
  i: number,
  prev: string,
  headCount: number,
): LedgerProblem {
  const seq = i + 1;
  const record = records[i];
  const upTo = Math.max(records.length, headCount) + 1;
  const truth = record ? trueNumber(record, upTo) : null;
  const next = records[i + 1];
  if (truth === null && next && next.prev === prev && trueNumber(next, upTo) === seq) {
    return problem(
      seq,
      "inserted",
      "It was never part of the chain; the next record is its place.",
    );
  }
  if (truth === null) return problem(seq, "edited", "Its content does not fit its hash.");
  if (truth < seq) {
    return problem(truth, "inserted", `Another record stands where number ${truth} belongs.`);
  }
  const own = records.slice(i + 1).some((later) => ledgerHash({ ...later, seq }) === later.hash);
  return own
    ? problem(seq, "reordered", `It was written as number ${truth}; number ${seq} stands later.`)
    : problem(seq, "deleted", `Number ${seq} is missing: what stands there was number ${truth}.`);
}

/** Whether the triggers of the ledger are those that the first migration made. */
function missingGuards(db: Database.Database): readonly string[] {
  const rows = db
    .prepare(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name LIKE 'ledger%'",
    )
    .all() as { name: string; sql: string }[];
  const present = new Map(rows.map((row) => [row.name, row.sql]));
  const statements = ledgerSql.match(/CREATE TRIGGER [^]*?\bEND(?=;)/g) ?? [];
  return statements
    .map((sql) => ({ sql, name: /CREATE TRIGGER (\w+)/.exec(sql)?.[1] ?? "" }))
    .filter(({ name, sql }) => present.get(name) !== sql)
    .map(({ name }) => name);
}

/** The ledger of an open connection, as one moment shows it. */
function checkLedger(db: Database.Database, outside: OutsideHead | null): LedgerCheck {
  db.exec("BEGIN");
  // The columns are those of migration 0001.
  const { id } = db.prepare("SELECT id FROM workspace").get() as { id: string };
  const rows = db.prepare("SELECT * FROM ledger ORDER BY seq").all() as Tables["ledger"][];
  const kept = db.prepare("SELECT count, hash FROM ledger_head").get() as OutsideHead | undefined;
  const guards = missingGuards(db);
  db.exec("COMMIT");
  const records = rows.map(recordOf);
  const genesis = genesisHash(id);
  const unguarded = problem(
    records.length + 1,
    "unguarded",
    `What refuses edits was removed or changed: ${guards.join(", ")}.`,
  );
  const first = checkChain(records, id, kept ?? { count: 0, hash: genesis }, outside);
  const found = first ?? (guards.length > 0 ? unguarded : null);
  const head = { count: records.length, hash: records.at(-1)?.hash ?? genesis };
  return { ok: found === null, checked: records.length, head, problem: found };
}

/**
 * Verifies the ledger of a workspace file from outside, also while another program has it open;
 * nothing is written.
 * @throws StoreRefusal where the file is no workspace
 */
export function verifyLedger(path: string, outside: OutsideHead | null = null): LedgerCheck {
  readHeader(path);
  const now = new Date().toISOString();
  const owner = { name: "verification", host: hostname(), pid: process.pid, since: now };
  let lock: WorkspaceLock | null = null;
  try {
    lock = takeLock(path, owner, randomUUID());
    return readUnchanged(path, (db) => checkLedger(db, outside));
  } catch (error) {
    if (lock === null && error instanceof StoreRefusal && error.code === "locked") {
      return verifyOpen(path, outside);
    }
    throw refusalOf(error, path);
  } finally {
    lock?.release();
  }
}

/** Somebody has it open: the log beside it is theirs, and stays. */
function verifyOpen(path: string, outside: OutsideHead | null): LedgerCheck {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return checkLedger(db, outside);
  } finally {
    db.close();
  }
}
