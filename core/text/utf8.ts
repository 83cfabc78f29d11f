/** UTF-8 both ways (RFC 3629). Core has no TextDecoder, and a silent U+FFFD would hide a fault. */

export interface DecodedText {
  /** Each maximal ill-formed part stands as one U+FFFD (Unicode 3.9, table 3-8). */
  readonly text: string;
  /** Byte offsets of the ill-formed parts, in order. Empty for good UTF-8. */
  readonly bad: readonly number[];
}

const chunk = 4096;
/** Code units are joined in blocks: one call per character is slow, one call for all overflows. */
const units = new Uint16Array(chunk + 2);

/** Decodes `bytes` from `start` up to `end` (exclusive). Never throws; a byte order mark is kept as U+FEFF. */
export function decodeUtf8(bytes: Uint8Array, start = 0, end = bytes.length): DecodedText {
  const bad: number[] = [];
  let text = "";
  let used = 0;
  let at = start;
  while (at < end) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      units[used++] = first;
      at += 1;
    } else {
      const size = sequenceLength(bytes, at, end);
      if (size < 0) {
        bad.push(at);
        units[used++] = 0xfffd;
        at -= size;
      } else {
        const point = codePoint(bytes, at, size);
        if (point > 0xffff) {
          units[used++] = 0xd7c0 + (point >> 10);
          units[used++] = 0xdc00 + (point & 0x3ff);
        } else units[used++] = point;
        at += size;
      }
    }
    if (used >= chunk) {
      text += textOfUnits(units.subarray(0, used));
      used = 0;
    }
  }
  if (used > 0) text += textOfUnits(units.subarray(0, used));
  return { text, bad };
}

/** A few thousand code units as text. Handing over the array is many times faster than spreading it. */
export function textOfUnits(some: Uint16Array | Uint8Array): string {
  const text: string = Reflect.apply(String.fromCharCode, null, some);
  return text;
}

/** Length of the well-formed sequence at `at`, or minus the length of the ill-formed part to skip. */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0xc2 || first > 0xf4) return -1;
  const size = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  const low = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const high = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  for (let i = 1; i < size; i++) {
    const next = at + i < end ? (bytes[at + i] ?? 0) : 0;
    if (next < (i === 1 ? low : 0x80) || next > (i === 1 ? high : 0xbf)) return -i;
  }
  return size;
}

function codePoint(bytes: Uint8Array, at: number, size: number): number {
  let point = (bytes[at] ?? 0) & (0xff >> (size + 1));
  for (let i = 1; i < size; i++) point = (point << 6) | ((bytes[at + i] ?? 0) & 0x3f);
  return point;
}

/** Bytes that `text` takes in UTF-8; a lone surrogate counts as three. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    // Each half of a pair stands for two of the four bytes.
    length += unit < 0x800 || isPairedSurrogate(text, i, unit) ? 1 : 2;
  }
  return length;
}

function isPairedSurrogate(text: string, i: number, unit: number): boolean {
  if (unit < 0xd800 || unit > 0xdfff) return false;
  const other = text.charCodeAt(unit < 0xdc00 ? i + 1 : i - 1);
  return unit < 0xdc00 ? other >= 0xdc00 && other <= 0xdfff : other >= 0xd800 && other < 0xdc00;
}

/**
 * Encodes text as UTF-8 without a byte order mark.
 * Throws a RangeError on a lone surrogate: it has no UTF-8 form, and writing "?" would be a fault of ours.
 */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(utf8Length(text));
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[at++] = unit;
    } else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if (unit < 0xd800 || unit > 0xdfff) {
      bytes[at++] = 0xe0 | (unit >> 12);
      bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else {
      if (unit > 0xdbff || !isPairedSurrogate(text, i, unit)) {
        throw new RangeError(`The text has half a surrogate pair at position ${String(i)}.`);
      }
      const point = 0x10000 + ((unit & 0x3ff) << 10) + (text.charCodeAt(++i) & 0x3ff);
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
      bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
      bytes[at++] = 0x80 | (point & 0x3f);
    }
  }
  return bytes;
}
