import { faultById } from "../../core/faults/faults.ts";
import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import type { Judged } from "./judge.ts";
import { judgeRun } from "./judge-run.ts";
import type { JudgedRun } from "./judge-run.ts";
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

/** From this factor on a wrong name sends somebody the wrong way (faults.md 9.4). */
const harmingFrom = 1.6;

/** A run in which the messages of some people were changed in a way that no class describes. */
export interface UnlistedRun extends JudgedRun {
  readonly id: string;
}

export async function* unlistedRuns(
  line: PracticeLine,
  { seed, people }: { readonly seed: string; readonly people: number },
): AsyncGenerator<UnlistedRun> {
  const recorded = await recordPeople(line, messySet(`${seed} open`), { count: people, rounds: 1 });
  const clean = recorded.rounds[0]?.clean;
  if (clean === undefined) throw new Error("Nobody was recorded.");
  for (const { id, change } of unlistedFaults) {
    const faulty = await runInjection(line, withMessages(recorded, change), [], 1);
    const { effects } = twinDifference(clean, faulty.reading);
    yield { ...faulty, recorded, rounds: 1, effects, id };
  }
}

export async function measureUnlisted(runs: AsyncIterable<UnlistedRun>): Promise<OpenCounts> {
  const counts: Record<Arm, OpenCount[]> = { sentinels: [], blind: [] };
  for await (const run of runs) {
    for (const arm of arms) {
      const open = countOpen(run.id, false);
      open.add(judgedOpen(run, arm, new Set()));
      counts[arm].push(open.count());
    }
  }
  return counts;
}

/** What is said of the differences of a run when some classes may not be named. */
export function judgedOpen(
  run: JudgedRun,
  arm: Arm,
  unlisted: ReadonlySet<string>,
): readonly Judged[] {
  return judgeRun(run, arm, unlisted).effects.filter(
    // A record that is late, lost or doubled as a whole is told by what was found, whatever it is called.
    ({ sight, effect }) => sight === "seen" && effect.field !== "*",
  );
}

/** Counts over several runs. */
export function countOpen(
  of: string,
  listed: boolean,
): { add: (judged: readonly Judged[]) => void; count: () => OpenCount } {
  const said: Record<string, number> = {};
  let [seen, unknown, harming] = [0, 0, 0];
  const add = (judged: readonly Judged[]): void => {
    seen += judged.length;
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
  };
  return { add, count: () => ({ of, listed, seen, unknown, harming, said }) };
}

function withMessages(recorded: Recorded, change: (message: Uint8Array) => Uint8Array): Recorded {
  const rounds = recorded.rounds.map((round) => ({
    ...round,
    sent: round.sent.map((one) => ({ ...one, message: change(one.message) })),
  }));
  return { ...recorded, rounds };
}
