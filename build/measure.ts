import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { figuresOf, problemsOf } from "./measure/figures.ts";
import { gateFigures, gateFile, gateText } from "./measure/gate.ts";
import { injectionsByClass } from "./measure/injections.ts";
import { KeptParts, OtherMeasure } from "./measure/kept-parts.ts";
import { KeptRuns } from "./measure/kept-runs.ts";
import { furtherOf, partsOf, resultsOf } from "./measure/parts-of.ts";
import { PracticeLine } from "./measure/practice-line.ts";
import { runParts } from "./measure/run-parts.ts";
import { measurePage } from "./measure/table.ts";
import { root } from "./root.ts";

const usage = `crosschart measure [CLASS …]: how well faults are seen and named

  --people N     people per run (50)
  --effective N  effects to reach per class (300)
  --harmful N    effects to reach per class where a fault harms most (1500)
  --open N       runs of each class that are judged with the class left out, and whether faults that
                 nobody listed are tried (2; 0 leaves both out)
  --pairs N      random pairs of faults (100; 0 leaves them out)
  --mixed N      mixes of three to five faults (40; 0 leaves them out)
  --clean N      people through the practice without a fault, by each route (5000; 0 leaves them out)
  --only-clean   nothing else
  --processes N  processes that share the work (2)
  --keep DIR     keeps the result of each part there; what is there is not made again
  --runs DIR     keeps there what was sent and read back, some GB; after a change to the naming the
                 same runs are judged again in minutes
  --seed TEXT    which people (measure)
  --write        write docs/measure.md
  --gate         only write what the test holds the figures to
  --json         one JSON document on stdout

For example:  npm run measure -- --clean 5000 --only-clean
`;

/** `measure`: progress on stderr, the figures on stdout. */
export async function main(words: readonly string[]): Promise<number> {
  const asked = readWords(words);
  if ("problem" in asked) return wrongUsage(asked.problem);
  if (asked.help) {
    process.stdout.write(usage);
    return 0;
  }
  const progress = (says: string): void => void process.stderr.write(`${says}\n`);
  if (asked.gate) {
    const line = await PracticeLine.open();
    try {
      await writeFile(gateFile, gateText(await gateFigures(line, progress)));
      return 0;
    } finally {
      await line.close();
    }
  }
  const { seed, people, effective, harmful, pairs, open } = asked;
  const settings = { seed, people, effective, harmful, pairs, open };
  let kept: KeptParts;
  try {
    kept = new KeptParts(asked.keep ?? null, settings);
    new KeptRuns(asked.runs ?? null, settings);
  } catch (error) {
    if (error instanceof OtherMeasure) return wrongUsage(error.message);
    throw error;
  }
  const parts = partsOf(asked);
  const { processes, runs = null } = asked;
  await runParts(parts, settings, { processes, kept, runs, progress });
  const made = parts.flatMap((part) => kept.of(part) ?? []);
  const figures = figuresOf({ seed, people }, resultsOf(made), furtherOf(made));
  const page = measurePage(figures);
  if (asked.write) await writeFile(join(root, "docs", "measure.md"), page);
  process.stdout.write(asked.json ? `${JSON.stringify(figures, null, 2)}\n` : page);
  const problems = problemsOf(figures);
  for (const problem of problems) progress(problem);
  return problems.length === 0 ? 0 : 1;
}

function wrongUsage(problem: string): number {
  process.stderr.write(
    `crosschart: ${problem}\n  safe:  Nothing was done.\n  do:    See crosschart measure --help.\n`,
  );
  return 2;
}

interface Asked {
  readonly people: number;
  readonly effective: number;
  readonly harmful: number;
  readonly pairs: number;
  readonly mixed: number;
  readonly clean: number;
  readonly onlyClean: boolean;
  readonly open: number;
  readonly processes: number;
  readonly keep: string | undefined;
  readonly runs: string | undefined;
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
        harmful: { type: "string", default: "1500" },
        pairs: { type: "string", default: "100" },
        clean: { type: "string", default: "5000" },
        open: { type: "string", default: "2" },
        mixed: { type: "string", default: "40" },
        "only-clean": { type: "boolean", default: false },
        processes: { type: "string", default: "2" },
        keep: { type: "string" },
        runs: { type: "string" },
        seed: { type: "string", default: "measure" },
        write: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        gate: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const number = (
      name: "people" | "effective" | "harmful" | "pairs" | "mixed" | "clean" | "open" | "processes",
      least: number,
    ): number => {
      const value = Number(values[name]);
      if (Number.isInteger(value) && value >= least) return value;
      throw new Error(`--${name} must be a whole number from ${least} on.`);
    };
    const known = injectionsByClass();
    const unknown = positionals.find((id) => !known.has(id));
    if (unknown !== undefined) throw new Error(`The practice has no fault "${unknown}".`);
    if (values["only-clean"] && values.write) {
      throw new Error("--write needs the whole measure: --only-clean has nothing else to write.");
    }
    return {
      people: number("people", 3),
      effective: number("effective", 1),
      harmful: number("harmful", 1),
      pairs: number("pairs", 0),
      mixed: number("mixed", 0),
      clean: number("clean", 0),
      onlyClean: values["only-clean"],
      open: number("open", 0),
      processes: number("processes", 1),
      keep: values.keep,
      runs: values.runs,
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
