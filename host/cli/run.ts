import { randomBytes, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import type { Command } from "commander";

import type { Profile } from "../../api/profile.ts";
import { reportExit } from "../../core/compare/build-report.ts";
import type { Report } from "../../core/compare/report.ts";
import { runId } from "../../db/ids.ts";
import type { Workspace } from "../../db/stores.ts";
import {
  randomSeed,
  readCount,
  readLocales,
  readMess,
  readReferenceDate,
} from "../generate/people-options.ts";
import { readProfile } from "../profile/read-profile.ts";
import { secretsFrom } from "../profile/secrets.ts";
import { reportText } from "../report-text.ts";
import { connectPartners } from "../runs/connect-partners.ts";
import type { PeopleRequest } from "../runs/prepare-run.ts";
import type { OpenedSet } from "../sets/open-set.ts";
import { checkSetForProfile, requestOfSet, withFreshNumbers } from "../sets/set-for-profile.ts";
import { runReport } from "../runs/run-report.ts";
import { exitOfStop } from "../runs/run-stop.ts";
import { resumeRun, startRun } from "../runs/start-run.ts";
import type { RunDeps, RunHandle, RunResult } from "../runs/start-run.ts";
import { fromSetOption, openFromSet } from "./from-set.ts";
import { CliFailure, exitCodes } from "./io.ts";
import type { CliIo, ExitCode } from "./io.ts";
import { notBuiltYet } from "./not-built-yet.ts";
import { errorDocument } from "./print-failure.ts";
import { makeProgressLine } from "./progress-line.ts";
import { makeForRun, openNamed, openOrMake } from "./workspace-option.ts";

interface RunCommandOptions {
  readonly profile?: string;
  readonly pack?: string;
  readonly scenario?: string;
  readonly seed?: string;
  readonly count: string;
  readonly mess: string;
  readonly referenceDate?: string;
  readonly locale: string;
  readonly fromSet?: string;
  readonly workspace?: string;
  readonly resume?: string;
  readonly fresh?: boolean;
  readonly keep?: boolean;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** `run`: the main job, from making people to naming what differs. */
export function registerRun(program: Command, io: CliIo, finish: (code: ExitCode) => void): void {
  program
    .command("run")
    .description("make, send, wait, read back, compare and name what differs")
    .option("--profile <file>", "the integration to test")
    .option("--pack <pack>", "a pack of scenarios (not built yet)")
    .option("--scenario <ids>", "scenarios (not built yet)")
    .option(
      "--seed <text>",
      "any text; the same seed makes the same people (default: a random one)",
    )
    .option("--count <number>", "how many people", "20")
    .option("--mess <what>", "preset, or families and operators joined by commas", "coverage")
    .option("--reference-date <date>", "what “today” means in the people, YYYY-MM-DD")
    .option("--locale <tags>", "where names come from, joined by commas", "en-US")
    .addOption(fromSetOption("the people of a saved set, as they were saved"))
    .option("--workspace <file>", "where everything is kept (default: a new one, its path printed)")
    .option("--resume <run>", "take up a run of the workspace: look up what is unknown, finish it")
    .option("--fresh", "new identifiers for the same people")
    .option("--keep", "leave at the partners what was made there")
    .option("--all", "list allowed differences and matches too")
    .option("--json", "print the report as one JSON document")
    .addHelpText(
      "after",
      "\nExample:\n  crosschart run --profile clinic-to-emr.jsonc --seed 42 --count 50 --json > report.json\n",
    )
    .action(async (options: RunCommandOptions) => {
      finish(await run(options, io));
    });
}

async function run(options: RunCommandOptions, io: CliIo): Promise<ExitCode> {
  if (options.pack !== undefined) throw notBuiltYet("run --pack");
  if (options.scenario !== undefined) throw notBuiltYet("run --scenario");
  const begin =
    options.resume === undefined ? await beginNew(options, io) : beginAgain(options, io);
  const workspace = await begin.open();
  const progress = makeProgressLine(io);
  try {
    io.err(`Workspace ${workspace.path}\n`);
    const deps: RunDeps = {
      workspace,
      secrets: secretsFrom(io.env),
      now: io.now,
      newId: randomUUID,
      owner: "command line",
    };
    for (let left = options.fresh === true ? freshAttempts : 1; ; left--) {
      const handle = await begin.start(deps, progress.show);
      io.err(`Run ${handle.id}\n`);
      const result = await untilStopped(handle, io, progress.clear);
      progress.clear();
      // New numbers may by chance be those of people who are still there: others are drawn.
      const taken = result.stop?.code === "left-over" && left > 1 && !io.signal.aborted;
      if (!taken) return await print(options, io, workspace, handle, result);
      io.err(
        "Some of the new identifiers are taken by people of an earlier run; drawing others.\n",
      );
    }
  } finally {
    progress.clear();
    await workspace.close();
  }
}

/** How often `--fresh` draws identifiers before it says that too many of the range are taken. */
const freshAttempts = 8;

/** The run's end; Ctrl-C stops the sending and waits for what is on its way. */
async function untilStopped(handle: RunHandle, io: CliIo, clear: () => void): Promise<RunResult> {
  const end = (): void => {
    clear();
    io.err("Stopping: nothing more is sent; what is on its way may still answer.\n");
    handle.cancel();
  };
  if (io.signal.aborted) end();
  io.signal.addEventListener("abort", end, { once: true });
  try {
    return await handle.result;
  } finally {
    io.signal.removeEventListener("abort", end);
  }
}

interface Begin {
  readonly open: () => Promise<Workspace>;
  readonly start: (
    deps: RunDeps,
    show: ReturnType<typeof makeProgressLine>["show"],
  ) => Promise<RunHandle>;
}

async function beginNew(options: RunCommandOptions, io: CliIo): Promise<Begin> {
  if (options.profile === undefined) throw missing("--profile", "which integration to test");
  // Everything that can be wrong with the words is said before a workspace is made.
  const profile: Profile = readProfile(resolve(io.cwd, options.profile));
  const saved = await savedSetOf(options, profile, io);
  const people: PeopleRequest = saved === null ? requestOf(options) : requestOfSet(saved);
  const { workspace } = options;
  return {
    open: async () => {
      // A secret that is not set, or a wire that is not built yet, leaves no empty workspace behind.
      const partners = await connectPartners(profile, secretsFrom(io.env));
      await partners.close();
      return workspace === undefined
        ? makeForRun(io, randomBytes(2).toString("hex"))
        : openOrMake(workspace, io);
    },
    start: (deps, onProgress) => {
      io.err(`Seed ${people.seed}, ${people.count} people, mess ${people.mess.text}\n`);
      const run = { profile, keep: options.keep === true, onProgress };
      const fresh = options.fresh === true ? { salt: randomBytes(4).toString("hex") } : null;
      const wanted = { ...people, ...fresh };
      if (saved === null) return startRun(deps, { ...run, people: wanted });
      const given = fresh === null ? saved : withFreshNumbers(saved, fresh.salt);
      return startRun(deps, { ...run, people: wanted, saved: given });
    },
  };
}

function requestOf(options: RunCommandOptions): PeopleRequest {
  return {
    seed: options.seed ?? randomSeed(randomBytes),
    count: readCount(options.count),
    mess: readMess(options.mess),
    referenceDate: readReferenceDate(options.referenceDate),
    locales: readLocales(options.locale),
    salt: "",
  };
}

/** The set of `--from-set`, proven and fit for the profile; null where none is named. */
async function savedSetOf(
  { fromSet, fresh }: RunCommandOptions,
  profile: Profile,
  io: CliIo,
): Promise<OpenedSet | null> {
  if (fromSet === undefined) return null;
  const opened = await openFromSet(fromSet, io);
  checkSetForProfile(opened, profile);
  if (fresh === true) withFreshNumbers(opened, "");
  return opened;
}

function beginAgain(options: RunCommandOptions, io: CliIo): Begin {
  const { workspace, resume } = options;
  if (workspace === undefined) throw missing("--workspace", "the workspace that holds the run");
  return {
    open: () => openNamed(workspace, io),
    start: (deps, onProgress) =>
      resumeRun(deps, { run: runId(resume ?? ""), keep: options.keep === true, onProgress }),
  };
}

function missing(option: string, what: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `${option} is missing: ${what}.`,
    safe: "Nothing was done.",
    todo: "See crosschart run --help.",
    at: option,
  });
}

async function print(
  options: RunCommandOptions,
  io: CliIo,
  workspace: Workspace,
  handle: RunHandle,
  result: RunResult,
): Promise<ExitCode> {
  const report =
    options.all === true ? await runReport(workspace.read, handle.id, true) : result.report;
  const failure = failureOf(result);
  const code = failure?.exit ?? codeOf(result, report);
  const anySent = report.cases.some((one) => one.hops.sent !== "not-sent");
  // A guard that refused before anything was sent is an error and no report.
  if (failure !== null && !anySent) throw failure;
  if (options.json === true) {
    const document = failure === null ? report : { ...report, error: errorDocument(failure) };
    io.out(`${JSON.stringify(document, null, 2)}\n`);
  } else {
    io.out(reportText(report));
    if (failure !== null) {
      io.err(
        `crosschart: ${failure.happened}\n  safe:  ${failure.safe}\n  do:    ${failure.todo}\n`,
      );
    }
  }
  if (result.outcome !== "done") {
    io.err(
      `${result.says}. Go on with: crosschart run --workspace ${workspace.path} --resume ${handle.id}\n`,
    );
  }
  return code;
}

function failureOf(result: RunResult): CliFailure | null {
  if (result.stop === null) return null;
  const { code, happened, safe, todo } = result.stop;
  return new CliFailure(exitOfStop(code), { happened, safe, todo });
}

function codeOf(result: RunResult, report: Report): ExitCode {
  return result.outcome === "done" ? reportExit(report) : exitCodes.difference;
}
