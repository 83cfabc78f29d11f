import { createHash } from "node:crypto";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { parseMess, UnknownMess } from "../../core/mess/parse-mess.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import { parseCivilDate } from "../../core/people/civil-date.ts";
import { localeTags } from "../../core/people/locales.ts";
import { type PeopleSet, personId } from "../../core/people/people-set.ts";
import { inputFailure } from "../compare-files/input-failure.ts";
import type { CliFailure } from "../cli/io.ts";
import { whyNotSynthetic } from "./check-synthetic.ts";
import { madePeople, type PeopleSource, type SetPerson } from "./people-source.ts";
import { personOfLine } from "./person-line.ts";
import type { SetFile, SetHashes, SetHead, StoredPerson } from "./set-file.ts";
import { hashSet, type Walk } from "./set-hash.ts";

/** A set whose people are proven to be those that were saved. */
export interface OpenedSet {
  readonly head: SetHead;
  readonly set: PeopleSet;
  readonly source: PeopleSource;
  readonly sha256: SetHashes;
  /** Made anew by the recipe, or kept as they were written by an older catalogue. */
  readonly from: "recipe" | "records";
}

/**
 * The people of a set. Of the same catalogue they are made anew and must have the same fingerprints; of an
 * older one the stored records are taken, once their fingerprints and their marks are right.
 * @param path named in refusals
 * @throws CliFailure (exit 2) that says why the set cannot be used
 */
export async function openSet(file: SetFile, path: string, walk: Walk): Promise<OpenedSet> {
  const { people, sha256, ...head } = file;
  checkHead(head, path);
  if (people !== undefined && people.length !== head.count) {
    const happened = `The set says that it holds ${head.count} people, and holds ${people.length}.`;
    throw refusal(happened, path);
  }
  const age = compareVersions(head.catalogue, catalogueVersion);
  if (age > 0) {
    throw refusal(
      `The set was made with a newer catalogue (${head.catalogue}); this Crosschart has ${catalogueVersion}.`,
      path,
      "Use the newer Crosschart.",
    );
  }
  if (age === 0) return await openByRecipe(head, people ?? null, sha256, path, walk);
  if (people === undefined) {
    throw refusal(
      `The set was made with catalogue ${head.catalogue} and holds no records; this Crosschart has ${catalogueVersion} and would make other people of it.`,
      path,
      "Ask for the set with its records inside, or use the Crosschart that made it.",
    );
  }
  return await openByRecords(head, people, sha256, path, walk);
}

async function openByRecipe(
  head: SetHead,
  people: readonly StoredPerson[] | null,
  sha256: SetHashes,
  path: string,
  walk: Walk,
): Promise<OpenedSet> {
  if (people !== null) await checkPrint(head, keptPeople(people, path), sha256, path, walk);
  const set = setOf(head, messOf(head, path));
  const source = madePeople(set, head.count);
  const made = await hashedBy(head, source, path, walk);
  if (!isSame(made, sha256)) {
    throw refusal(
      people === null
        ? "The people that this recipe makes are not those that were saved: their fingerprints differ."
        : "The records in this set are not those that its recipe makes.",
      path,
    );
  }
  return { head, set, source, sha256, from: "recipe" };
}

async function openByRecords(
  head: SetHead,
  people: readonly StoredPerson[],
  sha256: SetHashes,
  path: string,
  walk: Walk,
): Promise<OpenedSet> {
  const source = keptPeople(people, path);
  await checkPrint(head, source, sha256, path, walk);
  // The words of an older catalogue may be gone; the people carry what they were given.
  const set = setOf(head, { text: head.mess, preset: "list", operators: [] });
  for (let index = 0; index < source.count; index++) {
    const person = source.at(index);
    const why = whyNotSynthetic(person, set);
    if (why === null) continue;
    throw refusal(
      `The record of ${person.id} cannot be taken for a made-up patient: ${why}.`,
      path,
      "Only sets that Crosschart made can be used; real records never.",
    );
  }
  return { head, set, source, sha256, from: "records" };
}

async function checkPrint(
  head: SetHead,
  source: PeopleSource,
  sha256: SetHashes,
  path: string,
  walk: Walk,
): Promise<void> {
  if (isSame(await hashSet(head, source, walk), sha256)) return;
  throw refusal("The set was changed since it was saved: its fingerprint does not fit.", path);
}

/** The stored people, each read once when it is asked for. */
function keptPeople(people: readonly StoredPerson[], path: string): PeopleSource {
  const read: SetPerson[] = [];
  for (const [index, stored] of people.entries()) {
    if (stored.id !== personId(index)) {
      const happened = `Person ${index + 1} of the set is called ${stored.id}; expected ${personId(index)}.`;
      throw refusal(happened, path);
    }
    const rows = [...stored.values, ...stored.expectations, ...stored.operators, ...stored.next];
    const unknown = [...rows, ...stored.nextExpectations].find(
      ({ field }) => fieldById(field) === undefined,
    );
    if (unknown !== undefined) {
      const happened = `The record of ${stored.id} has a field that the catalogue does not have: "${unknown.field}".`;
      throw refusal(happened, path);
    }
    read.push(personOfLine(stored, index));
  }
  return {
    count: people.length,
    controls: people.filter(({ control }) => control).length,
    at: (index) => {
      const person = read[index];
      if (person === undefined) throw new RangeError(`The set holds ${read.length} people.`);
      return person;
    },
  };
}

async function hashedBy(
  head: SetHead,
  source: PeopleSource,
  path: string,
  walk: Walk,
): Promise<SetHashes> {
  try {
    return await hashSet(head, source, walk);
  } catch (error) {
    if (error instanceof RangeError) throw refusal(error.message, path);
    throw error;
  }
}

function checkHead({ referenceDate, mrn, locales }: SetHead, path: string): void {
  const date = parseCivilDate(referenceDate);
  if (date === null || date.year < 1900 || date.year > 9000)
    throw refusal(`"${referenceDate}" is no date of the calendar from 1900 to 9000.`, path);
  if (mrn.from.length !== mrn.to.length || Number(mrn.from) > Number(mrn.to))
    throw refusal(`${mrn.from}-${mrn.to} is no range of chart numbers.`, path);
  const unknown = locales.find((tag) => !localeTags.includes(tag));
  if (unknown !== undefined) throw refusal(`There are no names for "${unknown}".`, path);
}

function messOf(head: SetHead, path: string): MessChoice {
  try {
    return parseMess(head.mess);
  } catch (error) {
    if (error instanceof UnknownMess) throw refusal(error.message, path);
    throw error;
  }
}

function setOf(head: SetHead, mess: MessChoice): PeopleSet {
  const { seed, referenceDate, locales, mrn, marker } = head;
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
  return { seed, referenceDate, locales, mess, mrn, marker, sha256 };
}

function isSame(a: SetHashes, b: SetHashes): boolean {
  return a.charts === b.charts && a.set === b.set;
}

/** Below zero where the first one is older. */
function compareVersions(a: string, b: string): number {
  const [aYear = 0, aNumber = 0] = a.split(".").map(Number);
  const [bYear = 0, bNumber = 0] = b.split(".").map(Number);
  return aYear - bYear || aNumber - bNumber;
}

function refusal(
  happened: string,
  path: string,
  todo = "Ask for the set again, or name another one.",
): CliFailure {
  return inputFailure(happened, todo, path);
}
