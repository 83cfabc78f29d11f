import { durationMs } from "../../api/profile.ts";
import type { Profile } from "../../api/profile.ts";
import type { Report } from "../../core/compare/report.ts";
import { peopleSentinels } from "../../core/people/make-person.ts";
import { runId } from "../../db/ids.ts";
import type { RunId } from "../../db/ids.ts";
import type { RunOutcome, RunRecord, StopReason } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import type { SecretSource } from "../profile/secrets.ts";
import { cleanUpRun } from "./clean-up-run.ts";
import type { CleanUpResult } from "./clean-up-run.ts";
import { connectPartners } from "./connect-partners.ts";
import { guardRun } from "./guard-run.ts";
import { takeLease } from "./lease.ts";
import { loadCases } from "./load-cases.ts";
import { appendRunState, peopleSetOf, prepareRun } from "./prepare-run.ts";
import type { PeopleRequest, StoredRunOptions } from "./prepare-run.ts";
import type { CaseWork, RunContext, RunPartners } from "./run-context.ts";
import { makeRunEvents } from "./run-events.ts";
import type { RunLogLine, RunProgress, StageCounts } from "./run-events.ts";
import { makePace } from "./pace.ts";
import { runReport, sentWords } from "./run-report.ts";
import { RunStop } from "./run-stop.ts";
import { makePlaces, Stopped } from "./waiting.ts";
import { walkCase } from "./walk-case.ts";
import { wireFactsOf } from "./wire-facts.ts";
import { writeTogether } from "./write-together.ts";
import type { Write } from "./write-together.ts";

/** What the runner needs of the world. */
export interface RunDeps {
  readonly workspace: Workspace;
  readonly secrets: SecretSource;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Who works on the run, for the lease: `command line`, `Crosschart window`. */
  readonly owner: string;
}

export interface StartOptions {
  readonly profile: Profile;
  readonly people: PeopleRequest;
  /** Keep what was made at the partners; else it is removed when the reading is over. */
  readonly keep: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface ResumeOptions {
  readonly run: RunId;
  readonly keep: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface RunResult {
  readonly outcome: RunOutcome;
  /** Why it ended before its end, else null. */
  readonly stop: StopReason | null;
  /** "40 accepted, 1 unknown, 59 not sent". */
  readonly says: string;
  readonly report: Report;
}

/** A run that is under way. It goes on without anybody watching. */
export interface RunHandle {
  readonly id: RunId;
  readonly counts: () => StageCounts;
  /** The last lines, oldest first. */
  readonly log: () => readonly RunLogLine[];
  /** Stops sending; what is on its way may still answer for a moment. `result` tells the truth. */
  cancel(): void;
  /** Holds back what has not been sent yet; reading goes on. */
  pause(): void;
  goOn(): void;
  /** Never rejects for a partner's sake; rejects with our own mistakes and store faults. */
  readonly result: Promise<RunResult>;
}

/** How long a send that is under way may still answer after a cancel. */
const cutSendsAfterMs = 1500;
const readsAtOnce = 5;

/**
 * Queues a run, with everything it needs, and starts it. Resolves once it is stored.
 * @throws CliFailure for a profile that cannot be used, or too few reserved identifiers
 */
export async function startRun(deps: RunDeps, options: StartOptions): Promise<RunHandle> {
  const partners = await connectPartners(options.profile, deps.secrets);
  const id = runId(`r-${deps.newId().slice(0, 8)}`);
  const controls = makeControls();
  try {
    options.onProgress?.({ kind: "phase", phase: "preparing" });
    await prepareRun(deps.workspace, id, options.profile, options.people, deps.now, controls.stop);
  } catch (thrown) {
    await partners.close();
    throw thrown;
  }
  return takeUp(deps, id, partners, controls, options);
}

/**
 * Takes up a run that was interrupted, stopped or cancelled: looks up what is unknown, sends what
 * was not sent, finishes.
 * @throws CliFailure exit 2 where there is no such run, exit 4 where another program works on it
 */
export async function resumeRun(deps: RunDeps, options: ResumeOptions): Promise<RunHandle> {
  const run = await storedRun(deps, options.run);
  const partners = await connectPartners(profileOf(run), deps.secrets);
  return takeUp(deps, run.id, partners, makeControls(), options);
}

/** Removes what a run made at its partners, and proves it. */
export async function cleanUpStoredRun(
  deps: RunDeps,
  id: RunId,
  signal: AbortSignal,
  progress: (done: { readonly removed: number; readonly of: number }) => void,
): Promise<CleanUpResult> {
  const run = await storedRun(deps, id);
  const partners = await connectPartners(profileOf(run), deps.secrets);
  const controls = makeControls();
  const end = (): void => controls.cancel();
  signal.addEventListener("abort", end, { once: true });
  const write = writeTogether(deps.workspace);
  try {
    const lease = await takeLease(write, id, deps.owner, deps.now, end);
    try {
      const works = await loadCases(
        deps.workspace.read,
        id,
        run.peopleSet,
        partners.systems,
        "all",
      );
      const context = contextOf(deps, run, partners, controls, write, works, () => {});
      return await cleanUpRun(context, works, progress);
    } finally {
      await lease.release();
    }
  } finally {
    signal.removeEventListener("abort", end);
    await partners.close();
  }
}

function profileOf(run: RunRecord): Profile {
  // Checked against the schema before it was stored.
  return run.profile as Profile;
}

async function storedRun(deps: RunDeps, id: RunId): Promise<RunRecord> {
  const run = await deps.workspace.read.runs.run(id);
  if (run !== null) return run;
  throw new CliFailure(exitCodes.usage, {
    happened: `There is no run ${id} in ${deps.workspace.path}.`,
    safe: "Nothing was sent.",
    todo: "crosschart status --workspace FILE lists the runs of a workspace.",
    at: id,
  });
}

interface Controls {
  readonly stop: AbortSignal;
  readonly cutSends: AbortSignal;
  readonly mayGoOn: () => Promise<void>;
  cancel(reason?: unknown): void;
  pause(): void;
  goOn(): void;
}

function makeControls(): Controls {
  const stop = new AbortController();
  const cut = new AbortController();
  let gate: { readonly opened: Promise<void>; readonly open: () => void } | null = null;
  const goOn = (): void => {
    gate?.open();
    gate = null;
  };
  return {
    stop: stop.signal,
    cutSends: cut.signal,
    mayGoOn: async () => gate?.opened,
    cancel: () => {
      if (stop.signal.aborted) return;
      stop.abort(new Stopped());
      goOn();
      setTimeout(() => cut.abort(), cutSendsAfterMs).unref();
    },
    pause: () => {
      if (gate !== null || stop.signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = { opened: promise, open: resolve };
    },
    goOn,
  };
}

function contextOf(
  deps: RunDeps,
  run: RunRecord,
  partners: RunPartners,
  controls: Controls,
  write: Write,
  works: readonly CaseWork[],
  listener: (progress: RunProgress) => void,
): RunContext {
  // Written by prepareRun.
  const options = run.options as StoredRunOptions;
  const profile = profileOf(run);
  const identifiers = works.flatMap((work) => [
    ...wireFactsOf(work.charts.firstBytes).identifiers.map((one) => one.value),
    ...wireFactsOf(work.charts.firstBytes).entryIdentifiers.flatMap((one) =>
      one === null ? [] : [one.slice(one.indexOf("|") + 1)],
    ),
  ]);
  return {
    id: run.id,
    workspace: deps.workspace,
    write,
    profile,
    windowMs: durationMs(profile.window),
    begunAt: Date.now(),
    partners,
    sentinels: peopleSentinels(peopleSetOf(options)),
    people: options.people.count,
    identifiers: new Set(identifiers),
    events: makeRunEvents(works.length, deps.now, listener),
    now: deps.now,
    newId: deps.newId,
    stop: controls.stop,
    cutSends: controls.cutSends,
    sendLine: makePlaces(1),
    pace: makePace(),
    readPlaces: makePlaces(readsAtOnce),
    mayGoOn: controls.mayGoOn,
    halt: controls.cancel,
  };
}

async function takeUp(
  deps: RunDeps,
  id: RunId,
  partners: RunPartners,
  controls: Controls,
  options: Pick<ResumeOptions, "keep" | "onProgress">,
): Promise<RunHandle> {
  const write = writeTogether(deps.workspace);
  const { read } = deps.workspace;
  try {
    const run = await storedRun(deps, id);
    const lost = (): void => controls.cancel();
    const lease = await takeLease(write, id, deps.owner, deps.now, lost);
    const works = await loadCases(read, id, run.peopleSet, partners.systems, "open");
    const listener = options.onProgress ?? ((): void => {});
    const context = contextOf(deps, run, partners, controls, write, works, listener);
    const result = carryOut(deps, context, run, works, options.keep)
      .catch(async (thrown: unknown) => {
        // Our own mistake: the run says so, and what was done before stays.
        const at = context.now().toISOString();
        await write((stores) => stores.runs.end(id, { outcome: "error", at })).catch(() => {});
        throw thrown;
      })
      .finally(async () => {
        await lease.release().catch(() => {});
        await partners.close();
      });
    // A rejection is the caller's to see through `result`; without a listener it must not end us.
    result.catch(() => {});
    const { events } = context;
    const { cancel, pause, goOn } = controls;
    return { id, counts: events.counts, log: events.log, cancel, pause, goOn, result };
  } catch (thrown) {
    await partners.close();
    throw thrown;
  }
}

async function carryOut(
  deps: RunDeps,
  context: RunContext,
  run: RunRecord,
  works: readonly CaseWork[],
  keep: boolean,
): Promise<RunResult> {
  const { id, write } = context;
  const { read } = deps.workspace;
  await write(async (stores) => {
    await stores.runs.reopen(id);
    await stores.runs.start(id, context.now().toISOString());
    await appendRunState(stores, run, "running", works.length, null);
  });
  const stop = await attempt(context, run, works);
  const cancelled = stop === "cancelled";
  const reason = stop === null || stop === "cancelled" ? null : stop;
  if (stop === null) {
    const report = await runReport(read, id, false);
    await write((stores) => stores.runs.setFaults(id, report.faults));
    if (!keep) await cleanUpAll(context, run);
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
): Promise<StopReason | "cancelled" | null> {
  try {
    const untouched = works.filter((work) => work.steps.length === 0);
    await guardRun(context, untouched);
    await noteGuard(context, run, null);
    context.events.phase("sending");
    await walkAll(context, works);
    return null;
  } catch (thrown) {
    if (thrown instanceof RunStop) {
      await noteGuard(context, run, thrown.reason.code);
      context.events.say("warning", thrown.reason.happened, thrown.reason.code);
      return thrown.reason;
    }
    if (thrown instanceof Stopped || context.stop.aborted) return "cancelled";
    throw thrown;
  }
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
  if (first !== undefined) throw first;
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
