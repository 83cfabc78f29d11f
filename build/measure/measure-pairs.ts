import { arms, compareReading } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { injectionsByClass } from "./injections.ts";
import type { Injection } from "./injections.ts";
import { judge } from "./judge.ts";
import type { Judged } from "./judge.ts";
import type { PracticeLine, Reading } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { twinDifference } from "./twin.ts";
import type { Effect } from "./twin.ts";

export interface PairCounts {
  readonly pairs: number;
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
  readonly progress: (says: string) => void;
}

/** Counts of one arm, as long as they grow. */
interface Growing {
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
  const none = { identifiable: 0, exact: 0, oneRight: 0, silentlyWrong: 0, unknown: 0, unseen: 0 };
  return { ...none, setSizes: [], worst: [] };
}

/** Random pairs of faults on the same values (decisions.md 38), in both arms. */
export async function measurePairs(
  line: PracticeLine,
  plan: PairsPlan,
): Promise<Readonly<Record<Arm, PairCounts>>> {
  const recorded = await recordPeople(
    line,
    messySet(`${plan.seed} pairs`, [...textFaults]),
    plan.people,
    1,
  );
  const clean = recorded.rounds[0]?.clean;
  if (clean === undefined) throw new Error("Nobody was recorded.");
  const alone = new Map<Injection, Reading>();
  const readAlone = async (injection: Injection): Promise<Reading> => {
    const known = alone.get(injection);
    if (known !== undefined) return known;
    const { reading } = await runInjection(line, recorded, [injection.fault], 1);
    alone.set(injection, reading);
    return reading;
  };
  const counts: Record<Arm, Growing> = { sentinels: nothingYet(), blind: nothingYet() };
  const chosen = choosePairs(plan);
  for (const [first, second] of chosen) {
    const a = textsOf(twinDifference(clean, await readAlone(first)).effects);
    const b = textsOf(twinDifference(clean, await readAlone(second)).effects);
    const both = await runInjection(line, recorded, [first.fault, second.fault], 1);
    const { effects } = twinDifference(clean, both.reading);
    // Values on which each alone and both together make three different texts.
    const telling = effects.filter((effect) => {
      const key = keyOf(effect);
      const texts = new Set([effect.before, a.get(key), b.get(key), effect.after]);
      return texts.size === 4 && !texts.has(undefined) && effect.after !== null;
    });
    for (const arm of arms) {
      const options = { arm, round: 1, rules: false } as const;
      const cases = compareReading(recorded, both.reading, options);
      const judged = judge(cases, compareReading(recorded, clean, options), effects).effects;
      const own = judged.filter(({ effect }) => telling.includes(effect));
      countPair(counts[arm], [first.truth, second.truth], own);
    }
    const { worst } = counts.sentinels;
    const [name, missed] = worst.at(-1) ?? [];
    const pair = `${first.truth} + ${second.truth}`;
    plan.progress(
      `${pair}: ${telling.length} identifiable, ${name === pair ? missed : 0} not exact`,
    );
  }
  const done = (arm: Arm): PairCounts => ({
    pairs: chosen.length,
    ...counts[arm],
    worst: counts[arm].worst.toSorted((x, y) => y[1] - x[1]),
  });
  return { sentinels: done("sentinels"), blind: done("blind") };
}

function countPair(
  counts: Growing,
  [first, second]: readonly [string, string],
  judged: readonly Judged[],
): void {
  const truth = [first, second].toSorted().join("+");
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

/** Faults that change a text and leave a text. */
const textFaults = new Set(
  `TRUNCATE TRUNCATE-MID CHARSET-U8-1252 CHARSET-1252-U8 CHARSET-QMARK CHARSET-DROP TRANSLIT NFC-NFD
   CASE SPACE TRIM PUNCT-STRIP QUOTE ENTITY-LEAK ESCAPE-LEAK INVISIBLE-DROP NEWLINE-LOSS DATE-SWAP
   DATE-SHIFT CENTURY DECIMAL-LOSS DECIMAL-SHIFT ROUND TRAILING-ZERO`.split(/\s+/u),
);
/** Kinds of values that a fault meets another on. */
const kindOf = (truth: string): string =>
  /^(?:DATE|CENTURY)/u.test(truth)
    ? "dates"
    : /^(?:DECIMAL|ROUND|TRAILING)/u.test(truth)
      ? "numbers"
      : "words";

/** The same seed chooses the same pairs; both act on all the fields of both. */
function choosePairs({ seed, pairs }: PairsPlan): readonly (readonly [Injection, Injection])[] {
  const usable = [...injectionsByClass()].flatMap(([truth, ways]) =>
    textFaults.has(truth) && ways[0] !== undefined ? [ways[0]] : [],
  );
  const all = usable.flatMap((first) =>
    usable.flatMap((second) =>
      first !== second && kindOf(first.truth) === kindOf(second.truth)
        ? [[onSameFields(first), onSameFields(second)] as const]
        : [],
    ),
  );
  return all
    .map((pair) => ({ pair, rank: hash(`${seed} ${pair[0].truth} ${pair[1].truth}`) }))
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
  dates: ["patient.birth-date", "allergy.onset", "problem.onset", "coverage.start"],
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

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of Buffer.from(text)) value = Math.imul(value ^ letter, 0x01000193) >>> 0;
  return value;
}
