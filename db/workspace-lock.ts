import { existsSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import Database from "better-sqlite3";
import { StoreRefusal, refusalOf } from "./store-refusal.ts";

/** Who has a workspace open. */
export interface Owner {
  /** What the second one reads after "is open in": `the Crosschart window`. */
  readonly name: string;
  readonly host: string;
  readonly pid: number;
  readonly since: string;
}

export interface WorkspaceLock {
  release(): void;
}

/** The lock of `clinic.crosschart` is `clinic.crosschart-lock`. */
export function lockPathOf(path: string): string {
  return `${path}-lock`;
}

function readOwner(db: Database.Database): (Owner & { readonly nonce: string }) | null {
  try {
    // The one shape that takeLock writes; a file without it throws and is no lock of ours.
    const row = db.prepare("SELECT name, host, pid, since, nonce FROM owner").get() as
      (Owner & { readonly nonce: string }) | undefined;
    return row ?? null;
  } catch {
    return null;
  }
}

function lockedBy(path: string, owner: Owner | null): StoreRefusal {
  const elsewhere = owner !== null && owner.host !== hostname() ? ` on ${owner.host}` : "";
  const who = owner
    ? `${owner.name} (process ${owner.pid}${elsewhere}, since ${owner.since})`
    : "another program";
  return new StoreRefusal("locked", path, {
    happened: `${path} is open in ${who}.`,
    safe: "Nothing was changed; one program at a time works on a workspace.",
    todo: "Close it there, or go on working there.",
  });
}

/**
 * Takes the workspace for this process, until `release` or until the process ends in any way: the
 * lock is a transaction held open on a small database beside the file, so the operating system
 * gives it up when its holder dies, and no stale lock is ever left to judge.
 * @throws StoreRefusal `locked` with name and process of the holder
 */
export function takeLock(path: string, owner: Owner, nonce: string): WorkspaceLock {
  const lockPath = lockPathOf(path);
  for (let attempt = 0; attempt < 20; attempt++) {
    let db: Database.Database | null = null;
    try {
      db = new Database(lockPath, { timeout: 0 });
      db.exec("BEGIN IMMEDIATE");
      db.exec("DROP TABLE IF EXISTS owner");
      db.exec("CREATE TABLE owner (name, host, pid, since, nonce)");
      db.prepare("INSERT INTO owner VALUES (?, ?, ?, ?, ?)").run(
        owner.name,
        owner.host,
        owner.pid,
        owner.since,
        nonce,
      );
      db.exec("COMMIT; BEGIN IMMEDIATE");
      if (holdsPath(lockPath, nonce)) return lockOn(db, lockPath);
      db.close();
    } catch (error) {
      const holder = db ? readOwner(db) : null;
      db?.close();
      const refusal = refusalOf(error, path);
      if (!(refusal instanceof StoreRefusal)) throw refusal;
      if (refusal.code === "locked") throw lockedBy(path, holder);
      // A lock file that was deleted under us by its last holder: begin again with a new one.
      if (refusal.code === "read-only" && !existsSync(lockPath)) continue;
      throw refusal;
    }
  }
  throw lockedBy(path, null);
}

/** Whether the file that now stands at the path is the one that was locked. */
function holdsPath(lockPath: string, nonce: string): boolean {
  if (!existsSync(lockPath)) return false;
  const db = new Database(lockPath, { readonly: true });
  try {
    return readOwner(db)?.nonce === nonce;
  } finally {
    db.close();
  }
}

function lockOn(db: Database.Database, lockPath: string): WorkspaceLock {
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      // Deleted while it is still held: who waits for it finds it gone and makes a new one. Where
      // an open file cannot be deleted (Windows) it stays, unlocked, for the next holder.
      try {
        rmSync(lockPath, { force: true });
      } catch {
        // See above.
      }
      db.close();
    },
  };
}
