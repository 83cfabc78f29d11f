import type Database from "better-sqlite3";
import {
  type CompiledQuery,
  Kysely,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from "kysely";
import { refusalOf } from "./store-refusal.ts";
import type { Tables } from "./tables.ts";

/** A connection whose type cannot write. */
export type ReadableDb = Pick<Kysely<Tables>, "selectFrom">;
/** The one connection that writes; handed out inside a tick alone. */
export type WritableDb = Pick<
  Kysely<Tables>,
  "selectFrom" | "insertInto" | "updateTable" | "deleteFrom"
>;

/** Settings of every writing connection (decisions.md 8). */
export function setUpWriter(db: Database.Database): void {
  db.pragma("foreign_keys = ON");
  db.pragma("recursive_triggers = ON");
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("trusted_schema = OFF");
  db.pragma("cell_size_check = ON");
}

/** Prepared statements are kept by their text; kysely makes the same text for the same query. */
class PreparedConnection implements DatabaseConnection {
  readonly #db: Database.Database;
  readonly #path: string;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database, path: string) {
    this.#db = db;
    this.#path = path;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      const statement = this.#prepare(query.sql);
      if (statement.reader) {
        // Kysely's own type of the row: the tables' types stand for what STRICT columns hold.
        return { rows: statement.all(query.parameters) as Row[] };
      }
      const { changes, lastInsertRowid } = statement.run(query.parameters);
      return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
    } catch (error) {
      throw refusalOf(error, this.#path);
    }
  }

  // eslint-disable-next-line require-yield -- the interface asks for a generator
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("Streams are not used: lists are read in pages.");
  }

  #prepare(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    if (this.#statements.size >= 300) this.#statements.clear();
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

class OneConnectionDriver implements Driver {
  readonly #connection: PreparedConnection;

  constructor(db: Database.Database, path: string) {
    this.#connection = new PreparedConnection(db, path);
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error("A tick is the transaction.");
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

/** Kysely over one open better-sqlite3 connection, with this program's sentences for its errors. */
export function kyselyOver(db: Database.Database, path: string): Kysely<Tables> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new OneConnectionDriver(db, path),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<Tables>({ dialect });
}
