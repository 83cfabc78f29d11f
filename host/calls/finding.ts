import type { Reply } from "../../api/contract.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { NamedFault, RunFault } from "../../core/compare/result.ts";
import { expandTo } from "../../core/faults/expand-to.ts";
import { faultById, faultWords } from "../../core/faults/faults.ts";
import { harmOf } from "../../core/faults/harm.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { findingByKey, findingKey } from "../../core/probes/finding-key.ts";
import { runId } from "../../db/ids.ts";
import type { Host } from "../host.ts";
import { probeOf } from "../probes/probe-words.ts";
import type { AreaHandlers } from "./area-handlers.ts";
import { shownHarm } from "./field-words.ts";
import { fieldOf, makeEvidenceReader } from "./finding-evidence.ts";
import { paramName, standingOf } from "./finding-words.ts";
import { refuse } from "./refuse.ts";
import type { FindingsReader, RunFindings } from "./run-findings.ts";
import type { RunLines } from "./run-lines.ts";
import { systemNames } from "./system-names.ts";

type Head = Reply<"finding.list">["findings"][number];

export function findingHandlers(
  host: Host,
  findingsOf: FindingsReader,
  lines: RunLines,
): AreaHandlers<"finding"> {
  const evidence = makeEvidenceReader();

  const existing = async (id: string) => {
    const run = await host.workspace().read.runs.run(runId(id));
    if (run !== null) return run;
    throw refuse(
      "not-found",
      "This run is not in the open workspace.",
      "Nothing was changed.",
      "Choose a run from the list.",
    );
  };
  const numberOf = async (id: string) => (await lines.one(runId(id))).number;

  return {
    "finding.list": async ({ run: id }) => {
      const run = await existing(id);
      const findings = await findingsOf(host.workspace(), run.id);
      const faults = run.faults ?? [];
      return {
        run: { id, number: await numberOf(id), ended: run.faults !== null },
        compared: findings.compared,
        findings: faults.map((fault) => headOf(fault, faults, findings)),
      };
    },

    "finding.detail": async ({ run: id, finding }) => {
      const run = await existing(id);
      const faults = run.faults ?? [];
      const fault = findingByKey(finding, faults);
      if (fault === null)
        throw refuse(
          "not-found",
          `Run ${await numberOf(id)} has no finding "${finding}".`,
          "Nothing was changed.",
          "Choose one from the list of its findings.",
        );
      const { read } = host.workspace();
      const key = findingKey(fault, faults);
      const { names, ...found } = await evidence(host.workspace(), run, fault, key);
      const probes = await read.probes.ofRun(run.id);
      const last = probes.findLast((probe) => probe.finding === key);
      return {
        ...headOf(fault, faults, await findingsOf(host.workspace(), run.id)),
        run: { id, number: await numberOf(id) },
        ...systemNames(run.profile),
        says: faultById(fault.id)?.says ?? "",
        scope: fault.scope,
        params: Object.entries(fault.params).map(([name, value]) => ({
          name,
          says: paramName(name),
          value: String(value),
        })),
        confidence: Math.max(0, ...names.map((name) => name.confidence)),
        oneOf: oneOfNames([fault, ...names]),
        also: fault.also.map(nameOf),
        probe: fault.probe,
        triage: { ...fault.triage },
        expandTo: expandTo(fault.id),
        operators: messOperators
          .filter(({ exposes }) => exposes.includes(fault.id))
          .map((operator) => ({ id: operator.id, says: operator.says })),
        ...found,
        last: last === undefined ? null : probeOf(last),
      };
    },
  };
}

function nameOf(id: string) {
  return { id, ...faultWords(id) };
}

/** Equally good explanations of the values of a finding, each once. */
function oneOfNames(names: readonly Pick<NamedFault, "oneOf">[]) {
  const sets = new Map<string, readonly string[]>();
  for (const { oneOf } of names) for (const ids of oneOf ?? []) sets.set(ids.join("+"), ids);
  return [...sets.values()].map((ids) => ids.map(nameOf));
}

function headOf(
  fault: RunFault,
  all: readonly RunFault[],
  { undecided }: Pick<RunFindings, "undecided">,
): Head {
  const open = fault.fields.some((field) => undecided.has(`${fault.id} ${field}`));
  const systematic = fault.scope === "systematic";
  return {
    finding: findingKey(fault, all),
    fault: nameOf(fault.id),
    why: fault.why,
    ...worstHarm(fault, systematic),
    fields: fault.fields.map(fieldOf),
    cases: fault.cases,
    casesAgainst: fault.against ?? 0,
    standing: standingOf(systematic, open, fault.cases),
  };
}

function worstHarm(fault: RunFault, systematic: boolean): Pick<Head, "harm" | "harmWords"> {
  const each = fault.fields.flatMap((id) => {
    const field = fieldById(id);
    return field === undefined ? [] : [shownHarm(field, harmOf(field, fault.id, { systematic }))];
  });
  // what strikes whole records and no field of them loses or mixes up patients
  const whole = { harm: 4, harmWords: "Could harm a patient" } as const;
  return each.length === 0
    ? whole
    : each.reduce((worst, next) => (next.harm > worst.harm ? next : worst));
}
