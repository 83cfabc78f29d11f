import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { routes } from "../host/practice/faults/fault.ts";
import { figuresOf, idleClasses } from "./measure/figures.ts";
import { gateFigures, gateFile, gateText } from "./measure/gate.ts";
import { injectionsByClass } from "./measure/injections.ts";
import { measureClean } from "./measure/measure-clean.ts";
import type { CleanCounts } from "./measure/measure-clean.ts";
import { measureOpen } from "./measure/measure-open.ts";
import { measurePairs } from "./measure/measure-pairs.ts";
import { measureSingles } from "./measure/measure-singles.ts";
import { PracticeLine } from "./measure/practice-line.ts";
import { measurePage } from "./measure/table.ts";
import { root } from "./root.ts";

const usage = `crosschart measure [CLASS …]: how well faults are seen and named

  --people N     people per run (50)
  --effective N  effects to reach per class (300; five times as many where a fault harms most)
  --open N       people of the open set: classes left out, faults nobody listed (20; 0 leaves it out)
  --pairs N      random pairs of faults (100; 0 leaves them out)
  --clean N      people through the practice without a fault, by each route (5000; 0 leaves them out)
  --seed TEXT    which people (measure)
  --write        write docs/measure.md
  --gate         only write what the test holds the figures to
  --json         one JSON document on stdout
`;

/** `measure`: progress on stderr, the figures on stdout. */
export async function main(words: readonly string[]): Promise<number> {
  const asked = readWords(words);
  if ("problem" in asked) {
    process.stderr.write(
      `crosschart: ${asked.problem}\n  safe:  Nothing was done.\n  do:    See crosschart measure --help.\n`,
    );
    return 2;
  }
  if (asked.help) {
    process.stdout.write(usage);
    return 0;
  }
  const progress = (says: string): void => void process.stderr.write(`${says}\n`);
  const line = await PracticeLine.open();
  try {
    if (asked.gate) {
      await writeFile(gateFile, gateText(await gateFigures(line, progress)));
      return 0;
    }
    const { seed, people, effective, classes } = asked;
    const singles = await measureSingles(line, {
      seed,
      people,
      classes,
      effective,
      effectiveOfHarmful: 5 * effective,
      mostRuns: 60,
      oneCrowd: false,
      progress,
    });
    const pairs =
      asked.pairs === 0
        ? null
        : await measurePairs(line, { seed, people, pairs: asked.pairs, progress });
    const open =
      asked.open === 0
        ? null
        : await measureOpen(line, { seed, people: asked.open, classes, progress });
    const clean: CleanCounts[] = [];
    for (const route of asked.clean === 0 ? [] : routes) {
      clean.push(await measureClean(line, { seed, people: asked.clean, route, progress }));
    }
    const figures = figuresOf({ seed, people }, singles, pairs, open, clean);
    const page = measurePage(figures);
    if (asked.write) await writeFile(join(root, "docs", "measure.md"), page);
    process.stdout.write(asked.json ? `${JSON.stringify(figures, null, 2)}\n` : page);
    const idle = idleClasses(figures);
    if (idle.length === 0) return 0;
    progress(`The corpus fails: more than 30 % of the injections do nothing: ${idle.join(", ")}.`);
    return 1;
  } finally {
    await line.close();
  }
}

interface Asked {
  readonly people: number;
  readonly effective: number;
  readonly pairs: number;
  readonly clean: number;
  readonly open: number;
  readonly seed: string;
  readonly classes: readonly string[];
  readonly write: boolean;
  readonly json: boolean;
  readonly gate: boolean;
  readonly help: boolean;
}

function readWords(words: readonly string[]): Asked | { readonly problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        people: { type: "string", default: "50" },
        effective: { type: "string", default: "300" },
        pairs: { type: "string", default: "100" },
        clean: { type: "string", default: "5000" },
        open: { type: "string", default: "20" },
        seed: { type: "string", default: "measure" },
        write: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        gate: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const number = (
      name: "people" | "effective" | "pairs" | "clean" | "open",
      least: number,
    ): number => {
      const value = Number(values[name]);
      if (Number.isInteger(value) && value >= least) return value;
      throw new Error(`--${name} must be a whole number from ${least} on.`);
    };
    const known = injectionsByClass();
    const unknown = positionals.find((id) => !known.has(id));
    if (unknown !== undefined) throw new Error(`The practice has no fault "${unknown}".`);
    return {
      people: number("people", 3),
      effective: number("effective", 1),
      pairs: number("pairs", 0),
      clean: number("clean", 0),
      open: number("open", 0),
      seed: values.seed,
      classes: positionals,
      write: values.write,
      json: values.json,
      gate: values.gate,
      help: values.help,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
