import { resolve } from "node:path";
import type { Command } from "commander";

import type { RunSummary } from "../../db/records.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { openNamed } from "./workspace-option.ts";

/** `status`: the runs of a workspace. */
export function registerStatus(
  program: Command,
  io: CliIo,
  finish: (code: ExitCode) => void,
): void {
  program
    .command("status")
    .description("print the runs of a workspace")
    .requiredOption("--workspace <file>", "the workspace")
    .option("--json", "print one JSON document")
    .addHelpText("after", "\nExample:\n  crosschart status --workspace clinic.crosschart\n")
    .action(async (options: { workspace: string; json?: boolean }) => {
      const workspace = await openNamed(options.workspace, io);
      try {
        const runs = await workspace.read.runs.list({ limit: 100_000 });
        const open = Map.groupBy(await workspace.read.cleanup.open(), (row) => row.run);
        const leftOf = (run: RunSummary): number => open.get(run.id)?.length ?? 0;
        const path = resolve(io.cwd, options.workspace);
        io.out(options.json === true ? json(path, runs, leftOf) : text(path, runs, leftOf));
      } finally {
        await workspace.close();
      }
      finish(exitCodes.ok);
    });
}

function countsOf(run: RunSummary) {
  const { cases, byPhase, byVerdict, bySent, fields } = run.tally;
  return { cases, phases: byPhase, verdicts: byVerdict, sent: bySent, fields };
}

/** Records of a run that are not proven gone. */
type LeftOf = (run: RunSummary) => number;

function json(workspace: string, runs: readonly RunSummary[], leftOf: LeftOf): string {
  const document = {
    workspace,
    runs: runs.map((run) => ({
      id: run.id,
      state: run.state,
      started: run.startedAt ?? run.queuedAt,
      ended: run.endedAt,
      profile: run.profileName,
      seed: run.seed,
      stop: run.stop,
      counts: countsOf(run),
      leftOver: leftOf(run),
    })),
    // Computed from accounts and sign-offs, which come with a later version.
    gate: null,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function text(workspace: string, runs: readonly RunSummary[], leftOf: LeftOf): string {
  const lines = runs.map((run) => {
    const { cases, byPhase, byVerdict } = run.tally;
    const differ =
      byVerdict.delta + byVerdict.missing + byVerdict.extra + byVerdict["not-readable"];
    const left = leftOf(run) === 0 ? "" : `, ${leftOf(run)} records still at the partners`;
    const done = `${byPhase.finished} of ${cases} cases finished, ${differ} with differences${left}`;
    return `${run.id}  ${run.state.padEnd(11)}  ${run.startedAt ?? run.queuedAt}  ${run.profileName}  ${done}\n`;
  });
  const waits = runs.find((run) => run.state === "interrupted" || run.state === "cancelled");
  const goOn =
    waits === undefined
      ? ""
      : `Go on with: crosschart run --workspace ${workspace} --resume ${waits.id}\n`;
  const none = "No runs yet. crosschart run --help says how to begin.\n";
  return `${workspace}\n${lines.length === 0 ? none : lines.join("")}${goOn}`;
}
