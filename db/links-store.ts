import type { ReadableDb, WritableDb } from "./connection.ts";
import { caseId, runId } from "./ids.ts";
import type { RecordLink } from "./records.ts";
import type { ReadableLinks, WritableLinks } from "./stores.ts";
import type { Tables } from "./tables.ts";

function linkOf(row: Tables["record_link"]): RecordLink {
  const { system, resource, record_id: id, version, key } = row;
  return { run: runId(row.run), case: caseId(row.test_case), system, resource, id, version, key };
}

export function readLinks(db: ReadableDb): ReadableLinks {
  const all = db.selectFrom("record_link").selectAll();
  const ofRun: ReadableLinks["ofRun"] = async (run, system, resource) => {
    const rows = await all
      .where("run", "=", run)
      .where("system", "=", system)
      .where("resource", "=", resource)
      .execute();
    return rows.map(linkOf);
  };
  return {
    async ofCase(ofCase) {
      return (await all.where("test_case", "=", ofCase).execute()).map(linkOf);
    },
    async owner(run, system, resource, id) {
      const row = await all
        .where("run", "=", run)
        .where("system", "=", system)
        .where("resource", "=", resource)
        .where("record_id", "=", id)
        .limit(1)
        .executeTakeFirst();
      return row ? linkOf(row) : null;
    },
    async known(run, system, resource) {
      return (await ofRun(run, system, resource)).filter(({ key }) => key !== null);
    },
    ofRun,
  };
}

export function writeLinks(db: WritableDb): WritableLinks {
  return {
    ...readLinks(db),
    async put(links) {
      for (const link of links) {
        const { run, case: ofCase, system, resource, id, version, key } = link;
        await db
          .insertInto("record_link")
          .values({ run, test_case: ofCase, system, resource, record_id: id, version, key })
          .onConflict((conflict) =>
            conflict
              .columns(["test_case", "system", "resource", "record_id"])
              .doUpdateSet({ version, ...(key === null ? {} : { key }) }),
          )
          .execute();
      }
    },
  };
}
