import { asciiText } from "../text/ascii.ts";
import type { CharacterSet } from "./character-sets.ts";
import type { Part } from "./er7-parts.ts";

/** A part's text with its escapes resolved. */
export interface DecodedPart {
  readonly text: string;
  /** Whether an escape stood in it: then it is the text itself, and no code or date to be turned into another form. */
  readonly escaped: boolean;
  readonly problems: readonly { readonly kind: string; readonly says: string }[];
}

const longestEscape = 512;

/**
 * Reads a part: split first, escapes last, in one pass from left to right (v2.5.1 2.7). `\.br\` is a
 * line break. Unknown and unclosed escapes stay as they are and are named.
 */
export function decodePart(part: Part): DecodedPart {
  const { bytes, delimiters, characterSet } = part.segment.message;
  const { start, end } = part;
  if (isPlain(bytes, start, end, delimiters.escape)) {
    return { text: asciiText(bytes, start, end), escaped: false, problems: none };
  }
  const problems: { kind: string; says: string }[] = [];
  const say = (kind: string, says: string): void => {
    if (!problems.some((known) => known.kind === kind)) problems.push({ kind, says });
  };
  const badText = "Some bytes are no characters of the message's character set.";
  const { escape } = delimiters;
  let text = "";
  let escaped = false;
  let from = start;
  const take = (to: number): void => {
    if (to <= from) return;
    const decoded = characterSet.decode(bytes, from, to);
    if (decoded.bad) say("bad-characters", badText);
    text += decoded.text;
  };
  for (let at = start; at < end && escape >= 0; at++) {
    if (bytes[at] !== escape) continue;
    const close = closing(bytes, at + 1, Math.min(end, at + longestEscape), escape);
    const meaning = close < 0 ? null : meaningOf(bytes, at + 1, close, part);
    if (meaning === null) {
      say("unknown-escape", "An escape is unknown or not closed; it is kept as it stands.");
      continue;
    }
    take(at);
    const decoded =
      typeof meaning === "string"
        ? { text: meaning, bad: false }
        : decodeAll(meaning, characterSet);
    if (decoded.bad) say("bad-characters", badText);
    text += decoded.text;
    escaped = true;
    from = close + 1;
    at = close;
  }
  take(end);
  return { text, escaped, problems };
}

const none: DecodedPart["problems"] = [];

/** ASCII without an escape: all character sets have it in common, and nothing has to be resolved. */
function isPlain(bytes: Uint8Array, start: number, end: number, escape: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte >= 0x80 || byte === escape) return false;
  }
  return true;
}

function decodeAll(bytes: Uint8Array, set: CharacterSet): { text: string; bad: boolean } {
  return set.decode(bytes, 0, bytes.length);
}

function closing(bytes: Uint8Array, from: number, end: number, escape: number): number {
  for (let at = from; at < end; at++) if (bytes[at] === escape) return at;
  return -1;
}

/** What stands between two escape characters: a text, bytes, or null where it is unknown. */
function meaningOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  part: Part,
): string | Uint8Array | null {
  const { delimiters } = part.segment.message;
  const first = bytes[start] ?? 0;
  if (end - start === 1) {
    const byte = {
      F: delimiters.field,
      S: delimiters.component,
      T: delimiters.subcomponent,
      R: delimiters.repetition,
      E: delimiters.escape,
    }[String.fromCharCode(first)];
    if (byte !== undefined && byte >= 0) return String.fromCharCode(byte);
    // Highlighting on and off has no place in a plain text.
    return first === 0x48 || first === 0x4e ? "" : null;
  }
  const word = String.fromCharCode(...bytes.subarray(start, end));
  if (word === ".br" || word === ".sp") return "\n";
  if (!/^X(?:[0-9A-Fa-f]{2})+$/.test(word)) return null;
  return Uint8Array.from({ length: (word.length - 1) / 2 }, (_, i) =>
    Number.parseInt(word.slice(1 + 2 * i, 3 + 2 * i), 16),
  );
}
