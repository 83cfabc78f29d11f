import type { ComparedCase } from "../compare/build-report.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { RunFault } from "../compare/result.ts";
import { collectSightings } from "./collect-sightings.ts";
import { coverSightings } from "./cover.ts";
import type { Cause } from "./cover.ts";
import { faultById, faultWords } from "./faults.ts";
import { harmOf } from "./harm.ts";
import type { Sighting } from "./hypotheses.ts";
import { recogniserById } from "./recognise/recognisers.ts";
import type { Params } from "./recognise/recogniser.ts";

/** A cause is systematic from this many cases on (faults.md section 6). */
const systematicFrom = 3;

/**
 * The second pass: what only all cases together can tell. Groups what was named by cause, settles
 * ties, and keeps a fault's own consequences in `also` (faults.md sections 2.8 and 6). The worst
 * first. Pure: stored cases in, the same faults out.
 */
export function inferRunFaults(cases: readonly ComparedCase[]): readonly RunFault[] {
  const sightings = collectSightings(cases);
  const faults = coverSightings(sightings).map((cause) => runFault(cause));
  return faults
    .toSorted(
      (a, b) =>
        b.harm - a.harm || b.fault.cases - a.fault.cases || (a.fault.id < b.fault.id ? -1 : 1),
    )
    .map(({ fault }) => fault);
}

function runFault({ atom, sightings }: Cause): { fault: RunFault; harm: number } {
  const caseCount = new Set(sightings.map(({ sighting }) => sighting.caseIndex)).size;
  const fields = fieldsOf(sightings.map(({ sighting }) => sighting));
  const also = new Set<string>();
  for (const { sighting, by } of sightings) {
    if (by.also !== undefined) also.add(by.also);
    for (const id of sighting.also) also.add(id);
  }
  also.delete(atom.id);
  const params = sharedParams(
    sightings
      .flatMap(({ by }) => by.atoms.filter((each) => each.key === atom.key))
      .map((each) => each.params),
  );
  const text = faultById(atom.id);
  const fault: RunFault = {
    id: atom.id,
    params,
    scope: scopeOf(caseCount, fields.length, sightings.length),
    fields,
    cases: caseCount,
    also: [...also].toSorted(),
    why: sentence(
      atom.id,
      params,
      caseCount,
      sightings.map(({ sighting }) => sighting),
    ),
    probe: text?.probe ?? "Send the value again on another person.",
    triage: text?.triage ?? {
      cause: "Not known yet.",
      firstStep: "Read the raw answer.",
      call: "The integration's vendor.",
    },
  };
  const harms = sightings.map(({ sighting }) =>
    sighting.field === null
      ? 10
      : harmOf(sighting.field, atom.id, { systematic: caseCount >= systematicFrom }).value,
  );
  return { fault, harm: Math.max(...harms) };
}

function fieldsOf(sightings: readonly Sighting[]): readonly FieldId[] {
  return [
    ...new Set(sightings.flatMap(({ field }) => (field === null ? [] : [field.id]))),
  ].toSorted();
}

function scopeOf(cases: number, fields: number, sightings: number): RunFault["scope"] {
  if (cases >= systematicFrom) return "systematic";
  if (cases > 1 && fields === 1) return "field";
  return sightings > 1 ? "record" : "isolated";
}

/** Parameters that all sightings of a cause have in common. */
function sharedParams(all: readonly Params[]): Params {
  const [first, ...rest] = all;
  const shared: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(first ?? {})) {
    if (rest.every((params) => params[name] === value)) shared[name] = value;
  }
  return shared;
}

function sentence(
  id: string,
  params: Params,
  cases: number,
  sightings: readonly Sighting[],
): string {
  const { long } = faultWords(id);
  const people = cases === 1 ? "1 person" : `${cases} people`;
  const example = sightings.find(({ difference }) => difference !== null)?.difference;
  if (example === undefined || example === null) return `${long}: ${people}.`;
  const own = example.faults.find((fault) => fault.id === id)?.why;
  const { source, target } = example;
  const made =
    typeof source === "string" && typeof target === "string"
      ? recogniserById(id)?.why(params, source, target)
      : undefined;
  return `${long}, ${people}. For example: ${own ?? made ?? example.faults[0]?.why ?? ""}`;
}
