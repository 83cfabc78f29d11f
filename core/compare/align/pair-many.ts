import { canonicalForm } from "../forms/canonical.ts";
import type { Item, Leaf } from "./entry-tree.ts";

type Settle = (source: Item, target: Item) => void;

/** A sign that more entries share than this tells none of them apart. */
const crowd = 32;
/** Letters at the beginning that a cut or a slip further on leaves as they are. */
const beginning = 8;

/** Pairs entries that say the same, each with one other, in order. */
export function pairEqual(left: readonly Item[], right: readonly Item[], settle: Settle): void {
  const waiting = new Map<string, Item[]>();
  for (const target of right.toReversed()) push(waiting, wordingOf(target), target);
  for (const source of left) {
    const target = waiting.get(wordingOf(source))?.pop();
    if (target !== undefined) settle(source, target);
  }
}

function wordingOf(item: Item): string {
  const texts = item.leaves.map((leaf) => `${leaf.field.id}=${textOf(leaf)}`);
  return texts.toSorted().join("\u0000");
}

/**
 * Pairs the entries of lists that are too long to look at every pair: only those are looked at that have
 * a value, or the beginning of one, in common with few others; the nearest first. Blind spot: entries
 * of which every value changed from its beginning stay alone.
 */
export function pairMany(
  left: readonly Item[],
  right: readonly Item[],
  settle: Settle,
  distance: (source: Item, target: Item) => number,
  threshold: number,
): void {
  const bySign = new Map<string, Item[]>();
  for (const target of right) for (const sign of signsOf(target)) push(bySign, sign, target);
  const found: { source: Item; target: Item; cost: number }[] = [];
  for (const source of left) {
    const near = new Set<Item>();
    for (const sign of signsOf(source)) {
      const targets = bySign.get(sign) ?? [];
      if (targets.length <= crowd) for (const target of targets) near.add(target);
    }
    for (const target of [...near].slice(0, crowd)) {
      const cost = distance(source, target);
      if (cost <= threshold) found.push({ source, target, cost });
    }
  }
  const taken = new Set<Item>();
  for (const { source, target } of found.toSorted((a, b) => a.cost - b.cost)) {
    if (taken.has(source) || taken.has(target)) continue;
    taken.add(source).add(target);
    settle(source, target);
  }
}

/** What may still be alike after a fault: the values without case and blanks, and their beginnings. */
function signsOf({ leaves }: Item): ReadonlySet<string> {
  const signs = new Set<string>();
  for (const leaf of leaves) {
    const text = textOf(leaf).toLowerCase().replaceAll(" ", "");
    signs.add(`${leaf.field.id}=${text}`);
    signs.add(`${leaf.field.id}^${text.slice(0, beginning)}`);
  }
  return signs;
}

function textOf({ field, value }: Leaf): string {
  return "value" in value ? canonicalForm(field.form, value.value) : `absent:${value.absent}`;
}

function push(map: Map<string, Item[]>, key: string, item: Item): void {
  const items = map.get(key);
  if (items === undefined) map.set(key, [item]);
  else items.push(item);
}
