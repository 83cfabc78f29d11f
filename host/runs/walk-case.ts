import { createHash } from "node:crypto";

import type { RoundComparison } from "../../core/compare/result.ts";
import { addCounts, caseVerdict, isUnallowed, noCounts } from "../../core/compare/verdict.ts";
import type { WritableStores } from "../../db/stores.ts";
import { probeScenario } from "./prepare-run.ts";
import { readRound } from "./read-round.ts";
import type { CaseWork, RunContext } from "./run-context.ts";
import { sendRound } from "./send-round.ts";
import type { SentRound } from "./send-round.ts";

/**
 * Takes one case through the round trip (cli.md, `run`): create, read; change, read; read once more.
 * Every step that an earlier process has finished is skipped.
 */
export async function walkCase(context: RunContext, work: CaseWork): Promise<void> {
  const first = await sendRound(context, work, 1);
  await readRound(context, work, 1, first);
  let note: string | null = first.state === "accepted" ? null : first.says;
  if (work.scenario === probeScenario) {
    await finishCase(context, work, note);
    return;
  }
  const there = work.stored !== null && work.stored !== "not-found";
  if (first.state !== "refused" && there) {
    const second = await sendRound(context, work, 2);
    if (second.state !== "accepted") note = `Update: ${second.says}`;
    if (second.state !== "not-sent") {
      await readRound(context, work, 2, second);
      await readRound(context, work, 3, { ...second, at: null } satisfies SentRound);
    }
  }
  await finishCase(context, work, note);
}

async function finishCase(context: RunContext, work: CaseWork, note: string | null): Promise<void> {
  const rounds = work.compared;
  const found = work.stored !== "not-found" || work.sent === "refused";
  const counts = found ? rounds.map((round) => round.counts).reduce(addCounts, noCounts) : noCounts;
  const verdict = found ? caseVerdict(rounds) : "missing";
  const differences = openDifferences(rounds);
  await context.write(async (stores) => {
    const { hash, count } = await evidenceOf(stores, work);
    await stores.cases.finish(work.id, {
      phase: "finished",
      verdict,
      counts,
      at: context.now().toISOString(),
      evidenceHash: hash,
      note,
    });
    await stores.ledger.append({
      type: "case.finished",
      subject: work.id,
      data: { verdict, exchanges: hash, exchangeCount: count, differences },
      actor: "system",
      role: null,
    });
  });
  context.events.reached(work.id, "compared");
  context.events.reached(work.id, isUnallowed(verdict) ? "different" : "same");
}

function openDifferences(rounds: readonly RoundComparison[]): number {
  return rounds
    .flatMap((round) => round.differences)
    .filter((difference) => difference.verdict !== "not-compared").length;
}

/** SHA-256 over id, request hash and answer hash of every exchange of a case, in their order. */
async function evidenceOf(
  stores: WritableStores,
  work: CaseWork,
): Promise<{ readonly hash: string; readonly count: number }> {
  const exchanges = await stores.exchanges.ofCase(work.id);
  const hash = createHash("sha256");
  for (const one of exchanges) {
    hash.update(`${one.id} ${one.request?.sha256 ?? "-"} ${one.response?.sha256 ?? "-"}\n`);
  }
  return { hash: hash.digest("hex"), count: exchanges.length };
}
