import { CliFailure, exitCodes } from "../cli/io.ts";

const untouched = "Nothing was changed; the files were only read.";

/** A failure for input that cannot be used: exit 2, naming the file and the place in it. */
export function inputFailure(happened: string, todo: string, at: string): CliFailure {
  return new CliFailure(exitCodes.usage, { happened, safe: untouched, todo, at });
}
