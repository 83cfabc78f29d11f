import type { Chart } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import type { Aligned } from "./align/align.ts";
import { readEntryTree } from "./align/entry-tree.ts";
import type { EntryTree, Item } from "./align/entry-tree.ts";
import type { RoundInput } from "./round-input.ts";

/** What an extra value is of an entry that an earlier round had: it never went, or it was gone and came back. */
export type Former = "still-there" | "came-back" | null;

/** Looks extra values up among the entries that were removed since (faults.md 4.8, RESURRECT and LOST-DELETE). */
export function formerEntries({
  earlier,
  generated,
  previous,
}: Pick<RoundInput, "earlier" | "generated" | "previous">): (row: Aligned) => Former {
  if (earlier.length === 0) return () => null;
  let trees: readonly EntryTree[] | null = null;
  let now: EntryTree | null = null;
  return (row) => {
    const { field, targetItem, source, target } = row;
    if (source !== null || target === null) return null;
    const text = "value" in target ? target.value : null;
    // A blank says nothing about where it came from; that of an entry came with it.
    if (text === null && targetItem === null) return null;
    trees ??= earlier.map(treeOf);
    now ??= treeOf(generated);
    const had = (tree: EntryTree): number =>
      targetItem === null
        ? Number(field.list === null && singleOf(tree, row) === text)
        : Math.max(
            0,
            ...itemsOf(tree, listOf(targetItem, field)).map((item) => likenessOf(item, targetItem)),
          );
    // Two medicines of one doctor have much in common: the one that was removed has more.
    const kept = had(now);
    const last = trees.findLastIndex((tree) => had(tree) > kept);
    if (last < 0) return null;
    // A round after the removal in which nothing of it was found.
    const gone = (previous ?? [])
      .slice(last + 1)
      .some(
        (round) =>
          !round.differences.some(
            (each) =>
              each.field === field.id && each.verdict === "extra" && (each.target ?? null) === text,
          ),
      );
    return gone ? "came-back" : "still-there";
  };
}

function treeOf(chart: Chart): EntryTree {
  return readEntryTree(chart.values.map((value) => ({ value, at: null })));
}

/** The list of an entry; a value of a list inside it (a step of a medicine) comes with the whole of it. */
function listOf({ leaves }: Item, { list }: Field): string {
  return leaves[0]?.field.list ?? list ?? "";
}

function singleOf(tree: EntryTree, { field, entry }: Aligned): string | null {
  const leaf = tree.singles.get(field.id)?.find(({ leafKey }) => leafKey === entry);
  return leaf !== undefined && "value" in leaf.value ? leaf.value.value : null;
}

function itemsOf(tree: EntryTree, list: string): readonly Item[] {
  let items: readonly Item[] = [];
  let name = "";
  for (const [depth, part] of list.split("/").entries()) {
    name = depth === 0 ? part : `${name}/${part}`;
    const inner = name;
    items =
      depth === 0
        ? (tree.lists.get(inner) ?? [])
        : items.flatMap((item) => item.nested.get(inner) ?? []);
  }
  return items;
}

/**
 * How many values two entries share; 0 where they are not the same entry, which takes one value that is long
 * enough to tell, and half of all values.
 */
function likenessOf(former: Item, found: Item): number {
  const texts = textsOf(former);
  const same = textsOf(found).filter((text) => texts.includes(text));
  const tells = same.some((text) => text.slice(text.indexOf("=") + 1).length > 3);
  return tells && same.length * 2 >= texts.length ? same.length : 0;
}

function textsOf({ leaves }: Item): readonly string[] {
  return leaves.flatMap(({ field, value }) =>
    "value" in value ? [`${field.id}=${value.value}`] : [],
  );
}
