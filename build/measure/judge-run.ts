import { compareReading } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { judge } from "./judge.ts";
import type { Judgement } from "./judge.ts";
import type { Recorded } from "./record-people.ts";
import type { FaultyRun } from "./run-injection.ts";
import type { Effect } from "./twin.ts";

/** A run with faults, and all that its twin shows. */
export interface JudgedRun extends FaultyRun {
  readonly recorded: Recorded;
  readonly rounds: 1 | 2;
  readonly effects: readonly Effect[];
}

/** Compares a run and lays what is said beside its twin; without some classes where they are given. */
export function judgeRun(
  { recorded, rounds, reading, earlier, late, first, effects }: JudgedRun,
  arm: Arm,
  unlisted?: ReadonlySet<string>,
): Judgement {
  const without = unlisted === undefined ? {} : { unlisted };
  const options = { arm, round: rounds, rules: false, ...without } as const;
  const twin = recorded.rounds[rounds - 1];
  const clean = twin === undefined ? [] : compareReading(recorded, twin.clean, options);
  const cases = compareReading(recorded, reading, {
    ...options,
    late,
    first,
    ...(earlier === null ? {} : { earlier }),
  });
  return judge(cases, clean, effects, unlisted);
}
