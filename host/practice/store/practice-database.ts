import { rmSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";

export type PracticeDatabase = Database.Database;

const fhirTables = (system: string): string => `
  CREATE TABLE IF NOT EXISTS ${system}_current (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL, deleted INTEGER NOT NULL,
    UNIQUE (type, id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS ${system}_version (
    type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL,
    at TEXT NOT NULL, body TEXT,
    PRIMARY KEY (type, id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS ${system}_index (
    type TEXT NOT NULL, id TEXT NOT NULL, param TEXT NOT NULL,
    value TEXT NOT NULL, extra TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS ${system}_index_value ON ${system}_index (type, param, value);
  CREATE INDEX IF NOT EXISTS ${system}_index_id ON ${system}_index (type, id);
`;

const otherTables = `
  CREATE TABLE IF NOT EXISTS clinic_outbox (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, commit_id TEXT NOT NULL, type TEXT NOT NULL,
    id TEXT NOT NULL, body TEXT, state TEXT NOT NULL DEFAULT 'waiting'
  ) STRICT;
  CREATE INDEX IF NOT EXISTS clinic_outbox_waiting ON clinic_outbox (state, seq);
  CREATE INDEX IF NOT EXISTS clinic_outbox_commit ON clinic_outbox (commit_id);
  CREATE TABLE IF NOT EXISTS interface_queue (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, message TEXT NOT NULL UNIQUE, body BLOB NOT NULL,
    due_ms INTEGER NOT NULL, state TEXT NOT NULL DEFAULT 'waiting', note TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS interface_queue_waiting ON interface_queue (state, seq);
  CREATE TABLE IF NOT EXISTS interface_link (
    type TEXT NOT NULL, source_id TEXT NOT NULL, target_id TEXT NOT NULL, version TEXT NOT NULL,
    PRIMARY KEY (type, source_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS interface_last (
    type TEXT NOT NULL, source_id TEXT NOT NULL, patient TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (type, source_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS emr_review (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
    patient TEXT NOT NULL, candidate TEXT NOT NULL, score REAL NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS emr_xref (
    type TEXT NOT NULL, source_id TEXT NOT NULL, target_id TEXT NOT NULL,
    PRIMARY KEY (type, source_id)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS emr_hl7_seen (
    control_id TEXT PRIMARY KEY, answer BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS truth (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, record TEXT NOT NULL,
    patient TEXT NOT NULL, field TEXT NOT NULL, fault TEXT NOT NULL, params TEXT NOT NULL,
    before TEXT, after TEXT
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS truth_once ON truth
    (record, field, fault, ifnull('=' || before, ''), ifnull('=' || after, ''));
  CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, system TEXT NOT NULL, says TEXT NOT NULL
  ) STRICT;
`;

/** Opens the one file of the practice; each system has tables of its own in it. */
export function openPracticeDatabase(folder: string): PracticeDatabase {
  const db = new Database(join(folder, "practice.sqlite"));
  db.pragma("journal_mode = WAL");
  // Survives the end of the process, not that of the machine: this is a practice.
  db.pragma("synchronous = OFF");
  db.exec(fhirTables("clinic") + fhirTables("emr") + fhirTables("other_site") + otherTables);
  return db;
}

/** Empties every table; numbering goes on, so that no id is ever given twice. */
export function emptyPracticeDatabase(db: PracticeDatabase): void {
  const tables = db
    .prepare<[], { name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .all();
  db.transaction(() => {
    for (const { name } of tables) db.exec(`DELETE FROM ${name}`);
  })();
}

/** Deletes a temporary practice folder. */
export function removePracticeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
