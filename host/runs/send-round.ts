import type { Observed } from "../../core/catalogue/chart.ts";
import type { SentState } from "../../core/compare/report.ts";
import { exchangeId } from "../../db/ids.ts";
import type { ExchangeId } from "../../db/ids.ts";
import type { StepRecord } from "../../db/records.ts";
import type { HeldExchange, Receipt } from "../partners/partner.ts";
import { expectMade, settleMade } from "./cleanup-list.ts";
import { encodeRound } from "./encode-round.ts";
import type { EncodedRound } from "./encode-round.ts";
import { guardBytes, stopFor } from "./guard-run.ts";
import { announceReceipt, keepLinks, writeReceipt } from "./keep-receipt.ts";
import type { SendDetail } from "./keep-receipt.ts";
import { lookUpSend } from "./look-up-send.ts";
import { belongsToUs, marksOf } from "./ownership.ts";
import type { Belonging } from "./ownership.ts";
import { nextStep, stepOf } from "./run-context.ts";
import type { CaseWork, RunContext } from "./run-context.ts";
import { RunStop } from "./run-stop.ts";
import { pauseMs } from "./waiting.ts";

/** What a round of a case has sent, for the comparison and for what comes next. */
export interface SentRound {
  readonly state: SentState;
  readonly says: string;
  /** When the window began; null where nothing was sent. */
  readonly at: string | null;
  readonly sent: { readonly observed: Observed; readonly exchanges: readonly string[] } | null;
}

/** A partner that cannot be reached is asked again after these pauses, then the run stops. */
const waitsBeforeSendingMs = [0, 300, 1500] as const;

/**
 * Sends one round of a case, once: the intent with its bytes is on the disk before they go, the
 * receipt before anything else happens. A send whose end is not known from an earlier process is
 * looked up first, and sent again only where it is not there (decisions.md 3).
 */
export async function sendRound(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
): Promise<SentRound> {
  const before = stepOf(work, "send", round);
  if (before !== undefined) {
    const settled = await settleEarlier(context, work, round, before);
    if (settled !== null) return settled;
  }
  return context.sendLine.use(context.stop, async () => {
    await context.mayGoOn();
    await context.pace.beforeSend(context.stop);
    try {
      return await sendUntilItLeaves(context, work, round);
    } catch (thrown) {
      // Before the next in line has its turn.
      context.halt();
      throw thrown;
    }
  });
}

async function sendUntilItLeaves(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
): Promise<SentRound> {
  const encoded = encodeRound(work, round);
  if (encoded === null) {
    const says = "Where the records lie is not known, so no update was sent.";
    return { state: "not-sent", says, at: null, sent: null };
  }
  guardBytes(context, encoded.bytes);
  let says = "";
  for (const waitMs of waitsBeforeSendingMs) {
    if (waitMs > 0) await pauseMs(waitMs, context.stop);
    const result = await sendOnce(context, work, round, encoded);
    // Nothing left this machine: it is safe to try again.
    if (result.state !== "unreachable") return result;
    says = result.says;
  }
  throw stopFor({ kind: "unreachable", says }, safeWords(context));
}

function safeWords(context: RunContext): string {
  const { acknowledged, unknown, total } = context.events.counts();
  const left = total - acknowledged - unknown;
  return `${acknowledged} accepted, ${unknown} unknown, ${left} not sent; all of it is kept.`;
}

async function sendOnce(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
  encoded: EncodedRound,
): Promise<SentRound> {
  const exchange = exchangeId(context.newId());
  const step = await writeIntent(context, work, round, encoded, exchange);
  work.steps.push(step);
  context.events.reached(work.id, "sent");
  const { receipt, exchange: held } = await context.partners.sender.send(
    encoded.bytes,
    context.cutSends,
  );
  const belonging = belongingOfAnswer(context, receipt, held);
  const keepBytes = belonging.kind === "ours" || belonging.kind === "empty";
  const received = { step, exchange, receipt, held, keepBytes };
  await writeReceipt(context, work, round, encoded, received);
  if (belonging.kind === "strangers") throw strangersAnswered(context, belonging);
  if (receipt.state === "accepted") context.pace.sent(work.id);
  announceReceipt(context, work, round, receipt, held);
  if (receipt.credentials) {
    throw stopFor({ kind: "credentials", says: receipt.says }, safeWords(context));
  }
  return sentRound(work, round, encoded, exchange, receipt.state, receipt.says);
}

/** A receipt may carry records: the stored form of ours, or, where something is very wrong, others'. */
function belongingOfAnswer(context: RunContext, receipt: Receipt, held: HeldExchange): Belonging {
  if (held.responseBody === null) return { kind: "empty" };
  const ids = new Set(receipt.links.flatMap((link) => (link ? [`${link.type}/${link.id}`] : [])));
  return belongsToUs(held.responseBody, marksOf(context, ids));
}

function strangersAnswered(
  context: RunContext,
  belonging: Extract<Belonging, { kind: "strangers" }>,
): RunStop {
  return new RunStop("stranger-read", {
    happened: `${context.partners.sender.address} answered a send with ${belonging.records} records, ${belonging.strangers} of them not ours.`,
    safe: "They were dropped from memory: neither shown nor stored.",
    todo: "Do not go on: ask the vendor why sending our record returns other charts.",
  });
}

function sentRound(
  work: CaseWork,
  round: number,
  encoded: EncodedRound,
  exchange: ExchangeId,
  state: SentState,
  says: string,
): SentRound {
  const step = stepOf(work, "send", round);
  const exchanges = [exchange, ...encoded.earlierExchanges];
  return { state, says, at: step?.at ?? null, sent: { observed: encoded.observed, exchanges } };
}

async function writeIntent(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
  encoded: EncodedRound,
  exchange: ExchangeId,
): Promise<StepRecord> {
  const at = context.now().toISOString();
  const step = nextStep(context, work, {
    kind: "send",
    round,
    state: "intent",
    exchange,
    detail: null,
  });
  await context.write(async (stores) => {
    await stores.exchanges.begin({
      id: exchange,
      run: context.id,
      case: work.id,
      round,
      hop: "sent",
      purpose: "send",
      method: "POST",
      url: context.partners.sender.address,
      requestHeaders: {},
      request: encoded.bytes,
      startedAt: at,
    });
    await stores.steps.add([step]);
    if (round === 1) await stores.cases.setPhase(work.id, "running");
    await expectMade(context, stores, work, encoded);
  });
  return step;
}

function detailOf(step: StepRecord | undefined): SendDetail | null {
  // Written by this file alone.
  return (step?.detail ?? null) as SendDetail | null;
}

const stageOf = {
  accepted: "acknowledged",
  refused: "refused",
  unknown: "unknown",
  unreachable: "sent",
  "not-sent": "sent",
} as const satisfies Readonly<Record<SentState, string>>;

/** What an earlier process left: its receipt, or a look at the source. Null = send (again). */
async function settleEarlier(
  context: RunContext,
  work: CaseWork,
  round: 1 | 2,
  step: StepRecord,
): Promise<SentRound | null> {
  const detail = detailOf(step);
  const exchange = step.exchange;
  if (exchange === null) return null;
  const asSent = await context.workspace.read.exchanges.bytes(exchange, "request");
  const encoded = encodeRound(work, round, asSent);
  if (encoded === null) return null;
  if (detail !== null && (step.state === "done" || detail.state === "refused")) {
    // A refusal of credentials left nothing behind; with better ones it is sent.
    if (detail.status === 401 || detail.status === 403) return null;
    context.events.reached(work.id, "sent");
    context.events.reached(work.id, stageOf[detail.state]);
    return sentRound(work, round, encoded, exchange, detail.state, detail.says);
  }
  if (detail?.state === "unreachable") return null;
  const found = await lookUpSend(context, work, round, encoded);
  if (found === null) {
    const says = "The send without an answer did not arrive; it is sent now.";
    const at = context.now().toISOString();
    await context.write((stores) => stores.steps.mark(step, { state: "failed", at }));
    context.events.say("info", `${work.label}: ${says}`);
    return null;
  }
  const says = "The answer was lost, and looking at the source showed that it had arrived.";
  const at = context.now().toISOString();
  const next: SendDetail = { state: "unknown", status: detail?.status ?? null, says, outcome: [] };
  await context.write(async (stores) => {
    // The end of the window is counted from the send, so its time stays.
    await stores.steps.mark(step, { state: "done", at: step.at, detail: { ...next, found: at } });
    if (round === 1) await stores.cases.setSent(work.id, "unknown");
    await keepLinks(context, stores, work, encoded, found.links);
    await settleMade(context, stores, work, encoded, { state: "accepted", links: found.links });
  });
  work.steps[step.sequence] = { ...step, state: "done", detail: next };
  if (round === 1) work.sent = "unknown";
  context.events.reached(work.id, "sent");
  context.events.reached(work.id, "unknown");
  context.events.say("info", `${work.label}: ${says}`);
  return sentRound(work, round, encoded, exchange, "unknown", says);
}
