import type { PracticeDatabase } from "../store/practice-database.ts";
import { prepared } from "../store/prepared.ts";

/** The EMR's own list of what the sender calls its records. */
export class Xref {
  readonly #db: PracticeDatabase;

  constructor(db: PracticeDatabase) {
    this.#db = db;
  }

  target(type: string, sourceId: string): string | null {
    const sql = "SELECT target_id AS id FROM emr_xref WHERE type = ? AND source_id = ?";
    return (
      prepared<[string, string], { id: string }>(this.#db, sql).get(type, sourceId)?.id ?? null
    );
  }

  link(type: string, sourceId: string, targetId: string): void {
    const sql = "INSERT OR REPLACE INTO emr_xref (type, source_id, target_id) VALUES (?, ?, ?)";
    prepared(this.#db, sql).run(type, sourceId, targetId);
  }

  unlink(type: string, sourceId: string): void {
    prepared(this.#db, "DELETE FROM emr_xref WHERE type = ? AND source_id = ?").run(type, sourceId);
  }

  /** The answer that a message was given before, by its control id (MSH-10). */
  answered(controlId: string): Buffer | null {
    const sql = "SELECT answer FROM emr_hl7_seen WHERE control_id = ?";
    return prepared<[string], { answer: Buffer }>(this.#db, sql).get(controlId)?.answer ?? null;
  }

  keepAnswer(controlId: string, answer: Buffer): void {
    const sql = "INSERT OR REPLACE INTO emr_hl7_seen (control_id, answer) VALUES (?, ?)";
    prepared(this.#db, sql).run(controlId, answer);
  }
}
