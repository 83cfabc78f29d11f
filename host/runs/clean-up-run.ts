import { createHash } from "node:crypto";

import type { RunId } from "../../db/ids.ts";
import type { CleanupRecord, CleanupState } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import type { HeldExchange, RemoveResult } from "../partners/partner.ts";
import { nameOf } from "./guard-run.ts";
import { keepExchange } from "./keep-exchange.ts";
import { findUnlisted } from "./find-unlisted.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";
import { forEachLimited } from "./waiting.ts";

export interface CleanUpResult {
  readonly created: number;
  readonly removed: number;
  /** A sentence for each record that could not be removed, or of which it is not known. */
  readonly left: readonly string[];
}

/** How many cases are cleaned at the same time; within a case the order is kept. */
const atOnce = 4;

/**
 * Removes what a run made or found at the partners, in the reverse order of making, and proves it
 * (workflow.md 12): each record reads 404 or 410, and each person's identifier finds nobody. Never
 * touches a record that is not on the list.
 * @param works all cases of the run, finished ones included
 */
export async function cleanUpRun(
  context: RunContext,
  works: readonly CaseWork[],
  progress: (done: { readonly removed: number; readonly of: number }) => void,
): Promise<CleanUpResult> {
  context.events.phase("cleaning");
  await forEachLimited(works, atOnce, (work) => findUnlisted(context, work));
  const open = await context.workspace.read.cleanup.open(context.id);
  const lists = [...Map.groupBy(open, (row) => `${row.system} ${row.case ?? ""}`).values()];
  let removed = 0;
  await forEachLimited(lists, atOnce, async (rows) => {
    const ready = rows.filter((row) => row.recordId !== null);
    const nameless = rows.filter((row) => row.recordId === null);
    await context.write(async (stores) => {
      // Neither a receipt nor a look has said where it lies.
      for (const row of nameless) await stores.cleanup.move(row.id, { state: "unknown" });
      for (const row of ready) await stores.cleanup.move(row.id, { state: "delete-requested" });
    });
    const attempts: Attempt[] = [];
    try {
      for (const row of ready) {
        const attempt = await removeRow(context, row);
        if (attempt === null) continue;
        attempts.push(attempt);
        if (attempt.gone) removed += 1;
        progress({ removed, of: open.length });
      }
      for (const [index, attempt] of attempts.entries()) {
        attempts[index] = await proveNobody(context, attempt);
      }
    } finally {
      // A crash in between leaves them as asked to be deleted: they are asked for once more then.
      await writeAttempts(context, attempts);
    }
  });
  const result = await cleanUpState(context.workspace.read, context.id);
  await appendToLedger(context);
  return result;
}

interface Attempt {
  readonly row: CleanupRecord;
  readonly system: WatchedSystem;
  readonly state: CleanupState;
  readonly gone: boolean;
  readonly exchanges: readonly HeldExchange[];
  readonly searchCount: number | null;
  readonly at: string;
}

async function removeRow(context: RunContext, row: CleanupRecord): Promise<Attempt | null> {
  const system =
    context.partners.systems.find((one) => one.name === row.system) ??
    context.partners.systems.find((one) => one.base === row.base);
  if (system === undefined || row.recordId === null) return null;
  const record = { type: row.resource, id: row.recordId, version: row.version };
  const result = await system.reader.remove(record, context.stop);
  const state = stateOf[result.state];
  const gone = state === "deleted-proven" || state === "inactivated-proven";
  if (!gone) context.events.say("warning", `${nameOf(system)}: ${result.says}`, "DELETE");
  const at = context.now().toISOString();
  return { row, system, state, gone, exchanges: result.exchanges, searchCount: null, at };
}

/** When all records of a case are gone, nobody may answer to the person's identifier any more. */
async function proveNobody(context: RunContext, attempt: Attempt): Promise<Attempt> {
  const { row, system, state } = attempt;
  if (row.resource !== "Patient" || row.identifier === null || state !== "deleted-proven") {
    return attempt;
  }
  const searchCount = await countLeft(context, row.identifier, system);
  if (searchCount === null || searchCount === 0) return { ...attempt, searchCount };
  return { ...attempt, searchCount, state: "unknown", gone: false };
}

async function writeAttempts(context: RunContext, attempts: readonly Attempt[]): Promise<void> {
  await context.write(async (stores) => {
    for (const { row, system, state, exchanges, searchCount, at } of attempts) {
      const place = { case: row.case, round: null, hop: system.name } as const;
      const ids = [];
      for (const held of exchanges) {
        const purpose = held.method === "GET" ? "prove" : "delete";
        // What a system answers to a deletion may quote the record; only that it answered is kept.
        ids.push(await keepExchange(context, stores, held, { ...place, purpose }, false));
      }
      const [deleted] = exchanges;
      await stores.cleanup.move(row.id, {
        state,
        attempt: {
          at,
          method: "DELETE",
          status: deleted?.status ?? null,
          exchange: ids[0] ?? null,
        },
        proof: { readStatus: exchanges.at(-1)?.status ?? null, searchCount, at },
      });
    }
  });
}

const stateOf = {
  gone: "deleted-proven",
  inactive: "inactivated-proven",
  left: "delete-refused",
  unknown: "unknown",
} as const satisfies Readonly<Record<RemoveResult["state"], CleanupState>>;

async function countLeft(
  context: RunContext,
  identifier: string,
  system: WatchedSystem,
): Promise<number | null> {
  const cut = identifier.indexOf("|");
  const question = {
    kind: "identifier",
    system: identifier.slice(0, cut),
    value: identifier.slice(cut + 1),
  } as const;
  const counted = await system.reader.count(question, context.stop);
  return counted.kind === "counted" ? counted.count : null;
}

async function appendToLedger(context: RunContext): Promise<void> {
  await context.write(async (stores) => {
    const counts = await stores.cleanup.counts(context.id);
    const list = createHash("sha256");
    for (const row of await stores.cleanup.ofRun(context.id)) {
      list.update(`${row.id} ${row.state}\n`);
    }
    await stores.ledger.append({
      type: "cleanup.attempted",
      subject: context.id,
      data: {
        removed: counts["deleted-proven"],
        inactive: counts["inactivated-proven"],
        refused: counts["delete-refused"],
        unknown: counts.unknown + counts.intent + counts["delete-requested"] + counts.created,
        list: list.digest("hex"),
      },
      actor: "system",
      role: null,
    });
  });
}

const wordsOf: Readonly<Record<CleanupState, string>> = {
  intent: "was about to be made, and it is not known whether it was",
  created: "is still there",
  "not-created": "was never made",
  "delete-requested": "was asked to be deleted, without proof that it is gone",
  "deleted-proven": "is gone",
  "inactivated-proven": "is marked as not valid",
  "delete-refused": "could not be deleted",
  "handed-over": "was handed over to the owner of the system",
  unknown: "may be there",
};

/** Removing was tried or the send is open: these are left over. What was kept on purpose is not. */
const isLeft: ReadonlySet<CleanupState> = new Set([
  "delete-requested",
  "delete-refused",
  "unknown",
]);

/** What the list says now, without asking anybody. */
export async function cleanUpState(
  stores: Pick<ReadableStores, "cleanup">,
  id: RunId,
): Promise<CleanUpResult> {
  const rows = await stores.cleanup.ofRun(id);
  const made = rows.filter((row) => row.state !== "not-created");
  const done = made.filter(
    (row) => row.state === "deleted-proven" || row.state === "inactivated-proven",
  );
  const left = made
    .filter((row) => isLeft.has(row.state))
    .map((row) => `${row.resource}/${row.recordId ?? "?"} at ${row.base} ${wordsOf[row.state]}`);
  return { created: made.length, removed: done.length, left };
}
