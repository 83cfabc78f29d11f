import type { Cause } from "./cover.ts";
import type { Sighting } from "./hypotheses.ts";

/** From this share of a field's differences on, what has no known cause speaks against the others' cause. */
const share = 0.15;
const least = 2;

/**
 * Sightings that lie among many without a known cause: in the same field, or in the same entry that nobody
 * sent. A pattern that fits a part of what happened to a field may fit it by chance, so the cause of all of it
 * may be one that has no name (faults.md section 2, step 7).
 */
export function unsettled(causes: readonly Cause[]): (sighting: Sighting) => boolean {
  const all = new Map<string, { unknown: number; all: number }>();
  const count = (keys: readonly string[], isUnknown: boolean): void => {
    for (const key of keys) {
      const known = all.get(key) ?? { unknown: 0, all: 0 };
      all.set(key, known);
      known.all += 1;
      if (isUnknown) known.unknown += 1;
    }
  };
  for (const { atom, sightings } of causes) {
    for (const { sighting, by } of sightings) {
      // Of two faults that act together, one counts.
      if (by.atoms[0] === atom) count(groupsOf(sighting), atom.id === "UNKNOWN");
    }
  }
  return (sighting) =>
    groupsOf(sighting).some((key) => {
      const found = all.get(key) ?? { unknown: 0, all: 0 };
      return found.unknown >= least && found.unknown >= share * found.all;
    });
}

function groupsOf({ caseIndex, difference }: Sighting): readonly string[] {
  if (difference === null) return [];
  const { field, entry } = difference;
  const top = entry.split("/")[0] ?? "";
  return top.startsWith("+") ? [field, `${caseIndex} ${field.split(".")[0]} ${top}`] : [field];
}
