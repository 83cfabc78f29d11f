import { randomUUID } from "node:crypto";
import type { Command } from "commander";

import { secretsFrom } from "../profile/secrets.ts";
import { cleanUpStoredRun } from "../runs/start-run.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { openNamed } from "./workspace-option.ts";

interface CleanupTotals {
  created: number;
  removed: number;
  readonly left: string[];
}

/** `cleanup`: removes what every run of a workspace made at its partners, and proves it. */
export function registerCleanup(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("cleanup")
    .description("remove what was created at the partners, and prove it")
    .requiredOption("--workspace <file>", "the workspace")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart cleanup --workspace clinic.crosschart\n")
    .action(async (options: { workspace: string; json?: boolean }) => {
      finish(await cleanup(options.workspace, options.json === true, io));
    });
}

async function cleanup(file: string, json: boolean, io: CliIo): Promise<ExitCode> {
  const workspace = await openNamed(file, io);
  const totals: CleanupTotals = { created: 0, removed: 0, left: [] };
  try {
    const deps = {
      workspace,
      secrets: secretsFrom(io.env),
      now: io.now,
      newId: randomUUID,
      owner: "command line",
    };
    const open = await workspace.read.cleanup.open();
    for (const run of new Set(open.map((row) => row.run))) {
      const result = await cleanUpStoredRun(deps, run, io.signal, ({ removed, of }) => {
        if (io.errIsTerminal) io.err(`\r${run}: ${removed} of ${of} removed`);
      });
      if (io.errIsTerminal) io.err("\n");
      totals.created += result.created;
      totals.removed += result.removed;
      totals.left.push(...result.left);
    }
  } finally {
    await workspace.close();
  }
  if (json) io.out(`${JSON.stringify({ cleanup: totals }, null, 2)}\n`);
  else io.out(text(totals));
  return totals.left.length === 0 ? exitCodes.ok : exitCodes.difference;
}

function text({ created, removed, left }: CleanupTotals): string {
  if (created === 0) return "Nothing was left to remove.\n";
  const gone = `${removed} of ${created} records are gone, and this was proved by reading them again.\n`;
  return gone + left.map((line) => `  ${line}\n`).join("");
}
