import type { Profile } from "../../api/profile.ts";
import type { PersonId } from "../../core/catalogue/chart.ts";
import type { ComparedCase, SharedChart } from "../../core/compare/build-report.ts";
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

/** The charts in which more than one of a run's people stand, by each of these. */
export async function sharedCharts(
  stores: ReadableStores,
  run: Pick<RunRecord, "id" | "peopleSet">,
  cases: readonly ComparedCase[],
): Promise<ReadonlyMap<PersonId, SharedChart>> {
  const personOf = new Map<string, PersonId>(cases.map(({ id, person }) => [id, person]));
  const byChart = new Map<string, PersonId[]>();
  for (const { case: ofCase, id } of await stores.links.ofRun(run.id, "target", "Patient")) {
    const person = personOf.get(ofCase);
    const people = byChart.get(id);
    if (person === undefined) continue;
    if (people === undefined) byChart.set(id, [person]);
    else people.push(person);
  }
  const crowded = [...byChart.values()].filter((people) => people.length > 1);
  if (crowded.length === 0) return new Map();
  const pairs = storedPairs(await stores.people.set(run.peopleSet));
  const same = new Set(pairs.filter((pair) => pair.same).map(({ a, b }) => `${a} ${b}`));
  return new Map(
    crowded.flatMap((people) => {
      const [first] = people.toSorted();
      const isOnePerson = people.every((other) => other === first || same.has(`${first} ${other}`));
      const shared = { people, isOnePerson };
      return people.map((person) => [person, shared] as const);
    }),
  );
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
