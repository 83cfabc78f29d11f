import type { PracticeDatabase } from "../store/practice-database.ts";

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
    const done = this.#db
      .prepare("INSERT OR IGNORE INTO interface_queue (message, body, due_ms) VALUES (?, ?, ?)")
      .run(message, Buffer.from(body), dueMs);
    return done.changes > 0;
  }

  next(): QueuedMessage | null {
    return (
      this.#db
        .prepare<[], QueuedMessage>(
          `SELECT seq, message, body, due_ms FROM interface_queue
           WHERE state = 'waiting' ORDER BY seq LIMIT 1`,
        )
        .get() ?? null
    );
  }

  end(seq: number, state: MessageEnd, note: string): void {
    this.#db
      .prepare("UPDATE interface_queue SET state = ?, note = ? WHERE seq = ?")
      .run(state, note, seq);
  }

  count(state: "waiting" | MessageEnd): number {
    const sql = "SELECT count(*) AS n FROM interface_queue WHERE state = ?";
    return this.#db.prepare<[string], { n: number }>(sql).get(state)?.n ?? 0;
  }
}
