import type { Route } from "../../host/practice/faults/fault.ts";
import { Crowds } from "./crowds.ts";
import type { KeptRuns } from "./kept-runs.ts";
import { measureClass, runsOfClass } from "./measure-class.ts";
import type { ClassResult } from "./measure-class.ts";
import { cleanRuns, measureClean } from "./measure-clean.ts";
import type { CleanCounts } from "./measure-clean.ts";
import { measureMixed, MixedBench } from "./measure-mixed.ts";
import type { MixedCounts } from "./measure-mixed.ts";
import { measureUnlisted, unlistedRuns } from "./measure-open.ts";
import type { OpenCounts } from "./measure-open.ts";
import { measurePairs, PairBench } from "./measure-pairs.ts";
import type { PairResult } from "./measure-pairs.ts";
import type { PracticeLine } from "./practice-line.ts";

/** What a measure is asked for; part of it is decided by nothing else. */
export interface MeasureSettings {
  readonly seed: string;
  readonly people: number;
  /** Effects to reach per class, and for the classes that harm most. */
  readonly effective: number;
  readonly harmful: number;
  readonly pairs: number;
  /** Runs of each class that are judged once more with the class left out. */
  readonly open: number;
}

interface Slice {
  readonly from: number;
  readonly count: number;
}

/** A piece of the measure that can be made by itself, in any order, on any process. */
export type Part =
  | { readonly kind: "class"; readonly id: string }
  | ({ readonly kind: "clean"; readonly route: Route } & Slice)
  | ({ readonly kind: "pairs" } & Slice)
  | ({ readonly kind: "mixed" } & Slice)
  | { readonly kind: "unlisted" };

/** What came out of a part; plain data. */
export type PartResult =
  | { readonly kind: "class"; readonly result: ClassResult }
  | { readonly kind: "clean"; readonly result: CleanCounts }
  | { readonly kind: "pairs"; readonly result: PairResult }
  | { readonly kind: "mixed"; readonly result: MixedCounts }
  | { readonly kind: "unlisted"; readonly result: OpenCounts };

/** A name for a part, also of the file that its result is kept in. */
export function nameOfPart(part: Part): string {
  switch (part.kind) {
    case "class":
      return `class-${part.id}`;
    case "clean":
      return `clean-${part.route}-${part.from}-${part.count}`;
    case "pairs":
    case "mixed":
      return `${part.kind}-${part.from}-${part.count}`;
    case "unlisted":
      return "unlisted";
  }
}

/** Everybody of the coverage preset's table: every kind of mess is there. */
const everybody = 138;

/** Makes one part after another; whom it recorded for one it has for the next. */
export class MeasureBench {
  readonly #line: PracticeLine;
  readonly #settings: MeasureSettings;
  readonly #crowds: Crowds;
  readonly #pairs: PairBench;
  readonly #mixed: MixedBench;
  readonly #runs: KeptRuns;

  constructor(line: PracticeLine, settings: MeasureSettings, runs: KeptRuns) {
    const { seed, people, pairs } = settings;
    this.#line = line;
    this.#settings = settings;
    this.#runs = runs;
    this.#crowds = new Crowds(line, { seed, everybody });
    this.#pairs = new PairBench(line, { seed, people, pairs });
    this.#mixed = new MixedBench(line, { seed, people });
  }

  async make(part: Part): Promise<PartResult> {
    const { seed, people, effective, harmful, open } = this.#settings;
    const name = nameOfPart(part);
    switch (part.kind) {
      case "class": {
        const plan = {
          people,
          effective,
          effectiveOfHarmful: harmful,
          mostRuns: 60,
          everyWay: true,
        };
        const runs = this.#runs.of(name, () =>
          runsOfClass(this.#line, this.#crowds, part.id, plan),
        );
        return { kind: "class", result: await measureClass(runs, part.id, open) };
      }
      case "clean": {
        const runs = this.#runs.of(name, () => cleanRuns(this.#line, { seed, ...part }));
        return { kind: "clean", result: await measureClean(runs, part) };
      }
      case "pairs": {
        const runs = this.#runs.of(name, () => this.#pairs.runs(part.from, part.count));
        return { kind: "pairs", result: await measurePairs(runs) };
      }
      case "mixed": {
        const runs = this.#runs.of(name, () => this.#mixed.runs(part.from, part.count));
        return { kind: "mixed", result: await measureMixed(runs) };
      }
      case "unlisted": {
        const runs = this.#runs.of(name, () => unlistedRuns(this.#line, { seed, people }));
        return { kind: "unlisted", result: await measureUnlisted(runs) };
      }
    }
  }
}
