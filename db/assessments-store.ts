import type { Selectable } from "kysely";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { wordOf } from "./columns.ts";
import { caseId } from "./ids.ts";
import type { AssessmentRecord, AssessmentVerdict } from "./records.ts";
import type { ReadableAssessments, WritableAssessments } from "./stores.ts";
import type { Tables } from "./tables.ts";

function assessmentOf(row: Selectable<Tables["assessment"]>): AssessmentRecord {
  return {
    id: row.id,
    case: caseId(row.test_case),
    role: row.role,
    verdict: wordOf(row.verdict),
    note: row.note,
    reason: row.reason,
    evidenceHash: row.evidence_hash,
    at: row.at,
    signer: "unnamed",
    supersededBy: row.superseded_by,
  };
}

export function readAssessments(db: ReadableDb): ReadableAssessments {
  return {
    async ofCase(id) {
      const query = db.selectFrom("assessment").selectAll().where("test_case", "=", id);
      return (await query.orderBy("number").execute()).map(assessmentOf);
    },
  };
}

const worstFirst: readonly AssessmentVerdict[] = ["fail", "cant-tell", "pass"];

export function writeAssessments(db: WritableDb): WritableAssessments {
  const reading = readAssessments(db);
  return {
    ...reading,
    async give(one) {
      await db
        .updateTable("assessment")
        .set({ superseded_by: one.id })
        .where("test_case", "=", one.case)
        .where("role", "=", one.role)
        .where("superseded_by", "is", null)
        .execute();
      const row = {
        id: one.id,
        test_case: one.case,
        role: one.role,
        verdict: one.verdict,
        note: one.note,
        reason: one.reason,
        evidence_hash: one.evidenceHash,
        signer: "unnamed",
        at: one.at,
        superseded_by: null,
      };
      await db.insertInto("assessment").values(row).execute();
      const all = await reading.ofCase(one.case);
      const current = all.filter((given) => given.supersededBy === null);
      const worst = worstFirst.find((verdict) => current.some((c) => c.verdict === verdict));
      const change = { assessed: worst ?? "none" };
      await db.updateTable("test_case").set(change).where("id", "=", one.case).execute();
    },
  };
}
