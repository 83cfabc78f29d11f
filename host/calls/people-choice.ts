import { createHash, randomInt } from "node:crypto";
import type { PeopleChoice } from "../../api/calls/people.ts";
import { defaultReferenceDate } from "../../core/catalogue/version.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import { parseMess, UnknownMess } from "../../core/mess/parse-mess.ts";
import { localeTags } from "../../core/people/locales.ts";
import { defaultLocales, type PeopleSet } from "../../core/people/people-set.ts";
import { CliFailure } from "../cli/io.ts";
import { readReferenceDate } from "../generate/people-options.ts";
import type { PeopleRequest } from "../runs/prepare-run.ts";
import { refuse } from "./refuse.ts";
import type { Reserved } from "./reserved.ts";

const nobody = "Nobody was made.";

/** What a new user begins with. */
export const firstChoice: PeopleChoice = {
  seed: "4417",
  count: 20,
  mess: "coverage",
  referenceDate: defaultReferenceDate,
  locales: [...defaultLocales],
  set: null,
};

/** The mess a choice names, or the refusal with the near match. */
export function messOf(text: string): MessChoice {
  try {
    return parseMess(text);
  } catch (error) {
    if (!(error instanceof UnknownMess)) throw error;
    throw refuse("bad-request", error.message, nobody, "Choose from the list.");
  }
}

/** Whether this program still knows all that a kept choice names. */
export function isKnown(choice: PeopleChoice): boolean {
  try {
    requestOf(choice);
    return true;
  } catch {
    return false;
  }
}

/** What a run is asked for with a choice; refused where a word of it is not known. */
export function requestOf(choice: PeopleChoice): Omit<PeopleRequest, "salt"> {
  const { seed, count, mess, locales } = choice;
  const unknown = locales.find((tag) => !localeTags.includes(tag));
  if (unknown !== undefined) {
    const happened = `There are no names for "${unknown}".`;
    throw refuse("bad-request", happened, nobody, `Choose from ${localeTags.join(", ")}.`);
  }
  return { seed, count, mess: messOf(mess), referenceDate: dateOf(choice), locales };
}

function dateOf({ referenceDate }: PeopleChoice): string {
  try {
    return readReferenceDate(referenceDate);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    const happened = `"${referenceDate}" is no date of the calendar from 1900 to 9000.`;
    throw refuse("bad-request", happened, nobody, `Write it like ${defaultReferenceDate}.`);
  }
}

/** The set that a choice on the screen means; the same as the command line would make. */
export function peopleSetOf(choice: PeopleChoice, { mrn, marker }: Reserved): PeopleSet {
  const { seed, mess, referenceDate, locales } = requestOf(choice);
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
  return { seed, mess, referenceDate, locales, mrn: { ...mrn, salt: "" }, marker, sha256 };
}

/** A seed that nobody has used, short enough to say aloud. */
export function recipeNumber(): string {
  return String(randomInt(100_000, 1_000_000));
}
