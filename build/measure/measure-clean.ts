import { compareReading } from "./compare-reading.ts";
import type { Route } from "../../host/practice/faults/fault.ts";
import type { PracticeLine } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";

export interface CleanCounts {
  readonly route: Route;
  readonly people: number;
  /** People with a difference outside of their expectations. */
  readonly withDifference: number;
  readonly matches: number;
  readonly allowed: number;
  readonly notCompared: number;
  readonly undecided: number;
  readonly examples: readonly string[];
}

export interface CleanPlan {
  readonly seed: string;
  readonly route: Route;
  /** Number of the first one, and how many. */
  readonly from: number;
  readonly count: number;
}

/** People who are in the practice at the same time; memory stays flat over any number of them. */
const batch = 50;

/** Messy people through the honest practice by one route. */
export async function* cleanRuns(
  lines: PracticeLine,
  { seed, route, from, count }: CleanPlan,
): AsyncGenerator<{ readonly recorded: Recorded }> {
  const line = await lines.on(route);
  const set = messySet(`${seed} clean`);
  for (let done = 0; done < count; done += batch) {
    const some = { from: from + done, count: Math.min(batch, count - done), rounds: 1 } as const;
    yield { recorded: await recordPeople(line, set, some) };
  }
}

/** What is said of them, with the default rules (decisions.md 39). */
export async function measureClean(
  runs: AsyncIterable<{ readonly recorded: Recorded }>,
  { route, count }: Pick<CleanPlan, "route" | "count">,
): Promise<CleanCounts> {
  const counts = { withDifference: 0, matches: 0, allowed: 0, notCompared: 0, undecided: 0 };
  const examples: string[] = [];
  for await (const { recorded } of runs) {
    const clean = recorded.rounds[0]?.clean;
    if (clean === undefined) break;
    const options = { arm: "sentinels", round: 1, rules: true } as const;
    for (const { hops, rounds, person } of compareReading(recorded, clean, options)) {
      const [round] = rounds;
      const wrong = (round?.differences ?? []).filter((each) => each.verdict !== "not-compared");
      const unmet = (round?.expectations ?? []).filter((each) => each.met === false);
      counts.matches += round?.counts.match ?? 0;
      counts.allowed += round?.counts.allowed ?? 0;
      counts.notCompared += round?.counts.notCompared ?? 0;
      counts.undecided += (round?.expectations ?? []).length - unmet.length;
      if (hops.stored === "found" && wrong.length + unmet.length === 0) continue;
      counts.withDifference++;
      const what = [...wrong, ...unmet].map(({ field }) => field).join(", ");
      if (examples.length < 10) examples.push(`${person}: ${hops.stored}, ${what}`);
    }
  }
  return { route, people: count, ...counts, examples };
}

/** The counts of several slices of one route as those of one. */
export function addClean(results: readonly CleanCounts[]): readonly CleanCounts[] {
  return [...Map.groupBy(results, ({ route }) => route)].map(([route, all]) => {
    const of = (
      what: "people" | "withDifference" | "matches" | "allowed" | "notCompared" | "undecided",
    ): number => all.reduce((sum, each) => sum + each[what], 0);
    return {
      route,
      people: of("people"),
      withDifference: of("withDifference"),
      matches: of("matches"),
      allowed: of("allowed"),
      notCompared: of("notCompared"),
      undecided: of("undecided"),
      examples: all.flatMap(({ examples }) => examples).slice(0, 10),
    };
  });
}
