import type { PracticeDatabase } from "./practice-database.ts";
import { prepared } from "./prepared.ts";

export interface Injection {
  readonly record: string;
  readonly patient: string;
  readonly field: string;
  readonly fault: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly before: string | null;
  readonly after: string | null;
}

export interface JournalLine {
  readonly seq: number;
  readonly at: string;
  readonly system: string;
  readonly says: string;
}

/** A practice that runs for days must not fill the disk with its log. */
const keptLines = 10_000;

type Counted = { n: number };

/** The ground truth of injections, and the log of what the systems did (without patient values). */
export class Journal {
  readonly #db: PracticeDatabase;
  readonly #now: () => Date;

  constructor(db: PracticeDatabase, now: () => Date) {
    this.#db = db;
    this.#now = now;
  }

  /** Keeps one injection; the same one again (a retry, a second reading) is kept once. */
  truth(injection: Injection): void {
    const { record, patient, field, fault, params, before, after } = injection;
    prepared(
      this.#db,
      `INSERT OR IGNORE INTO truth (at, record, patient, field, fault, params, before, after)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(this.#at(), record, patient, field, fault, JSON.stringify(params), before, after);
  }

  allTruth(): (Injection & { readonly at: string })[] {
    type Row = Omit<Injection, "params"> & { at: string; params: string };
    return prepared<[], Row>(
      this.#db,
      "SELECT at, record, patient, field, fault, params, before, after FROM truth ORDER BY seq",
    )
      .all()
      .map((row) => {
        const params: Injection["params"] = JSON.parse(row.params);
        return { ...row, params };
      });
  }

  truthCount(): number {
    return prepared<[], Counted>(this.#db, "SELECT count(*) AS n FROM truth").get()?.n ?? 0;
  }

  log(system: string, says: string): void {
    const { lastInsertRowid } = prepared(
      this.#db,
      "INSERT INTO journal (at, system, says) VALUES (?, ?, ?)",
    ).run(this.#at(), system, says);
    prepared(this.#db, "DELETE FROM journal WHERE seq <= ?").run(
      Number(lastInsertRowid) - keptLines,
    );
  }

  /** The newest lines, oldest first. */
  lines(limit: number): JournalLine[] {
    return prepared<[number], JournalLine>(
      this.#db,
      "SELECT seq, at, system, says FROM journal ORDER BY seq DESC LIMIT ?",
    )
      .all(limit)
      .toReversed();
  }

  #at(): string {
    return this.#now().toISOString();
  }
}
