import type { ChartValue, EntryPath, Place } from "../../catalogue/chart.ts";
import type { Field } from "../../catalogue/field.ts";
import { fields } from "../../catalogue/fields.ts";

/** One value of a chart or of an observation, with its catalogue row. */
export interface Leaf {
  readonly field: Field;
  readonly value: ChartValue;
  readonly at: Place | null;
  /** Key behind the keys of its list entries; "" for nearly all. */
  readonly leafKey: string;
}

/** One entry of a list: its own values, and the lists inside it. */
export interface Item {
  readonly key: string;
  /** Keys from the outermost list down to this entry. */
  readonly path: EntryPath;
  readonly leaves: readonly Leaf[];
  readonly nested: ReadonlyMap<string, readonly Item[]>;
}

export interface EntryTree {
  /** Values outside any list, by field. */
  readonly singles: ReadonlyMap<string, readonly Leaf[]>;
  /** Entries by the catalogue's list name, in the order they came. */
  readonly lists: ReadonlyMap<string, readonly Item[]>;
}

interface GrowingItem extends Item {
  readonly leaves: Leaf[];
  nested: Map<string, GrowingItem[]>;
}

/** Where the values of a field stand: the names of its lists, from the outermost in. */
interface Standing {
  readonly field: Field;
  readonly lists: readonly string[];
}

/** Rows that are compared: not the membership rows (`*.list`), not a field whose value belongs to another. */
export function isLeafField(field: Field): boolean {
  return field.form !== "list" && field.place === "own";
}

const standings: ReadonlyMap<string, Standing> = new Map(
  fields.filter(isLeafField).map((field) => {
    const parts = field.list === null ? [] : field.list.split("/");
    return [
      field.id,
      { field, lists: parts.map((_, depth) => parts.slice(0, depth + 1).join("/")) },
    ];
  }),
);

const noLists: Map<string, GrowingItem[]> = new Map();

/** Reads rows of a chart or observation as a tree of list entries. Unknown fields are left out. */
export function readEntryTree(
  rows: Iterable<{ readonly value: ChartValue; readonly at: Place | null }>,
): EntryTree {
  const singles = new Map<string, Leaf[]>();
  const lists = new Map<string, GrowingItem[]>();
  /** Entries by list, then by their keys. */
  const known = new Map<string, Map<string, GrowingItem>>();

  const itemAt = (names: readonly string[], depth: number, keys: string): GrowingItem => {
    const name = names[depth] ?? "";
    let items = known.get(name);
    if (items === undefined) known.set(name, (items = new Map()));
    const there = items.get(keys);
    if (there !== undefined) return there;
    const slash = depth === 0 ? -1 : keys.lastIndexOf("/");
    const parent = depth === 0 ? null : itemAt(names, depth - 1, keys.slice(0, slash));
    const key = keys.slice(slash + 1);
    const path = parent === null || parent.path === "" ? key : withKey(parent.path, key);
    const item: GrowingItem = { key, path, leaves: [], nested: noLists };
    items.set(keys, item);
    if (parent?.nested === noLists) parent.nested = new Map();
    push(parent === null ? lists : parent.nested, name, item);
    return item;
  };

  for (const { value, at } of rows) {
    const standing = standings.get(value.field);
    if (standing === undefined) continue;
    const { field, lists: names } = standing;
    if (names.length === 0) {
      push(singles, field.id, { field, value, at, leafKey: value.entry });
      continue;
    }
    const { keys, rest } = splitEntry(value.entry, names.length);
    itemAt(names, names.length - 1, keys).leaves.push({ field, value, at, leafKey: rest });
  }
  return { singles, lists };
}

/** The first keys of a path, as many as there are lists (those not there are ""), and what is behind them. */
function splitEntry(entry: EntryPath, count: number): { keys: string; rest: string } {
  let keys = entry;
  let end = -1;
  for (let taken = 1; taken <= count; taken++) {
    end = keys.indexOf("/", end + 1);
    if (end >= 0) continue;
    for (let missing = taken; missing < count; missing++) keys += "/";
    return { keys, rest: "" };
  }
  return { keys: keys.slice(0, end), rest: keys.slice(end + 1) };
}

function withKey(path: EntryPath, key: string): EntryPath {
  return key === "" ? path : `${path}/${key}`;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Every value of an entry and of the lists inside it. */
export function leavesOf(item: Item): readonly { readonly leaf: Leaf; readonly path: EntryPath }[] {
  const own = item.leaves.map((leaf) => ({ leaf, path: item.path }));
  if (item.nested.size === 0) return own;
  const inner = [...item.nested.values()].flat().flatMap((nested) => leavesOf(nested));
  return [...own, ...inner];
}

/** `step-2` before `step-10`. */
export function inNumberOrder(a: string, b: string): number {
  const number = (key: string): number => Number(/\d+$/u.exec(key)?.[0] ?? 0);
  return number(a) - number(b);
}
