import type { Statement } from "better-sqlite3";
import type { PracticeDatabase } from "./practice-database.ts";

const mostStatements = 300;
const kept = new WeakMap<PracticeDatabase, Map<string, Statement>>();

/** A statement, prepared once for each database and text. */
export function prepared<Bound extends unknown[], Row = unknown>(
  db: PracticeDatabase,
  sql: string,
): Statement<Bound, Row> {
  let statements = kept.get(db);
  if (!statements) kept.set(db, (statements = new Map()));
  let statement = statements.get(sql);
  if (!statement) {
    // Searches make texts of their own; a long list of alternatives must not grow this for ever.
    if (statements.size >= mostStatements) statements.clear();
    statements.set(sql, (statement = db.prepare(sql)));
  }
  // The caller says what its own text binds and gives, as with `prepare` itself.
  return statement as unknown as Statement<Bound, Row>;
}
