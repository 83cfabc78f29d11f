import type { PracticeDatabase } from "../store/practice-database.ts";
import { prepared } from "../store/prepared.ts";

export interface QueuedMessage {
  readonly seq: number;
  readonly message: string;
  readonly body: Buffer;
  readonly due_ms: number;
}

export type MessageEnd = "done" | "failed";

/** What the interface has taken and not yet delivered, in order; the bytes as they came. */
export class MessageQueue {
  readonly #db: PracticeDatabase;

  constructor(db: PracticeDatabase) {
    this.#db = db;
  }

  /** Takes a message once; false when this message id is already known. */
  take(message: string, body: Uint8Array, dueMs: number): boolean {
    const done = prepared(
      this.#db,
      "INSERT OR IGNORE INTO interface_queue (message, body, due_ms) VALUES (?, ?, ?)",
    ).run(message, Buffer.from(body), dueMs);
    return done.changes > 0;
  }

  /** The place of the message that was taken last. */
  newest(): number | null {
    const sql = "SELECT max(seq) AS seq FROM interface_queue WHERE state = 'waiting'";
    return prepared<[], { seq: number | null }>(this.#db, sql).get()?.seq ?? null;
  }

  postpone(seq: number, dueMs: number): void {
    prepared(this.#db, "UPDATE interface_queue SET due_ms = ? WHERE seq = ?").run(dueMs, seq);
  }

  /** Two messages that still wait change places, and are due at once; false when one was delivered. */
  swap(earlier: number, later: number): boolean {
    return this.#db.transaction(() => {
      const rows = [earlier, later].map((seq) =>
        prepared<[number], { body: Buffer }>(
          this.#db,
          "SELECT body FROM interface_queue WHERE seq = ? AND state = 'waiting'",
        ).get(seq),
      );
      const [first, second] = rows;
      if (!first || !second) return false;
      const put = prepared(
        this.#db,
        "UPDATE interface_queue SET body = ?, due_ms = 0 WHERE seq = ?",
      );
      put.run(second.body, earlier);
      put.run(first.body, later);
      return true;
    })();
  }

  next(): QueuedMessage | null {
    return (
      prepared<[], QueuedMessage>(
        this.#db,
        `SELECT seq, message, body, due_ms FROM interface_queue
           WHERE state = 'waiting' ORDER BY seq LIMIT 1`,
      ).get() ?? null
    );
  }

  /** Messages that could be delivered now. */
  due(nowMs: number): number {
    const sql = "SELECT count(*) AS n FROM interface_queue WHERE state = 'waiting' AND due_ms <= ?";
    return prepared<[number], { n: number }>(this.#db, sql).get(nowMs)?.n ?? 0;
  }

  end(seq: number, state: MessageEnd, note: string): void {
    prepared(this.#db, "UPDATE interface_queue SET state = ?, note = ? WHERE seq = ?").run(
      state,
      note,
      seq,
    );
  }

  count(state: "waiting" | MessageEnd): number {
    const sql = "SELECT count(*) AS n FROM interface_queue WHERE state = ?";
    return prepared<[string], { n: number }>(this.#db, sql).get(state)?.n ?? 0;
  }
}
