import type { Atom, Hypothesis, Sighting } from "./hypotheses.ts";

/** A cause that was chosen, with every sighting that it accounts for (alone or with another). */
export interface Cause {
  readonly atom: Atom;
  readonly sightings: readonly { readonly sighting: Sighting; readonly by: Hypothesis }[];
}

/** A chosen cause; the one that explained the most when it was chosen has the lowest rank. */
interface Chosen {
  readonly atom: Atom;
  readonly rank: number;
}

interface Candidate {
  readonly atoms: readonly Atom[];
  readonly order: number;
  weight: number;
}

/** Later parameters of one fault are dearer by less than this. */
const sameCost = 0.01;

/** A dearer explanation counts less, but never nothing: three alike outweigh one that is cheaper. */
function weightOf(hypothesis: Hypothesis, least: number): number {
  return Math.max(0.2, 1 - (hypothesis.cost - least));
}

/**
 * The fewest causes that account for all sightings: the greedy cover by weight, a cause that
 * explains many first. This is what settles ties: of two names that fit one value, the one that
 * fits the others as well is right (faults.md section 6).
 */
export function coverSightings(sightings: readonly Sighting[]): readonly Cause[] {
  const chosen = new Map<string, Chosen>();
  let open = [...sightings];
  while (open.length > 0) {
    const best = bestCandidate(open, chosen);
    if (best === null) break;
    for (const atom of best.atoms) chosen.set(atom.key, { atom, rank: chosen.size });
    open = open.filter((sighting) => cheapestIn(sighting, chosen) === null);
  }
  joinAlike(chosen, sightings);
  dropNeedless(chosen, sightings);
  const causes = new Map<string, { sighting: Sighting; by: Hypothesis }[]>();
  for (const sighting of sightings) {
    const by = cheapestIn(sighting, chosen);
    for (const atom of by?.atoms ?? []) {
      const seen = causes.get(atom.key) ?? [];
      if (by !== null) seen.push({ sighting, by });
      causes.set(atom.key, seen);
    }
  }
  return [...causes].flatMap(([key, seen]) => {
    const cause = chosen.get(key);
    return cause === undefined ? [] : [{ atom: cause.atom, sightings: seen }];
  });
}

/** What one cause less is worth, per value that is then explained a little less plainly. */
const dearerByOneLess = 0.25;

/**
 * Two causes of one fault with unlike parameters (cuts after ten letters and after eleven) may be one
 * other cause that explains all their values about as well (a limit that counts some letters twice).
 */
function joinAlike(chosen: Map<string, Chosen>, sightings: readonly Sighting[]): void {
  const ids = Map.groupBy(chosen.values(), ({ atom }) => atom.id);
  if ([...ids.values()].every((same) => same.length < 2)) return;
  const explained = new Map<string, { count: number; readonly others: Map<string, number> }>();
  const atoms = new Map<string, Atom>();
  for (const sighting of sightings) {
    const by = cheapestIn(sighting, chosen);
    const [own, second] = by?.atoms ?? [];
    if (by === null || own === undefined || (ids.get(own.id)?.length ?? 0) < 2) continue;
    const known = explained.get(own.key) ?? { count: 0, others: new Map<string, number>() };
    explained.set(own.key, known);
    known.count += 1;
    const near = new Set<string>();
    for (const { atoms: others, cost } of second === undefined ? sighting.hypotheses : []) {
      const [other, more] = others;
      if (other === undefined || more !== undefined || other.id === own.id) continue;
      if (cost - by.cost > dearerByOneLess || near.has(other.key)) continue;
      near.add(other.key);
      atoms.set(other.key, other);
      known.others.set(other.key, (known.others.get(other.key) ?? 0) + 1);
    }
  }
  for (const same of ids.values()) {
    const joined = new Map<string, number>();
    for (const { atom } of same) {
      const { count = 0, others = new Map<string, number>() } = explained.get(atom.key) ?? {};
      for (const [key, times] of others) {
        if (times === count) joined.set(key, (joined.get(key) ?? 0) + 1);
      }
    }
    const [best] = [...joined].filter(([, times]) => times > 1).toSorted((a, b) => b[1] - a[1]);
    const atom = best && atoms.get(best[0]);
    if (atom !== undefined) chosen.set(atom.key, { atom, rank: chosen.size });
  }
}

/**
 * A cause that was chosen early may have nothing left of its own: a limit counted in bytes explains
 * what seemed to be a limit in letters as well. The last chosen are tried last, as they were needed.
 */
function dropNeedless(chosen: Map<string, Chosen>, sightings: readonly Sighting[]): void {
  const by = new Map(sightings.map((sighting) => [sighting, cheapestIn(sighting, chosen)]));
  const of = new Map<string, Sighting[]>();
  const keep = (sighting: Sighting): void => {
    for (const { key } of by.get(sighting)?.atoms ?? []) {
      const own = of.get(key) ?? [];
      if (own.push(sighting) === 1) of.set(key, own);
    }
  };
  for (const sighting of sightings) keep(sighting);
  for (const [key, cause] of [...chosen]) {
    chosen.delete(key);
    const own = of.get(key) ?? [];
    const instead = own.map((sighting) => cheapestIn(sighting, chosen));
    const needless = instead.every((other, at) => {
      const now = own[at] && by.get(own[at]);
      return other !== null && other.cost - (now?.cost ?? 0) <= dearerByOneLess;
    });
    if (!needless) {
      chosen.set(key, cause);
      continue;
    }
    for (const [at, sighting] of own.entries()) {
      by.set(sighting, instead[at] ?? null);
      keep(sighting);
    }
  }
}

function bestCandidate(
  open: readonly Sighting[],
  chosen: ReadonlyMap<string, Chosen>,
): Candidate | null {
  const candidates = new Map<string, Candidate>();
  for (const sighting of open) {
    const least = Math.min(...sighting.hypotheses.map((each) => each.cost));
    const counted = new Set<string>();
    for (const [order, hypothesis] of sighting.hypotheses.entries()) {
      const fresh = hypothesis.atoms.filter((atom) => !chosen.has(atom.key));
      const key = fresh.map((atom) => atom.key).join("+");
      if (counted.has(key)) continue;
      counted.add(key);
      const candidate = candidates.get(key) ?? { atoms: fresh, order, weight: 0 };
      candidate.weight += weightOf(hypothesis, least) / Math.max(1, fresh.length);
      candidates.set(key, candidate);
    }
  }
  let best: Candidate | null = null;
  for (const candidate of candidates.values()) {
    if (
      best === null ||
      candidate.weight > best.weight + 1e-9 ||
      (Math.abs(candidate.weight - best.weight) <= 1e-9 && candidate.order < best.order)
    ) {
      best = candidate;
    }
  }
  return best;
}

/** Of explanations that cost the same, the one whose causes explain more elsewhere. */
function cheapestIn(sighting: Sighting, chosen: ReadonlyMap<string, Chosen>): Hypothesis | null {
  let best: Hypothesis | null = null;
  let bestRank = Number.POSITIVE_INFINITY;
  for (const hypothesis of sighting.hypotheses) {
    if (!hypothesis.atoms.every((atom) => chosen.has(atom.key))) continue;
    const rank = Math.max(...hypothesis.atoms.map(({ key }) => chosen.get(key)?.rank ?? 0));
    const cheaper = best === null ? -1 : hypothesis.cost - best.cost;
    if (cheaper > sameCost || (cheaper >= -sameCost && rank >= bestRank)) continue;
    best = hypothesis;
    bestRank = rank;
  }
  return best;
}
