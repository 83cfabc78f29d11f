import { arms, compareReading } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import {
  injectionsByClass,
  mostHarmful,
  ofDeletions,
  rare,
  slow,
  wellCovered,
} from "./injections.ts";
import type { Injection } from "./injections.ts";
import { judge } from "./judge.ts";
import type { PracticeLine } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { tallyOf, tallyRun } from "./tally.ts";
import type { Tallies } from "./tally.ts";
import { twinDifference } from "./twin.ts";

export interface SinglesPlan {
  readonly seed: string;
  readonly people: number;
  /** Only these classes; all where it is empty. */
  readonly classes: readonly string[];
  /** Effective injections to reach per class, and for the classes that harm most. */
  readonly effective: number;
  readonly effectiveOfHarmful: number;
  /** Runs of one class at most: what has no effect on these people never will. */
  readonly mostRuns: number;
  /** The same few people for every class, and no further run once it had an effect. */
  readonly oneCrowd: boolean;
  readonly progress: (says: string) => void;
}

export interface Singles {
  readonly byArm: Readonly<Record<Arm, Tallies>>;
  /** Per class: runs, and those in which the fault had no effect at all. */
  readonly runs: ReadonlyMap<string, { runs: number; idle: number; outside: number }>;
}

/** People are recorded once for all classes, those who carry the mess of one class for it alone. */
function recordings(
  line: PracticeLine,
  { seed, oneCrowd }: Pick<SinglesPlan, "seed" | "oneCrowd">,
): (at: number, count: number, injection: Injection) => Promise<Recorded> {
  const known = new Map<string, Recorded>();
  return async (at, count, { truth, rounds, route }) => {
    const madeForIt = rare.has(truth) || (at % 2 === 1 && !wellCovered.has(truth));
    const exposing = madeForIt ? [truth] : [];
    const removes = ofDeletions.has(truth);
    const mess =
      oneCrowd && at === 0 && exposing.length === 0 ? [...injectionsByClass().keys()] : exposing;
    const key = `${at} ${count} ${rounds} ${route} ${removes}`;
    const found = exposing.length === 0 ? known.get(key) : undefined;
    if (found !== undefined) return found;
    const made = await recordPeople(
      await line.on(route),
      messySet(`${seed} ${at}`, mess),
      count,
      rounds,
      removes,
    );
    if (exposing.length === 0) known.set(key, made);
    return made;
  };
}

/** Every class alone, with every one of its parameters, until enough injections had an effect. */
export async function measureSingles(line: PracticeLine, plan: SinglesPlan): Promise<Singles> {
  const byArm: Record<Arm, Tallies> = { sentinels: new Map(), blind: new Map() };
  const runs = new Map<string, { runs: number; idle: number; outside: number }>();
  const recorded = recordings(line, plan);
  for (const [truth, ways] of injectionsByClass()) {
    if (plan.classes.length > 0 && !plan.classes.includes(truth)) continue;
    const wanted = mostHarmful.has(truth) ? plan.effectiveOfHarmful : plan.effective;
    const own = { runs: 0, idle: 0, outside: 0 };
    runs.set(truth, own);
    for (let at = 0; at < plan.mostRuns; at++) {
      const enough = effectiveOf(byArm.sentinels, truth) >= wanted;
      const tried = plan.oneCrowd || at >= ways.length;
      if (tried && (enough || at >= ways.length * 3)) break;
      const injection = ways[at % ways.length];
      if (injection === undefined) break;
      const count = slow.has(truth) ? Math.min(20, plan.people) : plan.people;
      const people = await recorded(at, count, injection);
      const { effects, outside } = await measureRun(line, people, injection, byArm);
      own.runs++;
      own.outside += outside;
      if (effects === 0) own.idle++;
    }
    plan.progress(`${truth}: ${effectiveOf(byArm.sentinels, truth)} in ${own.runs} runs`);
  }
  return { byArm, runs };
}

function effectiveOf(tallies: Tallies, truth: string): number {
  return Object.values(tallyOf(tallies, truth).sights).reduce((sum, each) => sum + each, 0);
}

async function measureRun(
  line: PracticeLine,
  recorded: Recorded,
  { truth, fault, rounds, route }: Injection,
  byArm: Record<Arm, Tallies>,
): Promise<{ effects: number; outside: number }> {
  const { reading, earlier, late, first } = await runInjection(
    await line.on(route),
    recorded,
    [fault],
    rounds,
  );
  const twin = recorded.rounds[rounds - 1];
  if (twin === undefined) throw new Error("These people were not recorded so often.");
  const { effects, outside } = twinDifference(twin.clean, reading);
  const all = [
    ...effects,
    ...[...late].map((person) => ({
      person,
      record: "",
      field: "*",
      before: "in time",
      after: "late",
    })),
  ];
  for (const arm of arms) {
    const options = { arm, round: rounds, rules: false } as const;
    const clean = compareReading(recorded, twin.clean, options);
    const cases = compareReading(recorded, reading, {
      ...options,
      late,
      first,
      ...(earlier === null ? {} : { earlier }),
    });
    tallyRun(byArm[arm], truth, judge(cases, clean, all));
  }
  return { effects: all.length, outside };
}
