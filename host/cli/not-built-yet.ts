import { CliFailure, exitCodes } from "./io.ts";

/** What a part that a later version brings answers until then (cli.md). */
export function notBuiltYet(what: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `${what}: not built yet.`,
    safe: "Nothing was done.",
    todo: "crosschart --help lists what this version can do.",
  });
}
