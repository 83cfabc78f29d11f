import type { ChartValue, EntryPath, Place } from "../../catalogue/chart.ts";
import type { Field } from "../../catalogue/field.ts";
import { fieldById } from "../../catalogue/fields.ts";

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
  readonly leaves: Leaf[];
  readonly nested: Map<string, Item[]>;
}

export interface EntryTree {
  /** Values outside any list, by field. */
  readonly singles: Map<string, Leaf[]>;
  /** Entries by the catalogue's list name, in the order they came. */
  readonly lists: Map<string, Item[]>;
}

/** Reads rows of a chart or observation as a tree of list entries. Unknown fields are left out. */
export function readEntryTree(
  rows: Iterable<{ readonly value: ChartValue; readonly at: Place | null }>,
): EntryTree {
  const tree: EntryTree = { singles: new Map(), lists: new Map() };
  for (const { value, at } of rows) {
    const field = fieldById(value.field);
    if (field === undefined || !isLeafField(field)) continue;
    if (field.list === null) {
      push(tree.singles, field.id, { field, value, at, leafKey: value.entry });
      continue;
    }
    const names = field.list.split("/");
    const keys = value.entry.split("/");
    let lists = tree.lists;
    let item: Item | undefined;
    let name = "";
    for (const [depth, part] of names.entries()) {
      name = depth === 0 ? part : `${name}/${part}`;
      item = itemOf(lists, name, keys[depth] ?? "", item?.path ?? null);
      lists = item.nested;
    }
    item?.leaves.push({ field, value, at, leafKey: keys.slice(names.length).join("/") });
  }
  return tree;
}

/** Rows that are compared: not the membership rows (`*.list`), not a field whose value belongs to another. */
export function isLeafField(field: Field): boolean {
  return field.form !== "list" && field.place === "own";
}

function itemOf(
  lists: Map<string, Item[]>,
  name: string,
  key: string,
  parent: EntryPath | null,
): Item {
  const items = lists.get(name);
  const known = items?.findLast((item) => item.key === key);
  if (known !== undefined) return known;
  const path = [parent ?? "", key].filter((part) => part !== "").join("/");
  const item: Item = { key, path, leaves: [], nested: new Map() };
  if (items === undefined) lists.set(name, [item]);
  else items.push(item);
  return item;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Every value of an entry and of the lists inside it. */
export function leavesOf(item: Item): readonly { readonly leaf: Leaf; readonly path: EntryPath }[] {
  const own = item.leaves.map((leaf) => ({ leaf, path: item.path }));
  const inner = [...item.nested.values()].flat().flatMap((nested) => leavesOf(nested));
  return [...own, ...inner];
}
