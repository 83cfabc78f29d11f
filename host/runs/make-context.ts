import { durationMs } from "../../api/profile.ts";
import { peopleSentinels } from "../../core/people/make-person.ts";
import type { RunRecord } from "../../db/records.ts";
import { makePace } from "./pace.ts";
import { peopleSetOf } from "./prepare-run.ts";
import type { StoredRunOptions } from "./prepare-run.ts";
import type { CaseWork, RunContext, RunPartners } from "./run-context.ts";
import type { Controls } from "./run-controls.ts";
import { makeRunEvents } from "./run-events.ts";
import type { RunProgress } from "./run-events.ts";
import type { RunDeps } from "./run-deps.ts";
import { rulesOf } from "./rules-of-run.ts";
import { profileOf } from "./stored-run.ts";
import { makePlaces } from "./waiting.ts";
import { wireFactsOf } from "./wire-facts.ts";
import type { Write } from "./write-together.ts";

const readsAtOnce = 5;

/** Puts together what a run works with, from what is stored and who asks. */
export function makeContext(
  deps: RunDeps,
  run: RunRecord,
  partners: RunPartners,
  controls: Controls,
  write: Write,
  works: readonly CaseWork[],
  listener: (progress: RunProgress) => void,
): RunContext {
  // Written by prepareRun.
  const options = run.options as StoredRunOptions;
  const profile = profileOf(run);
  const identifiers = works.flatMap((work) => [
    ...wireFactsOf(work.charts.firstBytes).identifiers.map((one) => one.value),
    ...wireFactsOf(work.charts.firstBytes).entryIdentifiers.flatMap((one) =>
      one === null ? [] : [one.slice(one.indexOf("|") + 1)],
    ),
  ]);
  return {
    id: run.id,
    workspace: deps.workspace,
    write,
    profile,
    rules: rulesOf(profile),
    windowMs: durationMs(profile.window),
    begunAt: Date.now(),
    partners,
    sentinels: peopleSentinels(peopleSetOf(options)),
    people: options.people.count,
    identifiers: new Set(identifiers),
    events: makeRunEvents(works.length, deps.now, listener),
    now: deps.now,
    newId: deps.newId,
    stop: controls.stop,
    cutSends: controls.cutSends,
    sendLine: makePlaces(1),
    pace: makePace(),
    readPlaces: makePlaces(readsAtOnce),
    mayGoOn: controls.mayGoOn,
    halt: () => controls.cancel(),
  };
}
