import type { Hash128 } from "./hash128.ts";

/** A named source of random decisions. Each decision of a person has one of its own. */
export interface Draw {
  /** The next 32 bits. */
  word(): number;
  /** A whole number from 0 up to, not including, `end` (at most 2^32). */
  below(end: number): number;
  /** 0 ≤ x < 1, in steps of 2^-32. */
  fraction(): number;
  pick<T>(items: readonly T[]): T;
}

/** sfc32 (Chris Doty-Humphrey, PractRand), seeded with four words, warmed up by 12 steps. */
export function makeDraw(seed: Hash128): Draw {
  let [a, b, c, counter] = seed;
  const word = (): number => {
    const out = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const fraction = (): number => word() / 0x1_0000_0000;
  const below = (end: number): number => Math.floor(fraction() * end);
  return {
    word,
    fraction,
    below,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error("Nothing to pick from.");
      // The index lies inside the list, which is not empty.
      return items[below(items.length)] as T;
    },
  };
}
