/** A share with the exact 95 % interval beside it; null where nothing was counted. */
export interface Share {
  readonly hits: number;
  readonly of: number;
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

const tail = 0.025;

/** `hits` of `of` with the interval of Clopper and Pearson (Biometrika 26, 1934). */
export function share(hits: number, of: number): Share {
  const low = hits === 0 ? 0 : solve((p) => 1 - cumulative(hits - 1, of, p), tail);
  const high = hits >= of ? 1 : solve((p) => 1 - cumulative(hits, of, p), 1 - tail);
  return { hits, of, value: of === 0 ? null : hits / of, low, high };
}

/** The p at which a rising function reaches a level. */
function solve(rising: (p: number) => number, level: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2;
    if (rising(middle) < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Chance of at most k of n, each with chance p. */
function cumulative(k: number, n: number, p: number): number {
  if (p <= 0) return 1;
  if (p >= 1) return k >= n ? 1 : 0;
  let logTerm = n * Math.log1p(-p);
  let sum = Math.exp(logTerm);
  for (let i = 1; i <= k; i++) {
    logTerm += Math.log((n - i + 1) / i) + Math.log(p) - Math.log1p(-p);
    sum += Math.exp(logTerm);
  }
  return Math.min(1, sum);
}
