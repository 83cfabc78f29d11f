import { keyOf } from "../../core/compare/compare-round.ts";
import type { Difference, RoundComparison, RunFault } from "../../core/compare/result.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import { isOfLadder } from "../../core/probes/joined.ts";
import { entryOfCopy } from "../../core/probes/repeat-entry.ts";
import type { Outcome, Shot, ShotResult } from "../../core/probes/shot.ts";
import type { CaseRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import type { RunId } from "../../db/ids.ts";

/** What became of each shot of a probe's run: each went out on a person of its own. */
export async function readResults(
  stores: ReadableStores,
  run: RunId,
  shots: readonly Shot[],
): Promise<readonly ShotResult[]> {
  const shared = await sharedCharts(stores, run);
  const faults = (await stores.runs.run(run))?.faults ?? [];
  const results: ShotResult[] = [];
  for await (const { case: record, rounds } of stores.comparisons.ofRun(run)) {
    const shot = shots.find(({ person }) => person === record.personIndex);
    if (shot !== undefined) {
      const result = resultOf(shot, record, rounds, faults);
      const joined = shared.has(record.id) && isOfLadder(shots);
      results.push(joined ? { ...result, outcome: { kind: "joined" } } : result);
    }
  }
  return results;
}

/** Cases whose patient stands in one chart of the target with the patient of another case. */
async function sharedCharts(stores: ReadableStores, run: RunId): Promise<ReadonlySet<string>> {
  const links = await stores.links.known(run, "target", "Patient");
  const byChart = Map.groupBy(links, (link) => link.id);
  return new Set(
    [...byChart.values()]
      .map((all) => new Set(all.map((link) => link.case)))
      .filter((cases) => cases.size > 1)
      .flatMap((cases) => [...cases]),
  );
}

function resultOf(
  shot: Shot,
  record: CaseRecord,
  rounds: readonly RoundComparison[],
  faults: readonly RunFault[],
): ShotResult {
  const outcome = arrivalOf(record) ?? outcomeOf(shot, record, rounds);
  const ofRun = faults.flatMap(({ id, also }) => [id, ...also]);
  const own = rounds.flatMap(({ differences, allowed }) =>
    [...differences, ...allowed]
      .filter((each) => shot.field === null || isOf(shot, each) || isCopy(shot, each))
      .flatMap((each) => each.faults.map(({ id }) => id)),
  );
  // What happened to a whole record is named by the run alone.
  const whole = outcome.kind !== "whole" && (shot.field === null || arrivalOf(record) !== null);
  return { shot, outcome, named: [...new Set(whole ? [...own, ...ofRun] : own)] };
}

function arrivalOf(record: CaseRecord): Outcome | null {
  if (record.sent === "refused") return { kind: "refused", says: record.note ?? "" };
  if (record.phase !== "finished") return { kind: "not-read", why: "It was not sent or not read." };
  if (record.stored === "not-found") return { kind: "not-there" };
  if (record.stored === null || record.verdict === "not-readable") {
    return { kind: "not-read", why: "What came back could not be read." };
  }
  return null;
}

function isOf({ field, entry }: Shot, difference: Difference): boolean {
  return difference.field === field && difference.entry === entry;
}

function isCopy({ field, entry, repeat }: Shot, difference: Difference): boolean {
  if (repeat === undefined || difference.field !== field) return false;
  const copies = Array.from({ length: repeat - 1 }, (_, at) => entryOfCopy(entry, at + 2));
  return copies.includes(difference.entry);
}

function outcomeOf(shot: Shot, record: CaseRecord, rounds: readonly RoundComparison[]): Outcome {
  if (shot.field === null) {
    const differs = record.verdict !== null && isUnallowed(record.verdict);
    if (!differs && record.stored === "found") return { kind: "whole" };
    return { kind: "changed", to: record.stored === "found" ? "" : (record.stored ?? "") };
  }
  const [first] = rounds;
  const all = [...(first?.differences ?? []), ...(first?.allowed ?? [])];
  // Of a list, the first entry that did not arrive tells.
  const found = all.find((each) => isOf(shot, each)) ?? all.find((each) => isCopy(shot, each));
  if (found === undefined) {
    // What was left out on purpose and did not come either.
    if (shot.value === null) return { kind: "whole" };
    const matched = first?.matched.includes(keyOf(shot.field, shot.entry)) === true;
    return matched ? { kind: "whole" } : { kind: "not-read", why: "The field was not compared." };
  }
  if (found.verdict === "not-compared") return { kind: "not-read", why: found.reason ?? "" };
  const { target } = found;
  return target === undefined || target === null || target === ""
    ? { kind: "gone" }
    : { kind: "changed", to: target };
}
