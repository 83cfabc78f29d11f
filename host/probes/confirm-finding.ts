import { createHash } from "node:crypto";

import type { Chart } from "../../core/catalogue/chart.ts";
import { noMess } from "../../core/mess/mess-choice.ts";
import { makePerson, type PeopleSet, type Person } from "../../core/people/make-person.ts";
import type { Design } from "../../core/probes/design.ts";
import { isOfLadder } from "../../core/probes/joined.ts";
import { judgeProbe } from "../../core/probes/judge-probe.ts";
import { nextShots, roundsOfLadder } from "../../core/probes/next-shots.ts";
import { peopleOfProbe, planProbe } from "../../core/probes/plan-probe.ts";
import { probeChart } from "../../core/probes/probe-chart.ts";
import type { Finding, Shot, ShotResult } from "../../core/probes/shot.ts";
import { runId } from "../../db/ids.ts";
import type { RunId } from "../../db/ids.ts";
import type { ProbeRecord, RunRecord } from "../../db/records.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import {
  peopleSetOf,
  probeScenario,
  roundTripScenario,
  storedOptionsOf,
} from "../runs/prepare-run.ts";
import type { PeopleRequest, StoredRunOptions } from "../runs/prepare-run.ts";
import { exitOfStop } from "../runs/run-stop.ts";
import { startRun } from "../runs/start-run.ts";
import type { RunDeps, RunHandle, RunResult } from "../runs/start-run.ts";
import { profileOf, storedRun } from "../runs/stored-run.ts";
import type { PeopleSource } from "../sets/people-source.ts";
import { findingOfRun } from "./finding-of-run.ts";
import { readResults } from "./read-results.ts";

/** How often other numbers are drawn before it is said that too many of the range are taken. */
const drawings = 8;

export interface ProbeHooks {
  readonly signal: AbortSignal;
  /** "Sending 3 made-up patients", … */
  readonly progress: (says: string) => void;
  /** A run of the probe is under way; the keeper of runs knows of it. */
  readonly began?: (handle: RunHandle) => void;
}

/** What a probe of a finding would send first; nothing is sent. */
export async function plannedProbe(deps: RunDeps, id: RunId, key: string) {
  const run = await storedRun(deps.workspace, id);
  const { key: whole, finding } = await findingOfRun(deps.workspace.read, run, key);
  const { people } = peopleFor(run, whole, 1, "");
  return {
    finding,
    key: whole,
    plan: planProbe(
      finding,
      people.map(({ chart }) => chart),
    ),
  };
}

/**
 * Sends the smallest experiment for a finding through the run's own profile, with the run's own guard,
 * marks, reserved numbers and cleanup list, reads it back, cleans up, judges and stores what it says.
 * @throws CliFailure for an unknown finding, one that cannot be probed, or a partner's or guard's stop
 */
export async function confirmFinding(
  deps: RunDeps,
  wanted: { readonly run: RunId; readonly finding: string },
  hooks: ProbeHooks,
): Promise<ProbeRecord> {
  const run = await storedRun(deps.workspace, wanted.run);
  const { key, finding } = await findingOfRun(deps.workspace.read, run, wanted.finding);
  const runs: RunId[] = [];
  const results: ShotResult[] = [];
  let design: Design | null = null;
  for (let round = 1; round <= roundsOfLadder; round++) {
    const shots: readonly Shot[] = await sendRound(deps, run, key, round, hooks, runs, (people) => {
      if (design !== null) return nextShots(finding, design, results, people);
      const plan = planProbe(finding, people);
      if (plan.kind === "cannot") throw cannot(key, plan.why);
      ({ design } = plan);
      return plan.shots;
    });
    if (shots.length === 0) break;
    const last = runs.at(-1);
    if (last !== undefined) results.push(...(await readResults(deps.workspace.read, last, shots)));
    if (design !== null && judgeProbe(finding, design, results).standing !== "undecided") break;
  }
  return store(deps, run, key, finding, design, results, runs);
}

/** Sends the shots that `plan` makes of clean people; none = nothing is sent. */
async function sendRound(
  deps: RunDeps,
  run: RunRecord,
  key: string,
  round: number,
  hooks: ProbeHooks,
  runs: RunId[],
  plan: (people: readonly Chart[]) => readonly Shot[],
): Promise<readonly Shot[]> {
  for (let left = drawings; ; left--) {
    hooks.signal.throwIfAborted();
    const { people, request } = peopleFor(run, key, round, deps.newId().slice(0, 8));
    const shots = plan(people.map(({ chart }) => chart));
    if (shots.length === 0) return shots;
    const source = sourceOf(people, shots);
    hooks.progress(`Sending ${shots.length} made-up patients: ${shots.map(wordsOf).join(", ")}.`);
    const update = shots.some(({ field }) => field === null);
    const handle = await startRun(deps, {
      profile: profileOf(run),
      people: request,
      probe: {
        of: run.id,
        source,
        scenario: update ? roundTripScenario : probeScenario,
        oneByOne: isOfLadder(shots),
      },
      keep: false,
    });
    hooks.began?.(handle);
    const result = await untilStopped(handle, hooks.signal);
    // New numbers may by chance be those of people who are still there: others are drawn.
    if (result.stop?.code === "left-over" && left > 1) continue;
    if (result.stop !== null) {
      const { code, happened, safe, todo } = result.stop;
      throw new CliFailure(exitOfStop(code), { happened, safe, todo });
    }
    hooks.signal.throwIfAborted();
    runs.push(runId(handle.id));
    return shots;
  }
}

function wordsOf({ says, part }: Shot): string {
  return part === "beside" ? `${says} in another field` : says;
}

/** Clean people of the run's own kind, with numbers of their own in the reserved range. */
function peopleFor(run: RunRecord, key: string, round: number, salt: string) {
  // Written by prepareRun.
  const { people: asked } = run.options as StoredRunOptions;
  const request: PeopleRequest = {
    seed: `${run.seed} · probe ${key} · ${round}`,
    count: peopleOfProbe,
    mess: noMess,
    referenceDate: asked.referenceDate,
    locales: asked.locales,
    salt,
  };
  const set = peopleSetOf(storedOptionsOf(profileOf(run), request));
  return { people: [...madeFrom(set)], request };
}

/** Fewer than a probe may need, where the reserved range is small. */
function* madeFrom(set: PeopleSet): Iterable<Person> {
  for (let index = 0; index < peopleOfProbe; index++) {
    try {
      yield makePerson(set, index);
    } catch (thrown) {
      if (index > 0 && thrown instanceof RangeError) return;
      throw thrown;
    }
  }
}

function sourceOf(
  people: ReturnType<typeof peopleFor>["people"],
  shots: readonly Shot[],
): PeopleSource {
  return {
    count: shots.length,
    controls: shots.length,
    at: (index) => {
      const shot = shots[index];
      const person = shot === undefined ? undefined : people[shot.person];
      if (person === undefined || shot === undefined) {
        throw new RangeError(`The probe has ${shots.length} people.`);
      }
      return { ...person, chart: probeChart(person.chart, shot) };
    },
  };
}

/** The run's end; a cancelled probe stops sending and waits for what is on its way. */
async function untilStopped(handle: RunHandle, signal: AbortSignal): Promise<RunResult> {
  const end = (): void => handle.cancel();
  if (signal.aborted) end();
  signal.addEventListener("abort", end, { once: true });
  try {
    return await handle.result;
  } finally {
    signal.removeEventListener("abort", end);
  }
}

function cannot(key: string, why: string): CliFailure {
  return new CliFailure(exitCodes.usage, {
    happened: `There is no small experiment for ${key}: ${why}`,
    safe: "Nothing was sent.",
    todo: "Run it again with other people, or try by hand what the finding's page says to try.",
    at: key,
  });
}

async function store(
  deps: RunDeps,
  run: RunRecord,
  key: string,
  finding: Finding,
  design: Design | null,
  shots: readonly ShotResult[],
  runs: readonly RunId[],
): Promise<ProbeRecord> {
  const judged =
    design === null
      ? ({ standing: "undecided", params: {}, says: "Nothing was sent." } as const)
      : judgeProbe(finding, design, shots);
  const content = {
    run: run.id,
    finding: key,
    fault: finding.fault.id,
    ...judged,
    shots,
    runs,
    at: deps.now().toISOString(),
  };
  const contentHash = createHash("sha256").update(JSON.stringify(content)).digest("hex");
  const record: ProbeRecord = { id: `probe-${deps.newId()}`, ...content, contentHash };
  await deps.workspace.tick(async (stores) => {
    await stores.probes.add(record);
    await stores.ledger.append({
      type: "probe.judged",
      subject: run.id,
      data: { fault: record.fault, standing: record.standing, content: contentHash },
      actor: "unnamed",
      role: null,
    });
  });
  return record;
}
