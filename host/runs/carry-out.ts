import type { Report } from "../../core/compare/report.ts";
import type { RunOutcome, RunRecord, StopReason } from "../../db/records.ts";
import { cleanUpRun } from "./clean-up-run.ts";
import { guardRun } from "./guard-run.ts";
import { loadCases } from "./load-cases.ts";
import { appendRunState } from "./prepare-run.ts";
import type { CaseWork, RunContext } from "./run-context.ts";
import { runReport, sentWords } from "./run-report.ts";
import { rulesOfRun } from "./rules-of-run.ts";
import { RunStop } from "./run-stop.ts";
import { settleRun } from "./settle-run.ts";
import { Stopped } from "./waiting.ts";
import { walkCase } from "./walk-case.ts";

export interface RunResult {
  readonly outcome: RunOutcome;
  /** Why it ended before its end, else null. */
  readonly stop: StopReason | null;
  /** "40 accepted, 1 unknown, 59 not sent". */
  readonly says: string;
  readonly report: Report;
}

/**
 * Takes all cases of a run to their ends: guard, walk, second pass, clean up. A partner's no ends in
 * the result; what is thrown is a mistake of ours or of the store.
 */
export async function carryOut(
  given: RunContext,
  run: RunRecord,
  works: readonly CaseWork[],
  how: { readonly keep: boolean; readonly oneByOne?: boolean },
): Promise<RunResult> {
  const context = { ...given, rules: await rulesOfRun(given, run) };
  const { id, write } = context;
  const { read } = context.workspace;
  await write(async (stores) => {
    await stores.runs.reopen(id);
    await stores.runs.start(id, context.now().toISOString());
    await appendRunState(stores, run, "running", works.length, null);
  });
  const stop = await attempt(context, run, works, how.oneByOne === true);
  const cancelled = stop === "cancelled";
  const reason = stop === null || stop === "cancelled" ? null : stop;
  if (stop === null) {
    await settleRun(context, run);
    if (!how.keep) await cleanUpAll(context, run);
  }
  const outcome = cancelled ? "cancelled" : reason === null ? "done" : "stopped";
  const says = await sentWords(read, id);
  await write(async (stores) => {
    if (stop !== null) {
      for (const one of works) {
        const record = await stores.cases.case(one.id);
        if (record?.phase === "finished") continue;
        const end = { phase: "cancelled", verdict: null, counts: null } as const;
        const at = context.now().toISOString();
        await stores.cases.finish(one.id, { ...end, at, evidenceHash: null });
      }
    }
    await stores.runs.end(id, { outcome, at: context.now().toISOString(), stop: reason });
    await appendRunState(stores, run, outcome, works.length, null);
  });
  return { outcome, stop: reason, says, report: await runReport(read, id, false) };
}

/** Null = every case has its end. */
async function attempt(
  context: RunContext,
  run: RunRecord,
  works: readonly CaseWork[],
  oneByOne: boolean,
): Promise<StopReason | "cancelled" | null> {
  // Everything has its end already: nobody has to be asked.
  if (works.length === 0) return null;
  try {
    const untouched = works.filter((work) => work.steps.length === 0);
    await guardRun(context, untouched);
    await noteGuard(context, run, null);
    context.events.phase("sending");
    if (oneByOne) for (const work of works) await walkCase(context, work);
    else await walkAll(context, works);
    return null;
  } catch (thrown) {
    if (thrown instanceof RunStop) {
      await noteGuard(context, run, thrown.reason.code);
      context.events.say("refused", thrown.reason.happened, thrown.reason.code);
      return thrown.reason;
    }
    const why: unknown = context.stop.reason;
    if (why instanceof RunStop) return why.reason;
    // A case that fails by our own mistake halts the others too; that is no wish of anybody.
    const asked = thrown instanceof Stopped || thrown === why || isAbort(thrown);
    if (asked) return "cancelled";
    throw thrown;
  }
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === "AbortError";
}

/** Cases wait side by side; the first stop ends them all, and is thrown when they have ended. */
async function walkAll(context: RunContext, works: readonly CaseWork[]): Promise<void> {
  const walk = async (work: CaseWork): Promise<void> => {
    try {
      await walkCase(context, work);
    } catch (thrown) {
      context.halt();
      throw thrown;
    }
  };
  const ended = await Promise.allSettled(works.map(walk));
  const reasons = ended.flatMap((one) =>
    one.status === "rejected" ? [one.reason as unknown] : [],
  );
  const ours = reasons.find((reason) => !(reason instanceof Stopped || reason instanceof RunStop));
  const first = ours ?? reasons.find((reason) => reason instanceof RunStop) ?? reasons[0];
  if (first === undefined) return;
  throw first instanceof Error ? first : new Error("A case ended without a reason.");
}

async function noteGuard(context: RunContext, run: RunRecord, code: string | null): Promise<void> {
  const profile = run.fingerprint.replace(/^sha256:/, "");
  const type = code === null ? "guard.allowed" : "guard.stopped";
  const data = { check: code ?? "before-sending", profile };
  await context.write((stores) =>
    stores.ledger.append({ type, subject: run.id, data, actor: "system", role: null }),
  );
}

async function cleanUpAll(context: RunContext, run: RunRecord): Promise<void> {
  const { systems } = context.partners;
  const works = await loadCases(context.workspace.read, run.id, run.peopleSet, systems, "all");
  try {
    await cleanUpRun(context, works, () => {});
  } catch (thrown) {
    // The report names what is left; a removal that was cut short is no reason to lose it.
    if (!(thrown instanceof RunStop || thrown instanceof Stopped)) throw thrown;
    context.events.say("warning", thrown.message, "clean up");
  }
}
