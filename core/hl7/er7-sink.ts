import type { CharacterSet } from "./character-sets.ts";

/**
 * How a text stands on the wire: with separators and control characters escaped (as a rule); the same with
 * `\.br\` for line breaks, which formatted text alone knows; the same with its first character as bytes, so
 * that it is read as itself and not as a code or date; or exactly as it is.
 */
export type Wording = "escaped" | "formatted" | "literal" | "ready";

const digits = "0123456789ABCDEF";
const hexCode = (nibble: number): number => digits.charCodeAt(nibble);

/** The letter of the escape that stands for a separator (v2.5.1 2.7.1). */
const letters: readonly (readonly [separator: string, letter: string])[] = [
  ["\\", "E"],
  ["|", "F"],
  ["^", "S"],
  ["&", "T"],
  ["~", "R"],
];
/** By ASCII code: 0 stands as it is, 1 travels as `\Xhh\`, else the letter of the escape. */
const escapes = Uint8Array.from({ length: 128 }, (_, code) =>
  code < 0x20 || code === 0x7f ? 1 : 0,
);
for (const [separator, letter] of letters) escapes[separator.charCodeAt(0)] = letter.charCodeAt(0);

const backslash = 0x5c;
/** The most bytes of one code unit: `\X0D\`, or a third of what UTF-8 needs. */
const mostBytes = 5;

/** Bytes of messages with the separators `|^~\&`, growing by doubling. */
export class Er7Sink {
  length = 0;
  private readonly set: CharacterSet;
  private room = new Uint8Array(16_384);

  constructor(set: CharacterSet) {
    this.set = set;
  }

  bytes(from = 0): Uint8Array {
    return this.room.slice(from, this.length);
  }

  byte(byte: number): void {
    if (this.length === this.room.length) this.need(1);
    this.room[this.length++] = byte;
  }

  /** Names and separators. */
  ascii(text: string): void {
    this.need(text.length);
    for (let i = 0; i < text.length; i++) this.room[this.length++] = text.charCodeAt(i);
  }

  copy(bytes: Uint8Array): void {
    this.need(bytes.length);
    this.room.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A text that the character set can say. Control characters are escaped: a bare CR would end the segment. */
  text(text: string, wording: Wording = "escaped"): void {
    if (wording === "ready") this.ascii(text);
    // HL7's null is no text.
    else if (text === '""') this.ascii("\\X2222\\");
    else if (wording === "literal") {
      const [first = ""] = text;
      this.hex(this.encode(first));
      this.plain(text.slice(first.length), false);
    } else this.plain(text, wording === "formatted");
  }

  private plain(text: string, formatted: boolean): void {
    this.need(text.length * mostBytes);
    let from = 0;
    while (from < text.length) {
      const stop = copyPlain(text, from, this.room, this.length);
      this.length += stop - from;
      if (stop === text.length) return;
      const unit = text.charCodeAt(stop);
      if (unit < 0x80) {
        this.escape(unit, escapes[unit] ?? 1, formatted);
        from = stop + 1;
        continue;
      }
      let end = stop + 1;
      while (end < text.length && text.charCodeAt(end) >= 0x80) end += 1;
      this.copy(this.encode(text.slice(stop, end)));
      from = end;
    }
  }

  private escape(unit: number, letter: number, formatted: boolean): void {
    if (formatted && unit === 0x0a) this.ascii("\\.br\\");
    else if (letter === 1) this.hex([unit]);
    else {
      this.byte(backslash);
      this.byte(letter);
      this.byte(backslash);
    }
  }

  private hex(bytes: Iterable<number>): void {
    this.ascii("\\X");
    for (const byte of bytes) {
      this.byte(hexCode(byte >> 4));
      this.byte(hexCode(byte & 0xf));
    }
    this.byte(backslash);
  }

  private encode(text: string): Uint8Array {
    const encoded = this.set.encode(text);
    // Whoever put the text has asked whether the set has its characters.
    if (encoded === null) throw new Error("A text that the character set lacks was written.");
    return encoded;
  }

  private need(more: number): void {
    if (this.length + more <= this.room.length) return;
    const larger = new Uint8Array(Math.max(this.length + more, this.room.length * 2));
    larger.set(this.room.subarray(0, this.length));
    this.room = larger;
  }
}

/** Copies characters that stand as they are; returns where the first other one is, or the text's end. */
function copyPlain(text: string, from: number, room: Uint8Array, at: number): number {
  const shift = at - from;
  let i = from;
  for (; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80 || escapes[unit] !== 0) return i;
    room[shift + i] = unit;
  }
  return i;
}
