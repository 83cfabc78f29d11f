import type { Command } from "commander";

import { faults } from "../../core/faults/faults.ts";
import type { FaultText } from "../../core/faults/fault-text.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";

/** `faults`: prints the fault catalogue, as a table or as the JSON of cli.md. */
export function registerFaults(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("faults")
    .description("print the translation faults that can be named")
    .option("--json", "as one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart faults --json\n")
    .action((options: { readonly json?: boolean }) => {
      io.out(options.json === true ? faultsJson() : faultsTable());
      finish(exitCodes.ok);
    });
}

function faultsJson(): string {
  const rows = faults.map(({ id, family, says, probe, triage }) => ({
    id,
    family,
    says,
    probe,
    triage,
  }));
  return `${JSON.stringify({ faults: rows }, null, 2)}\n`;
}

function faultsTable(): string {
  const families = [...new Set(faults.map((fault) => fault.family))];
  const blocks = families.map((family) => {
    const members = faults.filter((fault) => fault.family === family);
    return `${family}\n${members.map((fault) => lineOf(fault)).join("")}\n`;
  });
  return `${blocks.join("")}${faults.length} faults.\n`;
}

function lineOf({ id, says, probe }: FaultText): string {
  return `  ${id.padEnd(22)}${says}\n${" ".repeat(24)}try: ${probe}\n`;
}
