import { randomUUID } from "node:crypto";
import type { Command } from "commander";

import { runId } from "../../db/ids.ts";
import type { ProbeRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { confirmFinding } from "../probes/confirm-finding.ts";
import { findingsOfRun } from "../probes/findings-of-run.ts";
import { probeOf } from "../probes/probe-words.ts";
import { secretsFrom } from "../profile/secrets.ts";
import { storedRun } from "../runs/stored-run.ts";
import { exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { openNamed } from "./workspace-option.ts";

interface ProbeOptions {
  readonly workspace: string;
  readonly json?: boolean;
}

/** `probe`: settles a finding of a run by the smallest experiment, or lists what can be probed. */
export function registerProbe(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("probe")
    .description("send the smallest experiment for a finding of a run, and settle it")
    .argument("<run>", "the run, as status prints it")
    .argument("[finding]", "the finding; without it, the findings of the run are listed")
    .requiredOption("--workspace <file>", "the workspace that holds the run")
    .option("--json", "print one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  crosschart probe r-1a2b3c4d TRUNCATE --workspace clinic.crosschart --json\n",
    )
    .action(async (run: string, finding: string | undefined, options: ProbeOptions) => {
      finish(await probe(run, finding, options, io));
    });
}

async function probe(
  run: string,
  finding: string | undefined,
  options: ProbeOptions,
  io: CliIo,
): Promise<ExitCode> {
  const workspace = await openNamed(options.workspace, io);
  try {
    if (finding === undefined) return await list(workspace, run, options, io);
    const deps = {
      workspace,
      secrets: secretsFrom(io.env),
      now: io.now,
      newId: randomUUID,
      owner: "command line",
    };
    const progress = (says: string): void => io.err(`${says}\n`);
    const wanted = { run: runId(run), finding };
    const record = await confirmFinding(deps, wanted, { signal: io.signal, progress });
    if (options.json === true) {
      io.out(`${JSON.stringify({ format: "crosschart-probe/1", ...probeOf(record) }, null, 2)}\n`);
    } else io.out(textOf(record));
    // A finding that is not there any more is as expected; one that is, or may be, is not.
    return record.standing === "refuted" ? exitCodes.ok : exitCodes.difference;
  } finally {
    await workspace.close();
  }
}

function textOf(record: ProbeRecord): string {
  const lines = probeOf(record).shots.map(({ says, label, sent, outcome, came, why }) => {
    const back = came === null ? (why ?? "") : JSON.stringify(came);
    return `  ${label}: ${says}\n    sent  ${sent === null ? "as it is" : JSON.stringify(sent)}\n    ${outcome}${back === "" ? "" : `  ${back}`}\n`;
  });
  return `${record.says}\n${lines.join("")}`;
}

async function list(
  workspace: Workspace,
  id: string,
  options: ProbeOptions,
  io: CliIo,
): Promise<ExitCode> {
  const run = await storedRun(workspace, runId(id));
  const findings = await findingsOfRun(workspace.read, run);
  if (options.json === true) {
    const document = { format: "crosschart-findings/1", run: run.id, findings };
    io.out(`${JSON.stringify(document, null, 2)}\n`);
  } else if (findings.length === 0) io.out("This run has no findings.\n");
  else {
    io.out(
      findings
        .map(({ finding, long, cases, last }) => {
          const said = last === null ? "not probed yet" : last.says;
          return `${finding}\n  ${long}, ${cases === 1 ? "1 person" : `${cases} people`}. ${said}\n`;
        })
        .join(""),
    );
  }
  return exitCodes.ok;
}
