import type { Profile } from "../../api/profile.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { type PeopleRequest, reservedBy } from "../runs/prepare-run.ts";
import { madePeople } from "./people-source.ts";
import type { OpenedSet } from "./open-set.ts";

/** What a run asks for with a saved set. */
export function requestOfSet({ set, source }: OpenedSet): PeopleRequest {
  const { seed, mess, referenceDate, locales, mrn } = set;
  return { seed, count: source.count, mess, referenceDate, locales, salt: mrn.salt };
}

/**
 * Refuses a set whose numbers or mark are not those that the profile reserved with the clinic: its people
 * could fall onto the charts of others (decisions.md 7).
 * @throws CliFailure (exit 5)
 */
export function checkSetForProfile({ head }: OpenedSet, profile: Profile): void {
  const { mrn, marker } = reservedBy(profile);
  const { system, from, to } = head.mrn;
  const width = from.length === mrn.from.length;
  const inside = Number(from) >= Number(mrn.from) && Number(to) <= Number(mrn.to);
  if (system !== mrn.system || !width || !inside) {
    throw new CliFailure(exitCodes.guard, {
      happened: `The set has chart numbers ${from}-${to} of ${system}; this connection reserves ${mrn.from}-${mrn.to} of ${mrn.system}.`,
      safe: "Nothing was sent.",
      todo: "Reserve these numbers with the clinic and write them into the profile, or make other people.",
    });
  }
  if (head.marker.toLowerCase() !== marker.toLowerCase()) {
    throw new CliFailure(exitCodes.guard, {
      happened: `The patients of the set are marked ${head.marker}; this connection looks for ${marker}.`,
      safe: "Nothing was sent.",
      todo: "Use the profile that the set was made for, or make other people.",
    });
  }
}

/**
 * The same people with other identifiers. Stored records are kept as they are and have none.
 * @throws CliFailure (exit 2) for a set of an older catalogue
 */
export function withFreshNumbers(opened: OpenedSet, salt: string): OpenedSet {
  if (opened.from === "records") {
    throw new CliFailure(exitCodes.usage, {
      happened: `The records of this set are kept as catalogue ${opened.head.catalogue} made them; they cannot get new numbers.`,
      safe: "Nothing was sent.",
      todo: "Clean up the run that left its people there, then try again.",
    });
  }
  const set = { ...opened.set, mrn: { ...opened.set.mrn, salt } };
  return { ...opened, set, source: madePeople(set, opened.source.count) };
}
