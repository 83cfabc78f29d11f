import { drawnLines } from "../report-words.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo } from "./io.ts";

/** The `error` member of `--json` output (cli.md, "Exit codes"). */
export interface ErrorDocument {
  readonly code: number;
  readonly happened: string;
  readonly safe: string;
  readonly do: string;
  readonly at: string | null;
}

/** A failure as the `error` member of a JSON document. */
export function errorDocument(failure: CliFailure): ErrorDocument {
  return {
    code: failure.exit,
    happened: failure.happened,
    safe: failure.safe,
    do: failure.todo,
    at: failure.at,
  };
}

/** Prints a failure: with `--json` as the one document on stdout, else as lines on stderr. */
export function printFailure(failure: CliFailure, io: CliIo, json: boolean): void {
  if (json) {
    io.out(`${JSON.stringify({ error: errorDocument(failure) }, null, 2)}\n`);
    return;
  }
  io.err(`crosschart: ${drawnLines(failure.happened)}\n`);
  if (failure.at !== null) io.err(`  where: ${drawnLines(failure.at)}\n`);
  io.err(`  safe:  ${failure.safe}\n`);
  io.err(`  do:    ${drawnLines(failure.todo)}\n`);
}

/**
 * Turns a fault of our own into a failure with exit 70.
 * The message is left out unless asked for: parsers quote what they choke on, and that may be
 * a record's value. Class, code and stack say enough to find the place.
 */
export function bugFailure(thrown: unknown, verbose: boolean): CliFailure {
  const error = thrown instanceof Error ? thrown : new Error("something that is no Error");
  const code = "code" in error && typeof error.code === "string" ? ` ${error.code}` : "";
  const frames = (error.stack ?? "")
    .split("\n")
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
    .map((line) =>
      line.trim().replace(/(?:file:\/\/)?[^\s()]*\/((?:core|api|db|host|dist)\/)/, "$1"),
    )
    .join("; ");
  const message = verbose ? ` Message: ${error.message}` : "";
  return new CliFailure(exitCodes.bug, {
    happened: `Crosschart itself has a fault (${error.name}${code}).${message}`,
    safe: "What was written before is kept; a run can be continued with --resume.",
    todo:
      `Send the makers this line, it holds no patient values: ${error.name}${code}` +
      ` on Node ${process.versions.node}, ${process.platform} ${process.arch}: ${frames}`,
    at: null,
  });
}
