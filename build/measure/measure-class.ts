import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import type { Crowds } from "./crowds.ts";
import { injectionsByClass, mostHarmful, slow } from "./injections.ts";
import type { Injection } from "./injections.ts";
import { judgeRun } from "./judge-run.ts";
import type { JudgedRun } from "./judge-run.ts";
import { countOpen, judgedOpen } from "./measure-open.ts";
import type { OpenCount } from "./measure-open.ts";
import type { PracticeLine } from "./practice-line.ts";
import type { Recorded } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { tallyRun } from "./tally.ts";
import type { Tally } from "./tally.ts";
import { twinDifference } from "./twin.ts";

export interface ClassPlan {
  /** People of one run. */
  readonly people: number;
  /** Effective injections to reach per class, and for the classes that harm most. */
  readonly effective: number;
  readonly effectiveOfHarmful: number;
  /** Runs of one class at most: what has no effect on these people never will. */
  readonly mostRuns: number;
  /** Whether every way of injecting it is tried, whatever was reached before. */
  readonly everyWay: boolean;
}

/** What came out of injecting one class alone; plain data. */
export interface ClassResult {
  readonly id: string;
  readonly runs: number;
  /** Runs in which the fault had no effect at all. */
  readonly idle: number;
  /** Records whose bytes differ in no field of the catalogue. */
  readonly outside: number;
  /** How many ways it was injected in, and into how many people. */
  readonly ways: number;
  readonly people: number;
  /** What was counted of it and, wrongly said, of others. */
  readonly tallies: Readonly<Record<Arm, Readonly<Record<string, Tally>>>>;
  readonly open: Readonly<Record<Arm, OpenCount>> | null;
}

/** One run of a class alone, and who the people in it are. */
export interface ClassRun extends JudgedRun {
  readonly outside: number;
  readonly names: readonly string[];
}

/** Injects one class alone, with every one of its parameters, until enough injections had an effect. */
export async function* runsOfClass(
  line: PracticeLine,
  crowds: Crowds,
  truth: string,
  plan: ClassPlan,
): AsyncGenerator<ClassRun> {
  const ways = injectionsByClass().get(truth) ?? [];
  const wanted = mostHarmful.has(truth) ? plan.effectiveOfHarmful : plan.effective;
  const count = slow.has(truth) ? Math.min(20, plan.people) : plan.people;
  let effects = 0;
  for (let at = 0; at < plan.mostRuns; at++) {
    if (effects >= wanted && (at >= ways.length || !plan.everyWay)) break;
    const injection = ways[at % ways.length];
    if (injection === undefined) break;
    const { recorded, names } = await crowds.choose(injection, at, count);
    const run = await runClass(line, recorded, injection);
    effects += run.effects.length;
    yield { ...run, names };
  }
}

/** What is said of the runs of one class. */
export async function measureClass(
  runs: AsyncIterable<ClassRun>,
  truth: string,
  openRuns: number,
): Promise<ClassResult> {
  const byArm = { sentinels: new Map<string, Tally>(), blind: new Map<string, Tally>() };
  const open = { sentinels: countOpen(truth, true), blind: countOpen(truth, true) };
  const names = new Set<string>();
  const own = { runs: 0, idle: 0, outside: 0 };
  for await (const run of runs) {
    for (const arm of arms) {
      tallyRun(byArm[arm], truth, judgeRun(run, arm));
      if (own.runs < openRuns) open[arm].add(judgedOpen(run, arm, new Set([truth])));
    }
    own.runs++;
    own.outside += run.outside;
    if (run.effects.length === 0) own.idle++;
    for (const name of run.names) names.add(name);
  }
  return {
    id: truth,
    ...own,
    ways: (injectionsByClass().get(truth) ?? []).length,
    people: names.size,
    tallies: {
      sentinels: Object.fromEntries(byArm.sentinels),
      blind: Object.fromEntries(byArm.blind),
    },
    open: openRuns === 0 ? null : { sentinels: open.sentinels.count(), blind: open.blind.count() },
  };
}

/** Sends people through one fault, and tells by their twin what it did. */
async function runClass(
  line: PracticeLine,
  recorded: Recorded,
  { fault, rounds, route }: Injection,
): Promise<JudgedRun & { outside: number }> {
  const faulty = await runInjection(await line.on(route), recorded, [fault], rounds);
  const twin = recorded.rounds[rounds - 1];
  if (twin === undefined) throw new Error("These people were not recorded so often.");
  const { effects, outside } = twinDifference(twin.clean, faulty.reading);
  const all = [
    ...effects,
    ...[...faulty.late].map((person) => ({
      person,
      record: "",
      field: "*",
      before: "in time",
      after: "late",
    })),
  ];
  return { ...faulty, recorded, rounds, effects: all, outside };
}
