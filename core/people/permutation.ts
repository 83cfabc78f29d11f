import { hash128, mix32 } from "./hash128.ts";

/** A shuffle of the whole numbers below `size` that needs no table and can be undone. */
export interface Permutation {
  readonly size: number;
  of(n: number): number;
  inverse(n: number): number;
}

const rounds = 6;

/**
 * A keyed permutation of 0 … size-1 (size up to 2^50): a balanced Feistel network over the next
 * even power of two, walked until the result lies inside. Two keys give two unrelated shuffles.
 */
export function makePermutation(key: string, size: number): Permutation {
  let halfBits = 1;
  while (2 ** (2 * halfBits) < size) halfBits++;
  const half = 2 ** halfBits;
  const mask = half - 1;
  const keys: number[] = [];
  for (let i = 0; i < rounds; i++) keys.push(hash128(`${key}\u001fround\u001f${i}`)[0]);

  const forward = (n: number): number => {
    let left = Math.floor(n / half);
    let right = n % half;
    for (const round of keys) {
      const next = left ^ (mix32(right ^ round) & mask);
      left = right;
      right = next;
    }
    return left * half + right;
  };
  const backward = (n: number): number => {
    let left = Math.floor(n / half);
    let right = n % half;
    for (const round of keys.toReversed()) {
      const before = right ^ (mix32(left ^ round) & mask);
      right = left;
      left = before;
    }
    return left * half + right;
  };
  const walk = (step: (n: number) => number, n: number): number => {
    if (!Number.isInteger(n) || n < 0 || n >= size) {
      throw new RangeError(`${n} is not a whole number below ${size}.`);
    }
    let at = step(n);
    while (at >= size) at = step(at);
    return at;
  };
  return { size, of: (n) => walk(forward, n), inverse: (n) => walk(backward, n) };
}
