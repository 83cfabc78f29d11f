import type { Profile } from "../../api/profile.ts";
import { runId } from "../../db/ids.ts";
import type { RunId } from "../../db/ids.ts";
import { carryOut } from "./carry-out.ts";
import type { RunResult } from "./carry-out.ts";
import { cleanUpRun } from "./clean-up-run.ts";
import type { CleanUpResult } from "./clean-up-run.ts";
import { connectPartners } from "./connect-partners.ts";
import { takeLease } from "./lease.ts";
import { withAgreedRules } from "../profile/with-agreed-rules.ts";
import { loadCases } from "./load-cases.ts";
import { makeContext } from "./make-context.ts";
import { prepareRun } from "./prepare-run.ts";
import type { PeopleRequest, ProbePeople } from "./prepare-run.ts";
import type { OpenedSet } from "../sets/open-set.ts";
import type { RunPartners } from "./run-context.ts";
import { makeControls } from "./run-controls.ts";
import type { Controls } from "./run-controls.ts";
import type { RunDeps } from "./run-deps.ts";
import type { RunLogLine, RunProgress, StageCounts } from "./run-events.ts";
import { RunStop } from "./run-stop.ts";
import { profileOf, storedRun } from "./stored-run.ts";
import { writeTogether } from "./write-together.ts";

export type { RunDeps, RunResult };

export interface StartOptions {
  readonly profile: Profile;
  readonly people: PeopleRequest;
  /** A saved set whose people are taken as they are; `requestOfSet` makes the request of it. */
  readonly saved?: OpenedSet;
  /** The people of a probe; the run is then left out of lists of runs. */
  readonly probe?: ProbePeople;
  /** Keep what was made at the partners; else it is removed when the reading is over. */
  readonly keep: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface ResumeOptions {
  readonly run: RunId;
  readonly keep: boolean;
  readonly onProgress?: (progress: RunProgress) => void;
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
  paused(): boolean;
  goOn(): void;
  /** Never rejects for a partner's sake; rejects with our own mistakes and store faults. */
  readonly result: Promise<RunResult>;
}

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
    const { people, saved = null, probe = null } = options;
    // A probe looks through the profile that the run had.
    const profile =
      probe === null
        ? await withAgreedRules(deps.workspace.read, options.profile)
        : options.profile;
    const given = { saved, probe };
    await prepareRun(deps.workspace, id, profile, people, given, deps.now, controls.stop);
  } catch (thrown) {
    await partners.close();
    throw thrown;
  }
  const oneByOne = options.probe?.oneByOne === true;
  return takeUp(deps, id, partners, controls, { ...options, oneByOne });
}

/**
 * Takes up a run that was interrupted, stopped or cancelled: looks up what is unknown, sends what
 * was not sent, finishes.
 * @throws CliFailure exit 2 where there is no such run, exit 4 where another program works on it
 */
export async function resumeRun(deps: RunDeps, options: ResumeOptions): Promise<RunHandle> {
  const run = await storedRun(deps.workspace, options.run);
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
  const run = await storedRun(deps.workspace, id);
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
      const context = makeContext(deps, run, partners, controls, write, works, () => {});
      return await cleanUpRun(context, works, progress);
    } finally {
      await lease.release();
    }
  } finally {
    signal.removeEventListener("abort", end);
    await partners.close();
  }
}

async function takeUp(
  deps: RunDeps,
  id: RunId,
  partners: RunPartners,
  controls: Controls,
  options: Pick<ResumeOptions, "keep" | "onProgress"> & { readonly oneByOne?: boolean },
): Promise<RunHandle> {
  const write = writeTogether(deps.workspace);
  const { read } = deps.workspace;
  try {
    const run = await storedRun(deps.workspace, id);
    const lost = (): void => controls.cancel(leaseLost(id));
    const lease = await takeLease(write, id, deps.owner, deps.now, lost);
    const works = await loadCases(read, id, run.peopleSet, partners.systems, "open");
    const listener = options.onProgress ?? ((): void => {});
    const context = makeContext(deps, run, partners, controls, write, works, listener);
    const toTheEnd = async (): Promise<RunResult> => {
      try {
        return await carryOut(context, run, works, options);
      } catch (thrown) {
        // Our own mistake: the run says so, and what was done before stays.
        const at = context.now().toISOString();
        await write((stores) => stores.runs.end(id, { outcome: "error", at })).catch(() => {});
        throw thrown;
      } finally {
        await lease.release().catch(() => {});
        await partners.close();
      }
    };
    const result = toTheEnd();
    // A rejection is the caller's to see through `result`; without a listener it must not end us.
    result.catch(() => {});
    const { events } = context;
    const { pause, paused, goOn } = controls;
    const cancel = (): void => controls.cancel();
    return { id, counts: events.counts, log: events.log, cancel, pause, paused, goOn, result };
  } catch (thrown) {
    await partners.close();
    throw thrown;
  }
}

function leaseLost(id: RunId): RunStop {
  return new RunStop("lease-lost", {
    happened: `This program could not keep its hold on the run ${id}: it slept, or the workspace could not be written.`,
    safe: "What was done before is kept, and nothing more is sent.",
    todo: "Look whether another program works on the run; then take it up again with --resume.",
  });
}
