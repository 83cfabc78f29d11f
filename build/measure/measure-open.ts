import { faultById } from "../../core/faults/faults.ts";
import { arms, compareReading } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { injectionsByClass, slow } from "./injections.ts";
import { judge } from "./judge.ts";
import type { Judged } from "./judge.ts";
import type { PracticeLine } from "./practice-line.ts";
import { messySet, recordPeople } from "./record-people.ts";
import type { Recorded } from "./record-people.ts";
import { runInjection } from "./run-injection.ts";
import { twinDifference } from "./twin.ts";
import { unlistedFaults } from "./unlisted-faults.ts";

/** What was said of differences whose class nobody may name (decisions.md 37). */
export interface OpenCount {
  /** The class that was left out, or what was done, where no class describes it. */
  readonly of: string;
  readonly listed: boolean;
  /** Differences that were seen. */
  readonly seen: number;
  /** UNKNOWN is the name, or stands in the set that is shown. */
  readonly unknown: number;
  /** Another name without UNKNOWN beside it, of a class that harms when it is believed. */
  readonly harming: number;
  readonly said: Readonly<Record<string, number>>;
}

export type OpenCounts = Readonly<Record<Arm, readonly OpenCount[]>>;

export interface OpenPlan {
  readonly seed: string;
  readonly people: number;
  readonly classes: readonly string[];
  readonly progress: (says: string) => void;
}

/** From this factor on a wrong name sends somebody the wrong way (faults.md 9.4). */
const harmingFrom = 1.6;

/** Each class left out once, and changes that nobody listed. */
export async function measureOpen(line: PracticeLine, plan: OpenPlan): Promise<OpenCounts> {
  const counts: Record<Arm, OpenCount[]> = { sentinels: [], blind: [] };
  const people = recordings(line, plan);
  for (const [truth, ways] of injectionsByClass()) {
    if (plan.classes.length > 0 && !plan.classes.includes(truth)) continue;
    const unlisted = new Set([truth]);
    const runs = [];
    for (const [at, { fault, rounds }] of ways.slice(0, 2).entries()) {
      const recorded = await people(
        at % 2 === 0 ? [] : [truth],
        rounds,
        slow.has(truth) ? 10 : plan.people,
      );
      runs.push({ recorded, rounds, ...(await runInjection(line, recorded, [fault], rounds)) });
    }
    for (const arm of arms) {
      const judged = runs.flatMap((run) => judgeOpen(run, arm, unlisted));
      counts[arm].push(countOf(truth, true, judged));
    }
    plan.progress(`without ${truth}: ${inWords(counts.sentinels.at(-1))}`);
  }
  const recorded = await people([], 1, plan.people);
  for (const { id, change } of plan.classes.length > 0 ? [] : unlistedFaults) {
    const changed = withMessages(recorded, change);
    const { reading } = await runInjection(line, changed, [], 1);
    const run = {
      recorded,
      reading,
      earlier: null,
      first: null,
      late: new Set<number>(),
      rounds: 1 as const,
    };
    for (const arm of arms) {
      counts[arm].push(countOf(id, false, judgeOpen(run, arm, new Set())));
    }
    plan.progress(`unlisted, ${id}: ${inWords(counts.sentinels.at(-1))}`);
  }
  return counts;
}

type OpenRun = Awaited<ReturnType<typeof runInjection>> & {
  readonly recorded: Recorded;
  readonly rounds: 1 | 2;
};

function judgeOpen(
  { recorded, rounds, reading, earlier, late, first }: OpenRun,
  arm: Arm,
  unlisted: ReadonlySet<string>,
): readonly Judged[] {
  const twin = recorded.rounds[rounds - 1];
  if (twin === undefined) throw new Error("These people were not recorded so often.");
  const { effects } = twinDifference(twin.clean, reading);
  const options = { arm, round: rounds, rules: false, unlisted } as const;
  const clean = compareReading(recorded, twin.clean, options);
  const cases = compareReading(recorded, reading, {
    ...options,
    late,
    first,
    ...(earlier === null ? {} : { earlier }),
  });
  return judge(cases, clean, effects, unlisted).effects.filter(
    // A record that is late, lost or doubled as a whole is told by what was found, whatever it is called.
    ({ sight, effect }) => sight === "seen" && effect.field !== "*",
  );
}

function countOf(of: string, listed: boolean, judged: readonly Judged[]): OpenCount {
  const said: Record<string, number> = {};
  let [unknown, harming] = [0, 0];
  for (const { named } of judged) {
    const isOpen = named.ids[0] === "UNKNOWN" || named.oneOf.some(([id]) => id === "UNKNOWN");
    if (isOpen) {
      unknown++;
      continue;
    }
    const name = named.ids.join("+");
    said[name] = (said[name] ?? 0) + 1;
    if (named.ids.some((id) => (faultById(id)?.factor ?? 0) >= harmingFrom)) harming++;
  }
  return { of, listed, seen: judged.length, unknown, harming, said };
}

function inWords(count: OpenCount | undefined): string {
  if (count === undefined) return "";
  const said = Object.entries(count.said).map(([name, times]) => `${name} ${times}`);
  return [`${count.unknown} of ${count.seen} unknown`, ...said].join(", ");
}

/** The same people for all classes, and those who carry the mess of one class. */
function recordings(
  line: PracticeLine,
  { seed }: OpenPlan,
): (exposing: readonly string[], rounds: 1 | 2, count: number) => Promise<Recorded> {
  const known = new Map<string, Recorded>();
  return async (exposing, rounds, count) => {
    const key = `${rounds} ${count}`;
    const found = exposing.length === 0 ? known.get(key) : undefined;
    if (found !== undefined) return found;
    const made = await recordPeople(line, messySet(`${seed} open`, exposing), count, rounds);
    if (exposing.length === 0) known.set(key, made);
    return made;
  };
}

function withMessages(recorded: Recorded, change: (message: Uint8Array) => Uint8Array): Recorded {
  const rounds = recorded.rounds.map((round) => ({
    ...round,
    sent: round.sent.map((one) => ({ ...one, message: change(one.message) })),
  }));
  return { ...recorded, rounds };
}
