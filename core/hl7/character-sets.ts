import { byteIn1252, decode1252 } from "../text/codepages.ts";
import { upperHalves } from "./iso-8859.ts";
import { decodeUtf8, encodeUtf8 } from "../text/utf8.ts";

/** A character set of MSH-18 (HL7 v2.5.1 table 0211, and spellings that are not in it). */
export interface CharacterSet {
  /** As it is written into MSH-18. */
  readonly name: string;
  decode(bytes: Uint8Array, start: number, end: number): { text: string; bad: boolean };
  /** Whether the set has all characters of a text. */
  can(text: string): boolean;
  /** The bytes of a text, null where the set lacks one of its characters. */
  encode(text: string): Uint8Array | null;
}

/** Only the ASCII characters; a byte above them is bad. */
const ascii: CharacterSet = singleByte("ASCII", (byte) => (byte < 0x80 ? byte : -1));

export const utf8: CharacterSet = {
  name: "UNICODE UTF-8",
  decode(bytes, start, end) {
    const { text, bad } = decodeUtf8(bytes, start, end);
    return { text, bad: bad.length > 0 };
  },
  can: (text) => text.isWellFormed(),
  encode: (text) => (text.isWellFormed() ? encodeUtf8(text) : null),
};

const windows1252: CharacterSet = {
  name: "windows-1252",
  decode(bytes, start, end) {
    const text = decode1252(Array.from(bytes.subarray(start, end)), "replacement");
    return { text, bad: text.includes("\uFFFD") };
  },
  can: (text) => hasEach(text, (character) => byteIn1252(character) ?? -1),
  encode: (text) => encodeEach(text, (character) => byteIn1252(character) ?? -1),
};

/** ISO 8859 keeps the bytes 80–9F as control characters; above them stands the table of the part. */
function iso8859(part: number): CharacterSet {
  const upper = upperHalves.get(part);
  return singleByte(`8859/${String(part)}`, (byte) => {
    if (upper === undefined || byte < 0xa0) return byte;
    const point = upper.charCodeAt(byte - 0xa0);
    return point === 0xfffd ? -1 : point;
  });
}

function singleByte(name: string, pointOf: (byte: number) => number): CharacterSet {
  const points = Array.from({ length: 256 }, (_, byte) => pointOf(byte));
  const bytesOf = new Map(points.flatMap((point, byte) => (point < 0 ? [] : [[point, byte]])));
  const byteOf = (character: string): number => bytesOf.get(character.codePointAt(0) ?? 0) ?? -1;
  return {
    name,
    decode(bytes, start, end) {
      let text = "";
      let bad = false;
      for (let at = start; at < end; at++) {
        const point = points[bytes[at] ?? 0] ?? -1;
        bad ||= point < 0;
        text += point < 0 ? "\uFFFD" : String.fromCharCode(point);
      }
      return { text, bad };
    },
    can: (text) => hasEach(text, byteOf),
    encode: (text) => encodeEach(text, byteOf),
  };
}

function hasEach(text: string, byteOf: (character: string) => number): boolean {
  for (const character of text) if (byteOf(character) < 0) return false;
  return true;
}

function encodeEach(text: string, byteOf: (character: string) => number): Uint8Array | null {
  const bytes: number[] = [];
  for (const character of text) {
    const byte = byteOf(character);
    if (byte < 0) return null;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

/**
 * What an empty MSH-18 is taken for: the standard says ASCII, practice writes anything. Good UTF-8 is
 * UTF-8, everything else Windows-1252; the reader says so where a byte is above ASCII.
 */
function guessed(bytes: Uint8Array, start: number, end: number): CharacterSet {
  return utf8.decode(bytes, start, end).bad ? windows1252 : utf8;
}

const isoParts = [1, 2, 3, 4, 5, 6, 7, 8, 9, 15].map(iso8859);
const known: ReadonlyMap<string, CharacterSet> = new Map([
  ["UNICODE UTF-8", utf8],
  ["UTF-8", utf8],
  ["UTF8", utf8],
  ...isoParts.map((set) => [set.name, set] as const),
  ["WINDOWS-1252", windows1252],
  ["CP1252", windows1252],
]);

/** The character set of a name in MSH-18; `ISO-8859-1` counts as `8859/1`. Undefined for one that is not read. */
export function characterSet(name: string): CharacterSet | undefined {
  const asWritten = known.get(name);
  if (asWritten !== undefined) return asWritten;
  const plain = name
    .trim()
    .toUpperCase()
    .replace(/^ISO[-_ ]?8859-/, "8859/");
  if (plain === "ASCII" || plain === "") return ascii;
  return known.get(plain);
}

export interface ChosenSet {
  readonly set: CharacterSet;
  /** Why the set is not the one that the message names; null where it is. */
  readonly says: string | null;
}

/** The character set in which a message's bytes are read. */
export function chooseCharacterSet(
  name: string,
  bytes: Uint8Array,
  start: number,
  end: number,
): ChosenSet {
  const named = characterSet(name);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (hasMark && named !== utf8 && !utf8.decode(bytes, start, end).bad) {
    const says = `The file is UTF-8 by its byte order mark, whatever MSH-18 says ("${name}").`;
    return { set: utf8, says: hasHighByte(bytes, start, end) ? says : null };
  }
  if (named !== undefined && named !== ascii) return { set: named, says: null };
  if (named === ascii && !hasHighByte(bytes, start, end)) return { set: utf8, says: null };
  const set = guessed(bytes, start, end);
  const what = name === "" ? "MSH-18 names no character set" : `MSH-18 says "${name}"`;
  const why = named === ascii ? "and there are characters above ASCII" : "which is not read";
  return { set, says: `${what}, ${why}; the text is read as ${set.name}.` };
}

function hasHighByte(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] ?? 0) >= 0x80) return true;
  return false;
}
