import { createHash } from "node:crypto";
import type Database from "better-sqlite3";
import { StoreRefusal } from "./store-refusal.ts";
import type { Migration } from "./migrations/migration.ts";

/** The identity of a migration: SHA-256 (hex) of its SQL. */
export function hashOf(migration: Migration): string {
  return createHash("sha256").update(migration.sql, "utf8").digest("hex");
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

/**
 * Compares what was applied to a file with the migrations of this program.
 * @returns those still to be applied
 * @throws StoreRefusal `future` (written by a newer version), `edited-history`, `damaged`
 */
export function pendingMigrations(
  db: Database.Database,
  path: string,
  known: readonly Migration[],
): readonly Migration[] {
  const version = db.pragma("user_version", { simple: true });
  if (typeof version !== "number" || version > known.length) {
    throw fromTheFuture(path, Number(version), known.length);
  }
  let applied: AppliedMigration[];
  try {
    // The columns are those of migration 0001; anything else throws.
    applied = db
      .prepare("SELECT number, name, sha256 FROM migration ORDER BY number")
      .all() as AppliedMigration[];
  } catch (error) {
    throw new StoreRefusal(
      "damaged",
      path,
      {
        happened: `${path} does not say how it was built: its history is missing.`,
        safe: "It was left exactly as it is.",
        todo: "Open the last backup, and keep this file for help.",
      },
      error,
    );
  }
  const wrong = applied.findIndex((row, i) => {
    const migration = known[i];
    return !migration || row.number !== i + 1 || row.sha256 !== hashOf(migration);
  });
  if (wrong !== -1 || applied.length !== version) {
    const at = wrong === -1 ? Math.min(applied.length, version) + 1 : wrong + 1;
    throw new StoreRefusal("edited-history", path, {
      happened: `${path} was built in another way than this program builds it: step ${at} of its history is not the one that is known here.`,
      safe: "It was left exactly as it is.",
      todo: "Open it with the program that made it, or use a backup from before the change.",
    });
  }
  return known.slice(version);
}

export function fromTheFuture(path: string, version: number, known: number): StoreRefusal {
  return new StoreRefusal("future", path, {
    happened: `${path} was written by a newer Crosschart (file version ${version}; this program knows up to ${known}).`,
    safe: "It was left exactly as it is.",
    todo: "Update Crosschart on this computer, then open the file again.",
  });
}

/** Applies migrations, each in one transaction with its hash and its `user_version`. */
export function applyMigrations(
  db: Database.Database,
  pending: readonly Migration[],
  now: () => Date,
): void {
  for (const migration of pending) {
    db.exec("BEGIN IMMEDIATE");
    try {
      db.exec(migration.sql);
      db.prepare(
        "INSERT INTO migration (number, name, sha256, applied_at) VALUES (?, ?, ?, ?)",
      ).run(migration.number, migration.name, hashOf(migration), now().toISOString());
      db.pragma(`user_version = ${migration.number}`);
      db.exec("COMMIT");
    } catch (error) {
      if (db.inTransaction) db.exec("ROLLBACK");
      throw error;
    }
  }
}

/** The schema as text, in a fixed order: what db/schema.sql holds. */
export function schemaOf(db: Database.Database): string {
  // sqlite_schema's own columns.
  const rows = db
    .prepare(
      `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
       ORDER BY tbl_name, CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, name`,
    )
    .all() as { sql: string }[];
  return rows.map((row) => `${row.sql};\n`).join("\n");
}
