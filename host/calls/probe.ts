import { runId } from "../../db/ids.ts";
import type { Host } from "../host.ts";
import { findingsOfRun } from "../probes/findings-of-run.ts";
import { probeOf, shotOf } from "../probes/probe-words.ts";
import type { RunKeeper } from "../run-keeper.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { refuse } from "./refuse.ts";

export function probeHandlers(
  host: Host,
  runs: RunKeeper,
  startPracticeFor: (run: string) => Promise<void>,
): AreaHandlers<"probe"> {
  const existing = async (id: string) => {
    const run = await host.workspace().read.runs.summary(runId(id));
    if (run !== null) return run;
    throw refuse(
      "not-found",
      "This run is not in the open workspace.",
      "Nothing was sent.",
      "Choose a run from the list.",
    );
  };

  return {
    "probe.findings": async ({ run: id }) => {
      const run = await existing(id);
      return { findings: await findingsOfRun(host.workspace().read, run) };
    },

    "probe.plan": async ({ run, finding }) => {
      await existing(run);
      const planned = await runs.plannedProbe(run, finding);
      const { plan } = planned;
      return {
        finding: planned.key,
        fault: planned.finding.fault.id,
        cannot: plan.kind === "cannot" ? plan.why : null,
        shots: plan.kind === "cannot" ? [] : plan.shots.map(shotOf),
      };
    },

    "probe.confirm": async ({ run, finding }, { progress, signal }) => {
      await existing(run);
      await startPracticeFor(run);
      const record = await runs.probe(run, finding, signal, (says) => progress({ says }));
      return probeOf(record);
    },
  };
}
