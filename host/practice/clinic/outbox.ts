import { readStoredJson, writeJson } from "../json/lossless-tree.ts";
import type { Json } from "../json/lossless-tree.ts";
import type { Stored } from "../fhir/resource-store.ts";
import { callFhir } from "../http/call-fhir.ts";
import { Courier } from "../http/courier.ts";
import type { Step } from "../http/courier.ts";
import type { Journal } from "../store/journal.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import { prepared } from "../store/prepared.ts";

interface OutboxRow {
  seq: number;
  commit_id: string;
  type: string;
  id: string;
  body: string | null;
}

/** Where the clinic sends to, and how often the practice was reset. */
export interface Destination {
  readonly address: () => string;
  readonly key: string | null;
  readonly epoch: () => number;
}

/** Every committed change of the clinic, forwarded in order and kept until it is taken. */
export class Outbox {
  readonly #db: PracticeDatabase;
  readonly #journal: Journal;
  readonly #courier: Courier;

  constructor(db: PracticeDatabase, journal: Journal, to: Destination) {
    this.#db = db;
    this.#journal = journal;
    this.#courier = new Courier((signal) => this.#forward(to, signal));
  }

  /** Notes a change; runs inside the transaction that makes it. */
  add(stored: Stored, commit: string): void {
    prepared(
      this.#db,
      "INSERT INTO clinic_outbox (commit_id, type, id, body) VALUES (?, ?, ?, ?)",
    ).run(commit, stored.type, stored.id, stored.resource && writeJson(stored.resource));
    this.wake();
  }

  wake(): void {
    this.#courier.wake();
  }

  stop(): Promise<void> {
    return this.#courier.stop();
  }

  /** Changes that the interface has not taken yet. */
  waiting(): number {
    const sql = "SELECT count(*) AS n FROM clinic_outbox WHERE state = 'waiting'";
    return prepared<[], { n: number }>(this.#db, sql).get()?.n ?? 0;
  }

  /** Messages (transactions) that the interface has not taken yet. */
  waitingMessages(): number {
    const sql = "SELECT count(DISTINCT commit_id) AS n FROM clinic_outbox WHERE state = 'waiting'";
    return prepared<[], { n: number }>(this.#db, sql).get()?.n ?? 0;
  }

  async #forward(to: Destination, signal: AbortSignal): Promise<Step> {
    const epoch = to.epoch();
    const rows = this.#next();
    const [first] = rows;
    if (!first) return "idle";
    const entry = rows.map(({ type, id, body }): Json => {
      const url = `${type}/${id}`;
      if (body === null) return { request: { method: "DELETE", url } };
      return { resource: readStoredJson(body), request: { method: "PUT", url } };
    });
    const answer = await callFhir({
      method: "POST",
      url: to.address(),
      body: { resourceType: "Bundle", type: "transaction", entry },
      key: to.key,
      epoch,
      signal,
      headers: { "X-Message-Id": first.commit_id },
    });
    if (answer.status >= 500 || answer.status === 429) return "retry";
    const state = answer.status < 300 ? "sent" : "refused";
    prepared(this.#db, "UPDATE clinic_outbox SET state = ? WHERE commit_id = ?").run(
      state,
      first.commit_id,
    );
    this.#journal.log("clinic", `Message ${first.commit_id}: ${rows.length} changes ${state}.`);
    return "more";
  }

  /** The changes of the oldest commit that still waits. */
  #next(): OutboxRow[] {
    return prepared<[], OutboxRow>(
      this.#db,
      `SELECT seq, commit_id, type, id, body FROM clinic_outbox
         WHERE state = 'waiting' AND commit_id = (
           SELECT commit_id FROM clinic_outbox WHERE state = 'waiting' ORDER BY seq LIMIT 1
         ) ORDER BY seq`,
    ).all();
  }
}
