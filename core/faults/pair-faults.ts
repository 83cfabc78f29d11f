import type { PairJudgement } from "../compare/judge-pairs.ts";
import type { RunFault } from "../compare/result.ts";
import { faultById, faultWords } from "./faults.ts";
import { confirmedFrom } from "./settle-names.ts";

/** Puts the faults that only pairs of people show beside those of the values; the worst first. */
export function withPairFaults(
  faults: readonly RunFault[],
  pairs: readonly PairJudgement[],
): readonly RunFault[] {
  const ids = ["WRONG-MERGE", "DUP-CREATE"].filter((id) => pairs.some(({ fault }) => fault === id));
  const ofPairs = ids.map((id) => pairFault(id, pairs, faults));
  return [...ofPairs, ...faults.filter(({ id }) => !ids.includes(id))];
}

function pairFault(
  id: string,
  pairs: readonly PairJudgement[],
  faults: readonly RunFault[],
): RunFault {
  const named = pairs.filter(({ fault }) => fault === id);
  const known = faults.find((fault) => fault.id === id);
  const paired = new Set(named.flatMap(({ a, b }) => [a, b])).size;
  const people = Math.max(paired, known?.cases ?? 0);
  const text = faultById(id);
  const example = named[0];
  if (text === undefined || example === undefined) throw new Error(`No pair shows ${id}.`);
  return {
    id,
    params: {},
    scope: people >= confirmedFrom ? "systematic" : "record",
    fields: known?.fields ?? [],
    cases: people,
    also: known?.also ?? [],
    why: `${faultWords(id).long}, ${String(people)} people. For example ${example.a} and ${example.b}: ${example.why}.`,
    probe: text.probe,
    triage: text.triage,
  };
}
