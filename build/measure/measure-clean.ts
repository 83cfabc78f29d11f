import { compareReading } from "./compare-reading.ts";
import type { Route } from "../../host/practice/faults/fault.ts";
import type { PracticeLine } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";

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
  readonly people: number;
  readonly route: Route;
  readonly progress: (says: string) => void;
}

/** Messy people through the honest practice by one route, with the default rules (decisions.md 39). */
export async function measureClean(lines: PracticeLine, plan: CleanPlan): Promise<CleanCounts> {
  const { route } = plan;
  const line = await lines.on(route);
  const batch = 50;
  const counts = { withDifference: 0, matches: 0, allowed: 0, notCompared: 0, undecided: 0 };
  const examples: string[] = [];
  for (let done = 0; done < plan.people; done += batch) {
    const set = messySet(`${plan.seed} clean ${done / batch}`);
    const recorded = await recordPeople(line, set, Math.min(batch, plan.people - done), 1);
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
    plan.progress(
      `clean over ${route}: ${done + batch} people, ${counts.withDifference} with a difference`,
    );
  }
  return { route, people: plan.people, ...counts, examples };
}
