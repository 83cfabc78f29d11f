export type JsonProblemKind =
  | "bad-utf8"
  | "byte-order-mark"
  | "cut-off"
  | "duplicate-key"
  | "lone-surrogate"
  | "not-json"
  | "proto-key"
  | "syntax"
  | "too-deep"
  | "too-large";

/** Something wrong in the bytes of a JSON document, with its place. */
export interface JsonProblem {
  readonly kind: JsonProblemKind;
  /** A sentence for a person, without the place. */
  readonly says: string;
  /** Byte offset. */
  readonly offset: number;
  /** From 1; a line ends with LF, CR or CRLF. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
}

/** Line and column of a byte offset, both from 1. */
export function placeOfOffset(bytes: Uint8Array, offset: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  const end = Math.min(offset, bytes.length);
  for (let i = 0; i < end; i++) {
    const byte = bytes[i];
    if (byte !== 0x0a && !(byte === 0x0d && bytes[i + 1] !== 0x0a)) continue;
    line += 1;
    lineStart = i + 1;
  }
  let column = 1;
  for (let i = lineStart; i < end; i++) {
    if (((bytes[i] ?? 0) & 0xc0) !== 0x80) column += 1;
  }
  return { line, column };
}
