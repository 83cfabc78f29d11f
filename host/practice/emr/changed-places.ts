import type { JsonObject } from "../json/lossless-tree.ts";
import type { Located } from "../fields/locate.ts";
import type { ActiveFault } from "../faults/parse-faults.ts";
import type { Switchboard } from "../faults/switchboard.ts";

export interface ChangedPlace {
  readonly place: Located;
  /** The text in the earlier version. */
  readonly earlier: string;
}

/** The chosen values that differ from the earlier version, paired by field and position. */
export function changedPlaces(
  switchboard: Switchboard,
  active: ActiveFault,
  now: JsonObject,
  earlier: JsonObject,
): ChangedPlace[] {
  const before = switchboard.chosenPlaces(active, earlier);
  const seen = new Map<string, number>();
  return switchboard.chosenPlaces(active, now).flatMap((place) => {
    const position = seen.get(place.field) ?? 0;
    seen.set(place.field, position + 1);
    const match = before.filter((other) => other.field === place.field)[position];
    return match && match.text !== place.text ? [{ place, earlier: match.text }] : [];
  });
}
