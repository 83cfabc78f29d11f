import type { Chart, ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldId, fields } from "../catalogue/fields.ts";

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
  const values = new Map<FieldId, Map<EntryPath, ChartValue>>();
  const children = new Map<string, EntryPath[]>();
  const seen = new Set<string>();
  const add = (key: string, entry: EntryPath): void => {
    const pair = `${key}\u0000${entry}`;
    if (seen.has(pair)) return;
    seen.add(pair);
    const known = children.get(key);
    if (known === undefined) children.set(key, [entry]);
    else known.push(entry);
  };
  for (const value of chart.values) {
    const ofField = values.get(value.field);
    if (ofField === undefined) values.set(value.field, new Map([[value.entry, value]]));
    else ofField.set(value.entry, value);
    const list = topLists.get(value.field);
    if (list === undefined) continue;
    const [top = "", next] = value.entry.split("/");
    add(list, top);
    if (next !== undefined) add(`${list}|${top}`, `${top}/${next}`);
  }
  for (const entries of children.values()) if (entries.length > 1) entries.sort(byNaturalOrder);
  return {
    chart,
    get: (field, entry) => (field === null ? undefined : values.get(field)?.get(entry)),
    entries: (list) => children.get(list) ?? none,
    below: (list, entry) => children.get(`${list}|${entry}`) ?? none,
  };
}

const none: readonly EntryPath[] = [];
/** The list of each field, or the one that it is nested in; none for single values. */
const topLists: ReadonlyMap<FieldId, string> = new Map(
  fields.flatMap(({ id, list }) => (list === null ? [] : [[id, list.split("/")[0] ?? ""]])),
);

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
