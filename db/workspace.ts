import { AsyncLocalStorage } from "node:async_hooks";
import { existsSync, renameSync, rmSync } from "node:fs";
import Database from "better-sqlite3";
import { readAssessments, writeAssessments } from "./assessments-store.ts";
import { readCampaigns, writeCampaigns } from "./campaigns-store.ts";
import { readCases, writeCases } from "./cases-store.ts";
import { readCleanup, writeCleanup } from "./cleanup-store.ts";
import { readComparisons, writeComparisons } from "./comparisons-store.ts";
import { kyselyOver, type ReadableDb, type WritableDb } from "./connection.ts";
import { readExchanges, writeExchanges } from "./exchanges-store.ts";
import { readLedger, watchClock, writeLedger, type LedgerClock } from "./ledger-store.ts";
import { readLinks, writeLinks } from "./links-store.ts";
import { readObservations, writeObservations } from "./observations-store.ts";
import { readPeople, writePeople } from "./people-store.ts";
import { readProbes, writeProbes } from "./probes-store.ts";
import { readRules, writeRules } from "./rules-store.ts";
import { readRuns, writeRuns } from "./runs-store.ts";
import { readSettings, writeSettings } from "./settings-store.ts";
import { readSteps, writeSteps } from "./steps-store.ts";
import { StoreRefusal, refusalOf } from "./store-refusal.ts";
import type { Area, ReadableStores, Workspace, WritableStores } from "./stores.ts";
import { touchedAreas } from "./touched-areas.ts";
import type { WorkspaceLock } from "./workspace-lock.ts";

function readStores(db: ReadableDb, now: () => Date): ReadableStores {
  return {
    people: readPeople(db),
    campaigns: readCampaigns(db),
    runs: readRuns(db, now),
    cases: readCases(db),
    steps: readSteps(db),
    exchanges: readExchanges(db),
    observations: readObservations(db),
    links: readLinks(db),
    cleanup: readCleanup(db),
    comparisons: readComparisons(db),
    assessments: readAssessments(db),
    probes: readProbes(db),
    rules: readRules(db),
    settings: readSettings(db),
    ledger: readLedger(db),
  };
}

function writeStores(db: WritableDb, clock: LedgerClock, jumped: () => number): WritableStores {
  return {
    people: writePeople(db),
    campaigns: writeCampaigns(db),
    runs: writeRuns(db, clock.now),
    cases: writeCases(db),
    steps: writeSteps(db),
    exchanges: writeExchanges(db),
    observations: writeObservations(db),
    links: writeLinks(db),
    cleanup: writeCleanup(db),
    comparisons: writeComparisons(db),
    assessments: writeAssessments(db),
    probes: writeProbes(db),
    rules: writeRules(db),
    settings: writeSettings(db),
    ledger: writeLedger(db, clock, jumped),
  };
}

/** An open, locked and migrated file as a workspace. `openWorkspace` is the way in. */
export function workspaceOver(parts: {
  readonly file: string;
  readonly writer: Database.Database;
  readonly lock: WorkspaceLock;
  readonly clock: LedgerClock;
}): Workspace {
  const { file, writer, lock, clock } = parts;
  const reader = new Database(file, { readonly: true, fileMustExist: true });
  // The row is written once, when the file is made.
  const { id } = reader.prepare("SELECT id FROM workspace").get() as { id: string };
  const touched = touchedAreas(kyselyOver(writer, file));
  const writing = writeStores(touched.db, clock, watchClock(clock));
  const listeners = new Set<(areas: readonly Area[]) => void>();
  let queue: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTick = new AsyncLocalStorage<{ over: boolean }>();

  async function transact<Result>(
    work: (stores: WritableStores) => Promise<Result>,
  ): Promise<Result> {
    if (closed) throw new Error("The workspace is closed.");
    const here = { over: false };
    touched.begin();
    try {
      writer.exec("BEGIN IMMEDIATE");
      const result = await inTick.run(here, () => work(writing));
      writer.exec("COMMIT");
      const areas = touched.end();
      if (areas.length > 0) for (const listener of listeners) listener(areas);
      return result;
    } catch (error) {
      touched.end();
      if (writer.open && writer.inTransaction) writer.exec("ROLLBACK");
      throw refusalOf(error, file);
    } finally {
      here.over = true;
    }
  }

  return {
    path: file,
    id,
    read: readStores(kyselyOver(reader, file), clock.now),
    tick(work) {
      // It would wait for the tick that it stands in, for ever.
      if (inTick.getStore()?.over === false) throw new Error("A tick stands inside a tick.");
      const done = queue.then(() => transact(work));
      queue = done.catch(() => undefined);
      return done;
    },
    onChanged(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async backUp(to) {
      await queue;
      backUp(reader, to);
    },
    async close() {
      if (closed) return;
      await queue;
      closed = true;
      listeners.clear();
      reader.close();
      writer.close();
      lock.release();
    },
  };
}

function backUp(reader: Database.Database, to: string): void {
  const made = `${to}-new`;
  try {
    if (existsSync(to)) {
      throw new StoreRefusal("exists", to, {
        happened: `There is already a file at ${to}.`,
        safe: "Nothing was written over it.",
        todo: "Choose another name for the backup.",
      });
    }
    rmSync(made, { force: true });
    reader.prepare("VACUUM INTO ?").run(made);
    renameSync(made, to);
  } catch (error) {
    rmSync(made, { force: true });
    throw refusalOf(error, to);
  }
}
