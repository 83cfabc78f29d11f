import { sql, type Selectable } from "kysely";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, inChunks, toJson, wordOf } from "./columns.ts";
import { caseId, runId } from "./ids.ts";
import type { CleanupRecord, CleanupState } from "./records.ts";
import type { ReadableCleanup, WritableCleanup } from "./stores.ts";
import type { Tables } from "./tables.ts";

function cleanupOf(row: Selectable<Tables["cleanup"]>): CleanupRecord {
  return {
    id: row.id,
    run: runId(row.run),
    case: row.test_case === null ? null : caseId(row.test_case),
    system: row.system,
    base: row.base,
    resource: row.resource,
    recordId: row.record_id,
    version: row.version,
    key: row.key,
    identifier: row.identifier,
    how: wordOf(row.how),
    wantedEnd: wordOf(row.wanted_end),
    createdAt: row.created_at,
    state: wordOf(row.state),
    attempts: fromJson(row.attempts),
    proof: row.proof === null ? null : fromJson(row.proof),
  };
}

/** Literal, so that SQLite sees that the partial index cleanup_open serves it. */
const isOpen = sql<boolean>`state IN ('intent', 'created', 'delete-requested', 'delete-refused',
  'unknown')`;

const none: Readonly<Record<CleanupState, number>> = {
  intent: 0,
  created: 0,
  "not-created": 0,
  "delete-requested": 0,
  "deleted-proven": 0,
  "inactivated-proven": 0,
  "delete-refused": 0,
  "handed-over": 0,
  unknown: 0,
};

export function readCleanup(db: ReadableDb): ReadableCleanup {
  const all = db.selectFrom("cleanup").selectAll();
  return {
    async row(id) {
      const row = await all.where("id", "=", id).executeTakeFirst();
      return row ? cleanupOf(row) : null;
    },
    async ofRun(run) {
      return (await all.where("run", "=", run).orderBy("number").execute()).map(cleanupOf);
    },
    async ofCase(ofCase) {
      return (await all.where("test_case", "=", ofCase).orderBy("number").execute()).map(cleanupOf);
    },
    async open(run) {
      const open = all.where(isOpen).orderBy("number", "desc");
      const rows = await (run === undefined ? open : open.where("run", "=", run)).execute();
      return rows.map(cleanupOf);
    },
    async byIdentifier(identifier) {
      const query = all.where("identifier", "=", identifier).orderBy("number");
      return (await query.execute()).map(cleanupOf);
    },
    async counts(run) {
      const rows = await db
        .selectFrom("cleanup")
        .select((eb) => ["state", eb.fn.countAll<number>().as("n")])
        .where("run", "=", run)
        .groupBy("state")
        .execute();
      const found = rows.map((row) => [wordOf<CleanupState>(row.state), row.n] as const);
      return { ...none, ...Object.fromEntries(found) };
    },
  };
}

export function writeCleanup(db: WritableDb): WritableCleanup {
  const reading = readCleanup(db);
  return {
    ...reading,
    async intend(rows) {
      const values = rows.map((row) => ({
        id: row.id,
        run: row.run,
        test_case: row.case,
        system: row.system,
        base: row.base,
        resource: row.resource,
        record_id: row.recordId,
        version: row.version,
        key: row.key,
        identifier: row.identifier,
        how: row.how,
        wanted_end: row.wantedEnd,
        created_at: row.createdAt,
        state: row.how === "found" ? "created" : "intent",
      }));
      for (const chunk of inChunks(values)) await db.insertInto("cleanup").values(chunk).execute();
    },
    async move(id, to) {
      const row = await reading.row(id);
      if (!row) throw new Error(`The cleanup list has no entry ${id}.`);
      const attempts = to.attempt ? [...row.attempts, to.attempt] : row.attempts;
      const change = {
        state: to.state,
        record_id: to.recordId ?? row.recordId,
        version: to.version ?? row.version,
        attempts: toJson(attempts),
        proof: to.proof ? toJson(to.proof) : row.proof && toJson(row.proof),
      };
      await db.updateTable("cleanup").set(change).where("id", "=", id).execute();
    },
  };
}
