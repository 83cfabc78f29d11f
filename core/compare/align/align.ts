import type { ChartValue, EntryPath, Place } from "../../catalogue/chart.ts";
import type { Field } from "../../catalogue/field.ts";
import type { EntryTree, Item, Leaf } from "./entry-tree.ts";
import { isOrderedList } from "./list-keys.ts";
import { inNumberOrder, leavesOf } from "./entry-tree.ts";
import { isRemnant, wentWithMain } from "./main-record.ts";
import { pairItems } from "./pair-items.ts";
import { pairLeaves } from "./pair-leaves.ts";
import type { SentinelOwner } from "./pair-items.ts";

/** Two values that belong together, or one that has no partner. */
export interface Aligned {
  readonly field: Field;
  /** The generated entry; `+1`, `+2` … for entries that only the target has. */
  readonly entry: EntryPath;
  readonly source: ChartValue | null;
  readonly target: ChartValue | null;
  readonly at: Place | null;
  /** The list entry they stand in on either side; null outside lists, or where it has no partner. */
  readonly sourceItem: Item | null;
  readonly targetItem: Item | null;
  readonly list: ListState | null;
  /**
   * Its entry came at another place of a list whose order means something: from, to, from 1. Null where
   * the same stands at both places, so that nothing of the value moved.
   */
  readonly moved: { readonly from: number; readonly to: number } | null;
}

/** What happened to the list as a whole; entries by their order in the source. */
export interface ListState {
  readonly name: string;
  readonly sent: number;
  readonly kept: readonly boolean[];
  readonly pairs: readonly { readonly source: Item; readonly target: Item }[];
  readonly extras: number;
}

/** Brings generated and observed values together (faults.md 3.3). */
export function align(
  source: EntryTree,
  target: EntryTree,
  sentinels: SentinelOwner | null,
): readonly Aligned[] {
  const out: Aligned[] = [];
  for (const id of new Set([...source.singles.keys(), ...target.singles.keys()])) {
    const from = source.singles.get(id) ?? [];
    const to = target.singles.get(id) ?? [];
    alignLeaves(
      from,
      to,
      { entry: "", sourceItem: null, targetItem: null, list: null, moved: undefined },
      out,
    );
  }
  alignLists(source.lists, target.lists, "", sentinels, out);
  return out;
}

function alignLists(
  sources: ReadonlyMap<string, readonly Item[]>,
  targets: ReadonlyMap<string, readonly Item[]>,
  parent: EntryPath,
  sentinels: SentinelOwner | null,
  out: Aligned[],
): void {
  if (sources.size + targets.size === 0) return;
  for (const name of new Set([...sources.keys(), ...targets.keys()])) {
    const from = sources.get(name) ?? [];
    const { pairs, missing, extra } = pairItems(name, from, targets.get(name) ?? [], sentinels);
    const remnants = new Set(
      pairs.filter(({ target }) => isRemnant(name, target)).map(({ source }) => source),
    );
    const lost = new Set([...missing, ...remnants]);
    const kept = from.map((item) => !lost.has(item));
    const list: ListState = { name, sent: from.length, kept, pairs, extras: extra.length };
    const moves = isOrderedList(name) ? movedPairs(pairs, targets.get(name) ?? []) : null;
    for (const pair of pairs) {
      const { source, target } = pair;
      const place = { entry: source.path, sourceItem: source, targetItem: target, list };
      const moved = moves?.get(source);
      if (remnants.has(source)) {
        const gone = source.leaves.filter((leaf) => wentWithMain(name, leaf));
        alignLeaves(gone, [], { ...place, targetItem: null, moved }, out);
        const rest = source.leaves.filter((leaf) => !wentWithMain(name, leaf));
        alignLeaves(rest, target.leaves, { ...place, moved }, out);
      } else alignLeaves(source.leaves, target.leaves, { ...place, moved }, out);
      alignLists(source.nested, target.nested, source.path, sentinels, out);
    }
    for (const item of missing) {
      for (const { leaf, path } of leavesOf(item)) {
        const row = { field: leaf.field, entry: withLeaf(path, leaf), source: leaf.value };
        out.push({
          ...row,
          target: null,
          at: null,
          sourceItem: item,
          targetItem: null,
          list,
          moved: null,
        });
      }
    }
    for (const [index, item] of extra.entries()) {
      const path = parent === "" ? `+${index + 1}` : `${parent}/+${index + 1}`;
      for (const { leaf, path: inner } of leavesOf(item)) {
        const entry = withLeaf(`${path}${inner.slice(item.path.length)}`, leaf);
        const row = { field: leaf.field, entry, source: null, target: leaf.value, at: leaf.at };
        out.push({ ...row, sourceItem: null, targetItem: item, list, moved: null });
      }
    }
  }
}

interface Move {
  readonly from: number;
  readonly to: number;
  /** What was sent for the place at which it came, and what came at its own. */
  readonly there: Item | null;
  readonly here: Item | null;
}

/** Whether a value is what was sent for its new place, and what came at its old one. */
function standsAnyway(leaf: Leaf, { there, here }: Move): boolean {
  return [there, here].every((item) =>
    item?.leaves.some(
      ({ field, leafKey, value }) =>
        field === leaf.field && leafKey === leaf.leafKey && textOf(value) === textOf(leaf.value),
    ),
  );
}

function textOf(value: ChartValue): string {
  return "value" in value ? `=${value.value}` : value.absent;
}

/** Entries of an ordered list that came at another place among those that came at all. */
function movedPairs(pairs: ListState["pairs"], targets: readonly Item[]): ReadonlyMap<Item, Move> {
  const bySource = pairs.toSorted((a, b) => inNumberOrder(a.source.key, b.source.key));
  const came = new Map(targets.map((item, index) => [item, index]));
  const byTarget = pairs.toSorted((a, b) => (came.get(a.target) ?? 0) - (came.get(b.target) ?? 0));
  const arrived = new Map(byTarget.map((pair, index) => [pair, index]));
  const moved = new Map<Item, Move>();
  for (const [index, pair] of bySource.entries()) {
    const to = arrived.get(pair) ?? index;
    if (to === index) continue;
    const [there, here] = [bySource[to]?.source ?? null, byTarget[index]?.target ?? null];
    moved.set(pair.source, { from: index + 1, to: to + 1, there, here });
  }
  return moved;
}

function withLeaf(path: EntryPath, leaf: Leaf): EntryPath {
  return leaf.leafKey === "" ? path : `${path}/${leaf.leafKey}`;
}

interface LeafPlace extends Pick<Aligned, "entry" | "sourceItem" | "targetItem" | "list"> {
  readonly moved: Move | undefined;
}

function alignLeaves(
  sources: readonly Leaf[],
  targets: readonly Leaf[],
  place: LeafPlace,
  out: Aligned[],
): void {
  for (const { source, target } of pairLeaves(sources, targets)) {
    const leaf = source ?? target;
    const { entry, sourceItem, targetItem, list, moved } = place;
    out.push({
      field: leaf.field,
      entry: entry === "" ? leaf.leafKey : withLeaf(entry, leaf),
      source: source === null ? null : source.value,
      target: target === null ? null : target.value,
      at: target === null ? null : target.at,
      sourceItem,
      targetItem,
      list,
      moved:
        moved === undefined || standsAnyway(leaf, moved)
          ? null
          : { from: moved.from, to: moved.to },
    });
  }
}
