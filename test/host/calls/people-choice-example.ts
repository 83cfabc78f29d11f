import type { PeopleChoice } from "../../../api/calls/people.ts";

/** A choice of Make patients with what the test does not speak of filled in. */
export function peopleChoiceOf(part: Partial<PeopleChoice> = {}): PeopleChoice {
  return {
    seed: "4417",
    count: 20,
    mess: "coverage",
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    set: null,
    ...part,
  };
}
