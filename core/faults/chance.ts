/**
 * In how many ways `some` of `all` could have been the ones: how unlikely it is that by chance just these
 * have what the others do not have.
 */
export function ways(some: number, all: number): number {
  let count = 1;
  for (let at = 1; at <= Math.min(some, all - some); at++) count *= (all - at + 1) / at;
  return count;
}

/** So many ways that it is no chance, though many fields are looked at. */
export const noChance = 500;
