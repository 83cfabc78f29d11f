import { createHash } from "node:crypto";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { RunFault } from "../../../core/compare/result.ts";
import { noMess } from "../../../core/mess/mess-choice.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { designOf } from "../../../core/probes/designs.ts";
import { judgeProbe } from "../../../core/probes/judge-probe.ts";
import { nextShots, roundsOfLadder } from "../../../core/probes/next-shots.ts";
import { planProbe } from "../../../core/probes/plan-probe.ts";
import type {
  Finding,
  FindingExample,
  Judgement,
  Outcome,
  Shot,
  ShotResult,
} from "../../../core/probes/shot.ts";

/** Twelve clean people, as a probe would send them. */
export const cleanPeople: readonly Chart[] = Array.from(
  { length: 12 },
  (_, index) =>
    makePerson(
      {
        seed: "probe",
        referenceDate: "2026-01-15",
        locales: ["en-US"],
        mess: noMess,
        mrn: { system: "urn:clinic:mrn", from: "7700000", to: "7799999", salt: "" },
        sha256: (bytes) => createHash("sha256").update(bytes).digest(),
      },
      index,
    ).chart,
);

export function findingOf(
  id: string,
  fields: readonly string[],
  examples: readonly { readonly source: string; readonly target: string | null }[] = [],
  params: RunFault["params"] = {},
): Finding {
  const ids = fields.map(fieldId);
  const [first] = ids;
  return {
    fault: {
      id,
      params,
      scope: "systematic",
      fields: ids,
      cases: 3,
      also: [],
      why: "",
      probe: "",
      triage: { cause: "", firstStep: "", call: "" },
    },
    examples: examples.flatMap(({ source, target }): FindingExample[] =>
      first === undefined ? [] : [{ field: first, source, target, along: [] }],
    ),
  };
}

/** What a system makes of a value: null = lost. */
export type System = (value: string, shot: Shot) => string | null;

export function resultUnder(system: System, named: readonly string[] = []) {
  return (shot: Shot): ShotResult => {
    const came = shot.value === null ? null : system(shot.value, shot);
    const outcome: Outcome =
      came === shot.value
        ? { kind: "whole" }
        : came === null || came === ""
          ? { kind: "gone" }
          : { kind: "changed", to: came };
    return { shot, outcome, named: outcome.kind === "whole" ? [] : named };
  };
}

/** Plans, "sends" and judges as the host does, against a system that is a function. */
export function probeAgainst(
  finding: Finding,
  system: System,
  named: readonly string[] = [],
): { readonly judged: Judgement; readonly results: readonly ShotResult[] } {
  const design = designOf(finding.fault.id);
  const plan = planProbe(finding, cleanPeople);
  if (plan.kind === "cannot") throw new Error(plan.why);
  const results = plan.shots.map(resultUnder(system, named));
  for (let round = 2; round <= roundsOfLadder; round++) {
    if (judgeProbe(finding, design, results).standing !== "undecided") break;
    const next = nextShots(finding, design, results, cleanPeople);
    results.push(...next.map(resultUnder(system, named)));
  }
  return { judged: judgeProbe(finding, design, results), results };
}
