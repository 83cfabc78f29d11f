import type { Expected } from "./expectation.ts";

/**
 * What is still right when several operators act on one field: the intersection of their
 * alternatives. `may-normalise` means "unchanged, or exactly the rule", so it meets
 * `must-survive`, or another rule, in `must-survive`. Empty = a conflict.
 */
export function combineExpected(
  a: readonly Expected[],
  b: readonly Expected[],
): readonly Expected[] {
  const both = new Map<string, Expected>();
  for (const x of a) {
    for (const y of b) {
      const common = meet(x, y);
      if (common !== null)
        both.set(`${common.expect} ${common.rule ?? ""} ${common.limit ?? ""}`, common);
    }
  }
  return [...both.values()];
}

function meet(x: Expected, y: Expected): Expected | null {
  const limit = lower(x.limit, y.limit);
  const withLimit = (expected: Expected): Expected =>
    limit === undefined ? expected : { ...expected, limit };
  if (x.expect === y.expect && x.rule === y.rule) return withLimit(x);
  const kept = (e: Expected): boolean =>
    e.expect === "must-survive" || e.expect === "may-normalise";
  return kept(x) && kept(y) ? withLimit({ expect: "must-survive" }) : null;
}

function lower(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : Math.min(a, b);
}
