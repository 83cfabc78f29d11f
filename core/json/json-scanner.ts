import { asciiText } from "../text/ascii.ts";
import { decodeUtf8 } from "../text/utf8.ts";
import { placeOfOffset } from "./json-problem.ts";
import type { JsonProblem, JsonProblemKind } from "./json-problem.ts";

/** Unreadable from here on. Caught by the reader, never seen outside core/json. */
export class JsonStop extends Error {}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
};
const isDigit = (byte: number | undefined): boolean =>
  byte !== undefined && byte >= 0x30 && byte <= 0x39;
const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** Reads the tokens of a JSON document (RFC 8259) from bytes and collects what is wrong with them. */
export class JsonScanner {
  readonly bytes: Uint8Array;
  readonly comments: boolean;
  readonly problems: JsonProblem[] = [];
  at = 0;

  constructor(bytes: Uint8Array, comments: boolean) {
    this.bytes = bytes;
    this.comments = comments;
  }

  report(kind: JsonProblemKind, says: string, offset: number): void {
    // A hostile document may hold a problem per byte; the first hundred say enough.
    if (this.problems.length >= 100) return;
    this.problems.push({ kind, says, offset, ...placeOfOffset(this.bytes, offset) });
  }

  /** Reports the problem and stops reading. */
  stop(kind: JsonProblemKind, says: string, offset = this.at): never {
    if (this.problems.length >= 100) this.problems.length = 99;
    this.report(kind, says, offset);
    throw new JsonStop(says);
  }

  /** Stops at a byte that does not fit, or at the end where something is still to come. */
  unexpected(expected: string): never {
    const byte = this.bytes[this.at];
    if (byte === undefined) {
      this.stop("cut-off", `The document ends where ${expected} should stand; it was cut off.`);
    }
    const shown =
      byte > 0x20 && byte < 0x7f
        ? `"${String.fromCharCode(byte)}"`
        : `byte 0x${byte.toString(16).padStart(2, "0")}`;
    this.stop("syntax", `${shown} stands where ${expected} should stand.`);
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) this.at += 1;
      else if (byte === 0x2f && this.comments) this.skipComment();
      else return;
    }
  }

  private skipComment(): void {
    const from = this.at;
    const second = this.bytes[from + 1];
    if (second === 0x2f) {
      while (this.at < this.bytes.length && this.bytes[this.at] !== 0x0a) this.at += 1;
    } else if (second === 0x2a) {
      this.at += 2;
      while (!(this.bytes[this.at] === 0x2a && this.bytes[this.at + 1] === 0x2f)) {
        if (this.at >= this.bytes.length) this.stop("cut-off", "The comment is not closed.", from);
        this.at += 1;
      }
      this.at += 2;
    } else this.unexpected("a value");
  }

  /** Reads the string whose opening quote is at `at`. */
  string(): string {
    const from = this.at;
    const { bytes } = this;
    let text = "";
    let plain = from + 1;
    let at = plain;
    let ascii = true;
    for (;;) {
      const byte = bytes[at];
      if (byte === 0x22) break;
      if (byte === undefined) {
        this.stop("cut-off", "The text is not closed; the document was cut off.", from);
      } else if (byte < 0x20) {
        this.at = at;
        this.stop("syntax", "A control character stands in a text; it must be escaped.");
      } else if (byte === 0x5c) {
        text += this.plainText(plain, at, ascii);
        this.at = at;
        text += this.escape();
        at = this.at;
        plain = at;
        ascii = true;
      } else {
        if (byte >= 0x80) ascii = false;
        at += 1;
      }
    }
    text += this.plainText(plain, at, ascii);
    this.at = at + 1;
    return text;
  }

  private plainText(from: number, to: number, ascii: boolean): string {
    if (ascii && to - from < 1024) return asciiText(this.bytes, from, to);
    const { text, bad } = decodeUtf8(this.bytes, from, to);
    for (const offset of bad) {
      this.report(
        "bad-utf8",
        "These bytes are no UTF-8; the text was sent in another encoding.",
        offset,
      );
    }
    return text;
  }

  private escape(): string {
    const from = this.at;
    const letter = String.fromCharCode(this.bytes[from + 1] ?? 0);
    const simple = escapes[letter];
    if (simple !== undefined) {
      this.at += 2;
      return simple;
    }
    if (letter !== "u") {
      if (from + 1 >= this.bytes.length) this.at = this.bytes.length;
      this.unexpected("a JSON escape");
    }
    const unit = this.unit();
    if (isHighSurrogate(unit) && this.bytes[this.at] === 0x5c && this.bytes[this.at + 1] === 0x75) {
      const after = this.at;
      const low = this.unit();
      if (isLowSurrogate(low)) return String.fromCharCode(unit, low);
      this.at = after;
    }
    if (isHighSurrogate(unit) || isLowSurrogate(unit)) {
      this.report(
        "lone-surrogate",
        "Half of a surrogate pair stands alone; it is no character.",
        from,
      );
    }
    return String.fromCharCode(unit);
  }

  /** Reads `\uXXXX` at `at`. */
  private unit(): number {
    const digits = String.fromCharCode(...this.bytes.subarray(this.at + 2, this.at + 6));
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) {
      if (this.at + 6 > this.bytes.length) this.at = this.bytes.length;
      this.unexpected("four hexadecimal digits");
    }
    this.at += 6;
    return Number.parseInt(digits, 16);
  }

  /** Reads a number and gives its source text. */
  number(): string {
    const from = this.at;
    const { bytes } = this;
    if (bytes[this.at] === 0x2d) this.at += 1;
    if (bytes[this.at] === 0x30) this.at += 1;
    else this.digits();
    if (bytes[this.at] === 0x2e) {
      this.at += 1;
      this.digits();
    }
    if (bytes[this.at] === 0x65 || bytes[this.at] === 0x45) {
      this.at += 1;
      if (bytes[this.at] === 0x2b || bytes[this.at] === 0x2d) this.at += 1;
      this.digits();
    }
    return asciiText(bytes, from, this.at);
  }

  private digits(): void {
    if (!isDigit(this.bytes[this.at])) this.unexpected("a digit");
    while (isDigit(this.bytes[this.at])) this.at += 1;
  }

  /** Reads `true`, `false` or `null`. */
  word(word: string): void {
    for (let i = 0; i < word.length; i++) {
      if (this.bytes[this.at] !== word.charCodeAt(i)) this.unexpected(`"${word}"`);
      this.at += 1;
    }
  }
}
