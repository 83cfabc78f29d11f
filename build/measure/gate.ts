import { join } from "node:path";
import { root } from "../root.ts";
import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { measureSingles } from "./measure-singles.ts";
import type { PracticeLine } from "./practice-line.ts";
import { tallyOf } from "./tally.ts";

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

/** A measure that is small enough for every build: few runs of each class with the same people. */
export async function gateFigures(
  line: PracticeLine,
  progress: (says: string) => void,
): Promise<GateFigures> {
  const { byArm, runs } = await measureSingles(line, {
    seed: "gate",
    people: 14,
    classes: [],
    effective: 1,
    effectiveOfHarmful: 1,
    mostRuns: 3,
    oneCrowd: true,
    progress,
  });
  const made = arms.map((arm) => {
    const classes = [...runs.keys()].map((id): [string, GateFigure] => {
      const { sights, named, wronglySaid } = tallyOf(byArm[arm], id);
      const effective = Object.values(sights).reduce((sum, each) => sum + each, 0);
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
