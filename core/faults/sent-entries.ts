import type { Chart, EntryPath } from "../catalogue/chart.ts";
import type { Difference } from "../compare/result.ts";

/** A value of one entry of a list, as it was sent. */
export interface SentEntry {
  readonly entry: EntryPath;
  readonly value: string;
}

const sentBy = new WeakMap<Chart, ReadonlyMap<string, SentEntry[]>>();
const goneBy = new WeakMap<readonly Difference[], ReadonlySet<string>>();

/** The values of a field in the entries of one list; sorted out once for a chart, or a long one would be read for each. */
export function sentEntries(
  chart: Chart | undefined,
  field: string,
  parent: string,
): readonly SentEntry[] {
  if (chart === undefined) return [];
  const known = sentBy.get(chart) ?? sortOut(chart);
  sentBy.set(chart, known);
  return known.get(`${field} ${parent}`) ?? [];
}

function sortOut({ values }: Chart): ReadonlyMap<string, SentEntry[]> {
  const found = new Map<string, SentEntry[]>();
  for (const row of values) {
    if (!("value" in row)) continue;
    const key = `${row.field} ${parentOf(row.entry)}`;
    const list = found.get(key);
    if (list === undefined) found.set(key, [row]);
    else list.push(row);
  }
  return found;
}

/** Whether the value of a field in an entry is missing. */
export function isGone(all: readonly Difference[], field: string, entry: EntryPath): boolean {
  const known =
    goneBy.get(all) ??
    new Set(
      all.flatMap((each) => (each.verdict === "missing" ? [`${each.field} ${each.entry}`] : [])),
    );
  goneBy.set(all, known);
  return known.has(`${field} ${entry}`);
}

/** The entry that an entry stands in, with its stroke. */
export function parentOf(entry: EntryPath): string {
  return entry.slice(0, entry.lastIndexOf("/") + 1);
}
