import { canonicalForm } from "../forms/canonical.ts";
import type { SentinelReader } from "../../people/sentinel.ts";
import { assign } from "./assignment.ts";
import { itemDistance, remnantDistance } from "./distance.ts";
import type { Item } from "./entry-tree.ts";
import { leavesOf } from "./entry-tree.ts";
import { isRecordList, keysOf } from "./list-keys.ts";
import { isRemnant } from "./main-record.ts";
import { pairEqual, pairMany } from "./pair-many.ts";

/** A pair farther apart than this is no pair (faults.md 3.3). */
const threshold = 0.6;
/** Less than any difference of values counts. */
const samePlace = 1e-9;
/** The best assignment of all looks at so many pairs at most. */
const mostPairs = 40_000;

export interface PairedItems {
  readonly pairs: readonly { readonly source: Item; readonly target: Item }[];
  readonly missing: readonly Item[];
  readonly extra: readonly Item[];
}

/** Whose sentinels are looked for, where there are some. */
export interface SentinelOwner {
  readonly lookup: SentinelReader;
  readonly person: number;
}

/**
 * Pairs the entries of one list: by key, then by sentinel, then by least total distance.
 * Missing ones stay in the order of the source, extras in that of the wire.
 */
export function pairItems(
  list: string,
  sources: readonly Item[],
  targets: readonly Item[],
  sentinels: SentinelOwner | null,
): PairedItems {
  const pairs: { source: Item; target: Item }[] = [];
  let left = sources;
  let right = targets;
  const settled = new Set<Item>();
  const settle = (source: Item, target: Item): void => {
    pairs.push({ source, target });
    settled.add(source);
    settled.add(target);
  };
  const drop = (): void => {
    left = left.filter((item) => !settled.has(item));
    right = right.filter((item) => !settled.has(item));
  };
  const [onlySource] = sources;
  const [onlyTarget] = targets;
  if (sources.length === 1 && targets.length === 1 && onlySource && onlyTarget) {
    if (onlySource.key === onlyTarget.key && onlySource.key === "") {
      settle(onlySource, onlyTarget);
      return { pairs, missing: [], extra: [] };
    }
  }
  const tiers = keysOf(list).length > 0 ? keysOf(list) : [fieldsOf(sources)];
  for (const tier of tiers) {
    if (left.length === 0 || right.length === 0) break;
    pairByKey(left, right, (item) => keyOf(item, tier), settle);
    drop();
  }
  if (sentinels !== null && left.length > 0 && right.length > 0) {
    const known = new Set(left.map((item) => item.path));
    const entryOf = new Map(right.map((item) => [item, entryBySentinel(item, sentinels)]));
    pairByKey(
      left,
      right,
      (item) => {
        const entry = entryOf.has(item) ? (entryOf.get(item) ?? null) : item.path;
        return entry !== null && known.has(entry) ? entry : null;
      },
      settle,
    );
    drop();
  }
  if (left.length === 0 || right.length === 0) return { pairs, missing: left, extra: right };
  pairEqual(left, right, settle);
  drop();
  const part = (item: Item): boolean => isRemnant(list, item);
  const whole = (item: Item): boolean => !part(item);
  pairByDistance(left.filter(whole), right.filter(whole), settle, (source, target) =>
    itemDistance(list, source, target),
  );
  drop();
  // What is left of an entry whose record is gone says little: it takes what is like it and still waits.
  pairByDistance(left, right.filter(part), settle, remnantDistance);
  drop();
  pairByDistance(left.filter(part), right, settle, (remnant, target) =>
    remnantDistance(target, remnant),
  );
  drop();
  const [lastSource, ...moreSources] = left;
  const [lastTarget, ...moreTargets] = right;
  if (
    lastSource !== undefined &&
    lastTarget !== undefined &&
    moreSources.length + moreTargets.length === 0
  ) {
    // The only two left, and neither says by its key that it is something else.
    if (!haveKeysInCommon(list, lastSource, lastTarget)) settle(lastSource, lastTarget);
    drop();
  }
  if ((list.includes("/") || !isRecordList(list)) && left.length === right.length) {
    // As many values as were sent: a value that looks like none of them was changed, not swapped out.
    for (const [index, source] of left.entries()) {
      const target = right[index];
      if (target !== undefined) settle(source, target);
    }
    drop();
  }
  return { pairs, missing: left, extra: right };
}

/** Whether both entries have a value of one and the same key field, by which they can be told apart. */
function haveKeysInCommon(list: string, source: Item, target: Item): boolean {
  const keys = new Set(keysOf(list).flat());
  const has = (item: Item): Set<string> =>
    new Set(item.leaves.map((leaf): string => leaf.field.id).filter((id) => keys.has(id)));
  const others = has(target);
  return [...has(source)].some((id) => others.has(id));
}

function fieldsOf(items: readonly Item[]): readonly string[] {
  return [...new Set(items.flatMap((item) => item.leaves.map((leaf) => leaf.field.id)))].toSorted();
}

function keyOf(item: Item, tier: readonly string[]): string | null {
  const parts: string[] = [];
  for (const [index, id] of tier.entries()) {
    const texts: string[] = [];
    for (const { field, value } of item.leaves) {
      if (field.id !== id) continue;
      texts.push(
        "value" in value ? canonicalForm(field.form, value.value) : `absent:${value.absent}`,
      );
    }
    if (index === 0 && texts.length === 0) return null;
    parts.push(texts.length === 1 ? (texts[0] ?? "") : texts.sort().join("\u0000"));
  }
  return parts.length === 1 ? (parts[0] ?? "") : parts.join("\u0001");
}

function pairByKey(
  left: readonly Item[],
  right: readonly Item[],
  key: (item: Item) => string | null,
  settle: (source: Item, target: Item) => void,
): void {
  const sources = uniqueBy(left, key);
  const targets = uniqueBy(right, key);
  for (const [text, source] of sources) {
    const target = targets.get(text);
    if (source !== null && target !== null && target !== undefined) settle(source, target);
  }
}

/** Items by key; null where two share it. */
function uniqueBy(
  items: readonly Item[],
  key: (item: Item) => string | null,
): ReadonlyMap<string, Item | null> {
  const found = new Map<string, Item | null>();
  for (const item of items) {
    const text = key(item);
    if (text !== null) found.set(text, found.has(text) ? null : item);
  }
  return found;
}

/** The one entry of this person that all sentinels of a target's entry point to. */
function entryBySentinel(item: Item, { lookup, person }: SentinelOwner): string | null {
  const depth = item.path.split("/").length;
  const entries = new Set<string>();
  for (const { leaf } of leavesOf(item)) {
    if (!("value" in leaf.value)) continue;
    for (const hit of lookup.find(leaf.value.value)) {
      if (hit.person === person) entries.add(hit.entry.split("/").slice(0, depth).join("/"));
    }
  }
  const [only] = entries;
  return entries.size === 1 && only !== undefined ? only : null;
}

function pairByDistance(
  left: readonly Item[],
  right: readonly Item[],
  settle: (source: Item, target: Item) => void,
  distance: (source: Item, target: Item) => number,
): void {
  if (left.length === 0 || right.length === 0) return;
  if (left.length * right.length > mostPairs) {
    pairMany(left, right, settle, distance, threshold);
    return;
  }
  // Of pairs that are equally near, those at the same place, so that it does not matter which side is which.
  const costs = left.map((source, i) =>
    right.map((target, j) => distance(source, target) + samePlace * (i - j) ** 2),
  );
  const columns = assign(costs);
  for (const [row, column] of columns.entries()) {
    const source = left[row];
    const target = right[column];
    if (source === undefined || target === undefined) continue;
    if ((costs[row]?.[column] ?? 1) <= threshold) settle(source, target);
  }
}
