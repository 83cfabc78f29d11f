import type { Place } from "../../catalogue/chart.ts";

/**
 * What stands in the bytes of a record, as a tree, whether or not a field of the catalogue holds it. Two files
 * of one format are compared by it too, so that nothing is lost silently.
 */
export type RawNode = RawLeaf | RawGroup;

export interface RawLeaf {
  readonly kind: "leaf";
  readonly text: string;
  /** Narrative is made out of the other values by each system in its own words. */
  readonly form: "text" | "number" | "reference" | "narrative";
  /** A field of the catalogue holds it, and is compared. */
  readonly isRead: boolean;
  /** Of a reference: the record it leads to; null where it leads to none of the file. */
  readonly leadsTo: string | null;
  readonly at: () => Place;
}

export interface RawGroup {
  readonly kind: "group";
  /** A single value is a list of one. */
  readonly members: ReadonlyMap<string, readonly RawNode[]>;
}

export interface RawRecord {
  /** What kind of record it is: a resource type, a segment, a table. */
  readonly kind: string;
  /** What stands between the kind and an element in it, `ZPV-3`; a point where it is not given. */
  readonly joint?: "-";
  /** How the file calls it: `Observation/7`. */
  readonly id: string;
  readonly root: RawGroup;
  readonly at: () => Place;
}

/** All leaves of a node with the keys that lead to them, in the order of the wire. */
export function* leavesOf(node: RawNode, path: string): Generator<readonly [string, RawLeaf]> {
  if (node.kind === "leaf") yield [path, node];
  else
    for (const [key, list] of node.members)
      for (const each of list) yield* leavesOf(each, path === "" ? key : `${path}.${key}`);
}

/** Whether a group holds a value of its own, not of a group within, that a field of the catalogue has. */
export function holdsReadValue({ members }: RawGroup): boolean {
  return [...members.values()].some((list) =>
    list.some((each) => each.kind === "leaf" && each.isRead),
  );
}
