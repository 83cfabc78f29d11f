import type { z } from "zod";
import type { runEvent, runPerson } from "../../api/calls/run.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { isUnallowed } from "../../core/compare/verdict.ts";
import { runId } from "../../db/ids.ts";
import type { CaseRecord, RunRecord } from "../../db/records.ts";
import type { Host } from "../host.ts";
import type { PracticeKeeper } from "../practice-keeper.ts";
import type { RunKeeper } from "../run-keeper.ts";
import type { RunLogLine } from "../runs/run-events.ts";
import type { KeptSets } from "../sets/kept-sets.ts";
import { checkSetForProfile, requestOfSet } from "../sets/set-for-profile.ts";
import { sentWords } from "../runs/run-report.ts";
import type { RunHandle } from "../runs/start-run.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { caseNumber, casesOfRun } from "./case-list.ts";
import { profileOf } from "./connection.ts";
import { importedOf } from "./people-sets.ts";
import { requestOf } from "./people-choice.ts";
import { refuse } from "./refuse.ts";
import type { FindingsReader, RunFindings } from "./run-findings.ts";
import type { RunLines } from "./run-lines.ts";
import { systemNames } from "./system-names.ts";

type RunPerson = z.infer<typeof runPerson>;
type Mark = RunPerson["sent"];
type Show = "all" | "in-progress" | "refused" | "not-found";

const watchEveryMs = 500;
const shownEvents = 200;

export function runHandlers(
  host: Host,
  runs: RunKeeper,
  practice: PracticeKeeper,
  sets: KeptSets,
  findingsOf: FindingsReader,
  lines: RunLines,
): AreaHandlers<"run"> {
  const startPracticeFor = practiceStarter(host, practice);
  const underWay = (run: string): RunHandle => {
    const handle = runs.active(run);
    if (handle !== null) return handle;
    throw refuse(
      "conflict",
      "This run is not under way here.",
      "Nothing was changed.",
      "Resume it if it was interrupted.",
    );
  };

  return {
    "run.start": async ({ fresh, connection, ...choice }) => {
      const profile = await profileOf(connection, practice);
      const saved = await importedOf(sets, choice);
      if (saved === null)
        return { run: await runs.start({ people: requestOf(choice), fresh, profile }) };
      checkSetForProfile(saved, profile);
      return { run: await runs.start({ people: requestOfSet(saved), saved, fresh, profile }) };
    },

    "run.list": async () => ({ runs: await lines.all() }),

    "run.detail": async ({ run, show, offset, limit }) => {
      const workspace = host.workspace();
      const line = await lines.one(runId(run));
      const record = await workspace.read.runs.run(runId(run));
      const cases = await casesOfRun(workspace, runId(run));
      const findings = await findingsOf(workspace, runId(run));
      const live = runs.active(run) !== null;
      const name = namer(record);
      const chosen = cases.filter((each) => isShown(each, show));
      const count = (test: Show) => cases.filter((each) => isShown(each, test)).length;
      return {
        run: line,
        people: chosen.slice(offset, offset + limit).map((each) => personOf(each, findings, live)),
        total: chosen.length,
        tabs: {
          all: cases.length,
          inProgress: count("in-progress"),
          refused: count("refused"),
          notFound: count("not-found"),
        },
        events: eventsOf(runs.log(run), name),
        warning: name(warningOf(record) ?? "") || null,
        stopping: {
          there: line.counts.acknowledged,
          onWay: Math.max(
            0,
            line.counts.sent - line.counts.acknowledged - line.counts.refused - line.counts.unknown,
          ),
          notSent: line.counts.total - line.counts.sent,
        },
        firstDifference: firstDifferenceOf(cases, findings),
      };
    },

    "run.watch": async ({ run }, { progress, signal }) => {
      const result = runs.ended(run);
      let ended = result === null;
      result?.then(
        () => (ended = true),
        () => (ended = true),
      );
      while (!ended && !signal.aborted) {
        progress(await lines.one(runId(run)));
        await Promise.race([
          result?.catch(() => null),
          new Promise((resolve) => setTimeout(resolve, watchEveryMs)),
        ]);
      }
      const line = await lines.one(runId(run));
      return { run: line, says: await sentWords(host.workspace().read, runId(run)) };
    },

    "run.pause": async ({ run }) => {
      underWay(run).pause();
      host.announce(["runs"]);
      return {};
    },
    "run.continue": async ({ run }) => {
      underWay(run).goOn();
      host.announce(["runs"]);
      return {};
    },
    "run.stop": async ({ run }) => {
      const handle = underWay(run);
      handle.cancel();
      return { says: (await handle.result).says };
    },
    "run.resume": async ({ run }) => {
      await startPracticeFor(run);
      await runs.resume(run);
      return {};
    },
    "run.cleanUp": async ({ run }, { progress, signal }) => {
      await startPracticeFor(run);
      const { created, removed, left } = await runs.cleanUp(run, signal, progress);
      return { created, removed, left: [...left] };
    },
  };
}

/** A run against the practice needs it running, also after a restart of the program. */
export function practiceStarter(host: Host, practice: PracticeKeeper) {
  return async (run: string): Promise<void> => {
    const summary = await host.workspace().read.runs.summary(runId(run));
    if (host.inPractice() && summary !== null) await practice.start();
  };
}

function isShown(record: CaseRecord, show: Show): boolean {
  switch (show) {
    case "all":
      return true;
    case "in-progress":
      return record.phase === "running";
    case "refused":
      return record.sent === "refused";
    case "not-found":
      return record.stored === "not-found" && record.sent !== "refused";
  }
}

function personOf(record: CaseRecord, findings: RunFindings, live: boolean): RunPerson {
  const sent = record.sent !== "not-sent";
  const found = record.stored === "found" || record.stored === "late";
  const compared = record.verdict !== null;
  const done: readonly [Mark, Mark, Mark, Mark, Mark] = [
    record.sent === "unreachable" ? "failed" : sent ? "done" : "none",
    record.sent === "accepted" ? "done" : record.sent === "refused" ? "failed" : "none",
    record.stored === "late" ? "late" : found ? "done" : record.stored === null ? "none" : "failed",
    found ? "done" : "none",
    compared ? "done" : "none",
  ];
  const marks = [...done];
  const next = marks.indexOf("none");
  const ended = compared || record.sent === "refused" || record.phase !== "running";
  if (live && next !== -1 && !ended) marks[next] = "now";
  const [first = "none", second = "none", third = "none", fourth = "none", fifth = "none"] = marks;
  return {
    case: record.id,
    number: caseNumber(record),
    name: record.label,
    sent: first,
    acknowledged: second,
    stored: third,
    readBack: fourth,
    compared: fifth,
    seconds: null,
    result: resultOf(record, findings),
  };
}

function resultOf(record: CaseRecord, findings: RunFindings): RunPerson["result"] {
  if (record.sent === "refused") return { kind: "refused", says: record.note ?? "Refused" };
  if (record.stored === "not-found") {
    const answer = record.sent === "unknown" ? "No answer" : "Acknowledged";
    return { kind: "not-found", says: `${answer}, not found` };
  }
  if (record.verdict !== null && isUnallowed(record.verdict)) {
    const count = findings.cases.get(record.id)?.differences ?? 0;
    return { kind: "different", says: count === 1 ? "1 difference" : `${count} differences` };
  }
  if (record.verdict !== null) return { kind: "same", says: "Same" };
  if (record.sent === "unknown") return { kind: "unknown", says: "No answer: not known" };
  if (record.phase === "cancelled")
    return record.sent === "not-sent"
      ? { kind: "in-line", says: "Not sent" }
      : { kind: "waiting", says: "Sent, stopped before it was compared" };
  if (record.phase === "running") return { kind: "waiting", says: "" };
  return { kind: "in-line", says: "in line" };
}

/** Systems by the names that people have for them; the runner's log knows their part and address. */
function namer(run: RunRecord | null): (says: string) => string {
  const { sourceName, targetName } = systemNames(run?.profile);
  return (says) =>
    says
      .replaceAll(/the source \([^)]*\)/g, () => sourceName)
      .replaceAll(/the target \([^)]*\)/g, () => targetName);
}

function eventsOf(
  lines: readonly RunLogLine[],
  name: (says: string) => string,
): z.infer<typeof runEvent>[] {
  return lines
    .slice(-shownEvents)
    .toReversed()
    .map((line) => ({ ...line, says: name(line.says) }));
}

/** What a person does at this window where the sentence of a stop names a command. */
const todoHere: Readonly<Record<string, string>> = {
  "left-over":
    "Open that run from Home and press Finish and clean up, or choose another recipe number under Make patients.",
  "lease-lost": "See whether another window works on this run; then continue it here.",
};

function warningOf(run: RunRecord | null): string | null {
  if (run?.stop === null || run === null) return null;
  const { code, happened, safe, todo } = run.stop;
  return `${happened} · ${safe} · ${todoHere[code] ?? todo}`;
}

/**
 * The first difference to look at, of a patient who is compared to the end: a critical one where
 * there is one. An earlier round may have had other values than the record will show.
 */
function firstDifferenceOf(cases: readonly CaseRecord[], findings: RunFindings) {
  const found = cases
    .filter((record) => record.verdict !== null)
    .map((record) => ({ record, findings: findings.cases.get(record.id) }))
    .filter((each) => (each.findings?.firstDifference ?? null) !== null)
    .toSorted((a, b) => (b.findings?.harm ?? 0) - (a.findings?.harm ?? 0))[0];
  const difference = found?.findings?.firstDifference;
  if (found === undefined || difference === null || difference === undefined) return null;
  return {
    case: found.record.id,
    field: difference.field,
    label: fieldById(difference.field)?.label ?? difference.field,
    source: difference.source ?? null,
    target: difference.target ?? null,
  };
}
