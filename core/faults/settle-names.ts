import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference, NamedFault, RoundComparison } from "../compare/result.ts";
import type { Cause } from "./cover.ts";
import { tieMargin } from "./explain.ts";
import type { Atom, Hypothesis, Sighting } from "./hypotheses.ts";
import { recogniserById } from "./recognise/recognisers.ts";

/** A cause is confirmed, and systematic, from this many cases on (faults.md section 6). */
export const confirmedFrom = 3;

/** Confidence of a name that the run confirms, by the number of faults that act together. */
const confirmed = { alone: 0.97, together: 0.95 } as const;
/** Of a name that only the other differences of the run suggest. */
const suggested = 0.6;
/** Of a name beside which others are as good. */
const tied = 0.7;

/**
 * What each sighting is called once all cases are known (faults.md section 2, step 8): the faults
 * that were chosen to explain it, with what they say about its values. Other names stay in `oneOf`
 * only where they explain every sighting of the same cause just as well.
 */
export function settleNames(
  causes: readonly Cause[],
  doubtful: ReadonlySet<string>,
  isUnsettled: (sighting: Sighting) => boolean,
): ReadonlyMap<Sighting, readonly NamedFault[]> {
  const chosen = new Map<Sighting, Hypothesis>();
  const cases = new Map<string, Set<number>>();
  for (const { atom, sightings } of causes) {
    for (const { sighting, by } of sightings) chosen.set(sighting, by);
    cases.set(atom.key, new Set(sightings.map(({ sighting }) => sighting.caseIndex)));
  }
  const groups = Map.groupBy([...chosen], ([, by]) => keyOf(by.atoms));
  const settled = new Map<Sighting, readonly NamedFault[]>();
  for (const group of groups.values()) {
    const rivals = rivalsOf(group);
    for (const [sighting, by] of group) {
      const isConfirmed = by.atoms.every(({ key }) => (cases.get(key)?.size ?? 0) >= confirmedFrom);
      const named = by.atoms.every(({ id }) => id !== "UNKNOWN");
      const inDoubt =
        by.atoms.some(({ key }) => doubtful.has(key)) || (named && isUnsettled(sighting));
      settled.set(sighting, nameOf(sighting, by, { isConfirmed, inDoubt, rivals }));
    }
  }
  return settled;
}

function keyOf(atoms: readonly Atom[]): string {
  return atoms.map(({ key }) => key).join("+");
}

function idsOf(atoms: readonly Pick<Atom, "id">[]): string {
  return atoms.map(({ id }) => id).join("+");
}

/** Ids of the hypotheses that explain every sighting of a group about as well as the chosen one. */
function rivalsOf(group: readonly (readonly [Sighting, Hypothesis])[]): ReadonlySet<string> {
  const explains = new Map<string, { readonly atoms: readonly Atom[]; count: number }>();
  const nearOf = group.map(([sighting, by]) => {
    const near = sighting.hypotheses.filter(({ cost }) => cost - by.cost <= tieMargin);
    return new Map(near.map(({ atoms }) => [keyOf(atoms), atoms]));
  });
  for (const near of nearOf) {
    for (const [key, atoms] of near) {
      const known = explains.get(key) ?? { atoms, count: 0 };
      known.count += 1;
      explains.set(key, known);
    }
  }
  const every = [...explains.values()].filter(({ count }) => count === group.length);
  // Of two faults, one may have had nothing to do in a part of the values, where the other explains them alone.
  const pairs = [...explains.values()].filter(
    ({ atoms, count }) => atoms.length > 1 && count < group.length,
  );
  for (const pair of pairs.toSorted((a, b) => b.count - a.count).slice(0, mostPairs)) {
    const isExplained = (near: ReadonlyMap<string, unknown>): boolean =>
      near.has(keyOf(pair.atoms)) || pair.atoms.some(({ key }) => near.has(key));
    if (nearOf.every((near) => isExplained(near))) every.push(pair);
  }
  return new Set(every.map(({ atoms }) => idsOf(atoms)));
}

/** Pairs of faults that are held beside the chosen name of one group. */
const mostPairs = 8;

/** How a name stands in its run. */
interface Standing {
  readonly isConfirmed: boolean;
  /** So much speaks against it that no known pattern is as likely. */
  readonly inDoubt: boolean;
  /** Other names that explain all the same values. */
  readonly rivals: ReadonlySet<string>;
}

function nameOf(
  { difference, hypotheses }: Sighting,
  by: Hypothesis,
  { isConfirmed, inDoubt, rivals }: Standing,
): readonly NamedFault[] {
  if (difference === null) return [];
  const { faults: first, source, target } = difference;
  const own = idsOf(by.atoms);
  const same = own === idsOf(first);
  const alike = hypotheses.filter((each) => each.alike === true);
  // Where the run chose another name than the value alone, what is as good as that one is as good.
  const both = typeof source === "string" && typeof target === "string";
  const near = same || !both ? [] : hypotheses.filter(({ cost }) => cost - by.cost <= tieMargin);
  const known = [
    ...(first[0]?.oneOf ?? []),
    ...[...alike, ...near].map(({ atoms }) => atoms.map(({ id }) => id)),
  ];
  // The same faults in another order are no other name.
  const names = [own.split("+"), ...known].map((ids) => ids.toSorted().join("+"));
  const others = known.filter(
    (ids, at) => names.indexOf(names[at + 1] ?? "") === at + 1 && rivals.has(ids.join("+")),
  );
  for (const id of by.beside ?? []) others.push([id]);
  if (inDoubt && by.beside?.includes("UNKNOWN") !== true) others.push(["UNKNOWN"]);
  const oneOf = others.length > 0 ? [by.atoms.map(({ id }) => id), ...others] : null;
  const high = by.atoms.length > 1 ? confirmed.together : confirmed.alone;
  return by.atoms.map((atom, index) => {
    const named = same ? first[index] : undefined;
    const kept = named !== undefined && agrees(named, atom);
    const params = kept ? named.params : atom.params;
    const made =
      typeof source === "string" && typeof target === "string"
        ? recogniserById(atom.id)?.why(params, source, target)
        : undefined;
    const before = named?.confidence ?? suggested;
    const confidence =
      atom.id === "UNKNOWN"
        ? 0
        : oneOf !== null
          ? Math.min(before, tied)
          : isConfirmed
            ? Math.max(before, high)
            : before;
    const why = (kept ? named.why : undefined) ?? by.why ?? made ?? first[0]?.why ?? "";
    return {
      id: atom.id,
      params,
      confidence,
      ...(oneOf !== null && index === 0 ? { oneOf } : {}),
      why,
    };
  });
}

/** Whether a first name has the parameters of the cause, so that what it says still holds. */
function agrees(known: NamedFault, { params }: Atom): boolean {
  return Object.entries(params).every(
    ([name, value]) => known.params[name] === undefined || known.params[name] === value,
  );
}

/** The cases with the settled names in every round; what did not change stays the same object. */
export function withNames(
  cases: readonly ComparedCase[],
  settled: ReadonlyMap<Sighting, readonly NamedFault[]>,
): readonly ComparedCase[] {
  const names = new Map<Difference, readonly NamedFault[]>();
  for (const [{ rounds }, faults] of settled) for (const each of rounds) names.set(each, faults);
  return cases.map((compared) => {
    const rounds = compared.rounds.map((round) => renamed(round, names));
    return rounds.every((round, index) => round === compared.rounds[index])
      ? compared
      : { ...compared, rounds };
  });
}

function renamed(
  round: RoundComparison,
  names: ReadonlyMap<Difference, readonly NamedFault[]>,
): RoundComparison {
  const differences = round.differences.map((difference) => {
    const faults = names.get(difference);
    return faults === undefined || isSame(faults, difference.faults)
      ? difference
      : { ...difference, faults };
  });
  return differences.every((each, index) => each === round.differences[index])
    ? round
    : { ...round, differences };
}

/** Names are plain data of a few fields. */
function isSame(a: readonly NamedFault[], b: readonly NamedFault[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
