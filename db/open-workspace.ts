import { randomUUID } from "node:crypto";
import { accessSync, constants, existsSync, linkSync, realpathSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { performance } from "node:perf_hooks";
import Database from "better-sqlite3";
import { checkSchema } from "./check-schema.ts";
import { kyselyOver, setUpWriter } from "./connection.ts";
import { applicationId, readHeader } from "./file-header.ts";
import { genesisHash } from "./ledger-hash.ts";
import { writeLedger, type LedgerClock } from "./ledger-store.ts";
import { applyMigrations, fromTheFuture, hashOf, pendingMigrations } from "./migrate.ts";
import { migrations as allMigrations } from "./migrations/all.ts";
import type { Migration } from "./migrations/migration.ts";
import { readUnchanged } from "./read-unchanged.ts";
import { StoreRefusal, refusalOf } from "./store-refusal.ts";
import type { Workspace } from "./stores.ts";
import { workspaceOver } from "./workspace.ts";
import { takeLock, type Owner } from "./workspace-lock.ts";

export interface OpenOptions {
  /** What a second program reads after "is open in": `the Crosschart window`. */
  readonly ownerName: string;
  /** Of this program, for the ledger. */
  readonly appVersion: string;
  readonly now: () => Date;
  /** Monotonic milliseconds; the process's own unless told. */
  readonly mono?: () => number;
  readonly newId?: () => string;
  /** What the file is brought up to; this program's own unless told. */
  readonly migrations?: readonly Migration[];
}

/** The path with links resolved, so that two names of one file have one lock. */
function realPath(path: string): string {
  const full = resolve(path);
  try {
    return existsSync(full)
      ? realpathSync(full)
      : join(realpathSync(dirname(full)), basename(full));
  } catch {
    return full;
  }
}

function clockOf(options: OpenOptions): LedgerClock {
  const began = performance.now();
  return {
    now: options.now,
    mono: options.mono ?? (() => performance.now() - began),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    device: hostname(),
    newId: options.newId ?? randomUUID,
  };
}

function ownerOf(options: OpenOptions): Owner {
  const since = options.now().toISOString();
  return { name: options.ownerName, host: hostname(), pid: process.pid, since };
}

function mustBeWritable(path: string, ...places: readonly string[]): void {
  try {
    for (const place of places) accessSync(place, constants.W_OK);
  } catch (error) {
    throw refusalOf(error, path);
  }
}

/**
 * Opens an existing workspace as its one writer; where the file is of an older version, a copy is
 * kept beside it (`NAME.before-2.crosschart`) and it is brought up to date.
 * @throws StoreRefusal for everything that is not a workspace of this program that is free now; the
 *   file is then as it was, to the last byte
 */
export async function openWorkspace(path: string, options: OpenOptions): Promise<Workspace> {
  const file = realPath(path);
  if (!existsSync(file)) {
    throw new StoreRefusal("not-found", file, {
      happened: `There is no workspace at ${file}.`,
      safe: "Nothing was made.",
      todo: "Check the path, or choose New to begin a workspace.",
    });
  }
  const known = options.migrations ?? allMigrations;
  const { userVersion } = readHeader(file);
  if (userVersion > known.length) throw fromTheFuture(file, userVersion, known.length);
  mustBeWritable(file, file, dirname(file));
  const lock = takeLock(file, ownerOf(options), randomUUID());
  let writer: Database.Database | null = null;
  try {
    const pending = readUnchanged(file, (db) => {
      const open = pendingMigrations(db, file, known);
      checkSchema(db, file, known.slice(0, known.length - open.length));
      return open;
    });
    if (pending.length > 0) copyBefore(file, pending[0]?.number ?? 0);
    writer = new Database(file, { fileMustExist: true });
    setUpWriter(writer);
    const clock = clockOf(options);
    if (pending.length > 0) await migrate(writer, file, pending, clock);
    return workspaceOver({ file, writer, lock, clock });
  } catch (error) {
    writer?.close();
    lock.release();
    throw refusalOf(error, file);
  }
}

/** A whole copy from before the first migration that is run, never over an earlier one. */
function copyBefore(file: string, number: number): void {
  const stem = file.endsWith(".crosschart") ? file.slice(0, -".crosschart".length) : file;
  let copy = `${stem}.before-${number}.crosschart`;
  for (let i = 2; existsSync(copy); i++) copy = `${stem}.before-${number}-${i}.crosschart`;
  const db = new Database(file, { fileMustExist: true });
  try {
    db.prepare("VACUUM INTO ?").run(copy);
  } catch (error) {
    rmSync(copy, { force: true });
    throw error;
  } finally {
    db.close();
  }
}

async function migrate(
  db: Database.Database,
  file: string,
  pending: readonly Migration[],
  clock: LedgerClock,
): Promise<void> {
  applyMigrations(db, pending, clock.now);
  const ledger = writeLedger(kyselyOver(db, file), clock, () => 0);
  for (const migration of pending) {
    const { number } = migration;
    const data = { from: number - 1, to: number, migration: hashOf(migration) };
    const system = { actor: "system", role: null, subject: "workspace" } as const;
    await ledger.append({ ...system, type: "workspace.migrated", data });
  }
}

/**
 * Makes a new workspace. It is built under another name and appears at `path` whole or not at all.
 * @throws StoreRefusal `exists` where something already stands at `path`
 */
export async function createWorkspace(path: string, options: OpenOptions): Promise<Workspace> {
  const file = realPath(path);
  const exists = () =>
    new StoreRefusal("exists", file, {
      happened: `There is already a file at ${file}.`,
      safe: "It was left exactly as it is.",
      todo: "Open it, or choose another name.",
    });
  if (existsSync(file)) throw exists();
  if (!existsSync(dirname(file))) {
    throw new StoreRefusal("not-found", file, {
      happened: `There is no folder ${dirname(file)} to make a workspace in.`,
      safe: "Nothing was made.",
      todo: "Check the path, or make the folder first.",
    });
  }
  const made = `${file}-new-${randomUUID()}`;
  try {
    mustBeWritable(file, dirname(file));
    const db = new Database(made);
    try {
      db.pragma(`application_id = ${applicationId}`);
      setUpWriter(db);
      applyMigrations(db, options.migrations ?? allMigrations, options.now);
      await writeFirstRows(db, file, options);
    } finally {
      db.close();
    }
    // A link fails where the name is taken, which a rename would not.
    linkSync(made, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw exists();
    throw refusalOf(error, file);
  } finally {
    for (const end of ["", "-wal", "-shm"]) rmSync(`${made}${end}`, { force: true });
  }
  return openWorkspace(file, options);
}

async function writeFirstRows(
  db: Database.Database,
  file: string,
  options: OpenOptions,
): Promise<void> {
  const clock = clockOf(options);
  const id = clock.newId();
  const genesis = genesisHash(id);
  db.exec("BEGIN IMMEDIATE");
  db.prepare("INSERT INTO workspace VALUES (1, ?, ?, ?, ?)").run(
    id,
    genesis,
    options.now().toISOString(),
    options.appVersion,
  );
  db.prepare("INSERT INTO ledger_head VALUES (1, 0, ?)").run(genesis);
  await writeLedger(kyselyOver(db, file), clock, () => 0).append({
    type: "workspace.created",
    subject: "workspace",
    data: { version: options.appVersion },
    actor: "system",
    role: null,
  });
  db.exec("COMMIT");
}

/** Opens the workspace at `path`, or makes it where nothing stands there. */
export async function openOrCreateWorkspace(
  path: string,
  options: OpenOptions,
): Promise<Workspace> {
  return existsSync(path) ? openWorkspace(path, options) : createWorkspace(path, options);
}
