import { objectOf, readStoredJson, writeJson } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import { prepared } from "../store/prepared.ts";

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
      prepared<[string, string], Link>(
        this.#db,
        `SELECT target_id AS targetId, version FROM interface_link
           WHERE type = ? AND source_id = ?`,
      ).get(type, sourceId) ?? null
    );
  }

  setLink(type: string, sourceId: string, targetId: string, version: string): void {
    prepared(this.#db, "INSERT OR REPLACE INTO interface_link VALUES (?, ?, ?, ?)").run(
      type,
      sourceId,
      targetId,
      version,
    );
  }

  /** Runs several changes as one. */
  atOnce(work: () => void): void {
    this.#db.transaction(work)();
  }

  unlink(type: string, sourceId: string): void {
    prepared(this.#db, "DELETE FROM interface_link WHERE type = ? AND source_id = ?").run(
      type,
      sourceId,
    );
  }

  /** Keeps a record as it was received; `patient` is the clinic's id of its patient. */
  remember(type: string, sourceId: string, patient: string, resource: JsonObject): void {
    prepared(
      this.#db,
      `INSERT INTO interface_last VALUES (?, ?, ?, ?) ON CONFLICT (type, source_id)
         DO UPDATE SET patient = excluded.patient, body = excluded.body`,
    ).run(type, sourceId, patient, writeJson(resource));
  }

  forget(type: string, sourceId: string): void {
    prepared(this.#db, "DELETE FROM interface_last WHERE type = ? AND source_id = ?").run(
      type,
      sourceId,
    );
  }

  last(type: string, sourceId: string): JsonObject | null {
    const row = prepared<[string, string], { body: string }>(
      this.#db,
      "SELECT body FROM interface_last WHERE type = ? AND source_id = ?",
    ).get(type, sourceId);
    return row ? objectOf(readStoredJson(row.body)) : null;
  }

  /** All records of one type that a patient has, in the order of their ids. */
  lastOfPatient(type: string, patient: string): { sourceId: string; resource: JsonObject }[] {
    return prepared<[string, string], { source_id: string; body: string }>(
      this.#db,
      "SELECT source_id, body FROM interface_last WHERE type = ? AND patient = ? ORDER BY source_id",
    )
      .all(type, patient)
      .flatMap((row) => {
        const resource = objectOf(readStoredJson(row.body));
        return resource ? [{ sourceId: row.source_id, resource }] : [];
      });
  }
}
