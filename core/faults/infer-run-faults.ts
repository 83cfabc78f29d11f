import type { ComparedCase } from "../compare/build-report.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { NamedFault, RunFault } from "../compare/result.ts";
import { withKnownCauses } from "./by-known-causes.ts";
import { collectSightings } from "./collect-sightings.ts";
import { counterEvidence } from "./counter-evidence.ts";
import type { CounterEvidence } from "./counter-evidence.ts";
import { coverSightings } from "./cover.ts";
import type { Cause } from "./cover.ts";
import { faultById, faultWords } from "./faults.ts";
import { harmOf } from "./harm.ts";
import type { Sighting } from "./hypotheses.ts";
import type { Params } from "./recognise/recogniser.ts";
import { confirmedFrom, settleNames, withNames } from "./settle-names.ts";
import { unsettled } from "./unsettled.ts";
import { withoutChance } from "./without-chance.ts";

/** What all cases together tell. */
export interface RunInference {
  /** The worst first. */
  readonly faults: readonly RunFault[];
  /** The cases with the names that all of them together give; unchanged ones are the same objects. */
  readonly cases: readonly ComparedCase[];
}

/**
 * The second pass: what only all cases together can tell. Groups what was named by cause, settles
 * ties, and keeps a fault's own consequences in `also` (faults.md sections 2.8 and 6). Every
 * difference then bears the names that the run's faults have. Pure: stored cases in, the same
 * result out, and the same again for cases that went through it before. `unlisted` are classes that
 * are not to be named: the measure's open set.
 */
export function inferRunFaults(
  cases: readonly ComparedCase[],
  unlisted?: ReadonlySet<string>,
): RunInference {
  const checked = withoutChance(cases);
  const sightings = withKnownCauses(collectSightings(checked, unlisted), unlisted);
  const causes = coverSightings(sightings);
  const against = counterEvidence(causes, checked);
  const doubtful = new Set([...against].filter(([, each]) => each.doubtful).map(([key]) => key));
  const settled = settleNames(causes, doubtful, unsettled(causes));
  const faults = causes
    .map((cause) => runFault(cause, settled, against.get(cause.atom.key)))
    .toSorted(
      (a, b) =>
        b.harm - a.harm || b.fault.cases - a.fault.cases || (a.fault.id < b.fault.id ? -1 : 1),
    );
  return { faults: faults.map(({ fault }) => fault), cases: withNames(checked, settled) };
}

type Settled = ReturnType<typeof settleNames>;

function runFault(
  { atom, sightings }: Cause,
  settled: Settled,
  against: CounterEvidence | undefined,
): { fault: RunFault; harm: number } {
  const caseCount = new Set(sightings.map(({ sighting }) => sighting.caseIndex)).size;
  const whole = sightings.filter(({ sighting }) => sighting.difference === null).length;
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
    ...(whole === 0 ? {} : { records: whole }),
    ...besideWhole(atom.id, sightings),
    ...(against === undefined || against.cases === 0 ? {} : { against: against.cases }),
    also: [...also].toSorted(),
    why:
      sentence(
        atom.id,
        caseCount,
        sightings.flatMap(({ sighting }) => settled.get(sighting) ?? []),
        sightings.find(({ by }) => by.why !== undefined)?.by.why,
      ) + unharmed(against),
    probe: probeOf(atom.id, sightings),
    triage: text?.triage ?? {
      cause: "Not known yet.",
      firstStep: "Read the raw answer.",
      call: "The integration's vendor.",
    },
  };
  const harms = sightings.map(({ sighting }) =>
    sighting.field === null
      ? 10
      : harmOf(sighting.field, atom.id, { systematic: caseCount >= confirmedFrom }).value,
  );
  return { fault, harm: Math.max(...harms) };
}

/** The next smallest experiment, and what tells the cause from each that stands beside it. */
function probeOf(id: string, sightings: Cause["sightings"]): string {
  const own = faultById(id)?.probe ?? "Send the value again on another person.";
  const beside = new Set(sightings.flatMap(({ by }) => by.beside ?? []));
  const others = [...beside].flatMap((other) => {
    const probe = other === id || other === "UNKNOWN" ? undefined : faultById(other)?.probe;
    return probe === undefined ? [] : [`To tell it from “${faultWords(other).long}”: ${probe}`];
  });
  return [own, ...others].join(" ");
}

/** What else explains records that are not there; values say it themselves. */
function besideWhole(id: string, sightings: Cause["sightings"]): Pick<RunFault, "oneOf"> {
  const beside = sightings.flatMap(({ sighting, by }) =>
    sighting.difference === null ? [...alikeOf(sighting), ...(by.beside ?? [])] : [],
  );
  const others = [...new Set(beside)].filter((other) => other !== id);
  return others.length === 0 ? {} : { oneOf: [[id], ...others.map((other) => [other])] };
}

/** Causes of which nothing but another record tells which one it is. */
function alikeOf({ hypotheses }: Sighting): readonly string[] {
  return hypotheses.flatMap(({ alike, atoms }) =>
    alike === true ? atoms.map(({ id }) => id) : [],
  );
}

function unharmed(against: CounterEvidence | undefined): string {
  if (against === undefined || against.values === 0) return "";
  return against.values === 1
    ? " One value that it should have changed arrived as it was."
    : ` ${against.values} values that it should have changed arrived as they were.`;
}

function fieldsOf(sightings: readonly Sighting[]): readonly FieldId[] {
  return [
    ...new Set(sightings.flatMap(({ field }) => (field === null ? [] : [field.id]))),
  ].toSorted();
}

function scopeOf(cases: number, fields: number, sightings: number): RunFault["scope"] {
  if (cases >= confirmedFrom) return "systematic";
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
  cases: number,
  names: readonly NamedFault[],
  otherwise: string | undefined,
): string {
  const { long } = faultWords(id);
  const people = cases === 1 ? "1 person" : `${cases} people`;
  const example = names.find((name) => name.id === id)?.why ?? otherwise;
  return example === undefined
    ? `${long}: ${people}.`
    : `${long}, ${people}. For example: ${example}`;
}
