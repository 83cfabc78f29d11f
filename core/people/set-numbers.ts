import { dayNumber, parseCivilDate } from "./civil-date.ts";
import type { PeopleSet } from "./people-set.ts";
import { makePermutation, type Permutation } from "./permutation.ts";
import { makeSentinels, type Sentinels } from "./sentinel.ts";
import { seedKey, streamVersion } from "./streams.ts";
import { areaCodes } from "./places.ts";

/** What all people of a set share: numbers that are unique by construction, never by looking. */
export interface SetNumbers {
  readonly key: string;
  /** Day number of the reference date. */
  readonly today: number;
  readonly sentinels: Sentinels;
  mrn(person: number): string;
  /** `ZZT-` and eight letters or digits, unique for (person, kind, entry). */
  entryId(person: number, kind: number, entry: number): string;
  /** `ZZT` and nine digits, unique for (person, which). */
  cardNumber(person: number, which: number): string;
  ssn(person: number): string;
  /** A number below 256 that no other person of the same block of 256 has, one shuffle per purpose. */
  blockSlot(person: number, purpose: string): number;
  /** `617-555-0142`, unique in the block for (person, kind 0…7). */
  phone(person: number, kind: number): string;
}

const blockSize = 256;
const base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

export function makeSetNumbers(set: PeopleSet): SetNumbers {
  const reference = parseCivilDate(set.referenceDate);
  if (reference === null)
    throw new RangeError(`"${set.referenceDate}" is no date like 2026-01-15.`);
  const key = seedKey(set.seed, set.sha256);
  // A fresh salt changes identifiers alone: names, dates and doses stay those of the seed.
  const saltKey = `${streamVersion}\u001f${key}\u001f${set.mrn.salt}`;
  const first = Number(set.mrn.from);
  const mrns = makePermutation(`${saltKey}\u001fmrn`, Number(set.mrn.to) - first + 1);
  const entries = makePermutation(`${saltKey}\u001fentry`, 2 ** 40);
  const cards = makePermutation(`${saltKey}\u001fcard`, 10 ** 9);
  const ssns = makePermutation(`${saltKey}\u001fssn`, 2 * 99 * 9999);
  const shuffles = new Map<string, Permutation>();

  const blockSlot = (person: number, purpose: string): number => {
    const name = `${Math.floor(person / blockSize)}\u001f${purpose}`;
    let shuffle = shuffles.get(name);
    if (shuffle === undefined) {
      shuffle = makePermutation(`${streamVersion}\u001f${key}\u001fblock\u001f${name}`, blockSize);
      shuffles.set(name, shuffle);
    }
    return shuffle.of(person % blockSize);
  };

  return {
    key,
    today: dayNumber(reference),
    sentinels: makeSentinels(key),
    blockSlot,
    mrn: (person) => {
      if (person >= mrns.size) {
        throw new RangeError(
          `The reserved chart numbers ${set.mrn.from}-${set.mrn.to} are enough for ${mrns.size} people.`,
        );
      }
      return String(first + mrns.of(person)).padStart(set.mrn.from.length, "0");
    },
    entryId: (person, kind, entry) => {
      let rest = entries.of((person * 32 + kind) * 2048 + entry);
      let text = "";
      for (let i = 0; i < 8; i++) {
        text = base32.charAt(rest % 32) + text;
        rest = Math.floor(rest / 32);
      }
      return `ZZT-${text}`;
    },
    cardNumber: (person, which) => `ZZT${String(cards.of(person * 64 + which)).padStart(9, "0")}`,
    ssn: (person) => {
      const n = ssns.of(person % ssns.size);
      const area = n % 2 === 0 ? "000" : "666";
      const rest = Math.floor(n / 2);
      const group = String(1 + (rest % 99)).padStart(2, "0");
      return `${area}-${group}-${String(1 + Math.floor(rest / 99)).padStart(4, "0")}`;
    },
    phone: (person, kind) => {
      const n = kind * blockSize + blockSlot(person, "phone");
      const area = areaCodes[Math.floor(n / 100)];
      if (area === undefined) throw new Error(`There is no phone of kind ${kind}.`);
      return `${area}-555-01${String(n % 100).padStart(2, "0")}`;
    },
  };
}
