import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, toJson, wordOf } from "./columns.ts";
import { exchangeId } from "./ids.ts";
import type { ReadableObservations, WritableObservations } from "./stores.ts";

export function readObservations(db: ReadableDb): ReadableObservations {
  return {
    async ofCase(ofCase) {
      const rows = await db
        .selectFrom("observation")
        .selectAll()
        .where("test_case", "=", ofCase)
        .orderBy("round")
        .orderBy("id")
        .execute();
      const documents = await db
        .selectFrom("observation_exchange")
        .innerJoin("observation", "observation.id", "observation_exchange.observation")
        .select(["observation_exchange.observation", "observation_exchange.exchange"])
        .where("observation.test_case", "=", ofCase)
        .orderBy("observation_exchange.document")
        .execute();
      return rows.map((row) => ({
        case: ofCase,
        round: row.round,
        hop: wordOf(row.hop),
        attempt: row.attempt,
        at: row.at,
        stored: row.stored === null ? null : wordOf(row.stored),
        pairedBy: row.paired_by,
        exchanges: documents
          .filter((document) => document.observation === row.id)
          .map((document) => exchangeId(document.exchange)),
        resources: fromJson(row.resources),
      }));
    },
  };
}

export function writeObservations(db: WritableDb): WritableObservations {
  return {
    ...readObservations(db),
    async add(observation) {
      const row = {
        test_case: observation.case,
        round: observation.round,
        hop: observation.hop,
        attempt: observation.attempt,
        at: observation.at,
        stored: observation.stored,
        paired_by: observation.pairedBy,
        resources: toJson(observation.resources),
      };
      const added = db.insertInto("observation").values(row).returning("id");
      const { id } = await added.executeTakeFirstOrThrow();
      for (const [document, exchange] of observation.exchanges.entries()) {
        const part = { observation: id, document, exchange };
        await db.insertInto("observation_exchange").values(part).execute();
      }
    },
  };
}
