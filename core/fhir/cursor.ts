import type { JsonNode } from "../json/json-node.ts";
import { itemsOf, memberOf, pointerStep, stringOf } from "../json/json-node.ts";

/** The resource that a token belongs to, and the document it came in. */
export interface Home {
  readonly resource: string;
  readonly document: number;
}

/** A node of a document and its JSON pointer from the root of that document. */
export interface Cursor {
  readonly node: JsonNode;
  readonly pointer: string;
  readonly home: Home;
  /** Pointers of the nodes that keys stand in, where it is not this one: what a component shares with its whole. */
  readonly elsewhere?: ReadonlyMap<string, string>;
}

export function child(at: Cursor | undefined, key: string): Cursor | undefined {
  const member = memberOf(at?.node, key);
  if (at === undefined || member === undefined) return undefined;
  const above = at.elsewhere?.get(key) ?? at.pointer;
  return { node: member.value, pointer: above + pointerStep(key), home: at.home };
}

/** The items of an array; a single value where an array should stand counts as an array of one. */
export function items(at: Cursor | undefined): readonly Cursor[] {
  if (at === undefined) return [];
  if (at.node.kind !== "array") return at.node.kind === "null" ? [] : [at];
  const { home, pointer } = at;
  return itemsOf(at.node).map((node, i) => ({ node, pointer: pointer + pointerStep(i), home }));
}

export function item(at: Cursor | undefined, index: number): Cursor | undefined {
  if (at === undefined) return undefined;
  if (at.node.kind !== "array") return index === 0 ? at : undefined;
  const node = at.node.items[index];
  return node === undefined
    ? undefined
    : { node, pointer: at.pointer + pointerStep(index), home: at.home };
}

/** The string under a key, undefined where there is none. */
export function stringAt(at: Cursor | undefined, key: string): string | undefined {
  return stringOf(memberOf(at?.node, key)?.value);
}

/** The first item of an array under a key for which `is` holds. */
export function find(
  at: Cursor | undefined,
  key: string,
  is: (item: Cursor) => boolean,
): Cursor | undefined {
  return items(child(at, key)).find(is);
}

/** The codes of a CodeableConcept, or of a list of them. */
export function codesOf(at: Cursor | undefined): readonly string[] {
  return items(at).flatMap((concept) =>
    items(child(concept, "coding")).flatMap((coding) => stringAt(coding, "code") ?? []),
  );
}
