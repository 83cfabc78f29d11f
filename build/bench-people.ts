import { createHash } from "node:crypto";
import { defaultLocales, defaultMrn, type PeopleSet } from "../core/people/people-set.ts";

/** The people of all figures: the mess of a usual run, always the same. */
export const benchPeople: PeopleSet = {
  seed: "bench",
  referenceDate: "2026-01-15",
  locales: defaultLocales,
  mess: { text: "coverage", preset: "coverage", operators: [] },
  mrn: defaultMrn,
  sha256: (bytes) => createHash("sha256").update(bytes).digest(),
};
