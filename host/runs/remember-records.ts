import type { SeenResource } from "../../core/catalogue/chart.ts";
import type { HeldExchange, RecordRef } from "../partners/partner.ts";
import { addFound } from "./cleanup-list.ts";
import { encodeRound } from "./encode-round.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";

/** Which record is which entry of the chart, and what has to be removed in the end. */
export async function rememberRecords(
  context: RunContext,
  work: CaseWork,
  system: WatchedSystem,
  documents: readonly HeldExchange[],
  resources: readonly SeenResource[],
): Promise<void> {
  const named = new Map(
    documents
      .flatMap((held) => recordsIn(work, held))
      .map(({ type, id, key, identifier }) => [`${type}/${id}`, { key, identifier }]),
  );
  const records = resources.flatMap((one) =>
    one.id === null
      ? []
      : [
          {
            type: one.type,
            id: one.id,
            version: one.version,
            key: null,
            identifier: null,
            ...named.get(`${one.type}/${one.id}`),
          },
        ],
  );
  const rows = records.map((one) => ({
    run: context.id,
    case: work.id,
    system: system.name,
    resource: one.type,
    id: one.id,
    version: one.version,
    key: one.key ?? keyKnown(work, system, one),
  }));
  await context.write(async (stores) => {
    await stores.links.put(rows);
    await addFound(context, stores, work, system, records);
  });
  if (system.name !== "source") return;
  for (const row of rows) if (row.key !== null) work.links.set(row.key, row);
}

/** A receipt said which entry it is, even where the system has since dropped our identifier. */
function keyKnown(
  work: CaseWork,
  system: WatchedSystem,
  record: { readonly type: string; readonly id: string },
): string | null {
  if (system.name !== "source") return null;
  for (const [key, link] of work.links) {
    if (link.resource === record.type && link.id === record.id) return key;
  }
  return null;
}

/** A record in an answer, with the entry of the chart whose identifier it bears. */
export interface NamedRecord extends RecordRef {
  readonly key: string | null;
  readonly identifier: string | null;
}

/** The records in an answer. Steering only: values are decoded losslessly by core. */
export function recordsIn(work: CaseWork, held: HeldExchange): readonly NamedRecord[] {
  const encoded = encodeRound(work, 1);
  const keys = new Map(encoded?.keys.map((key, at) => [encoded.identifiers[at] ?? "", key]) ?? []);
  return resourcesIn(held).flatMap((one) => {
    const { resourceType: type, id, identifier, meta } = one;
    if (typeof type !== "string" || typeof id !== "string") return [];
    if (type === "Bundle" || type === "OperationOutcome") return [];
    const own = identifiersOf(identifier).find((text) => keys.has(text)) ?? null;
    const version = typeof meta?.versionId === "string" ? meta.versionId : null;
    return [
      { type, id, version, key: own === null ? null : (keys.get(own) ?? null), identifier: own },
    ];
  });
}

interface LooseResource {
  readonly resourceType?: unknown;
  readonly id?: unknown;
  readonly identifier?: unknown;
  readonly meta?: { readonly versionId?: unknown } | null;
}

function resourcesIn(held: HeldExchange): readonly LooseResource[] {
  try {
    const text = Buffer.from(held.responseBody ?? []).toString("utf8");
    // Every member is looked at before it is used.
    const parsed = JSON.parse(text) as LooseResource & {
      readonly entry?: readonly { readonly resource?: LooseResource }[];
    };
    return [parsed, ...(parsed.entry ?? []).flatMap((entry) => entry.resource ?? [])];
  } catch {
    return [];
  }
}

function identifiersOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map(
    (one: { system?: unknown; value?: unknown } | null) =>
      `${String(one?.system)}|${String(one?.value)}`,
  );
}
