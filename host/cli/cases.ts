import { resolve } from "node:path";
import type { Command } from "commander";

import type { CaseRecord } from "../../db/records.ts";
import { casesOf } from "../runs/load-cases.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { openNamed } from "./workspace-option.ts";

/** `cases`: every case of every run of a workspace. */
export function registerCases(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("cases")
    .description("print the cases of a workspace")
    .requiredOption("--workspace <file>", "the workspace")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart cases --workspace clinic.crosschart --json\n")
    .action(async (options: { workspace: string; json?: boolean }) => {
      const workspace = await openNamed(options.workspace, io);
      try {
        const runs = await workspace.read.runs.list({ limit: 100_000 });
        const cases: CaseRecord[] = [];
        for (const run of runs) cases.push(...(await casesOf(workspace.read, run.id)));
        const path = resolve(io.cwd, options.workspace);
        io.out(options.json === true ? json(path, cases) : text(cases));
      } finally {
        await workspace.close();
      }
      finish(exitCodes.ok);
    });
}

function json(workspace: string, cases: readonly CaseRecord[]): string {
  const shown = cases.map((one) => ({
    id: one.id,
    run: one.run,
    scenario: one.scenario,
    person: one.person,
    state: one.phase,
    verdict: one.verdict,
    pairedBy: one.pairedBy,
    hops: { sent: one.sent, stored: one.stored },
    counts: one.counts,
    assessment: one.assessed,
    note: one.note,
  }));
  return `${JSON.stringify({ workspace, cases: shown }, null, 2)}\n`;
}

function text(cases: readonly CaseRecord[]): string {
  if (cases.length === 0) return "No cases yet.\n";
  const lines = cases.map((one) => {
    const stored = one.stored ?? "not looked for";
    const judged = one.assessed === null ? "" : `  your verdict: ${one.assessed}`;
    return `${one.id}  ${(one.verdict ?? one.phase).padEnd(12)}  ${one.sent}, ${stored}  ${one.label}${judged}\n`;
  });
  return lines.join("");
}
