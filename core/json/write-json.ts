import { pointerStep } from "./json-node.ts";
import { encodeUtf8, utf8Length } from "../text/utf8.ts";

/** A scalar as the JSON text that is written: a number keeps its digits. Marks come back with its bytes. */
export interface OutLeaf<M> {
  readonly kind: "leaf";
  readonly json: string;
  readonly marks: M[];
}

export interface OutArray<M> {
  readonly kind: "array";
  readonly items: OutNode<M>[];
}

/** Members are written in the order in which they were put. */
export interface OutObject<M> {
  readonly kind: "object";
  readonly members: Map<string, OutNode<M>>;
}

export type OutNode<M> = OutLeaf<M> | OutArray<M> | OutObject<M>;

/** Where a marked value was written; offsets in bytes, `end` exclusive. */
export interface WrittenMark<M> {
  readonly mark: M;
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
}

export interface WrittenJson<M> {
  readonly bytes: Uint8Array;
  /** In the order of the document. */
  readonly marks: readonly WrittenMark<M>[];
}

/** The JSON text of a string: only what must be escaped is escaped. */
export function jsonString(text: string): string {
  return JSON.stringify(text);
}

/**
 * Writes a document as UTF-8 without a byte order mark, indented by two blanks, with LF: the same tree
 * always gives the same bytes. Half of a surrogate pair is written as a `\uXXXX` escape.
 */
export function writeJson<M>(root: OutNode<M>): WrittenJson<M> {
  const parts: string[] = [];
  const marks: WrittenMark<M>[] = [];
  let at = 0;
  const put = (text: string): void => {
    parts.push(text);
    at += utf8Length(text);
  };
  const write = (node: OutNode<M>, pointer: string, indent: string): void => {
    if (node.kind === "leaf") {
      const start = at;
      put(node.json);
      for (const mark of node.marks) marks.push({ mark, pointer, start, end: at });
      return;
    }
    const inner = `${indent}  `;
    const [open, close] = node.kind === "array" ? "[]" : "{}";
    put(open ?? "");
    let first = true;
    const next = (): void => {
      put(first ? inner : `,${inner}`);
      first = false;
    };
    if (node.kind === "array") {
      for (const [i, item] of node.items.entries()) {
        next();
        write(item, pointer + pointerStep(i), inner);
      }
    } else {
      for (const [key, value] of node.members) {
        next();
        put(`${jsonString(key)}: `);
        write(value, pointer + pointerStep(key), inner);
      }
    }
    put(first ? (close ?? "") : `${indent}${close ?? ""}`);
  };
  write(root, "", "\n");
  put("\n");
  return { bytes: encodeUtf8(parts.join("")), marks };
}
