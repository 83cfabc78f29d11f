import type { PersonId } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Difference } from "../compare/result.ts";

/** Fields of another person that must agree before a value is called theirs (decisions.md 27). */
const independentFields = 3;

/** So many people of a run may share a name or a street, and it still says whose it is. */
const household = 4;
const shareOfRun = 0.2;
/** However long the run: a value that more people have is nobody's. */
const crowd = 60;

const telling = new Set([
  "text.name",
  "text.address",
  "date",
  "phone",
  "email",
  "identifier",
  "text",
]);

/** Who has a text in a field; only of texts that came where others were expected. */
type Owners = Map<FieldId, Map<string, PersonId[]>>;
type FindOwners = (difference: Difference) => readonly PersonId[];

type FindOwner = (person: PersonId, difference: Difference) => PersonId | null;

/** Whose value a difference shows. */
export interface Strangers {
  /** Another person, by a whole sentinel or by three independent fields that are all theirs. */
  readonly surely: FindOwner;
  /**
   * Another person who has this very text in this very field, as few do, or of whom this chart may
   * have another value; it may be chance.
   */
  readonly possibly: FindOwner;
  /** Anybody else who has this very text in this very field, however many do: it says whose it may be, no more. */
  readonly anybody: FindOwner;
}

/**
 * Finds values that belong to another person of the run: by a whole sentinel, or by three
 * independent fields of one and the same other person. Fewer prove nothing, and are only possible.
 */
export function findStrangers(cases: readonly ComparedCase[]): Strangers {
  const few = Math.max(household, Math.min(crowd, cases.length * shareOfRun));
  const owners: Owners = new Map();
  for (const { rounds } of cases) {
    for (const { differences } of rounds) {
      for (const each of differences) {
        if (!cameFromSomewhere(each)) continue;
        const texts = owners.get(each.field) ?? new Map<string, PersonId[]>();
        owners.set(each.field, texts);
        texts.set(each.target ?? "", []);
      }
    }
  }
  const own = (person: PersonId, field: FieldId, text: string): void => {
    const known = owners.get(field)?.get(text);
    // One more than few is too many already; people come one after the other.
    if (known === undefined || known.length > few + 1 || known.at(-1) === person) return;
    known.push(person);
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
  const ownersOf: FindOwners = ({ field, target }) => {
    const known = owners.get(field)?.get(target ?? "") ?? [];
    return known.length > few + 1 ? [] : known;
  };
  const found = new Map<PersonId, Set<PersonId>>();
  for (const compared of cases) found.set(compared.person, strangersOf(compared, ownersOf));
  const possibly: FindOwner = (person, difference) => {
    const [owner, ...more] = ownersOf(difference);
    if (owner === undefined || more.length >= few || !isTelling(difference)) return null;
    return owner === person || more.includes(person) ? null : owner;
  };
  const possible = new Map<PersonId, Set<PersonId>>();
  for (const { person, rounds } of cases) {
    const differences = rounds.flatMap((round) => round.differences).filter(isUnexplained);
    const strange = differences.filter((each) => possibly(person, each) !== null);
    possible.set(person, new Set(strange.flatMap(ownersOf)));
  }
  return {
    surely: (person, difference) => {
      const strangers = found.get(person);
      if (strangers === undefined || strangers.size === 0) return null;
      // Beside a stranger's values a short one that nothing else explains ("Dr") is the stranger's too.
      const exchanged = difference.faults[0]?.id === "LIST-MISPAIR";
      if (!isTelling(difference) && !isUnexplained(difference) && !exchanged) return null;
      const values = ownersOf(difference);
      return values.find((owner) => owner !== person && strangers.has(owner)) ?? null;
    },
    possibly: (person, difference) => {
      if (isTelling(difference)) return possibly(person, difference);
      const known = possible.get(person);
      return ownersOf(difference).find((owner) => known?.has(owner)) ?? null;
    },
    anybody: (person, { field, target }) => {
      const known = isTellingField(field) ? owners.get(field)?.get(target ?? "") : undefined;
      return known?.find((owner) => owner !== person) ?? null;
    },
  };
}

/** Dates are so few that many people share one: alone they say nothing. */
export function isDateField(id: string): boolean {
  const form = fieldById(id)?.form;
  return form === "date" || form === "instant";
}

function cameFromSomewhere({ target, verdict }: Difference): boolean {
  return (verdict === "delta" || verdict === "extra") && typeof target === "string";
}

/** A value that says whose it is: a name, a number, a date, not a code. */
export function isTelling(difference: Difference): boolean {
  const { field, target } = difference;
  if (!cameFromSomewhere(difference)) return false;
  return (target?.length ?? 0) > 3 && isTellingField(field);
}

function isTellingField(id: string): boolean {
  return telling.has(fieldById(id)?.form ?? "");
}

/** Names of values of which their own source says nothing: they came from somewhere else. */
const unexplained = new Set([
  "UNKNOWN",
  "DISPLAY-DRIFT",
  "DEFAULT-INJECT",
  "CROSS-PATIENT",
  // What the run made of them before.
  "WRONG-MERGE",
  "SILENT-MATCH",
]);

/** A moved date is often somebody else's date: what one fault makes of its own source is no evidence. */
export function isUnexplained({ faults }: Difference): boolean {
  return unexplained.has(faults[0]?.id ?? "UNKNOWN");
}

function strangersOf({ person, rounds }: ComparedCase, ownersOf: FindOwners): Set<PersonId> {
  const fieldsOf = new Map<PersonId, Set<string>>();
  const bySentinel = new Set<PersonId>();
  for (const difference of rounds.flatMap((round) => round.differences)) {
    const named = difference.faults.find((fault) => fault.id === "CROSS-PATIENT");
    const index = named?.params["person"];
    if (typeof index === "number") {
      bySentinel.add(`p-${String(index + 1).padStart(4, "0")}`);
      // A household shares its name, and the sentinel in it: whose the other values are is open.
      for (const owner of ownersOf(difference)) if (owner !== person) bySentinel.add(owner);
    }
    if (!isTelling(difference) || !isUnexplained(difference)) continue;
    for (const owner of ownersOf(difference)) {
      if (owner === person) continue;
      const fields = fieldsOf.get(owner) ?? new Set<string>();
      fields.add(difference.field);
      fieldsOf.set(owner, fields);
    }
  }
  const byFields = [...fieldsOf].filter(
    ([, fields]) => fields.size >= independentFields && [...fields].some((id) => !isDateField(id)),
  );
  return new Set([...bySentinel, ...byFields.map(([owner]) => owner)]);
}
