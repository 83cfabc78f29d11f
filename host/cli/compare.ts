import type { Command } from "commander";

import { reportExit } from "../../core/compare/build-report.ts";
import { compareFiles } from "../compare-files/compare-files.ts";
import { readRules } from "../compare-files/read-rules.ts";
import { reportText } from "../report-text.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";

interface CompareOptions {
  readonly rules?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `compare`: the differences between records that lie in files, named; exit 0, 1 or 2. */
export function registerCompare(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("compare")
    .description("compare records that lie in files or folders")
    .argument(
      "<source>",
      "what was sent: chart JSON, FHIR Bundle, resource, NDJSON, HL7 v2, CSV, or a folder",
    )
    .argument("<target>", "what came back, of the same or of another format")
    .option("--rules <file>", 'allowed differences, {"allow":[…]} as in a profile')
    .option("--all", "list allowed differences and matches too")
    .option("--json", "as one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart compare people exported --json\n")
    .action((source: string, target: string, options: CompareOptions) => {
      const report = compareFiles({
        source,
        target,
        cwd: io.cwd,
        rules: options.rules === undefined ? [] : readRules(options.rules, io.cwd),
        all: options.all === true,
        warn: io.err,
      });
      io.out(options.json === true ? `${JSON.stringify(report, null, 2)}\n` : reportText(report));
      finish(reportExit(report) === 0 ? exitCodes.ok : exitCodes.difference);
    });
}
