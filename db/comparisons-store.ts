import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Selectable } from "kysely";
import type { Difference, RoundComparison } from "../core/compare/result.ts";
import { readCases } from "./cases-store.ts";
import type { ReadableDb, WritableDb } from "./connection.ts";
import { fromJson, inChunks, toJson, wordOf } from "./columns.ts";
import type { CaseId } from "./ids.ts";
import type { ReadableComparisons, WritableComparisons } from "./stores.ts";
import type { Tables } from "./tables.ts";

type ComparisonRow = Selectable<Tables["comparison"]>;
type DifferenceRow = Tables["difference"];

/** Some 130 lines become a few hundred bytes: a matched field costs almost nothing to store. */
function pack(matched: readonly string[]): Uint8Array {
  return deflateRawSync(toJson(matched));
}
function unpack(bytes: Uint8Array): readonly string[] {
  return fromJson(inflateRawSync(bytes).toString("utf8"));
}

function differenceOf(row: DifferenceRow): Difference {
  return {
    // Written by `save` from a catalogue's id; the catalogue itself is not asked again.
    field: row.field as Difference["field"],
    entry: row.entry,
    round: row.round,
    verdict: row.verdict as Difference["verdict"],
    changedAt: wordOf(row.changed_at),
    ...(row.source === null ? {} : { source: fromJson<string | null>(row.source) }),
    ...(row.target === null ? {} : { target: fromJson<string | null>(row.target) }),
    criticality: wordOf(row.criticality),
    faults: fromJson(row.faults),
    ...(row.rule === null ? {} : { rule: row.rule }),
    ...(row.reason === null ? {} : { reason: row.reason }),
    at: row.place === null ? null : fromJson(row.place),
  };
}

function comparisonOf(row: ComparisonRow, rows: readonly DifferenceRow[]): RoundComparison {
  const own = rows.filter((one) => one.comparison === row.id);
  return {
    person: row.person,
    round: row.round,
    verdict: wordOf(row.verdict),
    counts: fromJson(row.counts),
    differences: own.filter((one) => one.listed === "differences").map(differenceOf),
    allowed: own.filter((one) => one.listed === "allowed").map(differenceOf),
    matched: unpack(row.matched),
    expectations: fromJson(row.expectations),
  };
}

async function ofCases(
  db: ReadableDb,
  ids: readonly CaseId[],
): Promise<ReadonlyMap<string, readonly RoundComparison[]>> {
  const rows = await db
    .selectFrom("comparison")
    .selectAll()
    .where("test_case", "in", ids)
    .orderBy("test_case")
    .orderBy("round")
    .execute();
  if (rows.length === 0) return new Map();
  const keys = rows.map((row) => row.id);
  const query = db.selectFrom("difference").selectAll().where("comparison", "in", keys);
  const differences = Map.groupBy(
    await query.orderBy("comparison").orderBy("position").execute(),
    (row) => row.comparison,
  );
  const byCase = Map.groupBy(rows, (row) => row.test_case);
  return new Map(
    [...byCase].map(([id, own]) => [
      id,
      own.map((row) => comparisonOf(row, differences.get(row.id) ?? [])),
    ]),
  );
}

export function readComparisons(db: ReadableDb): ReadableComparisons {
  return {
    async ofCase(id) {
      return (await ofCases(db, [id])).get(id) ?? [];
    },
    async *ofRun(run) {
      let after: string | null = null;
      do {
        const page = await readCases(db).page({ run, after, limit: 200 });
        const ids = page.rows.map((row) => row.id);
        const found = ids.length === 0 ? new Map<string, never>() : await ofCases(db, ids);
        for (const one of page.rows) yield { case: one, rounds: found.get(one.id) ?? [] };
        after = page.next;
      } while (after !== null);
    },
  };
}

function differenceRow(
  comparison: number,
  listed: DifferenceRow["listed"],
  one: Difference,
): Omit<DifferenceRow, "position"> {
  return {
    comparison,
    field: one.field,
    entry: one.entry,
    round: one.round,
    verdict: one.verdict,
    listed,
    changed_at: one.changedAt,
    source: one.source === undefined ? null : toJson(one.source),
    target: one.target === undefined ? null : toJson(one.target),
    criticality: one.criticality,
    faults: toJson(one.faults),
    rule: one.rule ?? null,
    reason: one.reason ?? null,
    place: one.at === null ? null : toJson(one.at),
  };
}

export function writeComparisons(db: WritableDb): WritableComparisons {
  return {
    ...readComparisons(db),
    async save(run, id, comparison) {
      const { round, person, verdict, differences, allowed } = comparison;
      // Its differences go with it (ON DELETE CASCADE).
      const earlier = db.deleteFrom("comparison").where("test_case", "=", id);
      await earlier.where("round", "=", round).execute();
      const row = {
        run,
        test_case: id,
        round,
        person,
        verdict,
        counts: toJson(comparison.counts),
        matched: pack(comparison.matched),
        expectations: toJson(comparison.expectations),
      };
      const added = await db
        .insertInto("comparison")
        .values(row)
        .returning("id")
        .executeTakeFirstOrThrow();
      const rows = [
        ...differences.map((one) => differenceRow(added.id, "differences", one)),
        ...allowed.map((one) => differenceRow(added.id, "allowed", one)),
      ].map((one, position) => ({ ...one, position }));
      for (const chunk of inChunks(rows, 20)) {
        await db.insertInto("difference").values(chunk).execute();
      }
    },
  };
}
