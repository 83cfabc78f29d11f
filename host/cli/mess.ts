import type { Command } from "commander";
import { leftOut } from "../../core/mess/left-out.ts";
import { messFamilies, type MessOperator } from "../../core/mess/operator.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { messPresets } from "../../core/mess/parse-mess.ts";
import { type CliIo, type ExitCode, exitCodes } from "./io.ts";

/** `mess`: prints the mess catalogue, as a table or as the JSON of cli.md. */
export function registerMess(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("mess")
    .description("print the ways in which data can be dirty")
    .option("--json", "as one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart mess --json\n")
    .action((options: { readonly json?: boolean }) => {
      io.out(options.json === true ? messJson() : messTable());
      finish(exitCodes.ok);
    });
}

function messJson(): string {
  const rows = messOperators.map(({ id, family, fields, expected, exposes, source, rate }) => ({
    id,
    family,
    fields,
    expected,
    exposes,
    source,
    rate,
  }));
  return `${JSON.stringify({ operators: rows, leftOut }, null, 2)}\n`;
}

function messTable(): string {
  const blocks = messFamilies.map((family) => {
    const members = messOperators.filter((operator) => operator.family === family);
    return members.length === 0 ? "" : `${family}\n${members.map(lineOf).join("")}\n`;
  });
  const missing = leftOut.map(({ id, why }) => `  ${id.padEnd(26)}${why}\n`).join("");
  return (
    blocks.join("") +
    `left out\n${missing}\n` +
    `${messOperators.length} operators. Presets for --mess: ${messPresets.join(", ")}; or families and operators joined by commas.\n`
  );
}

function lineOf(operator: MessOperator): string {
  return (
    `  ${operator.id.padEnd(26)}${operator.says}\n` +
    `${" ".repeat(28)}e.g. ${operator.example}\n` +
    `${" ".repeat(28)}${operator.expected} · ${operator.fields.join(", ")}\n`
  );
}
