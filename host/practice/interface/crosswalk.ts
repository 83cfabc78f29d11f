import { objectOf, readJsonText, writeJson } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";

export interface Link {
  readonly targetId: string;
  /** Version at the EMR that the interface saw last. */
  readonly version: string;
}

/** Which record of the clinic is which record of the EMR, and what was last heard of it. */
export class Crosswalk {
  readonly #db: PracticeDatabase;

  constructor(db: PracticeDatabase) {
    this.#db = db;
  }

  link(type: string, sourceId: string): Link | null {
    return (
      this.#db
        .prepare<[string, string], Link>(
          `SELECT target_id AS targetId, version FROM interface_link
           WHERE type = ? AND source_id = ?`,
        )
        .get(type, sourceId) ?? null
    );
  }

  setLink(type: string, sourceId: string, targetId: string, version: string): void {
    this.#db
      .prepare("INSERT OR REPLACE INTO interface_link VALUES (?, ?, ?, ?)")
      .run(type, sourceId, targetId, version);
  }

  unlink(type: string, sourceId: string): void {
    this.#db
      .prepare("DELETE FROM interface_link WHERE type = ? AND source_id = ?")
      .run(type, sourceId);
  }

  /** Keeps a record as it was received; `patient` is the clinic's id of its patient. */
  remember(type: string, sourceId: string, patient: string, resource: JsonObject): void {
    this.#db
      .prepare(
        `INSERT INTO interface_last VALUES (?, ?, ?, ?) ON CONFLICT (type, source_id)
         DO UPDATE SET patient = excluded.patient, body = excluded.body`,
      )
      .run(type, sourceId, patient, writeJson(resource));
  }

  forget(type: string, sourceId: string): void {
    this.#db
      .prepare("DELETE FROM interface_last WHERE type = ? AND source_id = ?")
      .run(type, sourceId);
  }

  last(type: string, sourceId: string): JsonObject | null {
    const row = this.#db
      .prepare<[string, string], { body: string }>(
        "SELECT body FROM interface_last WHERE type = ? AND source_id = ?",
      )
      .get(type, sourceId);
    return row ? objectOf(readJsonText(row.body)) : null;
  }

  /** All records of one type that a patient has, in the order of their ids. */
  lastOfPatient(type: string, patient: string): { sourceId: string; resource: JsonObject }[] {
    return this.#db
      .prepare<[string, string], { source_id: string; body: string }>(
        "SELECT source_id, body FROM interface_last WHERE type = ? AND patient = ? ORDER BY source_id",
      )
      .all(type, patient)
      .flatMap((row) => {
        const resource = objectOf(readJsonText(row.body));
        return resource ? [{ sourceId: row.source_id, resource }] : [];
      });
  }
}
