import Database from "better-sqlite3";
import type { Migration } from "./migrations/migration.ts";
import { StoreRefusal } from "./store-refusal.ts";

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

/**
 * Compares tables, indexes and guards of a file with those that its migrations make: one that
 * another program added, removed or changed could let rows be edited unseen. Says nothing about
 * the rows themselves; the ledger's hashes do.
 * @throws StoreRefusal `edited-history`, naming the first that differs
 */
export function checkSchema(
  db: Database.Database,
  path: string,
  applied: readonly Migration[],
): void {
  const made = new Database(":memory:");
  try {
    for (const migration of applied) made.exec(migration.sql);
    const expected = schemaRows(made);
    const found = schemaRows(db);
    for (const name of [...expected.keys(), ...found.keys()]) {
      const [want, is] = [expected.get(name), found.get(name)];
      if (want?.sql === is?.sql) continue;
      const how = is === undefined ? "is missing" : want === undefined ? "was added" : "is another";
      throw new StoreRefusal("edited-history", path, {
        happened: `${path} was changed with another program: the ${(want ?? is)?.type} ${name} ${how}.`,
        safe: "It was left exactly as it is.",
        todo: "Use a backup from before the change, and keep this file for help.",
      });
    }
  } finally {
    made.close();
  }
}

/** SQLite's own tables, such as its statistics, are nobody's edit. */
function schemaRows(db: Database.Database): ReadonlyMap<string, SchemaRow> {
  // sqlite_schema's own columns.
  const rows = db
    .prepare(
      "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'",
    )
    .all() as SchemaRow[];
  return new Map(rows.map((row) => [row.name, row]));
}
