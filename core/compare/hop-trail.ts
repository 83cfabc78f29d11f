import type { ChartValue } from "../catalogue/chart.ts";
import { align } from "./align/align.ts";
import type { Aligned } from "./align/align.ts";
import type { EntryTree } from "./align/entry-tree.ts";
import { readEntryTree } from "./align/entry-tree.ts";
import type { SentinelOwner } from "./align/pair-items.ts";
import { hops as hopOrder } from "./result.ts";
import type { Hop } from "./result.ts";
import type { ObservedHop } from "./round-input.ts";

/** The way of one value over the hops that were read. */
export interface HopTrail {
  /** The value of a generated field at a hop: null = not there, undefined = hop not read. */
  readonly valueAt: (hop: Hop, field: string, entry: string) => ChartValue | null | undefined;
  /** The first hop at which a value is not what was generated. */
  readonly changedAt: (row: Aligned, last: Hop) => Hop;
}

/** Aligns earlier hops only when a difference asks for them. */
export function makeHopTrail(
  observed: readonly ObservedHop[],
  generated: EntryTree,
  sentinels: SentinelOwner | null,
): HopTrail {
  const inOrder = observed.toSorted((a, b) => hopOrder.indexOf(a.hop) - hopOrder.indexOf(b.hop));
  const read = new Map<Hop, ReadonlyMap<string, ChartValue>>();

  const valuesAt = (hop: ObservedHop): ReadonlyMap<string, ChartValue> => {
    const known = read.get(hop.hop);
    if (known !== undefined) return known;
    const values = new Map<string, ChartValue>();
    for (const row of align(generated, readEntryTree(hop.observed.values), sentinels)) {
      if (row.target !== null) values.set(`${row.field.id} ${row.entry}`, row.target);
    }
    read.set(hop.hop, values);
    return values;
  };

  const valueAt = (hop: Hop, field: string, entry: string): ChartValue | null | undefined => {
    const found = inOrder.find((each) => each.hop === hop);
    return found === undefined ? undefined : (valuesAt(found).get(`${field} ${entry}`) ?? null);
  };

  const changedAt = (row: Aligned, last: Hop): Hop => {
    for (const hop of inOrder) {
      if (hop.hop === last) break;
      const value = valuesAt(hop).get(`${row.field.id} ${row.entry}`) ?? null;
      if (row.source === null ? value !== null : !same(row.source, value)) return hop.hop;
    }
    return last;
  };
  return { valueAt, changedAt };
}

function same(a: ChartValue, b: ChartValue | null): boolean {
  if (b === null) return false;
  if ("value" in a) return "value" in b && a.value === b.value;
  return "absent" in b && a.absent === b.absent;
}
