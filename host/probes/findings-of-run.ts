import { faultWords } from "../../core/faults/faults.ts";
import { findingKey } from "../../core/probes/finding-key.ts";
import type { RunSummary } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import { probeOf } from "./probe-words.ts";

/** The findings of a run with their keys, the worst first, and what the last probe of each said. */
export async function findingsOfRun(
  { probes }: Pick<ReadableStores, "probes">,
  run: Pick<RunSummary, "id" | "faults">,
) {
  const all = run.faults ?? [];
  const said = await probes.ofRun(run.id);
  return all.map((fault) => {
    const finding = findingKey(fault, all);
    const last = said.findLast((probe) => probe.finding === finding);
    return {
      finding,
      fault: fault.id,
      long: faultWords(fault.id).long,
      why: fault.why,
      fields: [...fault.fields],
      cases: fault.cases,
      last: last === undefined ? null : probeOf(last),
    };
  });
}
