/** A JSON document as it was written: numbers as text, every key kept, every token with its bytes. */

interface Token {
  /** Byte offset of the first byte of the token. */
  readonly start: number;
  /** Byte offset after the last byte of the token. */
  readonly end: number;
}

export interface JsonMember {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: JsonNode;
}

export interface JsonObject extends Token {
  readonly kind: "object";
  /** In the order of the document, duplicates included. */
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Token {
  readonly kind: "array";
  readonly items: readonly JsonNode[];
}

export interface JsonString extends Token {
  readonly kind: "string";
  readonly text: string;
}

export interface JsonNumber extends Token {
  readonly kind: "number";
  /** The source text, e.g. `2.50`. */
  readonly text: string;
}

export interface JsonBoolean extends Token {
  readonly kind: "boolean";
  readonly value: boolean;
}

export interface JsonNull extends Token {
  readonly kind: "null";
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

/** The member of a key, the last one where the key stands twice (as JSON.parse has it). */
export function memberOf(node: JsonNode | undefined, key: string): JsonMember | undefined {
  if (node?.kind !== "object") return undefined;
  for (let i = node.members.length - 1; i >= 0; i--) {
    const member = node.members[i];
    if (member?.key === key) return member;
  }
  return undefined;
}

/** The value of a key, undefined where the node is no object or has no such key. */
export function valueOf(node: JsonNode | undefined, key: string): JsonNode | undefined {
  return memberOf(node, key)?.value;
}

/** The text of a string node, undefined for anything else. */
export function stringOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === "string" ? node.text : undefined;
}

/** The items of an array node, empty for anything else. */
export function itemsOf(node: JsonNode | undefined): readonly JsonNode[] {
  return node?.kind === "array" ? node.items : [];
}

/** One step of a JSON pointer (RFC 6901). */
export function pointerStep(key: string | number): string {
  return typeof key === "number"
    ? `/${String(key)}`
    : `/${/[~/]/.test(key) ? key.replaceAll("~", "~0").replaceAll("/", "~1") : key}`;
}
