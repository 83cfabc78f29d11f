import type { PersonId } from "../catalogue/chart.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";

/** A token as sentinels are made: nine letters, consonant and vowel in turn. */
const token = /(?=((?:[bcdfghjklmnprstvwxz][aeu]){4}[bcdfghjklmnprstvwxz]))/gu;

function tokensOf(text: string): readonly string[] {
  return [...text.toLowerCase().matchAll(token)].map((match) => match[1] ?? "");
}

/**
 * Damaged letters can read like a token that was made for somebody. It is another patient's value only
 * where that person is in the run and has the token; what is left of the others is not known (decisions.md 27).
 */
export function withoutChance(cases: readonly ComparedCase[]): readonly ComparedCase[] {
  const byPerson = new Map(cases.map((each) => [each.person, each]));
  const tokens = new Map<PersonId, ReadonlySet<string>>();
  const has = (owner: PersonId, text: string): boolean => {
    const compared = byPerson.get(owner);
    if (compared === undefined) return false;
    const own = tokens.get(owner) ?? new Set(textsOf(compared).flatMap(tokensOf));
    tokens.set(owner, own);
    return tokensOf(text).some((each) => own.has(each));
  };
  const isChance = ({ faults, target }: Difference): boolean => {
    const person = faults[0]?.id === "CROSS-PATIENT" ? faults[0].params["person"] : undefined;
    return (
      typeof person === "number" && !has(`p-${String(person + 1).padStart(4, "0")}`, target ?? "")
    );
  };
  return cases.map((compared) => {
    if (!compared.rounds.some(({ differences }) => differences.some(isChance))) return compared;
    const rounds = compared.rounds.map((round) => ({
      ...round,
      differences: round.differences.map((each) => (isChance(each) ? unnamed(each) : each)),
    }));
    return { ...compared, rounds };
  });
}

/** Texts of a person that are known: the expected chart, and what differed from an earlier one. */
function textsOf({ generated, rounds }: ComparedCase): readonly string[] {
  return [
    ...(generated?.values ?? []).map((row) => ("value" in row ? row.value : "")),
    ...rounds.flatMap(({ differences }) => differences.map(({ source }) => source ?? "")),
  ];
}

function unnamed(difference: Difference): Difference {
  const { source, target } = difference;
  const why = `Different, and no known pattern: "${source ?? ""}" became "${target ?? ""}".`;
  return { ...difference, faults: [{ id: "UNKNOWN", params: {}, confidence: 0, why }] };
}
