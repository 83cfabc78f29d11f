import type { ChartValue } from "../catalogue/chart.ts";
import { align } from "./align/align.ts";
import type { Aligned } from "./align/align.ts";
import type { EntryTree } from "./align/entry-tree.ts";
import { readEntryTree } from "./align/entry-tree.ts";
import type { SentinelOwner } from "./align/pair-items.ts";
import { hops as hopOrder } from "./result.ts";
import type { Hop } from "./result.ts";
import type { ObservedHop } from "./round-input.ts";

type FieldPlace = Pick<Aligned, "field" | "entry">;

/** The way of one value over the hops that were read. */
export interface HopTrail {
  /** The value of a generated field at a hop: null = not there, undefined = hop not read. */
  readonly valueAt: (hop: Hop, place: FieldPlace) => ChartValue | null | undefined;
  /** The first hop at which a value is not what was generated. */
  readonly changedAt: (row: Aligned, last: Hop) => Hop;
}

/**
 * Aligns earlier hops only when a difference asks for them, and of a hop only the list that the
 * difference stands in.
 */
export function makeHopTrail(
  observed: readonly ObservedHop[],
  generated: EntryTree,
  sentinels: SentinelOwner | null,
): HopTrail {
  const inOrder = observed.toSorted((a, b) => hopOrder.indexOf(a.hop) - hopOrder.indexOf(b.hop));
  const trees = new Map<Hop, EntryTree>();
  const read = new Map<string, ReadonlyMap<string, ChartValue>>();

  const treeOf = ({ hop, observed: seen }: ObservedHop): EntryTree => {
    const known = trees.get(hop);
    if (known !== undefined) return known;
    const tree = readEntryTree(seen.values);
    trees.set(hop, tree);
    return tree;
  };

  /** Values of one list with all that is in it, or of all that stands in none. */
  const valuesOf = (hop: ObservedHop, list: string | null): ReadonlyMap<string, ChartValue> => {
    const name = list?.split("/")[0] ?? null;
    const key = `${hop.hop} ${name ?? ""}`;
    const known = read.get(key);
    if (known !== undefined) return known;
    const values = new Map<string, ChartValue>();
    for (const row of align(partOf(generated, name), partOf(treeOf(hop), name), sentinels)) {
      if (row.target !== null) values.set(`${row.field.id} ${row.entry}`, row.target);
    }
    read.set(key, values);
    return values;
  };

  const valueIn = (hop: ObservedHop, { field, entry }: FieldPlace): ChartValue | null =>
    valuesOf(hop, field.list).get(`${field.id} ${entry}`) ?? null;

  const valueAt = (hop: Hop, place: FieldPlace): ChartValue | null | undefined => {
    const found = inOrder.find((each) => each.hop === hop);
    return found === undefined ? undefined : valueIn(found, place);
  };

  const changedAt = (row: Aligned, last: Hop): Hop => {
    for (const hop of inOrder) {
      if (hop.hop === last) break;
      const value = valueIn(hop, row);
      if (row.source === null ? value !== null : !same(row.source, value)) return hop.hop;
    }
    return last;
  };
  return { valueAt, changedAt };
}

/** One list of a tree, or what stands outside of lists. */
function partOf({ singles, lists }: EntryTree, name: string | null): EntryTree {
  if (name === null) return { singles, lists: new Map() };
  const items = lists.get(name);
  return { singles: new Map(), lists: new Map(items === undefined ? [] : [[name, items]]) };
}

function same(a: ChartValue, b: ChartValue | null): boolean {
  if (b === null) return false;
  if ("value" in a) return "value" in b && a.value === b.value;
  return "absent" in b && a.absent === b.absent;
}
