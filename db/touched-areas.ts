import type { Kysely } from "kysely";
import type { WritableDb } from "./connection.ts";
import type { Area } from "./stores.ts";
import type { Tables } from "./tables.ts";

/** What a screen that shows an area has to ask again after a table changed. */
const areaOf: Readonly<Record<keyof Tables, readonly Area[]>> = {
  workspace: [],
  migration: [],
  setting: ["settings"],
  people_set: ["people"],
  person: ["people"],
  person_round: ["people"],
  campaign: ["campaigns"],
  campaign_round: ["campaigns"],
  run: ["runs"],
  run_tally: ["runs"],
  test_case: ["cases", "runs"],
  content: [],
  exchange: ["exchanges"],
  step: ["cases"],
  observation: ["cases"],
  observation_exchange: [],
  record_link: [],
  cleanup: ["cleanup"],
  comparison: ["cases"],
  difference: ["cases"],
  assessment: ["assessments"],
  probe: ["probes"],
  rule: ["rules"],
  ledger: ["ledger"],
  ledger_head: ["ledger"],
};

/**
 * A writing connection that is usable between `begin` and `end` alone, and says afterwards which
 * areas were written. A store that was kept beyond its tick throws.
 */
export function touchedAreas(kysely: Kysely<Tables>): {
  readonly db: WritableDb;
  readonly begin: () => void;
  readonly end: () => readonly Area[];
} {
  const areas = new Set<Area>();
  let open = false;
  function mark(table: unknown): void {
    if (!open) throw new Error("Writing is possible inside a tick alone.");
    // Stores name a table by its key, never by a list or an alias.
    for (const area of areaOf[table as keyof Tables] ?? []) areas.add(area);
  }
  const insertInto: WritableDb["insertInto"] = (table) => {
    mark(table);
    return kysely.insertInto(table);
  };
  // The overloads of kysely take more than the stores use; each passes its argument on unchanged.
  const updateTable = ((table: never) => {
    mark(table);
    return kysely.updateTable(table);
  }) as WritableDb["updateTable"];
  const deleteFrom = ((table: never) => {
    mark(table);
    return kysely.deleteFrom(table);
  }) as WritableDb["deleteFrom"];
  return {
    db: { selectFrom: kysely.selectFrom.bind(kysely), insertInto, updateTable, deleteFrom },
    begin() {
      areas.clear();
      open = true;
    },
    end() {
      open = false;
      return [...areas].toSorted();
    },
  };
}
