import type { SentState } from "../../core/compare/report.ts";
import type { ExchangeId } from "../../db/ids.ts";
import type { StepRecord } from "../../db/records.ts";
import type { WritableStores } from "../../db/stores.ts";
import type { HeldExchange, Receipt, RecordRef } from "../partners/partner.ts";
import { settleMade } from "./cleanup-list.ts";
import type { EncodedRound } from "./encode-round.ts";
import { endOf } from "./keep-exchange.ts";
import type { CaseWork, RunContext } from "./run-context.ts";

/** What a send step keeps of its receipt. */
export interface SendDetail {
  readonly state: SentState;
  readonly status: number | null;
  readonly says: string;
  readonly outcome: readonly string[];
}

/** A send with its answer. */
export interface Received {
  readonly step: StepRecord;
  readonly exchange: ExchangeId;
  readonly receipt: Receipt;
  readonly held: HeldExchange;
  /** The answer holds nobody else's record. */
  readonly keepBytes: boolean;
}

/** Writes a receipt: the answer's bytes, the settled step, the links and the cleanup list. */
export async function writeReceipt(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
  encoded: EncodedRound,
  { step, exchange, receipt, held, keepBytes }: Received,
): Promise<void> {
  const at = context.now().toISOString();
  const detail: SendDetail = {
    state: receipt.state,
    status: receipt.status,
    says: receipt.says,
    outcome: receipt.outcome,
  };
  const state =
    receipt.state === "accepted" ? "done" : receipt.state === "unknown" ? "unknown" : "failed";
  await context.write(async (stores) => {
    await stores.exchanges.end(exchange, endOf(held, keepBytes));
    await stores.steps.mark(step, { state, at, detail });
    if (round === 1) await stores.cases.setSent(work.id, receipt.state);
    await keepLinks(context, stores, work, encoded, receipt.links);
    await settleMade(context, stores, work, encoded, receipt);
  });
  work.steps[step.sequence] = { ...step, state, at, detail };
  if (round === 1) work.sent = receipt.state;
}

/** Remembers which record at the source is which entry of the chart. */
export async function keepLinks(
  context: RunContext,
  stores: WritableStores,
  work: CaseWork,
  encoded: EncodedRound,
  links: readonly (RecordRef | null)[],
): Promise<void> {
  const found = encoded.keys.flatMap((key, at) => {
    const link = links[at] ?? null;
    return link === null ? [] : [{ key, link }];
  });
  if (found.length === 0) return;
  const rows = found.map(({ key, link }) => ({
    run: context.id,
    case: work.id,
    system: "source",
    resource: link.type,
    id: link.id,
    version: link.version,
    key,
  }));
  await stores.links.put(rows);
  for (const row of rows) {
    work.links.set(row.key, row);
    for (const system of context.partners.systems) {
      if (system.name === "source") system.ids.add(`${row.resource}/${row.id}`);
    }
  }
}

/** Says in the log what the partner answered, and counts it. */
export function announceReceipt(
  context: RunContext,
  work: CaseWork,
  round: number,
  receipt: Receipt,
  held: HeldExchange,
): void {
  const raw = `POST ${new URL(held.url).pathname} → ${held.status ?? held.trouble?.kind ?? "no answer"}`;
  const what = round === 1 ? "record" : "update";
  if (receipt.state === "accepted") {
    context.events.reached(work.id, "acknowledged");
    context.events.say("info", `${work.label}: ${what} sent. ${receipt.says}`, raw);
    return;
  }
  if (round === 1 && receipt.state === "refused") context.events.reached(work.id, "refused");
  if (round === 1 && receipt.state === "unknown") context.events.reached(work.id, "unknown");
  const kind = receipt.state === "refused" ? "refused" : "warning";
  context.events.say(kind, `${work.label}: ${what} ${receipt.state}. ${receipt.says}`, raw);
}
