import { existsSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Reply } from "../../api/contract.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { RunFault } from "../../core/compare/result.ts";
import { faultById, faultWords } from "../../core/faults/faults.ts";
import { harmOf } from "../../core/faults/harm.ts";
import type { RunSummary } from "../../db/records.ts";
import type { Host } from "../host.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { casesOfRun } from "./case-list.ts";
import { shownHarm } from "./field-words.ts";
import { refuse } from "./refuse.ts";
import type { FindingsReader, RunFindings } from "./run-findings.ts";
import { withoutProbes, type RunLines } from "./run-lines.ts";

type Home = Reply<"workspace.home">;

export function workspaceHandlers(
  host: Host,
  findingsOf: FindingsReader,
  lines: RunLines,
): AreaHandlers<"workspace"> {
  return {
    "workspace.home": async () => {
      const workspace = host.workspace();
      const summaries = withoutProbes(await workspace.read.runs.list({ limit: 50 }));
      const runs = await lines.all();
      // A run that was stopped says less than the one before it that came to its end.
      const last = summaries.find((run) => run.outcome === "done") ?? summaries[0];
      const faults = last === undefined ? [] : faultLines(await findingsOf(workspace, last.id));
      const queue = last === undefined ? noQueue : await queueOf(host, last);
      const unfinished = runs.find((run) => run.state === "interrupted") ?? null;
      return {
        name: host.inPractice() ? "Practice" : basename(workspace.path, ".crosschart"),
        path: workspace.path,
        campaign: last === undefined ? "none" : host.inPractice() ? "practice" : "real",
        gate: { outcome: "not-yet", reasons: reasonsOf(faults, queue, last) },
        queue,
        faults,
        runs,
        unfinished,
      };
    },

    "workspace.recent": () =>
      Promise.resolve({
        files: host.settings
          .current()
          .recent.filter((path) => existsSync(path))
          .map((path) => ({ name: basename(path, ".crosschart"), path })),
      }),

    "workspace.create": async ({ path }) => {
      if (existsSync(path))
        throw refuse(
          "conflict",
          `There is already a file at ${path}.`,
          "It was left exactly as it is.",
          "Open it, or choose another name.",
        );
      await host.useWorkspace(path);
      return {};
    },

    "workspace.open": async ({ path }) => {
      if (!existsSync(path))
        throw refuse(
          "not-found",
          `There is no workspace at ${path}.`,
          "The open workspace stays open.",
          "Check the path, or choose New.",
        );
      await host.useWorkspace(path);
      return {};
    },

    "workspace.backUp": async ({ path }) => {
      await host.workspace().backUp(path);
      return { bytes: statSync(path).size };
    },
  };
}

const noQueue: Home["queue"] = { waiting: 0, cantTell: 0, failed: 0, passed: 0 };

async function queueOf(host: Host, run: RunSummary): Promise<Home["queue"]> {
  const cases = await casesOfRun(host.workspace(), run.id);
  const count = (assessed: string | null) =>
    cases.filter((each) => each.assessed === assessed).length;
  return {
    waiting: count(null),
    cantTell: count("cant-tell"),
    failed: count("fail"),
    passed: count("pass"),
  };
}

/** The faults of a run for Home, worst first. */
function faultLines(findings: RunFindings): Home["faults"] {
  return findings.faults
    .map((fault) => ({
      id: fault.id,
      short: faultWords(fault.id).short,
      says: fault.why === "" ? (faultById(fault.id)?.says ?? "") : fault.why,
      harm: worstHarm(fault),
      cases: fault.cases,
      fields: fault.fields.map((id) => fieldById(id)?.label ?? id),
      example:
        fault.fields
          .map((field) => findings.byFault.get(`${fault.id} ${field}`)?.[0])
          .find((each) => each !== undefined) ??
        [...findings.byFault].find(([key]) => key.startsWith(`${fault.id} `))?.[1][0] ??
        "",
    }))
    .toSorted((a, b) => b.harm - a.harm || b.cases - a.cases);
}

function worstHarm(fault: RunFault): 1 | 2 | 3 | 4 {
  // A fault of whole charts, not of a field: which chart belongs to whom is in doubt.
  if (fault.fields.length === 0) return 3;
  const each = fault.fields.map((id) => {
    const field = fieldById(id);
    return field === undefined ? 1 : shownHarm(field, harmOf(field, fault.id)).harm;
  });
  return each.reduce((worst, next) => (next > worst ? next : worst), 1 as 1 | 2 | 3 | 4);
}

/** Why the gate says "Not yet", worst first. Signatures come with accounts. */
function reasonsOf(
  faults: Home["faults"],
  queue: Home["queue"],
  last: RunSummary | undefined,
): Home["gate"]["reasons"] {
  if (last === undefined)
    return [
      {
        kind: "waiting",
        harm: 1,
        says: "Nothing has been tested yet.",
        action: "Make patients",
        route: "#/make",
      },
    ];
  const reasons: Home["gate"]["reasons"] = faults.map((fault) => ({
    kind: "fault",
    harm: fault.harm,
    says: `${[faultWords(fault.id).long, fault.fields.slice(0, 3).join(", ")].filter(Boolean).join(": ")}, ${fault.cases} ${fault.cases === 1 ? "patient" : "patients"}.`,
    action: "Look at it",
    route: `#/case/${encodeURIComponent(fault.example)}`,
  }));
  if (queue.waiting > 0)
    reasons.push({
      kind: "waiting",
      harm: 1,
      says: `${queue.waiting} ${queue.waiting === 1 ? "patient waits" : "patients wait"} for a verdict.`,
      action: "Compare",
      route: `#/compare/run/${encodeURIComponent(last.id)}`,
    });
  if (queue.cantTell > 0)
    reasons.push({
      kind: "cant-tell",
      harm: 1,
      says: `${queue.cantTell} ${queue.cantTell === 1 ? "patient is" : "patients are"} marked Can’t tell.`,
      action: "Look again",
      route: `#/compare/run/${encodeURIComponent(last.id)}`,
    });
  reasons.push({
    kind: "waiting",
    harm: 1,
    says: "Nobody has signed yet. A verdict is not a signature.",
    action: "",
    route: "#/home",
  });
  return reasons;
}
