import type { PersonId } from "../catalogue/chart.ts";
import type { ComparedCase, SharedChart } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import { isUnexplained } from "./find-strangers.ts";
import type { Strangers } from "./find-strangers.ts";
import { atomOf, generatedText } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/**
 * Charts in which more than one of the run's people stand (faults.md 4.7): a person took up one who has
 * no chart of their own, or the numbers of both led to the same chart.
 */
export interface MergedCharts {
  /** What may be behind a difference of such a chart. */
  readonly inChart: (compared: ComparedCase, difference: Difference) => readonly Hypothesis[];
  /** What may be behind a record that is not there. */
  readonly ofLost: (person: PersonId) => readonly Hypothesis[];
}

export function mergedCharts(cases: readonly ComparedCase[], strangers: Strangers): MergedCharts {
  const byPerson = new Map(cases.map((each) => [each.person, each]));
  const by = whoTookUp(cases, byPerson, strangers);
  /** Who was taken up, by who took them up. */
  const takenUp = new Map<PersonId, ComparedCase[]>();
  for (const [person, { person: one }] of by) {
    const lost = byPerson.get(person);
    if (lost !== undefined) takenUp.set(one, [...(takenUp.get(one) ?? []), lost]);
  }
  const owners = new Map<SharedChart, Owners>();
  const ownersIn = (shared: SharedChart): Owners => {
    const known = owners.get(shared) ?? ownersOf(shared, byPerson);
    owners.set(shared, known);
    return known;
  };
  const hypotheses = (one: ComparedCase, other: ComparedCase): readonly Hypothesis[] => {
    const why = `${one.person} and ${other.person} are one chart: ${other.person} has none, and its values stand in the other's.`;
    const merged = { atoms: [atomOf("WRONG-MERGE", {})], cost: -0.2, why };
    const silent = { atoms: [atomOf("SILENT-MATCH", {})], cost: -0.15, alike: true as const, why };
    // Who made one of two who look alike, and why, is not seen.
    if (!looksLike(one, other)) return [merged];
    return [merged, silent].map((each) => ({ ...each, beside: ["UNKNOWN"] }));
  };
  return {
    inChart: (compared, difference) => {
      const shared = inSharedChart(compared, difference, ownersIn);
      if (shared !== null) return [shared];
      const other = takenUp.get(compared.person)?.find((each) => hasValue(each, difference));
      return other === undefined ? [] : hypotheses(compared, other);
    },
    ofLost: (person) => {
      const [one, lost] = [by.get(person), byPerson.get(person)];
      return one === undefined || lost === undefined ? [] : hypotheses(one, lost);
    },
  };
}

/** The chart in which most values of a person stand who was accepted and has none; one may stand in another by chance. */
function whoTookUp(
  cases: readonly ComparedCase[],
  byPerson: ReadonlyMap<PersonId, ComparedCase>,
  strangers: Strangers,
): ReadonlyMap<PersonId, ComparedCase> {
  const by = new Map<PersonId, { readonly compared: ComparedCase; readonly values: number }>();
  for (const compared of cases) {
    const values = new Map<PersonId, number>();
    for (const difference of compared.rounds.flatMap((round) => round.differences)) {
      const owner = strangers.surely(compared.person, difference);
      const lost = owner === null ? undefined : byPerson.get(owner);
      if (lost?.hops.stored !== "not-found" || lost.hops.sent !== "accepted") continue;
      values.set(lost.person, (values.get(lost.person) ?? 0) + 1);
    }
    for (const [lost, count] of values) {
      if (count > (by.get(lost)?.values ?? 0)) by.set(lost, { compared, values: count });
    }
  }
  return new Map([...by].map(([lost, { compared }]) => [lost, compared]));
}

/**
 * Two who stand in one chart: what is there beside the own values, the other's value in place of the own,
 * and, less surely, what is no longer there.
 */
function inSharedChart(
  { person, sharedChart }: ComparedCase,
  difference: Difference,
  ownersIn: (shared: SharedChart) => Owners,
): Hypothesis | null {
  if (sharedChart === undefined) return null;
  const { verdict } = difference;
  const owners = ownersIn(sharedChart).get(keyOf(difference.field, difference.target)) ?? [];
  const owner = owners.find((each) => each !== person);
  const isOfChart = verdict === "extra" || verdict === "missing" || isUnexplained(difference);
  if (owner === undefined && !isOfChart) return null;
  const other = owner ?? sharedChart.people.find((each) => each !== person) ?? "";
  return {
    atoms: [atomOf(sharedChart.isOnePerson ? "SILENT-MATCH" : "WRONG-MERGE", {})],
    cost: owner === undefined ? 0.1 : -0.2,
    why: `${person} and ${other} stand in one chart: the numbers of both lead to it.`,
  };
}

/** Who of a chart has a text in a field; two say enough. */
type Owners = ReadonlyMap<string, readonly PersonId[]>;

function keyOf(field: string, text: string | null | undefined): string {
  return `${field}\u0000${text ?? ""}`;
}

/** The values of all who stand in a chart, in every round as far as they are known. */
function ownersOf({ people }: SharedChart, byPerson: ReadonlyMap<PersonId, ComparedCase>): Owners {
  const owners = new Map<string, PersonId[]>();
  const add = (person: PersonId, field: string, text: string): void => {
    const key = keyOf(field, text);
    const known = owners.get(key);
    if (known === undefined) owners.set(key, [person]);
    else if (known.length < 2 && !known.includes(person)) known.push(person);
  };
  for (const person of people) {
    const compared = byPerson.get(person);
    for (const row of compared?.generated?.values ?? []) {
      if ("value" in row) add(person, row.field, row.value);
    }
    // Of rounds before the last one those values are known that differed.
    for (const { field, source } of (compared?.rounds ?? []).flatMap(
      (round) => round.differences,
    )) {
      if (typeof source === "string") add(person, field, source);
    }
  }
  return owners;
}

function hasValue({ generated }: ComparedCase, { field, target }: Difference): boolean {
  return (
    generated?.values.some(
      (row) => row.field === field && "value" in row && row.value === target,
    ) === true
  );
}

/** Two who could be one person: the same name or the same birth date. */
function looksLike(one: ComparedCase, other: ComparedCase): boolean {
  return ["patient.name.family", "patient.name.given", "patient.birth-date"].some((field) => {
    const text = generatedText(one.generated, field, "");
    return text !== null && text === generatedText(other.generated, field, "");
  });
}
