import type { ChartValue } from "../../catalogue/chart.ts";
import { inNumberOrder } from "./entry-tree.ts";
import type { Leaf } from "./entry-tree.ts";

/** Values of one entry, each with what belongs to it on the other side. */
export type LeafPair =
  | { readonly source: Leaf; readonly target: Leaf | null }
  | { readonly source: null; readonly target: Leaf };

/** Up to so many values, looking at each is quicker than an index. */
const few = 40;

/** Takes a target that still waits, and is the partner of a source in one way. */
interface Waiting {
  readonly ofSameKey: (source: Leaf) => Leaf | null;
  readonly ofSameValue: (source: Leaf) => Leaf | null;
  readonly ofSameField: (source: Leaf) => Leaf | null;
  readonly rest: () => readonly Leaf[];
}

/**
 * Pairs values of one entry by field; several of one field by key, then by value, then in the order
 * of their numbers: the tenth line of a note is sent behind the ninth.
 * Sources without a partner of the same key or value come behind the others, extras last.
 */
export function pairLeaves(
  sources: readonly Leaf[],
  targets: readonly Leaf[],
): readonly LeafPair[] {
  const waiting = targets.length <= few ? fewWaiting(targets) : manyWaiting(targets);
  const pairs: LeafPair[] = [];
  let late: Leaf[] | null = null;
  for (const source of sources) {
    const target = waiting.ofSameKey(source) ?? waiting.ofSameValue(source);
    if (target === null) (late ??= []).push(source);
    else pairs.push({ source, target });
  }
  for (const source of inOrder(late ?? []))
    pairs.push({ source, target: waiting.ofSameField(source) });
  for (const target of waiting.rest()) pairs.push({ source: null, target });
  return pairs;
}

function inOrder(leaves: readonly Leaf[]): readonly Leaf[] {
  if (leaves.length < 2) return leaves;
  return [...Map.groupBy(leaves, ({ field }) => field).values()].flatMap((same) =>
    same.toSorted((a, b) => inNumberOrder(a.leafKey, b.leafKey)),
  );
}

function fewWaiting(targets: readonly Leaf[]): Waiting {
  const left: (Leaf | null)[] = [...targets];
  const take = (source: Leaf, isPartner: (leaf: Leaf, source: Leaf) => boolean): Leaf | null => {
    for (let at = 0; at < left.length; at++) {
      const leaf = left[at] ?? null;
      if (leaf === null || leaf.field !== source.field || !isPartner(leaf, source)) continue;
      left[at] = null;
      return leaf;
    }
    return null;
  };
  return {
    ofSameKey: (source) => take(source, sameKey),
    ofSameValue: (source) => take(source, sameValue),
    ofSameField: (source) => take(source, () => true),
    rest: () => left.filter((leaf) => leaf !== null),
  };
}

function sameKey(a: Leaf, b: Leaf): boolean {
  return a.leafKey === b.leafKey;
}

function sameValue({ value: a }: Leaf, { value: b }: Leaf): boolean {
  return "value" in a && "value" in b && a.value === b.value;
}

/** Ten thousand values of one field are found by an index, or each would look at all others. */
function manyWaiting(targets: readonly Leaf[]): Waiting {
  const taken = new Set<Leaf>();
  const shelf = (nameOf: (leaf: Leaf) => string | null): ((source: Leaf) => Leaf | null) => {
    const leaves = new Map<string, Leaf[]>();
    for (const leaf of targets.toReversed()) {
      const name = nameOf(leaf);
      if (name === null) continue;
      const same = leaves.get(name);
      if (same === undefined) leaves.set(name, [leaf]);
      else same.push(leaf);
    }
    return (source) => {
      const name = nameOf(source);
      const same = name === null ? undefined : leaves.get(name);
      for (let leaf = same?.pop(); leaf !== undefined; leaf = same?.pop()) {
        if (taken.has(leaf)) continue;
        taken.add(leaf);
        return leaf;
      }
      return null;
    };
  };
  return {
    ofSameKey: shelf(({ field, leafKey }) => `${field.id} ${leafKey}`),
    ofSameValue: shelf(({ field, value }) => withText(field.id, value)),
    ofSameField: shelf(({ field }) => field.id),
    rest: () => targets.filter((leaf) => !taken.has(leaf)),
  };
}

function withText(field: string, value: ChartValue): string | null {
  return "value" in value ? `${field} ${value.value}` : null;
}
