import { readCivil } from "../../core/compare/forms/civil.ts";
import type { ReadDateOf } from "./pair-people.ts";
import type { FoundRecord } from "./read-records.ts";

/** Two records that hardly belong to two people, and the traits that say so. */
export interface AlikePair {
  readonly source: FoundRecord;
  readonly target: FoundRecord;
  readonly pairedBy: string;
}

/** What is left of a text when capitals, accents, signs and leading zeros are gone. */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase()
    .replace(/^0+(?=.)/u, "");
}

/** Year, month and day, whichever of the two stood first. */
function anyOrder(text: string): string {
  const civil = readCivil(text);
  if (civil === null || civil.month === null || civil.day === null) return "";
  const [low, high] = [civil.month, civil.day].toSorted((a, b) => a - b);
  return `${civil.year} ${low} ${high}`;
}

/** With fewer digits than a number of a subscriber has, nothing is told. */
const lastDigits = (text: string): string => /\d{7}$/u.exec(text.replace(/\D/gu, ""))?.[0] ?? "";

const traits: readonly {
  readonly name: string;
  readonly fields: readonly string[];
  readonly read: (text: string) => string;
}[] = [
  {
    name: "number",
    fields: "mrn mrn-other-site legacy ssn mbi medicaid drivers-license"
      .split(" ")
      .map((each) => `patient.identifier.${each}`),
    read: plain,
  },
  { name: "last name", fields: ["patient.name.family"], read: plain },
  { name: "first name", fields: ["patient.name.given"], read: plain },
  { name: "birth date", fields: ["patient.birth-date"], read: anyOrder },
  {
    name: "phone",
    fields: ["patient.telecom.home", "patient.telecom.mobile", "patient.telecom.work"],
    read: lastDigits,
  },
  { name: "e-mail", fields: ["patient.telecom.email"], read: (text) => text.toLowerCase() },
  { name: "street", fields: ["patient.address.line1"], read: plain },
];

/** So many traits two records share at least. */
const least = 3;
/** A trait that more records of the target have tells nobody apart. */
const mostWithTrait = 50;

/**
 * Pairs records that share no whole number, nor name and birth date, since several of these were changed: each
 * with the one that shares most traits, where no other shares as many. A household shares last name, street and
 * phone, so a number, or the first name with the birth date, must be among them.
 */
export function pairAlike(
  left: readonly FoundRecord[],
  right: readonly FoundRecord[],
  dateOf: ReadDateOf,
): readonly AlikePair[] {
  const owners = new Map<string, FoundRecord[]>();
  for (const record of right) {
    for (const key of traitsOf(record, dateOf)) {
      const known = owners.get(key) ?? [];
      owners.set(key, known);
      known.push(record);
    }
  }
  const chosen = left.flatMap((source): AlikePair[] => {
    const shared = new Map<FoundRecord, Set<string>>();
    for (const key of traitsOf(source, dateOf)) {
      const same = owners.get(key) ?? [];
      if (same.length > mostWithTrait) continue;
      const name = key.slice(0, key.indexOf("|"));
      for (const target of same)
        shared.set(target, (shared.get(target) ?? new Set<string>()).add(name));
    }
    const [best, next] = [...shared].toSorted(([, a], [, b]) => b.size - a.size);
    if (best === undefined || best[1].size === (next?.[1].size ?? 0)) return [];
    const [target, names] = best;
    const isPerson = names.has("number") || (names.has("first name") && names.has("birth date"));
    if (names.size < least || !isPerson) return [];
    const said = traits.filter(({ name }) => names.has(name)).map(({ name }) => name);
    return [{ source, target, pairedBy: said.join(", ") }];
  });
  const claims = Map.groupBy(chosen, ({ target }) => target);
  return chosen.filter(({ target }) => claims.get(target)?.length === 1);
}

function traitsOf(record: FoundRecord, dateOf: ReadDateOf): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { value } of record.observed.values) {
    if (!("value" in value)) continue;
    const trait = traits.find(({ fields }) => fields.includes(value.field));
    if (trait === undefined) continue;
    const isDate = value.field === "patient.birth-date";
    const read = trait.read(isDate ? dateOf(record, value.field, value.value) : value.value);
    if (read !== "") found.add(`${trait.name}|${read}`);
  }
  return found;
}
