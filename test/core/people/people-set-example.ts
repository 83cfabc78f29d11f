import { createHash } from "node:crypto";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { defaultMrn, type PeopleSet } from "../../../core/people/people-set.ts";

/** A set of people for tests; each call makes one of its own. */
export function exampleSet(
  change: Partial<PeopleSet> & { readonly messText?: string } = {},
): PeopleSet {
  const { messText, ...rest } = change;
  return {
    seed: "42",
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    mess: parseMess(messText ?? "coverage"),
    mrn: defaultMrn,
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
    ...rest,
  };
}
