import type { Profile } from "../../api/profile.ts";
import type { ComparedCase } from "../../core/compare/build-report.ts";
import { type ChartSeen, judgePairs, type PairJudgement } from "../../core/compare/judge-pairs.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import type { RunRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import { storedPairs } from "./prepare-run.ts";

const link = "patient.link.replaced-by";

/** What became of each pair of a run's clusters, from the store alone. */
export async function judgeClusters(
  stores: ReadableStores,
  run: Pick<RunRecord, "id" | "peopleSet" | "profile">,
  cases: readonly ComparedCase[],
): Promise<readonly PairJudgement[]> {
  const pairs = storedPairs(await stores.people.set(run.peopleSet));
  if (pairs.length === 0) return [];
  const charts = new Map<string, string[]>();
  for (const known of await stores.links.known(run.id, "target", "Patient")) {
    charts.set(known.case, [...(charts.get(known.case) ?? []), known.id]);
  }
  const byPerson = new Map(cases.map((compared) => [compared.person, compared]));
  const seen = (person: string): ChartSeen | null => {
    const compared = byPerson.get(person);
    if (compared === undefined || compared.unread === true) return null;
    return {
      ...compared.hops,
      charts: charts.get(compared.id) ?? [],
      isJoined: isJoined(compared),
    };
  };
  // The schema was checked when the run was queued.
  const { declares } = run.profile as Profile;
  return judgePairs(pairs, seen, { onePerPerson: declares?.onePerPerson === true });
}

/** Whether the chart was sent as one that another one has replaced, and stands so. */
function isJoined({ generated, rounds }: ComparedCase): boolean {
  const says = generated?.values.some(({ field }) => field === link) ?? false;
  const last = rounds.at(-1);
  return (
    says &&
    last?.differences.every(({ field, verdict }) => field !== link || !isUnallowed(verdict)) ===
      true
  );
}
