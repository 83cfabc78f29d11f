/** How values stand in columns: JSON as text, bytes as BLOB, lists of rows in chunks. */

/** JSON text of a value; `undefined` becomes null, because a column holds something or NULL. */
export function toJson(value: unknown): string {
  return JSON.stringify(value === undefined ? null : value);
}

/**
 * The value of a JSON column. Its type is the caller's word: a column is written by one store
 * alone, through the type with which it is read.
 */
export function fromJson<Value>(text: string): Value {
  return JSON.parse(text) as Value;
}

/** A column's bytes as a plain Uint8Array over the same memory. */
export function bytesOf(blob: Uint8Array): Uint8Array {
  return new Uint8Array(blob.buffer, blob.byteOffset, blob.byteLength);
}

/**
 * The word of a column with a CHECK on a closed list, as that list's type. The CHECK stands in
 * schema.sql, so no other word can be there.
 */
export function wordOf<Word extends string>(text: string): Word {
  return text as Word;
}

/** Rows in groups of one size and a rest, so that few different statements are prepared. */
export function inChunks<Row>(rows: readonly Row[], size = 50): Row[][] {
  const chunks: Row[][] = [];
  let at = 0;
  for (; at + size <= rows.length; at += size) chunks.push(rows.slice(at, at + size));
  for (; at < rows.length; at++) chunks.push(rows.slice(at, at + 1));
  return chunks;
}
