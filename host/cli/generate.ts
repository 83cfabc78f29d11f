import { createHash, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Command } from "commander";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { defaultMrn, type PeopleSet } from "../../core/people/people-set.ts";
import { generateSet, type SetFormat } from "../generate/generate-set.ts";
import { randomSeed, readCount, readLocales } from "../generate/people-options.ts";
import { readMess, readReferenceDate } from "../generate/people-options.ts";
import { madePeople, type PeopleSource } from "../sets/people-source.ts";
import { writeSet } from "../sets/write-set.ts";
import { fromSetOption, openFromSet, walkOf } from "./from-set.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";

interface GenerateOptions {
  readonly seed?: string;
  readonly count: string;
  readonly mess: string;
  readonly referenceDate?: string;
  readonly locale: string;
  readonly format: string;
  readonly out?: string;
  readonly saveSet?: string;
  readonly recipeOnly?: boolean;
  readonly fromSet?: string;
}

/** `generate`: writes made-up people, the mess they carry and what must become of it. */
export function registerGenerate(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("generate")
    .description("write made-up people as files, or save them as a prepared set")
    .option(
      "--seed <text>",
      "any text; the same seed makes the same people (default: a random one)",
    )
    .option("--count <number>", "how many people", "20")
    .option("--mess <what>", "preset, or families and operators joined by commas", "coverage")
    .option("--reference-date <date>", "what “today” means in the people, YYYY-MM-DD")
    .option("--locale <tags>", "where names come from, joined by commas", "en-US")
    .option("--format <format>", "chart, fhir, hl7 or csv", "chart")
    .option("--out <folder>", "where to write; new, empty, or of a former generate")
    .option("--save-set <file>", "save the people as one file, to be used again elsewhere")
    .option("--recipe-only", "save the set without its records")
    .addOption(fromSetOption("take the people of a saved set instead"))
    .addHelpText(
      "after",
      "\nExample:\n  crosschart generate --seed 42 --count 50 --format fhir --out people\n" +
        "  crosschart generate --seed 42 --save-set autumn.people\n" +
        "  crosschart generate --from-set autumn.people --format hl7 --out people\n",
    )
    .action(async (options: GenerateOptions) => {
      await generate(options, io);
      finish(exitCodes.ok);
    });
}

interface People {
  readonly set: PeopleSet;
  readonly people: PeopleSource;
  readonly catalogue: string;
}

async function generate(options: GenerateOptions, io: CliIo): Promise<void> {
  const format = readFormat(options.format);
  const { out, saveSet } = options;
  if (out === undefined && saveSet === undefined) {
    throw new CliFailure(exitCodes.usage, {
      happened: "--out is missing: where to write.",
      safe: "Nothing was done.",
      todo: "Name a folder with --out, or a file with --save-set. See crosschart generate --help.",
      at: "--out",
    });
  }
  if (options.recipeOnly === true && saveSet === undefined) {
    throw new CliFailure(exitCodes.usage, {
      happened: "--recipe-only belongs to --save-set.",
      safe: "Nothing was done.",
      todo: "Name the file with --save-set, or leave --recipe-only out.",
      at: "--recipe-only",
    });
  }
  const wanted = await peopleOf(options, io);
  const { set, people } = wanted;
  const made = `Made ${people.count} ${people.count === 1 ? "person" : "people"}`;
  const recipe = `  seed ${set.seed}, reference date ${set.referenceDate}, mess ${set.mess.text}, locale ${set.locales.join(",")}\n`;
  if (out !== undefined) {
    const folder = resolve(io.cwd, out);
    const files = await generateSet({
      ...wanted,
      format,
      folder,
      ...walkOf(io, people.count, "people"),
    });
    if (io.errIsTerminal) io.err(`\r${people.count} of ${people.count} people\n`);
    io.out(`${made} in ${folder}\n${recipe}  ${files} files and manifest.json with their hashes\n`);
  }
  if (saveSet !== undefined) {
    const path = resolve(io.cwd, saveSet);
    const records = options.recipeOnly !== true;
    const walk = walkOf(io, people.count, "people saved");
    const { charts } = await writeSet({
      ...wanted,
      source: people,
      records,
      path,
      replace: false,
      ...walk,
    });
    const inside = records ? "with their records" : "as a recipe";
    io.out(`Saved ${people.count} people ${inside} in ${path}\n${recipe}  fingerprint ${charts}\n`);
  }
}

async function peopleOf(options: GenerateOptions, io: CliIo): Promise<People> {
  if (options.fromSet !== undefined) {
    const { set, source, head } = await openFromSet(options.fromSet, io);
    return { set, people: source, catalogue: head.catalogue };
  }
  const count = readCount(options.count);
  const set = {
    seed: options.seed ?? randomSeed(randomBytes),
    referenceDate: readReferenceDate(options.referenceDate),
    locales: readLocales(options.locale),
    mess: readMess(options.mess),
    mrn: defaultMrn,
    sha256: (bytes: Uint8Array) => createHash("sha256").update(bytes).digest(),
  };
  return { set, people: madePeople(set, count), catalogue: catalogueVersion };
}

function readFormat(text: string): SetFormat {
  if (text === "chart" || text === "fhir" || text === "hl7" || text === "csv") return text;
  throw new CliFailure(exitCodes.usage, {
    happened: `--format is "${text}"; expected chart, fhir, hl7 or csv.`,
    safe: "Nothing was done.",
    todo: "Correct the option and try again.",
    at: "--format",
  });
}
