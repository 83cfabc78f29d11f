import { catalogueVersion } from "../../core/catalogue/version.ts";
import { leftOut } from "../../core/faults/left-out.ts";
import { arms } from "./compare-reading.ts";
import type { Arm } from "./compare-reading.ts";
import { share } from "./interval.ts";
import type { Share } from "./interval.ts";
import type { Sight } from "./judge.ts";
import type { CleanCounts } from "./measure-clean.ts";
import type { OpenCounts } from "./measure-open.ts";
import type { PairCounts } from "./measure-pairs.ts";
import type { ClassResult } from "./measure-class.ts";
import type { MixedCounts } from "./measure-mixed.ts";
import { addTallies } from "./tally.ts";
import type { Tallies, Tally } from "./tally.ts";

export interface ClassFigures {
  readonly id: string;
  readonly runs: number;
  readonly idle: number;
  readonly outside: number;
  readonly ways: number;
  readonly people: number;
  readonly effective: number;
  readonly sights: Readonly<Record<Sight, number>>;
  readonly seen: Share;
  /** Of the effects: the true class is the name, or stands in the set that is shown. */
  readonly recall: Share;
  /** Of the effects: the true class is the only name. */
  readonly alone: Share;
  readonly precision: Share;
  /** What was said of its effects, its own name included: its row of the confusion matrix. */
  readonly said: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

export interface ArmFigures {
  readonly pooled: Pick<ClassFigures, "seen" | "recall" | "alone" | "precision">;
  readonly classes: readonly ClassFigures[];
  /** Names of differences that no fault made. */
  readonly alarms: Readonly<Record<string, number>>;
}

export interface Figures {
  readonly format: "crosschart-measure/1";
  readonly catalogue: string;
  readonly seed: string;
  readonly people: number;
  readonly arms: Readonly<Record<Arm, ArmFigures>>;
  readonly pairs: Readonly<Record<Arm, PairCounts>> | null;
  readonly mixed: MixedCounts | null;
  readonly open: OpenCounts | null;
  /** One for each route into the EMR; empty where they were left out. */
  readonly clean: readonly CleanCounts[];
}

/** Everything that was measured but the classes. */
export type Further = Pick<Figures, "pairs" | "mixed" | "open" | "clean">;

export function figuresOf(
  { seed, people }: { readonly seed: string; readonly people: number },
  results: readonly ClassResult[],
  further: Further,
): Figures {
  const made = arms.map((arm) => [arm, armFigures(arm, results)] as const);
  return {
    format: "crosschart-measure/1",
    catalogue: catalogueVersion,
    seed,
    people,
    // One entry per arm.
    arms: Object.fromEntries(made) as Record<Arm, ArmFigures>,
    ...further,
  };
}

/** Runs in which a fault may have no effect on anybody, of all that were tried with it (decisions.md 34). */
const mostIdle = 0.3;

/** What a measure must not show, in sentences: faults that were not tried, differences without a fault. */
export function problemsOf({
  arms: { sentinels },
  clean,
}: Pick<Figures, "arms" | "clean">): readonly string[] {
  const idle = sentinels.classes
    .filter(({ runs, idle: none }) => runs === none || none > mostIdle * runs)
    .map(({ id, runs, idle: none }) => `${id} (${none} of ${runs})`);
  return [
    ...(idle.length === 0
      ? []
      : [`The corpus fails: more than 30 % of the injections do nothing: ${idle.join(", ")}.`]),
    ...clean
      .filter(({ withDifference }) => withDifference > 0)
      .map(
        ({ route, people, withDifference }) =>
          `Without a fault, ${withDifference} of ${people} people differ over ${route}.`,
      ),
  ];
}

function armFigures(arm: Arm, results: readonly ClassResult[]): ArmFigures {
  const tallies: Tallies = new Map();
  for (const result of results) addTallies(tallies, result.tallies[arm]);
  const classes = results.map(({ id, runs, idle, outside, ways, people }) => ({
    id,
    ...{ runs, idle, outside, ways, people },
    ...classFigures(tallies.get(id)),
  }));
  const sum = (all: readonly ClassFigures[], of: (each: ClassFigures) => Share): Share =>
    share(
      all.reduce((total, each) => total + of(each).hits, 0),
      all.reduce((total, each) => total + of(each).of, 0),
    );
  // What nothing names cannot be named rightly: it is seen, and listed apart.
  const named = classes.filter(({ id }) => !(id in leftOut));
  return {
    pooled: {
      seen: sum(classes, (each) => each.seen),
      recall: sum(named, (each) => each.recall),
      alone: sum(named, (each) => each.alone),
      precision: sum(named, (each) => each.precision),
    },
    classes,
    alarms: tallies.get("none")?.said ?? {},
  };
}

function classFigures(
  tally: Tally | undefined,
): Omit<ClassFigures, "id" | "runs" | "idle" | "outside" | "ways" | "people"> {
  const sights = tally?.sights ?? {
    seen: 0,
    match: 0,
    allowed: 0,
    "not-compared": 0,
    "not-readable": 0,
  };
  const effective = Object.values(sights).reduce((total, each) => total + each, 0);
  const said = tally?.rightlySaid ?? 0;
  return {
    effective,
    sights,
    seen: share(sights.seen, effective),
    recall: share(tally?.named ?? 0, effective),
    alone: share(tally?.alone ?? 0, effective),
    precision: share(said, said + (tally?.wronglySaid ?? 0)),
    said: tally?.said ?? {},
    examples: tally?.examples ?? [],
  };
}
