import { copyOf, numberOf, objectOf, readStoredJson, writeJson } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { PracticeDatabase } from "../store/practice-database.ts";
import { FhirRefusal } from "./refusal.ts";
import { indexRowsOf } from "./search-index.ts";
import type { SearchQuery } from "./search-query.ts";
import { prepared } from "../store/prepared.ts";

/** One version of one record; `resource` is null when this version is its deletion. */
export interface Stored {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly at: string;
  readonly resource: JsonObject | null;
}

export interface StoreHooks {
  /** May change a record before it is written; `false` leaves what was there. */
  readonly shape?: (resource: JsonObject, previous: Stored | null) => boolean;
  /** True: the store takes no notice of a version that the caller names and that is not the newest. */
  readonly ignoresVersion?: (previous: Stored, wanted: string) => boolean;
  /** Runs inside the transaction, after the write. */
  readonly stored?: (stored: Stored, previous: Stored | null) => void;
}

/** Whose records these are: each has tables of its own. */
export type StoreName = "clinic" | "emr" | "other_site";

interface CurrentRow {
  seq: number;
  type: string;
  id: string;
  version: number;
  at: string;
  deleted: number;
}

interface VersionRow {
  version: number;
  at: string;
  body: string | null;
}

/** The records of one system, with all their versions, in its own tables. */
export class ResourceStore {
  readonly system: StoreName;
  readonly #db: PracticeDatabase;
  readonly #now: () => Date;
  /** A fresh id of this system. */
  readonly newId: () => string;
  #hooks: StoreHooks = {};
  #commit = "";

  constructor(db: PracticeDatabase, system: StoreName, now: () => Date, newId: () => string) {
    this.#db = db;
    this.system = system;
    this.#now = now;
    this.newId = newId;
  }

  setHooks(hooks: StoreHooks): void {
    this.#hooks = hooks;
  }

  /** Names the transaction that is running, so that what belongs together travels together. */
  get commit(): string {
    return this.#commit;
  }

  /** Runs all of it or nothing. */
  atOnce<T>(work: () => T): T {
    if (!this.#db.inTransaction) this.#commit = this.newId();
    return this.#db.transaction(work)();
  }

  /** Stores a new record under an id of this system. */
  create(type: string, resource: JsonObject, id: string = this.newId()): Stored {
    return this.atOnce(() => this.#write(type, id, resource, null));
  }

  /**
   * Stores the next version. Refuses with 404/405 when there never was one, with 412 when `ifMatch`
   * names another version. A deleted record comes back with its next version.
   */
  update(type: string, id: string, resource: JsonObject, ifMatch: string | null): Stored {
    return this.atOnce(() => {
      const previous = this.newest(type, id);
      if (!previous) {
        throw new FhirRefusal(
          405,
          "not-supported",
          `There is no ${type}/${id}; this server gives ids itself, use POST.`,
        );
      }
      this.#check(previous, ifMatch);
      return this.#write(type, id, resource, previous);
    });
  }

  /** Writes a version as it is, past every hook: what a second program does behind the first. */
  overwrite(type: string, id: string, resource: JsonObject): Stored | null {
    return this.atOnce(() => {
      const previous = this.newest(type, id);
      if (!previous || previous.resource === null) return null;
      return this.#put(type, id, previous.version + 1, resource);
    });
  }

  /** Deletes a record; null when it is already gone or never was. */
  remove(type: string, id: string, ifMatch: string | null): Stored | null {
    return this.atOnce(() => {
      const previous = this.newest(type, id);
      if (!previous || previous.resource === null) return null;
      this.#check(previous, ifMatch);
      const stored = this.#put(type, id, previous.version + 1, null);
      this.#hooks.stored?.(stored, previous);
      return stored;
    });
  }

  /** The newest version, a deletion included; null when there never was one. */
  newest(type: string, id: string): Stored | null {
    const row = prepared<[string, string], VersionRow>(
      this.#db,
      `SELECT version, at, body FROM ${this.system}_version
         WHERE type = ? AND id = ? ORDER BY version DESC LIMIT 1`,
    ).get(type, id);
    return row ? toStored(type, id, row) : null;
  }

  /** Number of the newest version, a deletion included; null when there never was one. */
  versionOf(type: string, id: string): number | null {
    const row = prepared<[string, string], { version: number }>(
      this.#db,
      `SELECT version FROM ${this.system}_current WHERE type = ? AND id = ?`,
    ).get(type, id);
    return row?.version ?? null;
  }

  /** The record as it stands. Refuses with 404 or, once deleted, 410. */
  read(type: string, id: string): Stored & { readonly resource: JsonObject } {
    return present(type, id, this.newest(type, id));
  }

  /** One version. Refuses with 404, or 410 when that version is a deletion. */
  readVersion(
    type: string,
    id: string,
    version: number,
  ): Stored & { readonly resource: JsonObject } {
    return present(
      type,
      id,
      this.versions(type, id).find((one) => one.version === version) ?? null,
    );
  }

  /** All versions, newest first. */
  versions(type: string, id: string): Stored[] {
    return prepared<[string, string], VersionRow>(
      this.#db,
      `SELECT version, at, body FROM ${this.system}_version
         WHERE type = ? AND id = ? ORDER BY version DESC`,
    )
      .all(type, id)
      .map((row) => toStored(type, id, row));
  }

  /** One page of a search in the order of arrival, with the total and where the next page begins. */
  search(type: string, query: SearchQuery): { total: number; page: Stored[]; next: number | null } {
    const where = ["c.type = ?", "c.deleted = 0", ...query.clauses.map((clause) => clause.sql)];
    const values = [type, ...query.clauses.flatMap((clause) => clause.values)];
    const from = `FROM ${this.system}_current c WHERE ${where.join(" AND ")}`;
    const total =
      prepared<unknown[], { n: number }>(this.#db, `SELECT count(*) AS n ${from}`).get(...values)
        ?.n ?? 0;
    if (query.countOnly) return { total, page: [], next: null };
    const rows = prepared<unknown[], CurrentRow>(
      this.#db,
      `SELECT c.* ${from} AND c.seq > ? ORDER BY c.seq LIMIT ?`,
    ).all(...values, query.after, query.count + 1);
    const shown = rows.slice(0, query.count);
    const page = shown.flatMap((row) => this.newest(row.type, row.id) ?? []);
    return { total, page, next: rows.length > query.count ? (shown.at(-1)?.seq ?? null) : null };
  }

  /** How many records there are, of one type or of all. */
  count(type?: string): number {
    const sql = `SELECT count(*) AS n FROM ${this.system}_current WHERE deleted = 0`;
    return type === undefined
      ? (prepared<[], { n: number }>(this.#db, sql).get()?.n ?? 0)
      : (prepared<[string], { n: number }>(this.#db, `${sql} AND type = ?`).get(type)?.n ?? 0);
  }

  #check(previous: Stored, ifMatch: string | null): void {
    if (ifMatch === null) return;
    const wanted = /^(?:W\/)?"?([^"]*)"?$/.exec(ifMatch.trim())?.[1];
    if (wanted === String(previous.version)) return;
    if (this.#hooks.ignoresVersion?.(previous, wanted ?? "") === true) return;
    throw new FhirRefusal(
      412,
      "conflict",
      `${previous.type}/${previous.id} is at version ${previous.version}, not ${wanted ?? ifMatch}.`,
    );
  }

  #write(type: string, id: string, given: JsonObject, previous: Stored | null): Stored {
    const resource = copyOf(given);
    const goesOn = this.#hooks.shape?.(resource, previous) ?? true;
    if (!goesOn && previous) return previous;
    const stored = this.#put(type, id, (previous?.version ?? 0) + 1, resource);
    this.#hooks.stored?.(stored, previous);
    return stored;
  }

  #put(type: string, id: string, version: number, resource: JsonObject | null): Stored {
    const at = this.#now().toISOString();
    const whole = resource && stamped(resource, id, version, at);
    prepared(
      this.#db,
      `INSERT INTO ${this.system}_version (type, id, version, at, body) VALUES (?, ?, ?, ?, ?)`,
    ).run(type, id, version, at, whole && writeJson(whole));
    prepared(
      this.#db,
      `INSERT INTO ${this.system}_current (type, id, version, at, deleted) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (type, id) DO UPDATE SET
           version = excluded.version, at = excluded.at, deleted = excluded.deleted`,
    ).run(type, id, version, at, whole ? 0 : 1);
    prepared(this.#db, `DELETE FROM ${this.system}_index WHERE type = ? AND id = ?`).run(type, id);
    const insert = prepared(
      this.#db,
      `INSERT INTO ${this.system}_index (type, id, param, value, extra) VALUES (?, ?, ?, ?, ?)`,
    );
    for (const row of whole ? indexRowsOf(type, whole) : []) {
      insert.run(type, id, row.param, row.value, row.extra);
    }
    return { type, id, version, at, resource: whole };
  }
}

/** The resource with the server's own id, version and time in front. */
function stamped(resource: JsonObject, id: string, version: number, at: string): JsonObject {
  const { resourceType, id: _id, meta, ...rest } = resource;
  return {
    resourceType: resourceType ?? "",
    id,
    meta: { ...objectOf(meta), versionId: numberOf(version).value, lastUpdated: at },
    ...rest,
  };
}

function toStored(type: string, id: string, row: VersionRow): Stored {
  const resource = row.body === null ? null : objectOf(readStoredJson(row.body));
  return { type, id, version: row.version, at: row.at, resource };
}

function present(
  type: string,
  id: string,
  stored: Stored | null,
): Stored & { readonly resource: JsonObject } {
  if (!stored) throw new FhirRefusal(404, "not-found", `There is no ${type}/${id}.`);
  if (stored.resource === null) {
    throw new FhirRefusal(410, "deleted", `${type}/${id} was deleted.`);
  }
  return { ...stored, resource: stored.resource };
}
