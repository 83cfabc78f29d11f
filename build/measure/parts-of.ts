import { routes } from "../../host/practice/faults/fault.ts";
import type { Arm } from "./compare-reading.ts";
import type { Further } from "./figures.ts";
import { injectionsByClass } from "./injections.ts";
import type { ClassResult } from "./measure-class.ts";
import { addClean } from "./measure-clean.ts";
import type { OpenCount } from "./measure-open.ts";
import { addPairs } from "./measure-pairs.ts";
import type { Part, PartResult } from "./measure-part.ts";

export interface WholeMeasure {
  /** Only these classes, and nothing of what no class is needed for; all where it is empty. */
  readonly classes: readonly string[];
  readonly pairs: number;
  readonly mixed: number;
  readonly open: number;
  readonly clean: number;
  readonly onlyClean: boolean;
}

/** Everything that has to be made; what takes longest stands first. */
export function partsOf(whole: WholeMeasure): readonly Part[] {
  const { classes, pairs, mixed, open, clean, onlyClean } = whole;
  const cleanRuns = routes.flatMap((route) =>
    slices(clean, 250).map((slice): Part => ({ kind: "clean", route, ...slice })),
  );
  if (onlyClean) return cleanRuns;
  const chosen = classes.length > 0 ? classes : [...injectionsByClass().keys()];
  return [
    ...slices(pairs, 25).map((slice): Part => ({ kind: "pairs", ...slice })),
    ...slices(mixed, 10).map((slice): Part => ({ kind: "mixed", ...slice })),
    ...(open === 0 || classes.length > 0 ? [] : [{ kind: "unlisted" } as const]),
    ...chosen.map((id): Part => ({ kind: "class", id })),
    ...cleanRuns,
  ];
}

function slices(all: number, most: number): { from: number; count: number }[] {
  return Array.from({ length: Math.ceil(all / most) }, (_, at) => ({
    from: at * most,
    count: Math.min(most, all - at * most),
  }));
}

/** The classes that were measured. */
export function resultsOf(made: readonly PartResult[]): readonly ClassResult[] {
  return made.flatMap((each) => (each.kind === "class" ? [each.result] : []));
}

/** Everything else that was measured; null, or empty, where it was left out. */
export function furtherOf(made: readonly PartResult[]): Further {
  const pairs = made.flatMap((each) => (each.kind === "pairs" ? [each.result] : []));
  const mixed = made.flatMap((each) => (each.kind === "mixed" ? [each.result] : []));
  const unlisted = made.flatMap((each) => (each.kind === "unlisted" ? [each.result] : []));
  const listed = resultsOf(made).flatMap(({ open }) => open ?? []);
  const open = (arm: Arm): readonly OpenCount[] => [
    ...listed.map((each) => each[arm]),
    ...unlisted.flatMap((each) => each[arm]),
  ];
  return {
    pairs: pairs.length === 0 ? null : addPairs(pairs),
    mixed:
      mixed.length === 0
        ? null
        : {
            sentinels: mixed.flatMap((each) => each.sentinels),
            blind: mixed.flatMap((each) => each.blind),
          },
    open:
      listed.length + unlisted.length === 0
        ? null
        : { sentinels: open("sentinels"), blind: open("blind") },
    clean: addClean(made.flatMap((each) => (each.kind === "clean" ? [each.result] : []))),
  };
}
