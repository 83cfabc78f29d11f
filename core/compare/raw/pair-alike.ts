import { likeness, readSignatureOf, signatureOf, valuesOf } from "./likeness.ts";
import type { RawNode } from "./raw-node.ts";

export interface PairedAlike<T> {
  readonly pairs: readonly (readonly [T, T])[];
  readonly missing: readonly T[];
  readonly extra: readonly T[];
}

/** So many comparisons of two nodes are made at most at once; beyond, those that share a rare value are compared. */
const most = 250_000;
/** A value that more nodes share than this tells none of them apart. */
const crowd = 32;
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
    pairKeyed((each) => readSignatureOf(nodeOf(each)), byLikeness(nodeOf, least)),
    byLikeness(nodeOf, least),
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

/**
 * Blind spot: of more than `most` combinations those pairs are not found that have no value in common but such as
 * many others have too; they stay alone on either side.
 */
function byLikeness<T>(nodeOf: (each: T) => RawNode, least: number): Step<T> {
  return (left, right) => {
    const near = left.length * right.length > most ? sharing(right, nodeOf) : () => right.keys();
    const candidates = left.flatMap((a, i) =>
      [...near(a)].flatMap((j) => {
        const b = right[j];
        if (b === undefined) return [];
        const score = likeness(nodeOf(a), nodeOf(b));
        return score < least ? [] : [{ a, b, apart: Math.abs(i - j), score }];
      }),
    );
    candidates.sort((x, y) => y.score - x.score || x.apart - y.apart);
    const [usedLeft, usedRight] = [new Set<T>(), new Set<T>()];
    return candidates.flatMap(({ a, b }) => {
      if (usedLeft.has(a) || usedRight.has(b)) return [];
      usedLeft.add(a);
      usedRight.add(b);
      return [[a, b] as const];
    });
  };
}

/** Which of many have a value in common with a thing that few of them have. */
function sharing<T>(
  right: readonly T[],
  nodeOf: (each: T) => RawNode,
): (each: T) => ReadonlySet<number> {
  const byValue = new Map<string, number[]>();
  for (const [j, each] of right.entries()) {
    for (const value of valuesOf(nodeOf(each))) {
      const known = byValue.get(value);
      if (known === undefined) byValue.set(value, [j]);
      else known.push(j);
    }
  }
  return (each) => {
    const few = [...valuesOf(nodeOf(each))]
      .map((value) => byValue.get(value) ?? [])
      .filter(({ length }) => length > 0 && length <= crowd)
      .toSorted((a, b) => a.length - b.length);
    return new Set(few.flat().slice(0, crowd));
  };
}
