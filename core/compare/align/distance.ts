import { canonicalForm } from "../forms/canonical.ts";
import type { Item, Leaf } from "./entry-tree.ts";
import { keysOf } from "./list-keys.ts";

const cutEnd = 0.25;

function isCutEnd(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short);
}

/** 0 for the same text, 1 for nothing in common; case counts little, a cut end counts little. */
export function textDistance(a: string, b: string): number {
  if (a === b) return 0;
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  if (left === right) return 0.05;
  if (isCutEnd(left, right)) return cutEnd;
  const long = left.length < right.length ? right : left;
  if (long.length > 64) return 1 - sharedPairs(left, right);
  return editDistance(left, right) / long.length;
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replace = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}

/** The beginning of a text says how alike two are; a megabyte of each pair would not say more. */
const longestLooked = 2000;

/** Share of two-letter pairs that both texts have (Dice). */
function sharedPairs(a: string, b: string): number {
  const pairs = (text: string): string[] => {
    const length = Math.max(0, Math.min(text.length, longestLooked) - 1);
    return Array.from({ length }, (_, i) => text.slice(i, i + 2));
  };
  const left = pairs(a);
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  const right = pairs(b);
  let shared = 0;
  for (const pair of right) {
    const count = counts.get(pair) ?? 0;
    if (count === 0) continue;
    shared += 1;
    counts.set(pair, count - 1);
  }
  return left.length + right.length === 0 ? 0 : (2 * shared) / (left.length + right.length);
}

function textOfLeaf(leaf: Leaf): string | null {
  return "value" in leaf.value ? leaf.value.value : null;
}

/** Weighted distance of two entries of one list, 0 … 1; the same whichever side an entry stands on. */
export function itemDistance(list: string, source: Item, target: Item): number {
  return (distanceFrom(list, source, target) + distanceFrom(list, target, source)) / 2;
}

/** How far an entry is from the values of another; what only the other one has weighs less. */
function distanceFrom(list: string, source: Item, target: Item): number {
  const keyFields = new Set(keysOf(list).flat());
  let weights = 0;
  let total = 0;
  const seen = new Set<string>();
  for (const leaf of source.leaves) {
    seen.add(leaf.field.id);
    const other = target.leaves.find(
      (each) => each.field === leaf.field && each.leafKey === leaf.leafKey,
    );
    const weight = weightOf(leaf, keyFields);
    weights += weight;
    total += weight * leafDistance(leaf, other);
  }
  for (const leaf of target.leaves) {
    if (seen.has(leaf.field.id)) continue;
    weights += 0.5;
    total += 0.5 * 0.7;
  }
  return weights === 0 ? 1 : total / weights;
}

/** Distance of what is left of an entry: of its own values alone, because all others are gone with their record. */
export function remnantDistance(whole: Item, remnant: Item): number {
  const total = remnant.leaves.reduce((sum, leaf) => {
    const same = whole.leaves.find(({ field }) => field === leaf.field);
    return sum + leafDistance(leaf, same);
  }, 0);
  return remnant.leaves.length === 0 ? 1 : total / remnant.leaves.length;
}

function leafDistance(leaf: Leaf, other: Leaf | undefined): number {
  const source = textOfLeaf(leaf);
  const target = other === undefined ? null : textOfLeaf(other);
  if (source === null && target === null) return 0;
  if (source === null || target === null) return 0.7;
  const { form } = leaf.field;
  const distance = textDistance(canonicalForm(form, source), canonicalForm(form, target));
  // Two numbers in one box are no number, and have no form in which they could be alike.
  return distance > cutEnd && isCutEnd(source, target) ? cutEnd : distance;
}

function weightOf(leaf: Leaf, keyFields: ReadonlySet<string>): number {
  const { form, id } = leaf.field;
  if (keyFields.has(id)) return form === "identifier" ? 4 : 3;
  return form === "status" || form === "boolean" ? 0.5 : 1;
}
