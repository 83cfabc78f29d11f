import type { ReadableDb, WritableDb } from "./connection.ts";
import { inChunks, wordOf } from "./columns.ts";
import { caseId, runId } from "./ids.ts";
import type { CaseRecord } from "./records.ts";
import type { CasePageQuery, ReadableCases, WritableCases } from "./stores.ts";
import type { Tables } from "./tables.ts";
import type { Selectable } from "kysely";

type Row = Selectable<Tables["test_case"]>;

export function caseOf(row: Row): CaseRecord {
  return {
    id: caseId(row.id),
    run: runId(row.run),
    position: row.position,
    scenario: row.scenario,
    person: row.person,
    personIndex: row.person_index,
    label: row.label,
    predecessor: row.predecessor === null ? null : caseId(row.predecessor),
    phase: wordOf(row.phase),
    sent: wordOf(row.sent),
    stored: row.stored === null ? null : wordOf(row.stored),
    pairedBy: row.paired_by,
    verdict: row.verdict === null ? null : wordOf(row.verdict),
    counts: countsOf(row),
    finishedAt: row.finished_at,
    evidenceHash: row.evidence_hash,
    note: row.note,
    assessed: row.assessed === "none" ? null : wordOf(row.assessed),
  };
}

function countsOf(row: Row): CaseRecord["counts"] {
  if (row.fields_match === null) return null;
  return {
    match: row.fields_match,
    allowed: row.fields_allowed ?? 0,
    delta: row.fields_delta ?? 0,
    missing: row.fields_missing ?? 0,
    extra: row.fields_extra ?? 0,
    notCompared: row.fields_not_compared ?? 0,
    notReadable: row.fields_not_readable ?? 0,
  };
}

/** The kysely query of one page, one row longer than asked; apart so that a test can explain it. */
export function casePageQuery(db: ReadableDb, query: CasePageQuery) {
  const { run, filter, after } = query;
  let select = db.selectFrom("test_case").selectAll().where("run", "=", run);
  if (filter && "phase" in filter) select = select.where("phase", "=", filter.phase);
  if (filter && "verdict" in filter) select = select.where("verdict", "=", filter.verdict);
  if (filter && "assessed" in filter) select = select.where("assessed", "=", filter.assessed);
  if (isWorstFirst(query)) {
    if (after) {
      const [rank = 0, position = 0] = after.split(":").map(Number);
      select = select.where((eb) =>
        eb(eb.refTuple("rank", "position"), ">", eb.tuple(rank, position)),
      );
    }
    select = select.orderBy("rank").orderBy("position");
  } else {
    if (after) select = select.where("position", ">", Number(after));
    select = select.orderBy("position");
  }
  return select.limit(limitOf(query) + 1);
}

function isWorstFirst(query: CasePageQuery): boolean {
  return query.filter ? "assessed" in query.filter : query.order === "worst";
}

function limitOf(query: CasePageQuery): number {
  return Math.min(Math.max(Math.trunc(query.limit ?? 100), 1), 1000);
}

export function readCases(db: ReadableDb): ReadableCases {
  return {
    async case(id) {
      const query = db.selectFrom("test_case").selectAll().where("id", "=", id);
      const row = await query.executeTakeFirst();
      return row ? caseOf(row) : null;
    },
    async page(query) {
      const rows = await casePageQuery(db, query).execute();
      const limit = limitOf(query);
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const worst = isWorstFirst(query);
      const next = last ? (worst ? `${last.rank}:${last.position}` : `${last.position}`) : null;
      return { rows: rows.slice(0, limit).map(caseOf), next };
    },
    async neighbours(id) {
      const at = db.selectFrom("test_case").select(["run", "position"]).where("id", "=", id);
      const here = await at.executeTakeFirst();
      if (!here) return { before: null, after: null };
      const inRun = db.selectFrom("test_case").select("id").where("run", "=", here.run);
      const before = await inRun
        .where("position", "<", here.position)
        .orderBy("position", "desc")
        .limit(1)
        .executeTakeFirst();
      const after = await inRun
        .where("position", ">", here.position)
        .orderBy("position")
        .limit(1)
        .executeTakeFirst();
      return {
        before: before ? caseId(before.id) : null,
        after: after ? caseId(after.id) : null,
      };
    },
    async byPerson(run, person) {
      const query = db.selectFrom("test_case").selectAll().where("run", "=", run);
      const rows = await query.where("person", "=", person).orderBy("position").execute();
      return rows.map(caseOf);
    },
  };
}

export function writeCases(db: WritableDb): WritableCases {
  return {
    ...readCases(db),
    async add(cases) {
      const rows = cases.map((one) => ({
        id: one.id,
        run: one.run,
        position: one.position,
        scenario: one.scenario,
        person: one.person,
        person_index: one.personIndex,
        label: one.label,
        predecessor: one.predecessor,
        phase: "todo",
        sent: "not-sent",
      }));
      for (const chunk of inChunks(rows)) await db.insertInto("test_case").values(chunk).execute();
    },
    async setPhase(id, phase) {
      await db.updateTable("test_case").set({ phase }).where("id", "=", id).execute();
    },
    async setSent(id, sent) {
      await db.updateTable("test_case").set({ sent }).where("id", "=", id).execute();
    },
    async setStored(id, stored, pairedBy) {
      const change = { stored, paired_by: pairedBy };
      await db.updateTable("test_case").set(change).where("id", "=", id).execute();
    },
    async finish(id, end) {
      const { counts } = end;
      const change = {
        phase: end.phase,
        verdict: end.verdict,
        fields_match: counts?.match ?? null,
        fields_allowed: counts?.allowed ?? null,
        fields_delta: counts?.delta ?? null,
        fields_missing: counts?.missing ?? null,
        fields_extra: counts?.extra ?? null,
        fields_not_compared: counts?.notCompared ?? null,
        fields_not_readable: counts?.notReadable ?? null,
        finished_at: end.at,
        evidence_hash: end.evidenceHash,
        note: end.note ?? null,
      };
      await db.updateTable("test_case").set(change).where("id", "=", id).execute();
    },
  };
}
