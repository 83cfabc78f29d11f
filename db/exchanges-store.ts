import { createHash } from "node:crypto";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { bytesOf, fromJson, toJson, wordOf } from "./columns.ts";
import { caseId, exchangeId, runId } from "./ids.ts";
import type { ExchangeRecord, KeptBytes } from "./records.ts";
import type { ReadableExchanges, WritableExchanges } from "./stores.ts";

/** Exchanges with hash and size of their bytes; the bytes themselves stay where they are. */
function selectExchanges(db: ReadableDb) {
  return db
    .selectFrom("exchange")
    .leftJoin("content as asked", "asked.id", "exchange.request")
    .leftJoin("content as answered", "answered.id", "exchange.response")
    .selectAll("exchange")
    .select([
      "asked.sha256 as asked_sha256",
      "asked.size as asked_size",
      "answered.sha256 as answered_sha256",
      "answered.size as answered_size",
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof selectExchanges>["execute"]>>[number];

function keptOf(sha256: string | null, size: number | null): KeptBytes | null {
  return sha256 === null || size === null ? null : { sha256, size };
}

function exchangeOf(row: Row): ExchangeRecord {
  return {
    id: exchangeId(row.id),
    run: runId(row.run),
    case: row.test_case === null ? null : caseId(row.test_case),
    round: row.round,
    hop: row.hop === null ? null : wordOf(row.hop),
    purpose: wordOf(row.purpose),
    method: row.method,
    url: row.url,
    requestHeaders: fromJson(row.request_headers),
    request: keptOf(row.asked_sha256, row.asked_size),
    startedAt: row.started_at,
    status: row.status,
    responseHeaders: fromJson(row.response_headers),
    response: keptOf(row.answered_sha256, row.answered_size),
    endedAt: row.ended_at,
    note: row.note,
  };
}

export function readExchanges(db: ReadableDb): ReadableExchanges {
  return {
    async exchange(id) {
      const row = await selectExchanges(db).where("exchange.id", "=", id).executeTakeFirst();
      return row ? exchangeOf(row) : null;
    },
    async ofCase(ofCase) {
      const query = selectExchanges(db).where("exchange.test_case", "=", ofCase);
      const rows = await query.orderBy("exchange.started_at").orderBy("exchange.id").execute();
      return rows.map(exchangeOf);
    },
    async ofRun(run) {
      const query = selectExchanges(db).where("exchange.run", "=", run);
      const rows = await query.orderBy("exchange.started_at").orderBy("exchange.id").execute();
      return rows.map(exchangeOf);
    },
    async bytes(id, side) {
      const row = await db
        .selectFrom("exchange")
        .innerJoin("content", "content.id", `exchange.${side}`)
        .select("content.bytes")
        .where("exchange.id", "=", id)
        .executeTakeFirst();
      return row ? bytesOf(row.bytes) : null;
    },
  };
}

/** Keeps bytes once per content. */
async function keep(db: WritableDb, bytes: Uint8Array | null): Promise<number | null> {
  if (bytes === null) return null;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const query = db.selectFrom("content").select("id").where("sha256", "=", sha256);
  const known = await query.executeTakeFirst();
  if (known) return known.id;
  const row = { sha256, size: bytes.byteLength, bytes };
  const added = db.insertInto("content").values(row).returning("id");
  return (await added.executeTakeFirstOrThrow()).id;
}

export function writeExchanges(db: WritableDb): WritableExchanges {
  return {
    ...readExchanges(db),
    async begin(exchange) {
      const row = {
        id: exchange.id,
        run: exchange.run,
        test_case: exchange.case,
        round: exchange.round,
        hop: exchange.hop,
        purpose: exchange.purpose,
        method: exchange.method,
        url: exchange.url,
        request_headers: toJson(exchange.requestHeaders),
        request: await keep(db, exchange.request),
        started_at: exchange.startedAt,
      };
      await db.insertInto("exchange").values(row).execute();
    },
    async end(id, end) {
      const change = {
        status: end.status,
        response_headers: toJson(end.responseHeaders),
        response: await keep(db, end.response),
        ended_at: end.endedAt,
        note: end.note,
      };
      const query = db.updateTable("exchange").set(change).where("id", "=", id);
      const result = await query.where("ended_at", "is", null).executeTakeFirst();
      if (result.numUpdatedRows !== 1n) throw new Error(`Exchange ${id} is not open.`);
    },
  };
}
