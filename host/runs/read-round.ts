import type { StoredState } from "../../core/compare/report.ts";
import type { RoundComparison } from "../../core/compare/result.ts";
import { noCounts } from "../../core/compare/verdict.ts";
import type { StepRecord } from "../../db/records.ts";
import type { Trouble } from "../partners/partner.ts";
import { compareLooks, isEqual } from "./compare-look.ts";
import type { Looks } from "./compare-look.ts";
import { nameOf, stopFor } from "./guard-run.ts";
import { lookAtHop } from "./look-at-hop.ts";
import type { Look } from "./look-at-hop.ts";
import { nextStep, stepOf } from "./run-context.ts";
import type { CaseWork, RunContext, WatchedSystem } from "./run-context.ts";
import type { SentRound } from "./send-round.ts";
import { pauseMs } from "./waiting.ts";

/** Two looks that are this far apart and alike end the reading (decisions.md 4). */
const alikeAfterMs = 1000;
const firstPauseMs = 60;
const longestPauseMs = { least: 1000, most: 15_000 } as const;

/** What reading a round came to. */
interface Reading {
  readonly looks: Looks;
  readonly stored: StoredState;
  readonly comparison: RoundComparison;
  readonly trouble: Trouble | null;
}

/**
 * Reads a round until it is equal, or until its window is over and two looks a second apart are
 * alike; then one grace window tells late from not found (decisions.md 4). Writes observation,
 * comparison and step, and returns the comparison.
 */
export async function readRound(
  context: RunContext,
  work: CaseWork,
  round: number,
  sent: SentRound,
): Promise<RoundComparison> {
  const done = stepOf(work, "read", round);
  const before = work.compared.find((one) => one.round === round);
  if (done?.state === "done" && before !== undefined) return before;
  const step = done ?? nextStep(context, work, intent(round));
  if (done === undefined) {
    await context.write((stores) => stores.steps.add([step]));
    work.steps.push(step);
  }
  const reading = await readUntilSettled(context, work, round, sent);
  context.pace.settled(work.id);
  await writeReading(context, work, round, step, reading);
  announce(context, work, round, reading);
  return work.compared.at(-1) ?? reading.comparison;
}

function intent(round: number): Parameters<typeof nextStep>[2] {
  return { kind: "read", round, state: "intent", exchange: null, detail: null };
}

async function readUntilSettled(
  context: RunContext,
  work: CaseWork,
  round: number,
  sent: SentRound,
): Promise<Reading> {
  // A run that was resumed gives its partners a whole window again: nobody was looking.
  const begin = Math.max(sent.at === null ? 0 : Date.parse(sent.at), context.begunAt);
  // A third round follows no send: its window was over before it began.
  const windowEnd = round === 3 ? Date.now() : begin + context.windowMs;
  const graceEnd = windowEnd + context.windowMs;
  const { least, most } = longestPauseMs;
  const longest = Math.min(most, Math.max(least, context.windowMs / 3));
  let pause = round === 3 ? alikeAfterMs : firstPauseMs;
  let looks: Looks = { source: null, target: null };
  let sourceSettled = false;
  let missedAfterWindow = false;
  let alike = { key: "", since: 0 };
  for (;;) {
    await pauseMs(pause, context.stop);
    const { source, target } = looks;
    let asked = 0;
    looks = await context.readPlaces.use(context.stop, async () => {
      asked = Date.now();
      return {
        source: sourceSettled ? source : await look(context, work, "source", round, source),
        target: await look(context, work, "target", round, target),
      };
    });
    const now = Date.now();
    const comparison = compareLooks(context, work, round, sent, looks);
    if (round > 1) for (const key of comparison.matched) work.seen.add(key);
    sourceSettled =
      looks.source?.observed != null &&
      comparison.differences.every((difference) => difference.changedAt !== "source");
    const seen = looks.target?.stored ?? "not-found";
    // A source that cannot be read is a hop that was not read; the target decides.
    const trouble = looks.target?.trouble ?? null;
    const absent = trouble === null && mayStillCome(looks.target, work, round);
    if (!absent && round < 3) context.pace.settled(work.id);
    // Late is only what a look after the end of the window did not find.
    if (absent && asked >= windowEnd) missedAfterWindow = true;
    const late = seen === "found" && !absent && round < 3 && missedAfterWindow;
    const reading = { looks, stored: late ? "late" : seen, comparison, trouble } as const;
    if (trouble === null && looks.target?.observed != null && isEqual(comparison)) return reading;
    if (sent.state === "refused" && round === 1 && trouble === null) return reading;
    const key = `${looks.source?.bytesKey ?? ""} ${looks.target?.bytesKey ?? ""} ${seen}`;
    if (alike.key !== key) alike = { key, since: now };
    const isAlike = now - alike.since >= alikeAfterMs;
    const patience = absent ? graceEnd : windowEnd;
    if (now >= patience && (isAlike || trouble !== null)) return reading;
    const end = now < windowEnd ? windowEnd : patience;
    const left = now < end ? end - now : alikeAfterMs - (now - alike.since);
    pause = Math.min(Math.max(pause * 2.2, firstPauseMs), longest, Math.max(left, 20));
  }
}

async function look(
  context: RunContext,
  work: CaseWork,
  name: WatchedSystem["name"],
  round: number,
  previous: Look | null,
): Promise<Look | null> {
  const system = context.partners.systems.find((one) => one.name === name);
  return system === undefined ? null : lookAtHop(context, work, system, round, previous);
}

/** Nothing, or nothing new, has arrived: that may be late rather than lost. */
function mayStillCome(target: Look | null, work: CaseWork, round: number): boolean {
  if (round === 3) return false;
  if (target === null || target.stored === "not-found") return true;
  const version = personVersion(target);
  return round === 2 && version !== null && version === work.targetVersion;
}

function personVersion(look: Look | null): string | null {
  const person = look?.resources.find((one) => one.type === "Patient");
  return person?.version == null ? null : `${person.id ?? ""} ${person.version}`;
}

async function writeReading(
  context: RunContext,
  work: CaseWork,
  round: number,
  step: StepRecord,
  reading: Reading,
): Promise<void> {
  const { looks, stored, trouble } = reading;
  const kind = trouble?.kind;
  if (
    trouble !== null &&
    (kind === "unreachable" || kind === "credentials" || kind === "not-allowed")
  ) {
    throw stopFor(trouble, "What was sent and read so far is kept.");
  }
  const comparison = trouble === null ? reading.comparison : notReadable(work, round, reading);
  const at = context.now().toISOString();
  const by = looks.target?.by ?? null;
  // A late update makes the case late, whatever the first round was.
  const changes = round === 1 || stored === "late";
  await context.write(async (stores) => {
    for (const system of context.partners.systems) {
      const seen = looks[system.name];
      if (seen === null) continue;
      await stores.observations.add({
        case: work.id,
        round,
        hop: system.name,
        attempt: 1,
        at: new Date(seen.at).toISOString(),
        stored: seen.trouble !== null ? null : system.name === "target" ? stored : seen.stored,
        pairedBy: seen.by,
        exchanges: seen.exchanges,
        resources: seen.resources,
      });
    }
    if (changes && trouble === null)
      await stores.cases.setStored(work.id, stored, work.pairedBy ?? by);
    await stores.comparisons.save(context.id, work.id, comparison);
    const detail = { stored, by, trouble: trouble?.says ?? null };
    await stores.steps.mark(step, { state: "done", at, detail });
  });
  work.steps[step.sequence] = { ...step, state: "done", at };
  if (changes && trouble === null) {
    work.stored = stored;
    work.pairedBy ??= by;
  }
  work.targetVersion = personVersion(looks.target);
  work.compared.push(comparison);
}

/** The partner's answers could not be read, so nothing is claimed about the record. */
function notReadable(work: CaseWork, round: number, reading: Reading): RoundComparison {
  const fields = work.charts.charts[round === 1 ? 0 : 1].values.length;
  return {
    ...reading.comparison,
    verdict: "not-readable",
    counts: { ...noCounts, notReadable: fields },
    differences: [],
    allowed: [],
    matched: [],
    expectations: [],
  };
}

function announce(context: RunContext, work: CaseWork, round: number, reading: Reading): void {
  const { events } = context;
  const { comparison, stored, trouble } = reading;
  const target = context.partners.systems.find((one) => one.name === "target");
  const where = target === undefined ? "the target" : nameOf(target);
  if (trouble !== null) {
    events.say("warning", `${work.label}: could not be read back. ${trouble.says}`, trouble.kind);
    return;
  }
  if (round === 1) events.reached(work.id, stored === "not-found" ? "notFound" : "stored");
  if (stored === "not-found") {
    events.say("warning", `${work.label}: not found at ${where}.`, `round ${round}`);
    return;
  }
  events.reached(work.id, "readBack");
  const open = comparison.differences.filter((one) => one.verdict !== "not-compared").length;
  const count = open === 1 ? "1 difference" : `${open === 0 ? "no" : open} differences`;
  const says = `read back, ${count}`;
  events.say(open === 0 ? "info" : "difference", `${work.label}: ${says}.`, `round ${round}`);
}
