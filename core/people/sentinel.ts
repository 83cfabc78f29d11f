import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { makePermutation } from "./permutation.ts";
import { placeNumber, placeOfNumber, placeRounds, type SentinelPlace } from "./sentinel-places.ts";
import { placeEntries, placeRows } from "./sentinel-places.ts";
import { streamVersion } from "./streams.ts";

/**
 * Sentinels: pronounceable tokens that say which person, field, entry and round a text was made for.
 * Nine letters, consonant and vowel in turn, unique by construction and readable back; codes,
 * booleans, numbers and dates carry none.
 */
export interface SentinelHit {
  readonly person: number;
  readonly field: FieldId;
  readonly entry: EntryPath;
  readonly round: number;
  /** Where the token begins, in code points. */
  readonly start: number;
  readonly token: string;
}

export interface SentinelReader {
  /** All whole tokens of the set in a text, whatever their case, from left to right. */
  find(text: string): readonly SentinelHit[];
}

export interface Sentinels extends SentinelReader {
  /** The lower-case token of a place. Throws for a field that carries none: our own mistake. */
  token(person: number, place: SentinelPlace): string;
}

const consonants = "bcdfghjklmnprstvwxz";
const vowels = "aeu";
const capacity = 19 ** 5 * 3 ** 4;
/** The uppermost tokens are never used alone: they open a pair, for places that need a larger number. */
const openers = 2 ** 20;
const alone = capacity - openers;

const shortEntries = 32;
const shortPlaces = placeRows * shortEntries * placeRounds;
const longPlaces = placeRows * placeEntries * placeRounds;
/** Persons are counted on from here for the far rows. */
const farPersons = 2 ** 30;

const pattern = /(?=((?:[bcdfghjklmnprstvwxz][aeu]){4}[bcdfghjklmnprstvwxz]))/gi;

/** The sentinels of one seed. `seedKey` is the master seed as text. */
export function makeSentinels(seedKey: string): Sentinels {
  const shuffle = makePermutation(`${streamVersion}\u001f${seedKey}\u001fsentinel`, capacity);

  const token = (person: number, place: SentinelPlace): string => {
    const at = placeNumber(place);
    if (at === null) throw new Error(`${place.field} ${place.entry} carries no sentinel.`);
    const isFar = at.row >= placeRows;
    const short =
      person * shortPlaces + ((at.row * shortEntries + at.entry) * placeRounds + at.round);
    if (!isFar && at.entry < shortEntries && short < alone) return letters(shuffle.of(short));
    const row = at.row % placeRows;
    const long =
      (person + (isFar ? farPersons : 0)) * longPlaces +
      ((row * placeEntries + at.entry) * placeRounds + at.round);
    const opener = alone + Math.floor(long / capacity);
    return letters(shuffle.of(opener)) + letters(shuffle.of(long % capacity));
  };

  const find = (text: string): readonly SentinelHit[] => {
    const hits: SentinelHit[] = [];
    let from = 0;
    for (const match of text.matchAll(pattern)) {
      const at = match.index;
      if (at < from) continue;
      const word = (match[1] ?? "").toLowerCase();
      const hit = read(word, text.slice(at + 9, at + 18).toLowerCase());
      if (hit === null) continue;
      from = at + hit.length;
      hits.push({
        ...hit.place,
        person: hit.person,
        start: codePoints(text, at),
        token: text.slice(at, from),
      });
    }
    return hits;
  };

  const read = (
    word: string,
    next: string,
  ): { person: number; place: SentinelPlace; length: number } | null => {
    const first = shuffle.inverse(numberOf(word));
    if (first < alone) {
      const place = split(first, shortPlaces, shortEntries);
      return place === null ? null : { ...place, length: 9 };
    }
    if (!/^(?:[bcdfghjklmnprstvwxz][aeu]){4}[bcdfghjklmnprstvwxz]$/.test(next)) return null;
    const long = (first - alone) * capacity + shuffle.inverse(numberOf(next));
    const place = split(long, longPlaces, placeEntries);
    return place === null ? null : { ...place, length: 18 };
  };

  return { token, find };
}

function split(
  n: number,
  places: number,
  entries: number,
): { person: number; place: SentinelPlace } | null {
  const at = n % places;
  const round = at % placeRounds;
  const entry = Math.floor(at / placeRounds) % entries;
  const row = Math.floor(at / placeRounds / entries);
  const person = Math.floor(n / places);
  const isFar = person >= farPersons;
  const place = placeOfNumber(isFar ? row + placeRows : row, entry, round);
  return place === null ? null : { person: isFar ? person - farPersons : person, place };
}

function letters(n: number): string {
  let rest = n;
  let text = "";
  for (let i = 0; i < 9; i++) {
    const set = i % 2 === 0 ? consonants : vowels;
    text += set.charAt(rest % set.length);
    rest = Math.floor(rest / set.length);
  }
  return text;
}

function numberOf(token: string): number {
  let n = 0;
  for (let i = 8; i >= 0; i--) {
    const set = i % 2 === 0 ? consonants : vowels;
    n = n * set.length + set.indexOf(token.charAt(i));
  }
  return n;
}

function codePoints(text: string, units: number): number {
  let count = 0;
  for (const _ of text.slice(0, units)) count++;
  return count;
}
