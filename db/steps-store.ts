import { sql, type Selectable } from "kysely";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, inChunks, toJson, wordOf } from "./columns.ts";
import { caseId, exchangeId, runId } from "./ids.ts";
import type { StepRecord } from "./records.ts";
import type { ReadableSteps, WritableSteps } from "./stores.ts";
import type { Tables } from "./tables.ts";

function stepOf(row: Selectable<Tables["step"]>): StepRecord {
  return {
    run: runId(row.run),
    case: row.test_case === "" ? null : caseId(row.test_case),
    sequence: row.sequence,
    kind: row.kind,
    round: row.round,
    state: wordOf(row.state),
    exchange: row.exchange === null ? null : exchangeId(row.exchange),
    at: row.at,
    detail: fromJson(row.detail),
  };
}

export function readSteps(db: ReadableDb): ReadableSteps {
  return {
    async ofCase(run, ofCase) {
      const query = db.selectFrom("step").selectAll().where("run", "=", run);
      const own = query.where("test_case", "=", ofCase ?? "").orderBy("sequence");
      return (await own.execute()).map(stepOf);
    },
    async last(run) {
      const rows = await db
        .selectFrom("step")
        .selectAll()
        .where("run", "=", run)
        .where("sequence", "=", (eb) =>
          eb
            .selectFrom("step as later")
            .select((of) => of.fn.max("later.sequence").as("last"))
            .whereRef("later.run", "=", "step.run")
            .whereRef("later.test_case", "=", "step.test_case"),
        )
        .orderBy("test_case")
        .execute();
      return rows.map(stepOf);
    },
    async unsettled(run) {
      const rows = await db
        .selectFrom("step")
        .selectAll()
        .where("run", "=", run)
        // Literal, so that SQLite sees that the partial index step_unsettled serves it.
        .where(sql<boolean>`state IN ('intent', 'unknown')`)
        .orderBy("test_case")
        .orderBy("sequence")
        .execute();
      return rows.map(stepOf);
    },
  };
}

export function writeSteps(db: WritableDb): WritableSteps {
  return {
    ...readSteps(db),
    async add(steps) {
      const rows = steps.map((step) => ({
        run: step.run,
        test_case: step.case ?? "",
        sequence: step.sequence,
        kind: step.kind,
        round: step.round,
        state: step.state,
        exchange: step.exchange,
        at: step.at,
        detail: toJson(step.detail),
      }));
      for (const chunk of inChunks(rows)) await db.insertInto("step").values(chunk).execute();
    },
    async mark(step, to) {
      const change = {
        state: to.state,
        at: to.at,
        ...(to.exchange === undefined ? {} : { exchange: to.exchange }),
        ...(to.detail === undefined ? {} : { detail: toJson(to.detail) }),
      };
      const result = await db
        .updateTable("step")
        .set(change)
        .where("run", "=", step.run)
        .where("test_case", "=", step.case ?? "")
        .where("sequence", "=", step.sequence)
        .executeTakeFirst();
      if (result.numUpdatedRows !== 1n) {
        throw new Error(`Step ${step.sequence} of ${step.case ?? step.run} was never written.`);
      }
    },
  };
}
