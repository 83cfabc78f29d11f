import { join } from "node:path";
import { root } from "../root.ts";
import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { Crowds } from "./crowds.ts";
import { injectionsByClass } from "./injections.ts";
import { measureClass, runsOfClass } from "./measure-class.ts";
import type { PracticeLine } from "./practice-line.ts";
import { addTallies, effectsIn, tallyOf } from "./tally.ts";
import type { Tallies } from "./tally.ts";

/** Misses of one class in a small measure with a fixed seed. */
export interface GateFigure {
  readonly effective: number;
  readonly unseen: number;
  /** Seen, and the true class is neither the name nor in the set that is shown. */
  readonly misnamed: number;
  /** Differences that bear the name without being it. */
  readonly wronglySaid: number;
}

export type GateFigures = Readonly<Record<Arm, Readonly<Record<string, GateFigure>>>>;

/** What the test holds new figures to: no more misses than these. */
export const gateFile = join(root, "test", "fixtures", "measure", "gate.json");

/** A measure that is small enough for every build: one run of each class, with few people. */
export async function gateFigures(
  line: PracticeLine,
  progress: (says: string) => void,
): Promise<GateFigures> {
  const byArm: Record<Arm, Tallies> = { sentinels: new Map(), blind: new Map() };
  const crowds = new Crowds(line, { seed: "gate", everybody: 60 });
  const ids = [...injectionsByClass().keys()];
  for (const id of ids) {
    const plan = {
      people: 14,
      effective: 1,
      effectiveOfHarmful: 1,
      mostRuns: 3,
      everyWay: false,
    };
    const result = await measureClass(runsOfClass(line, crowds, id, plan), id, 0);
    for (const arm of arms) addTallies(byArm[arm], result.tallies[arm]);
    progress(id);
  }
  const made = arms.map((arm) => {
    const classes = ids.map((id): [string, GateFigure] => {
      const tally = tallyOf(byArm[arm], id);
      const { sights, named, wronglySaid } = tally;
      const effective = effectsIn(tally);
      const unseen = effective - sights.seen;
      return [id, { effective, unseen, misnamed: sights.seen - named, wronglySaid }];
    });
    return [arm, Object.fromEntries(classes)] as const;
  });
  // One entry per arm.
  return Object.fromEntries(made) as GateFigures;
}

/** One class per line, so that a change shows in review. */
export function gateText(figures: GateFigures): string {
  return `${JSON.stringify(figures, null, 2)}\n`;
}
