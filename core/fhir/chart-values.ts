import type { Chart, ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById, fieldId } from "../catalogue/fields.ts";

/** A chart for reading by field, entry and list. */
export interface ChartValues {
  readonly chart: Chart;
  get(field: FieldId | null, entry: EntryPath): ChartValue | undefined;
  /** Top entries of a list in natural order: "" first, then `al-2` before `al-10`. */
  entries(list: string): readonly EntryPath[];
  /** Entries directly below one, e.g. `al-1/reaction-1`, in natural order. */
  below(list: string, entry: EntryPath): readonly EntryPath[];
}

/** Indexes a chart once; every look-up after that is a map access. */
export function chartValues(chart: Chart): ChartValues {
  const values = new Map<string, ChartValue>();
  const children = new Map<string, Set<EntryPath>>();
  const add = (key: string, entry: EntryPath): void => {
    const known = children.get(key);
    if (known === undefined) children.set(key, new Set([entry]));
    else known.add(entry);
  };
  for (const value of chart.values) {
    values.set(`${value.field}|${value.entry}`, value);
    const list = fieldById(value.field)?.list?.split("/")[0];
    if (list === undefined) continue;
    const [top = "", next] = value.entry.split("/");
    add(list, top);
    if (next !== undefined) add(`${list}|${top}`, `${top}/${next}`);
  }
  const sorted = (key: string): readonly EntryPath[] =>
    [...(children.get(key) ?? [])].toSorted(byNaturalOrder);
  return {
    chart,
    get: (field, entry) => (field === null ? undefined : values.get(`${field}|${entry}`)),
    entries: sorted,
    below: (list, entry) => sorted(`${list}|${entry}`),
  };
}

/** Text before the last number by code unit, then that number: the order in which keys were given. */
export function byNaturalOrder(a: EntryPath, b: EntryPath): number {
  const [leftText, left] = splitNumber(a);
  const [rightText, right] = splitNumber(b);
  if (leftText !== rightText) return leftText < rightText ? -1 : 1;
  return left - right;
}

function splitNumber(key: EntryPath): [string, number] {
  const digits = /\d{1,9}$/.exec(key)?.[0] ?? "";
  return [key.slice(0, key.length - digits.length), digits === "" ? -1 : Number(digits)];
}

/** Catalogue ids for the mapping tables; a misspelt one fails when the module is loaded. */
export const id = fieldId;
