import type { ComparedCase } from "../../core/compare/build-report.ts";
import type { Verdict } from "../../core/compare/result.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";
import type { CaseId } from "../../db/ids.ts";
import type { RunRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import type { SendDetail } from "./keep-receipt.ts";
import { sharedCharts } from "./judge-clusters.ts";
import { chartIn } from "./load-cases.ts";

export interface ComparedRun {
  /** In the order of the run. */
  readonly cases: readonly ComparedCase[];
  /** Verdict of the cases of which nothing more can be said than what was found, by id. */
  readonly unclear: ReadonlyMap<string, Verdict>;
}

/** Everything that was compared in a run, from the store alone, ready for the second pass. */
export async function comparedCases(
  stores: ReadableStores,
  run: Pick<RunRecord, "id" | "peopleSet">,
): Promise<ComparedRun> {
  const cases: ComparedCase[] = [];
  const unclear = new Map<string, Verdict>();
  for await (const { case: record, rounds } of stores.comparisons.ofRun(run.id)) {
    if (record.phase !== "finished") unclear.set(record.id, "not-compared");
    else if (record.stored === null) unclear.set(record.id, "not-readable");
    const last = await stores.people.round(
      run.peopleSet,
      record.personIndex,
      rounds.some((round) => round.round > 1) ? 2 : 1,
    );
    const refusal = record.sent === "refused" ? await refusalOf(stores, run.id, record.id) : null;
    const person = await stores.people.person(run.peopleSet, record.personIndex);
    cases.push({
      id: record.id,
      scenario: record.scenario,
      person: record.person,
      pairedBy: record.pairedBy,
      hops: { sent: record.sent, stored: record.stored ?? "not-found" },
      ...(record.stored === null ? { unread: true as const } : {}),
      rounds,
      ...(refusal === null ? {} : { receipt: { says: refusal, names: null, found: null } }),
      ...(last?.expectations.some(mayBeRefused) === true ? { asksRefusal: true as const } : {}),
      control: person?.control ?? false,
      ...(last === null ? {} : { generated: chartIn(last) }),
    });
  }
  const shared = await sharedCharts(stores, run, cases);
  const together = cases.map((each) => {
    const sharedChart = shared.get(each.person);
    return sharedChart === undefined ? each : { ...each, sharedChart };
  });
  return { cases: together, unclear };
}

function mayBeRefused({ any }: FieldExpectation): boolean {
  return any.some(({ expect }) => expect === "must-reject");
}

/** The partner's own words of a refusal; the status line where it had none. */
async function refusalOf(
  stores: ReadableStores,
  run: RunRecord["id"],
  id: CaseId,
): Promise<readonly string[]> {
  const steps = await stores.steps.ofCase(run, id);
  const send = steps.find(({ kind, round }) => kind === "send" && round === 1);
  // Written by writeReceipt.
  const detail = send?.detail as SendDetail | null | undefined;
  if (detail == null) return [];
  return detail.outcome.length > 0 ? detail.outcome : [`HTTP ${String(detail.status ?? "")}`];
}
