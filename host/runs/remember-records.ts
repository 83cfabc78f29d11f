import type { SeenResource } from "../../core/catalogue/chart.ts";
import type { HeldExchange } from "../partners/partner.ts";
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
  const encoded = encodeRound(work, 1);
  const keyByIdentifier = new Map(
    encoded?.keys.map((key, at) => [encoded.identifiers[at] ?? "", key]) ?? [],
  );
  const named = new Map<string, { key: string; identifier: string }>();
  for (const held of documents) {
    for (const [ref, identifiers] of identifiersIn(held)) {
      const identifier = identifiers.find((one) => keyByIdentifier.has(one));
      const key = identifier === undefined ? undefined : keyByIdentifier.get(identifier);
      if (key !== undefined && identifier !== undefined) named.set(ref, { key, identifier });
    }
  }
  const records = resources.flatMap((one) =>
    one.id === null
      ? []
      : [
          {
            type: one.type,
            id: one.id,
            version: one.version,
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

function identifiersIn(held: HeldExchange): [ref: string, identifiers: string[]][] {
  interface Identified {
    resourceType?: string;
    id?: string;
    identifier?: unknown;
  }
  try {
    // Steering only, as above; every member is looked at before it is used.
    const parsed = JSON.parse(
      Buffer.from(held.responseBody ?? []).toString("utf8"),
    ) as Identified & {
      entry?: { resource?: Identified }[];
    };
    const all = [parsed, ...(parsed.entry ?? []).map((entry) => entry.resource)];
    return all.flatMap((one): [string, string[]][] => {
      if (one?.id === undefined || !Array.isArray(one.identifier)) return [];
      const identifiers = one.identifier.map(
        (identifier: { system?: unknown; value?: unknown } | null) =>
          `${String(identifier?.system)}|${String(identifier?.value)}`,
      );
      return [[`${String(one.resourceType)}/${one.id}`, identifiers]];
    });
  } catch {
    return [];
  }
}
