import type { Chart, ChartValue, Place } from "../../core/catalogue/chart.ts";
import { align } from "../../core/compare/align/align.ts";
import { readEntryTree } from "../../core/compare/align/entry-tree.ts";
import type { Hop } from "../../core/compare/result.ts";
import { decodeFhir } from "../../core/fhir/decode-fhir.ts";
import type { CaseId } from "../../db/ids.ts";
import type { ObservationRecord } from "../../db/records.ts";
import type { ReadableStores, Workspace } from "../../db/stores.ts";

/** A value as it stood at one hop, with its place in the stored bytes. */
export interface HopValue {
  readonly value: ChartValue | null;
  readonly at: (Place & { readonly exchange: string }) | null;
}

export interface HopView {
  readonly hop: Hop;
  readonly round: number;
  readonly at: string;
  /** By `field entry`, entries named as in the generated chart. */
  readonly values: ReadonlyMap<string, HopValue>;
}

/** `field entry`, the key of a value within a case. */
export function valueKey(field: string, entry: string): string {
  return entry === "" ? field : `${field} ${entry}`;
}

/**
 * Reads the stored bytes of every hop of a round again and brings the values in line with the
 * generated chart. Nothing is kept: the bytes are the evidence.
 */
export async function hopViews(
  workspace: Workspace,
  caseOf: CaseId,
  round: number,
  generated: Chart,
): Promise<readonly HopView[]> {
  const { read } = workspace;
  const last = new Map<Hop, ObservationRecord>();
  for (const observation of await read.observations.ofCase(caseOf))
    if (observation.round === round && observation.exchanges.length > 0)
      last.set(observation.hop, observation);
  const views: HopView[] = [];
  const sent = await sentView(read, caseOf, round, generated);
  if (sent !== null) views.push(sent);
  for (const hop of ["source", "target"] as const) {
    const observation = last.get(hop);
    if (observation === undefined) continue;
    const documents = await Promise.all(
      observation.exchanges.map(
        async (exchange) => (await read.exchanges.bytes(exchange, "response")) ?? new Uint8Array(0),
      ),
    );
    const values = alignedValues(generated, documents, observation.exchanges);
    views.push({ hop, round, at: observation.at, values });
  }
  return views;
}

/** What went over the wire up to a round: a later round sends only the records that it changes. */
async function sentView(
  read: ReadableStores,
  caseOf: CaseId,
  round: number,
  generated: Chart,
): Promise<HopView | null> {
  const values = new Map<string, HopValue>();
  let at: string | null = null;
  for (const exchange of await read.exchanges.ofCase(caseOf)) {
    if (exchange.purpose !== "send" || (exchange.round ?? 0) > round) continue;
    const bytes = await read.exchanges.bytes(exchange.id, "request");
    if (bytes === null) continue;
    at = exchange.startedAt;
    for (const [key, seen] of alignedValues(generated, [bytes], [exchange.id]))
      if (seen.value !== null) values.set(key, seen);
  }
  return at === null ? null : { hop: "sent", round, at, values };
}

function alignedValues(
  generated: Chart,
  documents: readonly Uint8Array[],
  exchanges: readonly string[],
): ReadonlyMap<string, HopValue> {
  const source = readEntryTree(generated.values.map((value) => ({ value, at: null })));
  const target = readEntryTree(decodeFhir(documents).values);
  const values = new Map<string, HopValue>();
  for (const row of align(source, target, null))
    values.set(valueKey(row.field.id, row.entry), {
      value: row.target,
      at: row.at === null ? null : { ...row.at, exchange: exchanges[row.at.document] ?? "" },
    });
  return values;
}
