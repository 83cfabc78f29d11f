/** Texts seen before, by a hash of their bytes: keys and code systems stand in a record again and again. */
const seen: string[] = Array.from({ length: 4096 }, () => "");
const longestSeen = 64;

/**
 * The text of bytes that are all ASCII. A text that was read shortly before is the same string, and
 * nothing is allocated for it.
 */
export function asciiText(bytes: Uint8Array, from: number, to: number): string {
  const length = to - from;
  if (length > longestSeen) return join(bytes, from, to);
  let hash = length;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
  const slot = (hash ^ (hash >>> 12)) & (seen.length - 1);
  const known = seen[slot] ?? "";
  if (known.length === length && isText(known, bytes, from)) return known;
  const text = join(bytes, from, to);
  seen[slot] = text;
  return text;
}

function isText(text: string, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) !== bytes[from + i]) return false;
  }
  return true;
}

/** Eight at a time: a view per text costs more than the text, and one call for each byte is slow. */
function join(bytes: Uint8Array, from: number, to: number): string {
  let text = "";
  let i = from;
  for (; i + 8 <= to; i += 8) {
    text += String.fromCharCode(
      bytes[i] ?? 0,
      bytes[i + 1] ?? 0,
      bytes[i + 2] ?? 0,
      bytes[i + 3] ?? 0,
      bytes[i + 4] ?? 0,
      bytes[i + 5] ?? 0,
      bytes[i + 6] ?? 0,
      bytes[i + 7] ?? 0,
    );
  }
  for (; i < to; i++) text += String.fromCharCode(bytes[i] ?? 0);
  return text;
}
