import type { Reading } from "./practice-line.ts";
import type { Recorded } from "./record-people.ts";

/**
 * Some of the people who were recorded, as if only they had been: whoever is alone in the practice is
 * stored as among others, as long as people who were made together stay together.
 */
export function partOfRecorded(recorded: Recorded, positions: readonly number[]): Recorded {
  const places = new Map(positions.map((was, is) => [was, is] as const));
  return {
    set: recorded.set,
    rounds: recorded.rounds.map(({ sent, clean }) => ({
      sent: positions.flatMap((position) => sent[position] ?? []),
      clean: partOfReading(clean, positions, places),
    })),
    records: new Map(
      [...recorded.records].flatMap(([label, { person, key }]) => {
        const at = places.get(person);
        return at === undefined ? [] : [[label, { person: at, key }] as const];
      }),
    ),
  };
}

/** A reference as `rawRecords` writes it: to the person's position and the key of the record. */
const reference = /("reference":")(\d+ [^"]*)/gu;

function partOfReading(
  reading: Reading,
  positions: readonly number[],
  places: ReadonlyMap<number, number>,
): Reading {
  const renamed = (owner: string): string | null => {
    const gap = owner.indexOf(" ");
    const at = places.get(Number(owner.slice(0, gap)));
    return at === undefined ? null : `${at}${owner.slice(gap)}`;
  };
  const owners: [string, string][] = [];
  for (const [label, owner] of reading.owners) {
    const name = renamed(owner);
    if (name !== null) owners.push([label, name]);
  }
  const raw: [string, string][] = [];
  for (const [owner, text] of reading.raw) {
    const name = renamed(owner);
    if (name !== null)
      raw.push([name, text.replace(reference, (_, key, whose) => `${key}${renamed(whose) ?? ""}`)]);
  }
  return {
    people: new Map(
      [...reading.people].flatMap(([person, observed]) => {
        const at = places.get(person);
        return at === undefined ? [] : [[at, observed] as const];
      }),
    ),
    charts: positions.map((position) => reading.charts[position] ?? 0),
    answers: positions.map((position) => reading.answers[position] ?? "not-sent"),
    raw: new Map(raw),
    owners: new Map(owners),
  };
}
