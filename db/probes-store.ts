import type { Selectable } from "kysely";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, toJson, wordOf } from "./columns.ts";
import { runId } from "./ids.ts";
import type { ProbeRecord } from "./records.ts";
import type { ReadableProbes, WritableProbes } from "./stores.ts";
import type { Tables } from "./tables.ts";

function probeOf(row: Selectable<Tables["probe"]>): ProbeRecord {
  return {
    id: row.id,
    run: runId(row.run),
    finding: row.finding,
    fault: row.fault,
    standing: wordOf(row.standing),
    params: fromJson(row.params),
    says: row.says,
    shots: fromJson(row.shots),
    runs: fromJson<string[]>(row.runs).map(runId),
    contentHash: row.content_hash,
    at: row.at,
  };
}

export function readProbes(db: ReadableDb): ReadableProbes {
  return {
    async ofRun(run) {
      const query = db.selectFrom("probe").selectAll().where("run", "=", run);
      return (await query.orderBy("number").execute()).map(probeOf);
    },
  };
}

export function writeProbes(db: WritableDb): WritableProbes {
  return {
    ...readProbes(db),
    async add(probe) {
      const row = {
        id: probe.id,
        run: probe.run,
        finding: probe.finding,
        fault: probe.fault,
        standing: probe.standing,
        params: toJson(probe.params),
        says: probe.says,
        shots: toJson(probe.shots),
        runs: toJson(probe.runs),
        content_hash: probe.contentHash,
        at: probe.at,
      };
      await db.insertInto("probe").values(row).execute();
    },
  };
}
