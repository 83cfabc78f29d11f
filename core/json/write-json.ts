import { pointerStep } from "./json-node.ts";
import { encodeUtf8 } from "../text/utf8.ts";

/** A scalar as the JSON text that is written: a number keeps its digits. Marks come back with its bytes. */
export interface OutLeaf<M> {
  readonly kind: "leaf";
  readonly json: string;
  marks: readonly M[];
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
  const writer = new JsonWriter<M>();
  writer.node(root, 0);
  return { bytes: writer.end(), marks: writer.marks };
}

const lineFeed = 0x0a;
const blank = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;

/** The room of the document before: to make and to grow it costs more than to write small documents. */
let lastRoom = new Uint8Array(65_536);
const mostKept = 4 * 1024 * 1024;

class JsonWriter<M> {
  readonly marks: WrittenMark<M>[] = [];
  private room = lastRoom;
  private at = 0;
  /** Keys and indexes from the root to the node that is being written; behind them stand old ones. */
  private readonly path: (string | number)[] = [];

  node(node: OutNode<M>, depth: number): void {
    if (node.kind === "leaf") this.leaf(node, depth);
    else if (node.kind === "array") {
      this.byte(0x5b);
      const { items } = node;
      for (let i = 0; i < items.length; i++) {
        const item = items[i];
        if (item === undefined) continue;
        this.newLine(depth + 1, i > 0);
        this.path[depth] = i;
        this.node(item, depth + 1);
      }
      if (items.length > 0) this.newLine(depth, false);
      this.byte(0x5d);
    } else {
      this.byte(0x7b);
      let more = false;
      for (const [key, value] of node.members) {
        this.newLine(depth + 1, more);
        more = true;
        this.key(key);
        this.path[depth] = key;
        this.node(value, depth + 1);
      }
      if (more) this.newLine(depth, false);
      this.byte(0x7d);
    }
  }

  /** The document, with a line feed at its end. */
  end(): Uint8Array {
    this.byte(lineFeed);
    if (this.room.length <= mostKept) lastRoom = this.room;
    return this.room.slice(0, this.at);
  }

  private leaf({ json, marks }: OutLeaf<M>, depth: number): void {
    const start = this.at;
    this.text(json);
    if (marks.length === 0) return;
    let pointer = "";
    for (let i = 0; i < depth; i++) pointer += pointerStep(this.path[i] ?? "");
    for (const mark of marks) this.marks.push({ mark, pointer, start, end: this.at });
  }

  /** A line of its own for the next member or item, or for the bracket behind the last one. */
  private newLine(depth: number, afterComma: boolean): void {
    this.need(2 + 2 * depth);
    const { room } = this;
    let { at } = this;
    if (afterComma) room[at++] = comma;
    room[at++] = lineFeed;
    for (const end = at + 2 * depth; at < end; at++) room[at] = blank;
    this.at = at;
  }

  /** Nearly all keys are plain; to look one up, or to have it escaped, would cost more than to copy it. */
  private key(key: string): void {
    const { length } = key;
    this.need(length + 4);
    const { room } = this;
    let { at } = this;
    room[at++] = quote;
    for (let i = 0; i < length; i++) {
      const unit = key.charCodeAt(i);
      if (unit < 0x20 || unit === quote || unit === backslash || unit >= 0x80) {
        this.text(`${jsonString(key)}: `);
        return;
      }
      room[at++] = unit;
    }
    room[at++] = quote;
    room[at++] = colon;
    room[at++] = blank;
    this.at = at;
  }

  private text(text: string): void {
    const { length } = text;
    // A code unit takes three bytes at most.
    this.need(length * 3);
    const { room, at } = this;
    for (let i = 0; i < length; i++) {
      const unit = text.charCodeAt(i);
      if (unit >= 0x80) {
        const rest = encodeUtf8(i === 0 ? text : text.slice(i));
        room.set(rest, at + i);
        this.at = at + i + rest.length;
        return;
      }
      room[at + i] = unit;
    }
    this.at = at + length;
  }

  private byte(byte: number): void {
    this.need(1);
    this.room[this.at++] = byte;
  }

  private need(more: number): void {
    if (this.at + more <= this.room.length) return;
    const larger = new Uint8Array(Math.max(this.at + more, this.room.length * 2));
    larger.set(this.room.subarray(0, this.at));
    this.room = larger;
  }
}
