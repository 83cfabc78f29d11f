import type { z } from "zod";
import type { runLine, stageCounts } from "../../api/calls/run.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import type { RunId } from "../../db/ids.ts";
import type { CaseRecord, RunSummary } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import type { RunKeeper } from "../run-keeper.ts";
import { casesOfRun } from "./case-list.ts";
import { refuse } from "./refuse.ts";

export type RunLine = z.infer<typeof runLine>;
type StageCounts = z.infer<typeof stageCounts>;

/** Runs as lists show them. */
export interface RunLines {
  /** Newest first. */
  readonly all: () => Promise<RunLine[]>;
  readonly one: (run: RunId) => Promise<RunLine>;
}

const listed = 200;

export function makeRunLines(workspace: () => Workspace, keeper: RunKeeper): RunLines {
  // Cases of an ended run change no more until it is taken up again: their counts are read once.
  const ended = new Map<RunId, { readonly at: string; readonly counts: StageCounts }>();

  const countsOf = async (run: RunSummary): Promise<StageCounts> => {
    const live = keeper.active(run.id);
    if (live !== null) return { ...live.counts() };
    const known = ended.get(run.id);
    if (known !== undefined && known.at === run.endedAt) return known.counts;
    const counts = countCases(await casesOfRun(workspace(), run.id));
    if (run.endedAt !== null) ended.set(run.id, { at: run.endedAt, counts });
    return counts;
  };

  const lineOf = async (run: RunSummary, number: number): Promise<RunLine> => ({
    id: run.id,
    number,
    state: stateOf(run, keeper),
    paused: keeper.active(run.id)?.paused() ?? false,
    connection: run.profileName,
    seed: run.seed,
    started: run.startedAt ?? run.queuedAt,
    ended: run.endedAt,
    counts: await countsOf(run),
    leftovers: (await workspace().read.cleanup.open(run.id)).length,
  });

  const all = async (): Promise<RunLine[]> => {
    const runs = withoutProbes(await workspace().read.runs.list({ limit: listed }));
    return Promise.all(runs.map((run, index) => lineOf(run, runs.length - index)));
  };

  return {
    all,
    one: async (id) => {
      const runs = await workspace().read.runs.list({ limit: listed });
      const found = runs.find((run) => run.id === id);
      const tests = withoutProbes(runs);
      // A probe has no number of its own; it bears that of the run it belongs to.
      const index = tests.findIndex((run) => run.id === (found?.probeOf ?? id));
      if (found !== undefined) return lineOf(found, tests.length - index);
      throw refuse(
        "not-found",
        "This run is not in the open workspace.",
        "Nothing was changed.",
        "Choose a run from the list.",
      );
    },
  };
}

/** Runs that a person started: a probe belongs to a finding, and must not push its run aside. */
export function withoutProbes(runs: readonly RunSummary[]): readonly RunSummary[] {
  return runs.filter((run) => run.probeOf === null || run.probeOf === undefined);
}

function stateOf(run: RunSummary, keeper: RunKeeper): RunLine["state"] {
  switch (run.state) {
    case "cancelled":
      return "stopped";
    case "stopped":
      return "refused";
    case "running": {
      const counts = keeper.active(run.id)?.counts();
      if (counts === undefined) return "interrupted";
      return counts.sent === 0 ? "preparing" : counts.sent < counts.total ? "sending" : "reading";
    }
    case "queued":
    case "done":
    case "interrupted":
    case "error":
      return run.state;
  }
}

function countCases(cases: readonly CaseRecord[]): StageCounts {
  const count = (test: (one: CaseRecord) => boolean) => cases.filter(test).length;
  return {
    total: cases.length,
    sent: count((one) => one.sent !== "not-sent"),
    acknowledged: count((one) => one.sent === "accepted"),
    refused: count((one) => one.sent === "refused"),
    unknown: count((one) => one.sent === "unknown"),
    stored: count((one) => one.stored === "found" || one.stored === "late"),
    notFound: count((one) => one.stored === "not-found"),
    readBack: count((one) => one.stored === "found" || one.stored === "late"),
    compared: count((one) => one.verdict !== null),
    same: count((one) => one.verdict !== null && !isUnallowed(one.verdict)),
    different: count((one) => one.verdict !== null && isUnallowed(one.verdict)),
  };
}
