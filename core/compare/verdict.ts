import type { Difference, RoundComparison, Verdict, VerdictCounts } from "./result.ts";

/** From best to worst (faults.md 3.5); delta, missing and extra weigh the same. */
const severity: Readonly<Record<Verdict, number>> = {
  match: 0,
  allowed: 1,
  "not-compared": 2,
  "not-readable": 3,
  extra: 4,
  missing: 5,
  delta: 6,
};

/** The worst of some verdicts; `match` where there is none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst: Verdict = "match";
  for (const verdict of verdicts) if (severity[verdict] > severity[worst]) worst = verdict;
  return worst;
}

/** True for a verdict that no rule allows and that makes a run end with exit 1. */
export function isUnallowed(verdict: Verdict): boolean {
  return severity[verdict] >= severity["not-readable"];
}

/**
 * The verdict of a record. Values that the route has no place for are counted, but do not make a
 * record "not compared": a clean record with such a hole is still a match (decisions.md 39).
 */
export function recordVerdict(differences: readonly Difference[], allowed: number): Verdict {
  const counted = differences.filter((d) => d.verdict !== "not-compared").map((d) => d.verdict);
  return worstVerdict(allowed > 0 ? [...counted, "allowed"] : counted);
}

export const noCounts: VerdictCounts = {
  match: 0,
  allowed: 0,
  delta: 0,
  missing: 0,
  extra: 0,
  notCompared: 0,
  notReadable: 0,
};

export function addCounts(a: VerdictCounts, b: VerdictCounts): VerdictCounts {
  return {
    match: a.match + b.match,
    allowed: a.allowed + b.allowed,
    delta: a.delta + b.delta,
    missing: a.missing + b.missing,
    extra: a.extra + b.extra,
    notCompared: a.notCompared + b.notCompared,
    notReadable: a.notReadable + b.notReadable,
  };
}

export function countVerdicts(
  matched: number,
  differences: readonly Difference[],
  allowed: readonly Difference[],
): VerdictCounts {
  const of = (verdict: Verdict): number =>
    differences.reduce((sum, d) => sum + (d.verdict === verdict ? 1 : 0), 0);
  return {
    match: matched,
    allowed: allowed.length,
    delta: of("delta"),
    missing: of("missing"),
    extra: of("extra"),
    notCompared: of("not-compared"),
    notReadable: of("not-readable"),
  };
}

/** The verdict of a case over all its rounds. */
export function caseVerdict(rounds: readonly RoundComparison[]): Verdict {
  return worstVerdict(rounds.map((round) => round.verdict));
}
