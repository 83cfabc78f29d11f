import { createHash, randomBytes } from "node:crypto";
import { resolve } from "node:path";
import type { Command } from "commander";
import { defaultMrn } from "../../core/people/people-set.ts";
import { generateSet, type SetFormat } from "../generate/generate-set.ts";
import { randomSeed, readCount, readLocales } from "../generate/people-options.ts";
import { readMess, readReferenceDate } from "../generate/people-options.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";

interface GenerateOptions {
  readonly seed?: string;
  readonly count: string;
  readonly mess: string;
  readonly referenceDate?: string;
  readonly locale: string;
  readonly format: string;
  readonly out: string;
}

/** `generate`: writes made-up people, the mess they carry and what must become of it. */
export function registerGenerate(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("generate")
    .description("write made-up people as files")
    .option(
      "--seed <text>",
      "any text; the same seed makes the same people (default: a random one)",
    )
    .option("--count <number>", "how many people", "20")
    .option("--mess <what>", "preset, or families and operators joined by commas", "coverage")
    .option("--reference-date <date>", "what “today” means in the people, YYYY-MM-DD")
    .option("--locale <tags>", "where names come from, joined by commas", "en-US")
    .option("--format <format>", "chart, fhir, hl7 or csv", "chart")
    .requiredOption("--out <folder>", "where to write; new, empty, or of a former generate")
    .addHelpText(
      "after",
      "\nExample:\n  crosschart generate --seed 42 --count 50 --format fhir --out people\n",
    )
    .action(async (options: GenerateOptions) => {
      await generate(options, io);
      finish(exitCodes.ok);
    });
}

async function generate(options: GenerateOptions, io: CliIo): Promise<void> {
  const format = readFormat(options.format);
  const count = readCount(options.count);
  const seed = options.seed ?? randomSeed(randomBytes);
  const set = {
    seed,
    referenceDate: readReferenceDate(options.referenceDate),
    locales: readLocales(options.locale),
    mess: readMess(options.mess),
    mrn: defaultMrn,
    sha256: (bytes: Uint8Array) => createHash("sha256").update(bytes).digest(),
  };
  const folder = resolve(io.cwd, options.out);
  const files = await generateSet({
    set,
    count,
    format,
    folder,
    signal: io.signal,
    onProgress: (done) => {
      if (io.errIsTerminal) io.err(`\r${done} of ${count} people`);
    },
  });
  if (io.errIsTerminal) io.err(`\r${count} of ${count} people\n`);
  io.out(
    `Made ${count} people in ${folder}\n` +
      `  seed ${seed}, reference date ${set.referenceDate}, mess ${set.mess.text}, locale ${set.locales.join(",")}\n` +
      `  ${files.length} files and manifest.json with their hashes\n`,
  );
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
