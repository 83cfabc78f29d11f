import { likeness, readSignatureOf, signatureOf } from "./likeness.ts";
import type { RawNode } from "./raw-node.ts";

export interface PairedAlike<T> {
  readonly pairs: readonly (readonly [T, T])[];
  readonly missing: readonly T[];
  readonly extra: readonly T[];
}

/** So many comparisons of two nodes are made at most at once; beyond, the order of the wire decides. */
const most = 250_000;
/** Two things that the files call the same are the same, unless they hold other things. */
const leastOfSameName = 0.5;

/**
 * Pairs things by what they hold: those that say the same, those of one name, those alike in all that fields
 * hold, then by the greatest likeness. What is less alike than `least` belongs to nothing.
 */
export function pairAlike<T>(
  source: readonly T[],
  target: readonly T[],
  nodeOf: (each: T) => RawNode,
  least: number,
  nameOf: (each: T) => string | null = () => null,
): PairedAlike<T> {
  const like = (a: T, b: T): number => likeness(nodeOf(a), nodeOf(b));
  const steps: readonly Step<T>[] = [
    pairKeyed((each) => signatureOf(nodeOf(each)), inOrder),
    pairKeyed(nameOf, (left, right) =>
      inOrder(left, right).filter(([a, b]) => like(a, b) >= leastOfSameName),
    ),
    pairKeyed((each) => readSignatureOf(nodeOf(each)), byLikeness(like, least)),
    byLikeness(like, least),
  ];
  const pairs: (readonly [T, T])[] = [];
  let [missing, extra] = [source, target];
  for (const step of steps) {
    if (missing.length === 0 || extra.length === 0) break;
    const found = step(missing, extra);
    for (const pair of found) pairs.push(pair);
    const [left, right] = [new Set(found.map(([a]) => a)), new Set(found.map(([, b]) => b))];
    missing = missing.filter((each) => !left.has(each));
    extra = extra.filter((each) => !right.has(each));
  }
  return { pairs, missing, extra };
}

type Step<T> = (left: readonly T[], right: readonly T[]) => readonly (readonly [T, T])[];

/** Pairs among those with the same key. */
function pairKeyed<T>(keyOf: (each: T) => string | null, step: Step<T>): Step<T> {
  return (left, right) => {
    const waiting = Map.groupBy(right, keyOf);
    const own = Map.groupBy(left, keyOf);
    return [...own].flatMap(([key, some]) =>
      key === null ? [] : step(some, waiting.get(key) ?? []),
    );
  };
}

function inOrder<T>(left: readonly T[], right: readonly T[]): readonly (readonly [T, T])[] {
  return left.flatMap((a, i) => {
    const b = right[i];
    return b === undefined ? [] : [[a, b] as const];
  });
}

function byLikeness<T>(like: (a: T, b: T) => number, least: number): Step<T> {
  return (left, right) => {
    if (left.length * right.length > most) {
      return inOrder(left, right).filter(([a, b]) => like(a, b) >= least);
    }
    const candidates = left.flatMap((a, i) =>
      right.map((b, j) => ({ a, b, apart: Math.abs(i - j), score: like(a, b) })),
    );
    candidates.sort((x, y) => y.score - x.score || x.apart - y.apart);
    const [usedLeft, usedRight] = [new Set<T>(), new Set<T>()];
    return candidates.flatMap(({ a, b, score }) => {
      if (score < least || usedLeft.has(a) || usedRight.has(b)) return [];
      usedLeft.add(a);
      usedRight.add(b);
      return [[a, b] as const];
    });
  };
}
