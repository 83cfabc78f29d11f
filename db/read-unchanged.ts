import { existsSync, rmSync } from "node:fs";
import Database from "better-sqlite3";

/**
 * Reads a workspace file without changing a byte of it, nor leaving anything beside it. Only for
 * who holds the file's lock: a reading connection leaves an empty log behind, which is removed.
 */
export function readUnchanged<Result>(
  file: string,
  work: (db: Database.Database) => Result,
): Result {
  const absent = [`${file}-wal`, `${file}-shm`].filter((path) => !existsSync(path));
  let db: Database.Database | null = null;
  try {
    db = new Database(file, { readonly: true, fileMustExist: true });
    return work(db);
  } finally {
    db?.close();
    for (const path of absent) rmSync(path, { force: true });
  }
}
