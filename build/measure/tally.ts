import { sights } from "./judge.ts";
import type { Judgement, Judged, Named, Sight } from "./judge.ts";

/** What was counted of one class in one arm. */
export interface Tally {
  readonly sights: Record<Sight, number>;
  /** Seen, and the true class is the name or stands in the set that is shown. */
  named: number;
  /** Seen, and the true class is the only name. */
  alone: number;
  /** Of the differences that bear this class's name: where it is true. */
  rightlySaid: number;
  wronglySaid: number;
  /** What was said instead, or as well. */
  readonly said: Record<string, number>;
  /** Examples of what was not named right, for whoever mends it. */
  readonly examples: string[];
}

export type Tallies = Map<string, Tally>;

function emptyTally(): Tally {
  return {
    sights: { seen: 0, match: 0, allowed: 0, "not-compared": 0, "not-readable": 0 },
    named: 0,
    alone: 0,
    rightlySaid: 0,
    wronglySaid: 0,
    said: {},
    examples: [],
  };
}

export function tallyOf(tallies: Tallies, id: string): Tally {
  const known = tallies.get(id) ?? emptyTally();
  tallies.set(id, known);
  return known;
}

/** The true class is the only name, or stands in the set that is shown to the tester. */
export function isNamed({ ids, oneOf }: Named, truth: string): boolean {
  return isAlone({ ids, oneOf }, truth) || oneOf.some((set) => set.join("+") === truth);
}

function isAlone({ ids }: Named, truth: string): boolean {
  return ids.length === 1 && ids[0] === truth;
}

const exampleCount = 12;

/** Counts one run in which only one class was injected. */
export function tallyRun(tallies: Tallies, truth: string, judgement: Judgement): void {
  const tally = tallyOf(tallies, truth);
  for (const judged of judgement.effects) {
    const { sight, named } = judged;
    tally.sights[sight]++;
    if (sight !== "seen") {
      if (tally.examples.length < exampleCount) tally.examples.push(example(judged));
      continue;
    }
    if (isNamed(named, truth)) {
      tally.named++;
      tally.rightlySaid++;
      if (isAlone(named, truth)) tally.alone++;
      count(tally.said, truth);
      continue;
    }
    if (tally.examples.length < exampleCount) tally.examples.push(example(judged));
    count(tally.said, named.ids.join("+"));
    sayWrongly(tallies, named, truth);
  }
  for (const named of judgement.alarms) {
    count(tallyOf(tallies, "none").said, named.ids.join("+"));
    sayWrongly(tallies, named, "none");
  }
}

/** Puts what was counted elsewhere to what was counted here. */
export function addTallies(to: Tallies, from: Readonly<Record<string, Tally>>): void {
  for (const [id, other] of Object.entries(from)) {
    const tally = tallyOf(to, id);
    for (const sight of sights) tally.sights[sight] += other.sights[sight];
    tally.named += other.named;
    tally.alone += other.alone;
    tally.rightlySaid += other.rightlySaid;
    tally.wronglySaid += other.wronglySaid;
    for (const [name, times] of Object.entries(other.said)) count(tally.said, name, times);
    tally.examples.push(...other.examples.slice(0, exampleCount - tally.examples.length));
  }
}

/** Of all the effects that were counted, seen or not. */
export function effectsIn({ sights }: Pick<Tally, "sights">): number {
  return Object.values(sights).reduce((sum, each) => sum + each, 0);
}

/** A name beside the true one is a wrong one too. */
function sayWrongly(tallies: Tallies, { ids }: Named, truth: string): void {
  for (const id of ids) if (id !== truth) tallyOf(tallies, id).wronglySaid++;
}

function count(said: Record<string, number>, name: string, times = 1): void {
  said[name] = (said[name] ?? 0) + times;
}

function example({ effect, sight, named }: Judged): string {
  const { field, before, after } = effect;
  const said = sight === "seen" ? named.ids.join("+") : sight;
  const set =
    named.oneOf.length === 0 ? "" : ` of ${named.oneOf.map((s) => s.join("+")).join(" | ")}`;
  return `${field}: ${JSON.stringify(before)} → ${JSON.stringify(after)}: ${said}${set}`;
}
