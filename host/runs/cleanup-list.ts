import type { CleanupRecord } from "../../db/records.ts";
import type { WritableStores } from "../../db/stores.ts";
import type { Receipt, RecordRef } from "../partners/partner.ts";
import type { EncodedRound } from "./encode-round.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";

/** The list of what was made at partners (decisions.md 8). Written before the push. */

function rowId(work: CaseWork, system: string, name: string): string {
  return `${work.id}/${system}/${name}`;
}

/** Writes what a send is about to make, so that a crash cannot hide a record. */
export async function expectMade(
  context: RunContext,
  stores: WritableStores,
  work: CaseWork,
  encoded: EncodedRound,
): Promise<void> {
  const known = new Set((await stores.cleanup.ofCase(work.id)).map((row) => row.id));
  const made = encoded.keys
    .map((key, at) => ({ id: rowId(work, "source", key), key, at }))
    .filter(({ id, key }) => encoded.created.has(key) && !known.has(id));
  await stores.cleanup.intend(
    made.map(({ id, key, at }) => ({
      id,
      run: context.id,
      case: work.id,
      system: "source",
      base: context.partners.sender.address,
      resource: encoded.types[at] ?? "",
      recordId: null,
      version: null,
      key,
      identifier: encoded.identifiers[at] ?? null,
      how: "created" as const,
      wantedEnd: "delete" as const,
      createdAt: context.now().toISOString(),
    })),
  );
}

/** Settles the list by a receipt: made, not made, or not known. */
export async function settleMade(
  _context: RunContext,
  stores: WritableStores,
  work: CaseWork,
  encoded: EncodedRound,
  receipt: Pick<Receipt, "state" | "links">,
): Promise<void> {
  for (const [at, key] of encoded.keys.entries()) {
    if (!encoded.created.has(key)) continue;
    const link = receipt.links[at] ?? null;
    const none = receipt.state === "refused" || receipt.state === "unreachable";
    const state: CleanupRecord["state"] = none
      ? "not-created"
      : receipt.state === "accepted"
        ? "created"
        : "unknown";
    await stores.cleanup.move(rowId(work, "source", key), {
      state,
      ...(link === null ? {} : { recordId: link.id }),
      ...(link === null || link.version === null ? {} : { version: link.version }),
    });
  }
}

/** Adds records that were found at a system and are not on the list yet. */
export async function addFound(
  context: RunContext,
  stores: WritableStores,
  work: CaseWork,
  system: WatchedSystem,
  records: readonly (RecordRef & {
    readonly key: string | null;
    readonly identifier: string | null;
  })[],
): Promise<void> {
  const list = await stores.cleanup.ofCase(work.id);
  const here = list.filter((row) => row.system === system.name);
  for (const record of records) {
    if (here.some((row) => row.resource === record.type && row.recordId === record.id)) continue;
    // A row that was written as an intent gets its id; everything else is a row of its own.
    const intended = here.find(
      (row) => row.recordId === null && record.key !== null && row.key === record.key,
    );
    if (intended !== undefined) {
      await stores.cleanup.move(intended.id, { state: "created", recordId: record.id });
      continue;
    }
    await stores.cleanup.intend([
      {
        id: rowId(work, system.name, `${record.type}/${record.id}`),
        run: context.id,
        case: work.id,
        system: system.name,
        base: system.base,
        resource: record.type,
        recordId: record.id,
        version: record.version,
        key: record.key,
        identifier: record.identifier,
        how: "found",
        wantedEnd: "delete",
        createdAt: context.now().toISOString(),
      },
    ]);
  }
}
