/** A number from 0 up to, but not, `below`. */
export type Dice = (below: number) => number;

/** Small dice of our own (mulberry32): the same damage on every machine. */
export function dice(seed: number): Dice {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export function oneOf<T>(roll: Dice, list: readonly T[]): T {
  const found = list[roll(list.length)];
  if (found === undefined) throw new Error("nothing to draw from");
  return found;
}
