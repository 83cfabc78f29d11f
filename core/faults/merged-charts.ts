import type { PersonId } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";
import type { Strangers } from "./find-strangers.ts";
import { atomOf, generatedText } from "./hypotheses.ts";
import type { Hypothesis } from "./hypotheses.ts";

/** People whose chart took up a person who has none of their own: two became one (faults.md 4.7). */
export interface MergedCharts {
  /** What may be behind a difference of a chart that took another one up. */
  readonly inChart: (compared: ComparedCase, difference: Difference) => readonly Hypothesis[];
  /** What may be behind a record that is not there. */
  readonly ofLost: (person: PersonId) => readonly Hypothesis[];
}

export function mergedCharts(cases: readonly ComparedCase[], strangers: Strangers): MergedCharts {
  const byPerson = new Map(cases.map((each) => [each.person, each]));
  /** Who was taken up, by who took them up. */
  const takenUp = new Map<PersonId, Set<ComparedCase>>();
  const by = new Map<PersonId, ComparedCase>();
  for (const compared of cases) {
    for (const difference of compared.rounds.flatMap((round) => round.differences)) {
      const owner = strangers.surely(compared.person, difference);
      const lost = owner === null ? undefined : byPerson.get(owner);
      if (lost?.hops.stored !== "not-found" || lost.hops.sent !== "accepted") continue;
      takenUp.set(compared.person, (takenUp.get(compared.person) ?? new Set()).add(lost));
      by.set(lost.person, compared);
    }
  }
  const hypotheses = (one: ComparedCase, other: ComparedCase): readonly Hypothesis[] => {
    const why = `${one.person} and ${other.person} are one chart: ${other.person} has none, and its values stand in the other's.`;
    const merged = { atoms: [atomOf("WRONG-MERGE", {})], cost: -0.2, why };
    const silent = { atoms: [atomOf("SILENT-MATCH", {})], cost: -0.15, alike: true as const, why };
    return looksLike(one, other) ? [merged, silent] : [merged];
  };
  return {
    inChart: (compared, difference) => {
      const { field, target } = difference;
      const other = [...(takenUp.get(compared.person) ?? [])].find(({ generated }) =>
        generated?.values.some(
          (row) => row.field === field && "value" in row && row.value === target,
        ),
      );
      return other === undefined ? [] : hypotheses(compared, other);
    },
    ofLost: (person) => {
      const [one, lost] = [by.get(person), byPerson.get(person)];
      return one === undefined || lost === undefined ? [] : hypotheses(one, lost);
    },
  };
}

/** Two who could be one person: the same name or the same birth date. */
function looksLike(one: ComparedCase, other: ComparedCase): boolean {
  return ["patient.name.family", "patient.name.given", "patient.birth-date"].some((field) => {
    const text = generatedText(one.generated, field, "");
    return text !== null && text === generatedText(other.generated, field, "");
  });
}
