import type { Place, ReadProblem } from "../catalogue/chart.ts";
import { asciiText } from "../text/ascii.ts";
import { chooseCharacterSet, utf8 } from "./character-sets.ts";
import { splitSpan } from "./er7-parts.ts";
import type { Delimiters, Er7Message, Er7Segment, Span } from "./er7-parts.ts";

export interface Er7File {
  readonly messages: readonly Er7Message[];
  readonly problems: readonly ReadProblem[];
}

interface Line extends Span {
  readonly name: string;
}

const cr = 0x0d;
const lf = 0x0a;
const headers: ReadonlySet<string> = new Set(["MSH", "FHS", "BHS"]);

/**
 * Cuts bytes into the messages, segments and fields of ER7 (v2.5.1 chapter 2): separators from each
 * header, CR as segment end (LF and CR LF are read, and named), batches (FHS, BHS, BTS, FTS; 2.10.3).
 * Nothing is decoded or changed. Never throws; takes time in proportion to the bytes.
 */
export function readEr7(bytes: Uint8Array, document = 0): Er7File {
  const problems: ReadProblem[] = [];
  const say = (kind: string, says: string, { start, end }: Span, resource = ""): void => {
    const at: Place = { resource, place: "", start, end, document };
    problems.push({ kind, says, at });
  };
  const lines = linesOf(bytes, say);
  const messages: Er7Message[] = [];
  let current: Line[] = [];
  let messagesInBatch = 0;
  let batches = 0;
  let stray = 0;
  const close = (): void => {
    if (current.length > 0) messages.push(readMessage(bytes, document, current, say));
    current = [];
  };
  for (const line of lines) {
    switch (line.name) {
      case "MSH":
        close();
        messagesInBatch += 1;
        current = [line];
        break;
      case "FHS":
      case "BHS":
        close();
        messagesInBatch = 0;
        if (line.name === "BHS") batches += 1;
        break;
      case "BTS":
        close();
        checkCount(bytes, line, messagesInBatch, "messages", say);
        break;
      case "FTS":
        close();
        checkCount(bytes, line, batches, "batches", say);
        break;
      default:
        if (current.length > 0) current.push(line);
        else if (++stray === 1) {
          say("stray-segment", "Text stands before the first message; it is not read.", line);
        }
    }
  }
  close();
  if (messages.length === 0) {
    say("not-hl7", "There is no HL7 v2 message: no segment begins with MSH.", { start: 0, end: 0 });
  }
  return { messages, problems };
}

type Say = (kind: string, says: string, at: Span, resource?: string) => void;

/** The segments of a file without their ends; empty lines are no segments. */
function linesOf(bytes: Uint8Array, say: Say): readonly Line[] {
  const lines: Line[] = [];
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (start > 0)
    say("byte-order-mark", "The file begins with a byte order mark.", { start: 0, end: 3 });
  let foreign: Span | null = null;
  let frame: Span | null = null;
  for (let at = start; at <= bytes.length; at++) {
    const byte = at < bytes.length ? bytes[at] : cr;
    if (byte !== cr && byte !== lf) continue;
    if (byte === lf) foreign ??= { start: at, end: at + 1 };
    let end = at;
    // Bytes of MLLP frames have no business in a file; they are seen, not taken for text.
    const whole = { start, end };
    while (start < end && isFrame(bytes[start])) start += 1;
    while (end > start && isFrame(bytes[end - 1])) end -= 1;
    if (start > whole.start || end < whole.end) frame ??= whole;
    if (end > start) lines.push({ start, end, name: nameOf(bytes, start, end) });
    start = at + 1;
  }
  if (foreign !== null) {
    say("line-ends", "Segments end in LF; the standard says CR alone.", foreign);
  }
  if (frame !== null) {
    say("mllp-bytes", "Bytes of MLLP frames stand in the file; they are left out.", frame);
  }
  return lines;
}

function isFrame(byte: number | undefined): boolean {
  return byte === 0x0b || byte === 0x1c;
}

/** Three letters or digits; anything else is kept under the name `?`. */
function nameOf(bytes: Uint8Array, start: number, end: number): string {
  const name = asciiText(bytes, start, Math.min(start + 3, end));
  return /^[A-Z][A-Z0-9]{2}$/.test(name) ? name : "?";
}

function checkCount(bytes: Uint8Array, line: Line, found: number, what: string, say: Say): void {
  const written = /^\d{1,9}/.exec(
    asciiText(bytes, line.start + 4, Math.min(line.end, line.start + 13)),
  );
  if (written === null || Number(written[0]) === found) return;
  const says = `${line.name}-1 says ${written[0]} ${what}, but there are ${String(found)}.`;
  say("batch-count", says, line);
}

function readMessage(
  bytes: Uint8Array,
  document: number,
  lines: readonly Line[],
  say: Say,
): Er7Message {
  const [header] = lines;
  const start = header?.start ?? 0;
  const span = { start, end: lines.at(-1)?.end ?? start };
  const delimiters = delimitersOf(bytes, header ?? { ...span, name: "MSH" }, say);
  const segments: Er7Segment[] = [];
  const message = { bytes, document, span, delimiters, characterSet: utf8, segments };
  const counts = new Map<string, number>();
  for (const line of lines) {
    const number = (counts.get(line.name) ?? 0) + 1;
    counts.set(line.name, number);
    const fields = fieldSpans(bytes, line, delimiters.field);
    segments.push({ message, name: line.name, number, span: line, fields });
    if (line.name === "?") {
      say("bad-segment", "A line is no segment; it is kept and not read.", line);
    }
  }
  const named = segments[0]?.fields[18];
  const first = named === undefined ? undefined : splitSpan(bytes, named, delimiters.repetition)[0];
  const name =
    first === undefined ? "" : asciiText(bytes, first.start, Math.min(first.end, first.start + 40));
  const chosen = chooseCharacterSet(name, bytes, span.start, span.end);
  if (chosen.says !== null) say("character-set", chosen.says, named ?? { start, end: start + 3 });
  if (named !== undefined && first !== undefined && first.end < named.end) {
    const says = `MSH-18 names several character sets; the text is read as the first, ${chosen.set.name}.`;
    say("character-set", says, named);
  }
  message.characterSet = chosen.set;
  return message;
}

/** MSH-1 is the character behind the name, MSH-2 the next four; a fifth one is the truncation character. */
function delimitersOf(bytes: Uint8Array, header: Line, say: Say): Delimiters {
  const at = header.start + 3;
  const field = at < header.end ? (bytes[at] ?? -1) : -1;
  const encoding: number[] = [];
  for (let i = at + 1; i < header.end && bytes[i] !== field && encoding.length < 5; i++) {
    encoding.push(bytes[i] ?? -1);
  }
  const [component = -1, repetition = -1, escape = -1, subcomponent = -1] = encoding;
  const all = [field, component, repetition, escape, subcomponent].filter((byte) => byte >= 0);
  const bad = all.some((byte) => byte <= 0x20 || byte >= 0x7f || isLetterOrDigit(byte));
  if (field < 0 || component < 0 || bad || new Set(all).size < all.length) {
    const says =
      "MSH-1 and MSH-2 do not name five different separators; values may be cut wrongly.";
    say("separators", says, { start: header.start, end: Math.min(at + 5, header.end) });
  }
  return { field, component, repetition, escape, subcomponent };
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}

/** Fields by their number. In a header the separator itself counts as the first one. */
function fieldSpans(bytes: Uint8Array, line: Line, separator: number): readonly Span[] {
  const spans = splitSpan(bytes, line, separator);
  if (!headers.has(line.name)) return spans;
  const at = line.start + 3;
  return [spans[0] ?? line, { start: at, end: Math.min(at + 1, line.end) }, ...spans.slice(1)];
}
