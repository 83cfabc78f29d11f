import { randomBytes, randomUUID } from "node:crypto";
import type { Profile } from "../api/profile.ts";
import { CallRefusal } from "../api/fault.ts";
import { runId, type RunId } from "../db/ids.ts";
import type { ProbeRecord } from "../db/records.ts";
import type { Host } from "./host.ts";
import { confirmFinding, plannedProbe } from "./probes/confirm-finding.ts";
import { secretsFrom } from "./profile/secrets.ts";
import type { CleanUpResult } from "./runs/clean-up-run.ts";
import type { PeopleRequest } from "./runs/prepare-run.ts";
import type { OpenedSet } from "./sets/open-set.ts";
import { withFreshNumbers } from "./sets/set-for-profile.ts";
import type { RunLogLine, RunProgress } from "./runs/run-events.ts";
import {
  cleanUpStoredRun,
  resumeRun,
  startRun,
  type RunDeps,
  type RunHandle,
  type RunResult,
} from "./runs/start-run.ts";

/** The runs that this application has under way. They go on without anybody watching. */
export interface RunKeeper {
  readonly active: (run: string) => RunHandle | null;
  /** What happened, oldest first; also of a run that has ended since this program began. */
  readonly log: (run: string) => readonly RunLogLine[];
  /** Resolves when the run has ended; null where it is not under way here. */
  readonly ended: (run: string) => Promise<RunResult> | null;
  readonly start: (wanted: {
    readonly people: Omit<PeopleRequest, "salt"> & { readonly salt?: string };
    /** A saved set whose people are taken as they are. */
    readonly saved?: OpenedSet;
    /** Other identifiers for the same people. */
    readonly fresh: boolean;
    readonly profile: Profile;
  }) => Promise<RunId>;
  readonly resume: (run: string) => Promise<void>;
  readonly cleanUp: (
    run: string,
    signal: AbortSignal,
    progress: (done: { readonly removed: number; readonly of: number }) => void,
  ) => Promise<CleanUpResult>;
  /** What `probe` would send first. */
  readonly plannedProbe: (run: string, finding: string) => ReturnType<typeof plannedProbe>;
  /** Confirms a finding of a run by the smallest experiment; no other run goes on meanwhile. */
  readonly probe: (
    run: string,
    finding: string,
    signal: AbortSignal,
    progress: (says: string) => void,
  ) => Promise<ProbeRecord>;
  /** Stops what is under way and waits for it: before the workspace changes hands. */
  readonly stopAll: () => Promise<void>;
}

/** Announcements of a run that is under way, at most. */
const announceEveryMs = 250;

export function keepRuns(host: Host): RunKeeper {
  const handles = new Map<string, RunHandle>();
  const begun = new Map<string, RunHandle>();
  let due: NodeJS.Timeout | null = null;

  const deps = (): RunDeps => ({
    workspace: host.workspace(),
    secrets: secretsFrom(host.env),
    now: host.now,
    newId: randomUUID,
    owner: host.door === "desktop" ? "the Crosschart window" : "Crosschart in the browser",
  });

  const announce = (): void => {
    due ??= setTimeout(() => {
      due = null;
      host.announce(["runs", "cases"]);
    }, announceEveryMs);
  };

  const onProgress = (progress: RunProgress): void => {
    if (progress.kind !== "phase") announce();
  };

  const keep = (handle: RunHandle): RunId => {
    handles.set(handle.id, handle);
    begun.set(handle.id, handle);
    host.log(`Run ${handle.id} is under way.`);
    const end = (says: string): void => {
      handles.delete(handle.id);
      host.log(`Run ${handle.id}: ${says}`);
      host.announce(["runs", "cases", "workspace", "practice"]);
    };
    handle.result.then(
      (result) => end(`${result.outcome}, ${result.says}.`),
      (error: unknown) =>
        end(`ended by our own mistake, ${error instanceof Error ? error.name : ""}.`),
    );
    host.announce(["runs", "workspace"]);
    return handle.id;
  };

  const oneAtATime = (): void => {
    if (handles.size === 0) return;
    throw new CallRefusal({
      code: "conflict",
      happened: "Another run is still under way.",
      safe: "It goes on; nothing was started.",
      todo: "Wait for it, or stop it on the Send & read back screen.",
    });
  };

  return {
    active: (run) => handles.get(run) ?? null,
    log: (run) => begun.get(run)?.log() ?? [],
    ended: (run) => begun.get(run)?.result ?? null,
    start: async ({ people: wanted, saved, fresh, profile }) => {
      oneAtATime();
      const salt = fresh ? randomBytes(6).toString("hex") : (wanted.salt ?? "");
      const people = { ...wanted, salt };
      const given = saved === undefined || !fresh ? saved : withFreshNumbers(saved, salt);
      const run = { profile, people, keep: true, onProgress };
      const options = given === undefined ? run : { ...run, saved: given };
      return keep(await startRun(deps(), options));
    },
    resume: async (run) => {
      oneAtATime();
      keep(await resumeRun(deps(), { run: runId(run), keep: true, onProgress }));
    },
    cleanUp: async (run, signal, progress) => {
      oneAtATime();
      const done = await cleanUpStoredRun(deps(), runId(run), signal, progress);
      host.announce(["runs", "workspace"]);
      return done;
    },
    plannedProbe: (run, finding) => plannedProbe(deps(), runId(run), finding),
    probe: async (run, finding, signal, progress) => {
      oneAtATime();
      const began = (handle: RunHandle): void => {
        keep(handle);
      };
      const hooks = { signal, progress, began };
      const record = await confirmFinding(deps(), { run: runId(run), finding }, hooks);
      host.announce(["runs", "cases", "ledger"]);
      return record;
    },
    stopAll: async () => {
      for (const handle of handles.values()) handle.cancel();
      await Promise.allSettled([...handles.values()].map((handle) => handle.result));
    },
  };
}
