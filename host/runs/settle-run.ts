import { inferRunFaults } from "../../core/faults/infer-run-faults.ts";
import { withPairFaults } from "../../core/faults/pair-faults.ts";
import { caseId } from "../../db/ids.ts";
import type { RunRecord } from "../../db/records.ts";
import { comparedCases } from "./compared-cases.ts";
import { judgeClusters } from "./judge-clusters.ts";
import type { RunContext } from "./run-context.ts";

/**
 * The second pass over a run whose cases all have their end: stores its faults, and in every
 * comparison the names that only all cases together could give, so that each screen says the same.
 */
export async function settleRun(
  { workspace, write }: Pick<RunContext, "workspace" | "write">,
  run: RunRecord,
): Promise<void> {
  const { cases } = await comparedCases(workspace.read, run);
  const inferred = inferRunFaults(cases);
  const pairs = await judgeClusters(workspace.read, run, cases);
  await write(async (stores) => {
    for (const [index, { id, rounds }] of inferred.cases.entries()) {
      for (const [at, comparison] of rounds.entries()) {
        if (comparison === cases[index]?.rounds[at]) continue;
        await stores.comparisons.save(run.id, caseId(id), comparison);
      }
    }
    await stores.runs.setFaults(run.id, withPairFaults(inferred.faults, pairs));
  });
}
