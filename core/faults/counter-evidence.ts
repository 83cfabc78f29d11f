import type { Field } from "../catalogue/field.ts";
import type { ComparedCase } from "../compare/build-report.ts";
import type { Cause } from "./cover.ts";
import type { Atom } from "./hypotheses.ts";
import { recogniserById } from "./recognise/recognisers.ts";

/** What speaks against a cause: values that it should have changed, and that are as they were or became others. */
export interface CounterEvidence {
  readonly values: number;
  /** Cases with such a value. */
  readonly cases: number;
  /** So much that no known pattern is as likely. */
  readonly doubtful: boolean;
}

/** Causes that act on whatever they meet; others act on some days, on some codes, at random. */
const everywhere: ReadonlySet<string> = new Set(
  `TRUNCATE TRUNCATE-BYTES TRUNCATE-MID DECIMAL-LOSS DECIMAL-SHIFT DECIMAL-COMMA ROUND CHARSET-U8-1252
   CHARSET-U8-U8 CHARSET-1252-U8 CHARSET-QMARK CHARSET-DROP CHARSET-OEM CHARSET-7BIT CHARSET-LOWBYTE
   CHARSET-WIDE TRANSLIT NFKC-FOLD CASE QUOTE DROP-ELEMENT`.split(/\s+/u),
);

/** Of all values that a cause should have changed: from this share on it is in doubt. */
const share = 0.1;
const least = 2;

type Carriers = ReadonlyMap<string, [caseIndex: number, text: string][]>;

/** Looks for what speaks against each cause, by its key (faults.md section 6). */
export function counterEvidence(
  causes: readonly Cause[],
  cases: readonly ComparedCase[],
): ReadonlyMap<string, CounterEvidence> {
  const fields = new Set<string>();
  for (const { atom, sightings } of causes) {
    if (!everywhere.has(atom.id)) continue;
    for (const { sighting } of sightings)
      if (sighting.field !== null) fields.add(sighting.field.id);
  }
  const carriers = carriersOf(cases, fields);
  for (const { atom, sightings } of causes) {
    if (atom.id === "UNKNOWN") addUnexplained(carriers, sightings);
  }
  const scattered = scatteredCauses(causes);
  return new Map(
    causes.map((cause) => {
      const found = against(cause, carriers);
      return [cause.atom.key, scattered.has(cause) ? { ...found, doubtful: true } : found];
    }),
  );
}

/** One cause moves every point by the same number of places, every date by the same days, and cuts every value of a field at one length. */
function scatteredCauses(causes: readonly Cause[]): ReadonlySet<Cause> {
  const shifts = causes.filter(({ atom }) => atom.id === "DECIMAL-SHIFT");
  const cuts = new Map<string, Set<Cause>>();
  for (const cause of causes.filter(({ atom }) => atom.id === "TRUNCATE")) {
    for (const { sighting } of cause.sightings) {
      const field = sighting.field?.id ?? "";
      cuts.set(field, (cuts.get(field) ?? new Set<Cause>()).add(cause));
    }
  }
  // A shift by one day is a time zone; others are alike for all, or are none.
  const days = causes.filter(
    ({ atom }) => atom.id === "DATE-SHIFT" && Math.abs(Number(atom.params["days"])) > 1,
  );
  const several = [...cuts.values()].filter(({ size }) => size > 1);
  const alone = [shifts, days].filter(({ length }) => length > 1).flat();
  return new Set([...alone, ...several.flatMap((own) => [...own])]);
}

/** A value that became another one than a cause makes of it speaks against that cause. */
function addUnexplained(carriers: Carriers, sightings: Cause["sightings"]): void {
  for (const { sighting } of sightings) {
    const { difference, caseIndex } = sighting;
    if (difference === null || typeof difference.source !== "string") continue;
    carriers.get(difference.field)?.push([caseIndex, difference.source]);
  }
}

/** Values that arrived as they were, by field. */
function carriersOf(cases: readonly ComparedCase[], fields: ReadonlySet<string>): Carriers {
  const found = new Map<string, [number, string][]>([...fields].map((id) => [id, []]));
  for (const [at, { generated, rounds }] of cases.entries()) {
    const matched = new Set(rounds.at(-1)?.matched ?? []);
    for (const row of generated?.values ?? []) {
      if (!fields.has(row.field) || !("value" in row)) continue;
      if (!matched.has(row.entry === "" ? row.field : `${row.field} ${row.entry}`)) continue;
      found.get(row.field)?.push([at, row.value]);
    }
  }
  return found;
}

function against({ atom, sightings }: Cause, carriers: Carriers): CounterEvidence {
  if (!everywhere.has(atom.id)) {
    const doubtful = isLone(atom, sightings.length) || isOnlyOfLeapDays(atom, sightings);
    return { values: 0, cases: 0, doubtful };
  }
  const fields = new Map<string, Field>();
  for (const { sighting } of sightings) {
    if (sighting.field !== null) fields.set(sighting.field.id, sighting.field);
  }
  const found = [...fields].flatMap(([id, field]) =>
    (carriers.get(id) ?? []).filter(([, text]) => shouldChange(atom, field, text)),
  );
  const values = found.length;
  const doubtful = values >= least && values >= share * (values + sightings.length);
  return { values, cases: new Set(found.map(([at]) => at)).size, doubtful };
}

/** A single date that moved by several days fits any other date as well. */
function isLone({ id, params }: Atom, sightings: number): boolean {
  return id === "DATE-SHIFT" && sightings < least && Math.abs(Number(params["days"])) > 1;
}

/** That 29 February moved and no other date did is no shift of dates. */
function isOnlyOfLeapDays({ id }: Atom, sightings: Cause["sightings"]): boolean {
  return (
    id === "DATE-SHIFT" &&
    sightings.every(({ sighting }) => /-02-29(?!\d)/u.test(sighting.difference?.source ?? ""))
  );
}

const none = (): null => null;

function shouldChange({ id, params }: Atom, field: Field, text: string): boolean {
  if (id === "DROP-ELEMENT") return true;
  const pair = { field, source: text, target: text, sourceSibling: none, targetSibling: none };
  const made = recogniserById(id)?.simulate(params, text, pair);
  return made !== null && made !== undefined && made !== text;
}
