import type { PersonId } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";

/** Fields of another person that must agree before a value is called theirs (decisions.md 27). */
const independentFields = 3;

const telling = new Set([
  "text.name",
  "text.address",
  "date",
  "phone",
  "email",
  "identifier",
  "text",
]);

type FindOwner = (person: PersonId, difference: Difference) => PersonId | null;

/** Whose value a difference shows. */
export interface Strangers {
  /** Another person, by a whole sentinel or by three independent fields that are all theirs. */
  readonly surely: FindOwner;
  /** The one other person who has this very text in this very field; it may be chance. */
  readonly possibly: FindOwner;
}

/**
 * Finds values that belong to another person of the run: by a whole sentinel, or by three
 * independent fields of one and the same other person. Fewer prove nothing, and are only possible.
 */
export function findStrangers(cases: readonly ComparedCase[]): Strangers {
  const owners = new Map<string, PersonId[]>();
  const wanted = new Set<string>();
  for (const { rounds } of cases) {
    for (const { differences } of rounds) {
      for (const each of differences) {
        if (isTelling(each)) wanted.add(`${each.field}\u0000${each.target ?? ""}`);
      }
    }
  }
  const own = (person: PersonId, field: string, text: string): void => {
    const key = `${field}\u0000${text}`;
    if (!wanted.has(key)) return;
    const known = owners.get(key) ?? [];
    if (!known.includes(person)) known.push(person);
    owners.set(key, known);
  };
  for (const { person, generated, rounds } of cases) {
    for (const row of generated?.values ?? []) {
      if ("value" in row) own(person, row.field, row.value);
    }
    // Values of earlier rounds are known where they differed.
    for (const { field, source } of rounds.flatMap((round) => round.differences)) {
      if (typeof source === "string") own(person, field, source);
    }
  }
  const found = new Map<PersonId, Set<PersonId>>();
  for (const compared of cases) found.set(compared.person, strangersOf(compared, owners));
  const ownersOf = ({ field, target }: Difference): readonly PersonId[] =>
    owners.get(`${field}\u0000${target ?? ""}`) ?? [];
  return {
    surely: (person, difference) => {
      const strangers = found.get(person);
      if (strangers === undefined || strangers.size === 0 || !isTelling(difference)) return null;
      const values = ownersOf(difference);
      return values.find((owner) => owner !== person && strangers.has(owner)) ?? null;
    },
    possibly: (person, difference) => {
      const [owner, another] = ownersOf(difference);
      const only = owner !== undefined && another === undefined && owner !== person;
      return only && isTelling(difference) ? owner : null;
    },
  };
}

/** A value that says whose it is: a name, a number, a date, not a code. */
export function isTelling({ field, target, verdict }: Difference): boolean {
  if (verdict !== "delta" && verdict !== "extra") return false;
  return (
    typeof target === "string" && target.length > 3 && telling.has(fieldById(field)?.form ?? "")
  );
}

function strangersOf(
  { person, rounds }: ComparedCase,
  owners: ReadonlyMap<string, readonly PersonId[]>,
): Set<PersonId> {
  const fieldsOf = new Map<PersonId, Set<string>>();
  const bySentinel = new Set<PersonId>();
  for (const difference of rounds.flatMap((round) => round.differences)) {
    const named = difference.faults.find((fault) => fault.id === "CROSS-PATIENT");
    const index = named?.params["person"];
    if (typeof index === "number") bySentinel.add(`p-${String(index + 1).padStart(4, "0")}`);
    if (!isTelling(difference)) continue;
    for (const owner of owners.get(`${difference.field}\u0000${difference.target ?? ""}`) ?? []) {
      if (owner === person) continue;
      const fields = fieldsOf.get(owner) ?? new Set<string>();
      fields.add(difference.field);
      fieldsOf.set(owner, fields);
    }
  }
  const byFields = [...fieldsOf].filter(([, fields]) => fields.size >= independentFields);
  return new Set([...bySentinel, ...byFields.map(([owner]) => owner)]);
}
