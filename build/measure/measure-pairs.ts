import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { injectionsByClass } from "./injections.ts";
import type { Injection } from "./injections.ts";
import type { Judged } from "./judge.ts";
import { judgeRun } from "./judge-run.ts";
import type { JudgedRun } from "./judge-run.ts";
import type { PracticeLine, Reading } from "./practice-line.ts";
import { rankOf } from "./rank-of.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { twinDifference } from "./twin.ts";
import type { Effect } from "./twin.ts";

export interface PairCounts {
  readonly pairs: number;
  /** Pairs that met on a value that tells. */
  readonly met: number;
  /** Values on which both acted, and each alone and both together give three different texts. */
  readonly identifiable: number;
  /** The pair is the name, or stands in the set that is shown. */
  readonly exact: number;
  readonly oneRight: number;
  /** One name without a set, and none of it true. */
  readonly silentlyWrong: number;
  readonly unknown: number;
  readonly unseen: number;
  /** Sizes of the sets of the values that have one. */
  readonly setSizes: readonly number[];
  /** Pairs that were not all exact, with what was said instead. */
  readonly worst: readonly (readonly [pair: string, missed: number, of: number, said: string])[];
}

export interface PairsPlan {
  readonly seed: string;
  readonly people: number;
  readonly pairs: number;
}

export type PairResult = Readonly<Record<Arm, PairCounts>>;

/** Counts of one arm, as long as they grow. */
interface Growing {
  met: number;
  identifiable: number;
  exact: number;
  oneRight: number;
  silentlyWrong: number;
  unknown: number;
  unseen: number;
  readonly setSizes: number[];
  readonly worst: [pair: string, missed: number, of: number, said: string][];
}

function nothingYet(): Growing {
  const none = {
    met: 0,
    identifiable: 0,
    exact: 0,
    oneRight: 0,
    silentlyWrong: 0,
    unknown: 0,
    unseen: 0,
  };
  return { ...none, setSizes: [], worst: [] };
}

/** Values of one pair that are counted: a pair that meets on many must not speak for the others. */
const mostOfOnePair = 10;

/** A run in which two faults were on, and the values on which both can be told. */
export interface PairRun extends JudgedRun {
  readonly pair: readonly [string, string];
  readonly telling: ReadonlySet<Effect>;
}

/** People who were recorded for pairs, and what each fault alone makes of them. */
export class PairBench {
  readonly #line: PracticeLine;
  readonly #plan: PairsPlan;
  #recorded: Promise<Recorded> | null = null;
  readonly #alone = new Map<Injection, Reading>();

  constructor(line: PracticeLine, plan: PairsPlan) {
    this.#line = line;
    this.#plan = plan;
  }

  /** Random pairs of faults on the same values (decisions.md 38): those from `from` on. */
  async *runs(from: number, count: number): AsyncGenerator<PairRun> {
    const chosen = choosePairs(this.#plan).slice(from, from + count);
    for (const [first, second] of chosen) yield await this.#run(first, second);
  }

  async #run(first: Injection, second: Injection): Promise<PairRun> {
    const { seed, people } = this.#plan;
    this.#recorded ??= recordPeople(this.#line, messySet(`${seed} pairs`, textFaults), {
      count: people,
      rounds: 1,
    });
    const recorded = await this.#recorded;
    const clean = recorded.rounds[0]?.clean;
    if (clean === undefined) throw new Error("Nobody was recorded.");
    const a = textsOf(twinDifference(clean, await this.#readAlone(recorded, first)).effects);
    const b = textsOf(twinDifference(clean, await this.#readAlone(recorded, second)).effects);
    const both = await runInjection(this.#line, recorded, [first.fault, second.fault], 1);
    const { effects } = twinDifference(clean, both.reading);
    // Values on which each alone and both together make three different texts.
    const telling = new Set(
      effects.filter((effect) => {
        const key = keyOf(effect);
        const texts = new Set([effect.before, a.get(key), b.get(key), effect.after]);
        return texts.size === 4 && !texts.has(undefined) && effect.after !== null;
      }),
    );
    return { ...both, recorded, rounds: 1, effects, pair: [first.truth, second.truth], telling };
  }

  async #readAlone(recorded: Recorded, injection: Injection): Promise<Reading> {
    const known = this.#alone.get(injection);
    if (known !== undefined) return known;
    const { reading } = await runInjection(this.#line, recorded, [injection.fault], 1);
    this.#alone.set(injection, reading);
    return reading;
  }
}

/** What is said of pairs, in both arms. */
export async function measurePairs(runs: AsyncIterable<PairRun>): Promise<PairResult> {
  const counts: Record<Arm, Growing> = { sentinels: nothingYet(), blind: nothingYet() };
  let pairs = 0;
  for await (const run of runs) {
    pairs++;
    for (const arm of arms) {
      const own = judgeRun(run, arm).effects.filter(({ effect }) => run.telling.has(effect));
      const every = Math.ceil(own.length / mostOfOnePair);
      countPair(
        counts[arm],
        run.pair,
        own.filter((_, at) => at % every === 0),
      );
    }
  }
  return { sentinels: { pairs, ...counts.sentinels }, blind: { pairs, ...counts.blind } };
}

/** The counts of several slices as those of one. */
export function addPairs(results: readonly PairResult[]): PairResult {
  const sum = (arm: Arm): PairCounts => {
    const all = results.map((result) => result[arm]);
    const of = (what: Exclude<keyof PairCounts, "setSizes" | "worst">): number =>
      all.reduce((total, each) => total + each[what], 0);
    return {
      pairs: of("pairs"),
      met: of("met"),
      identifiable: of("identifiable"),
      exact: of("exact"),
      oneRight: of("oneRight"),
      silentlyWrong: of("silentlyWrong"),
      unknown: of("unknown"),
      unseen: of("unseen"),
      setSizes: all.flatMap(({ setSizes }) => setSizes),
      worst: all.flatMap(({ worst }) => worst).toSorted((x, y) => y[1] - x[1]),
    };
  };
  return { sentinels: sum("sentinels"), blind: sum("blind") };
}

function countPair(
  counts: Growing,
  [first, second]: readonly [string, string],
  judged: readonly Judged[],
): void {
  const truth = [first, second].toSorted().join("+");
  if (judged.length > 0) counts.met++;
  const said = new Map<string, number>();
  let missed = 0;
  for (const { sight, named } of judged) {
    counts.identifiable++;
    if (sight !== "seen") {
      counts.unseen++;
      missed++;
      continue;
    }
    const sets = [named.ids, ...named.oneOf].map((ids) => ids.toSorted().join("+"));
    if (named.oneOf.length > 0) counts.setSizes.push(named.oneOf.length);
    const one = named.ids.includes(first) || named.ids.includes(second);
    if (sets.includes(truth)) counts.exact++;
    else {
      missed++;
      const name = named.ids.join("+");
      said.set(name, (said.get(name) ?? 0) + 1);
    }
    if (sets.includes(truth) || one) counts.oneRight++;
    else if (named.ids[0] === "UNKNOWN") counts.unknown++;
    else if (named.oneOf.length === 0) counts.silentlyWrong++;
  }
  const words = [...said].map(([name, times]) => `${name} ${times}`).join(", ");
  if (missed > 0) counts.worst.push([`${first} + ${second}`, missed, judged.length, words]);
}

function textsOf(effects: readonly Effect[]): ReadonlyMap<string, string | null> {
  return new Map(effects.map((effect) => [keyOf(effect), effect.after]));
}

function keyOf({ person, record, field, before }: Effect): string {
  return [person, record, field, before ?? ""].join("\u0000");
}

/** Faults that change a text and leave a text, by the kind of values that they meet each other on. */
const faultsOfKind: Readonly<Record<string, readonly string[]>> = {
  words: `TRUNCATE TRUNCATE-BYTES TRUNCATE-MID CHARSET-U8-1252 CHARSET-U8-U8 CHARSET-1252-U8
   CHARSET-QMARK CHARSET-DROP CHARSET-OEM CHARSET-7BIT CHARSET-LOWBYTE TRANSLIT NFC-NFD NFKC-FOLD CASE
   SPACE TRIM PAD PUNCT-STRIP QUOTE ENTITY-LEAK ESCAPE-LEAK ESCAPE-DOUBLE CONFUSABLE INVISIBLE-DROP
   INVISIBLE-ADD NEWLINE-LOSS`.split(/\s+/u),
  dates: "DATE-SWAP DATE-SHIFT CENTURY TIME-SHIFT EPOCH PRECISION-LOSS".split(" "),
  numbers: "DECIMAL-LOSS DECIMAL-SHIFT ROUND TRAILING-ZERO FLOAT-NOISE COMPUTED-DRIFT".split(" "),
};
const textFaults = Object.values(faultsOfKind).flat();
const kindOf = (truth: string): string =>
  Object.keys(faultsOfKind).find((kind) => faultsOfKind[kind]?.includes(truth) === true) ?? "";

/** The same seed chooses the same pairs; both act on all the fields of both. */
function choosePairs({ seed, pairs }: PairsPlan): readonly (readonly [Injection, Injection])[] {
  const usable = [...injectionsByClass()].flatMap(([truth, ways]) =>
    textFaults.includes(truth) && ways[0] !== undefined ? [ways[0]] : [],
  );
  const all = usable.flatMap((first) =>
    usable.flatMap((second) =>
      first !== second && kindOf(first.truth) === kindOf(second.truth)
        ? [[onSameFields(first), onSameFields(second)] as const]
        : [],
    ),
  );
  return all
    .map((pair) => ({ pair, rank: rankOf(`${seed} ${pair[0].truth} ${pair[1].truth}`) }))
    .toSorted((x, y) => x.rank - y.rank)
    .slice(0, pairs)
    .map(({ pair }) => pair);
}

const fieldsOfKind: Readonly<Record<string, readonly string[]>> = {
  words: [
    "patient.name.family",
    "patient.name.given",
    "patient.address.line1",
    "contact.name",
    "medication.sig",
    "allergy.reaction",
    "problem.text",
  ],
  dates: [
    "patient.birth-date",
    "allergy.onset",
    "problem.onset",
    "coverage.start",
    "encounter.start",
    "result.observed-time",
  ],
  numbers: ["medication.dose-value", "result.value"],
};

const shared = new Map<string, Injection>();

/** One object per class, so that its run alone is made once. */
function onSameFields({ truth, fault, rounds, route }: Injection): Injection {
  const fields = fieldsOfKind[kindOf(truth)] ?? [];
  const made = shared.get(truth) ?? { truth, rounds, route, fault: { ...fault, fields } };
  shared.set(truth, made);
  return made;
}
