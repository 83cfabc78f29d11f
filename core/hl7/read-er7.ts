import type { Place, ReadProblem } from "../catalogue/chart.ts";
import { asciiText } from "../text/ascii.ts";
import { chooseCharacterSet, utf8 } from "./character-sets.ts";
import type { CharacterSet } from "./character-sets.ts";
import { Er7Segment } from "./er7-parts.ts";
import type { Delimiters, Er7Message, Span } from "./er7-parts.ts";
import { headerIn, isTimed, segmentsInLine } from "./log-lines.ts";

export interface Er7File {
  readonly messages: readonly Er7Message[];
  readonly problems: readonly ReadProblem[];
}

interface Line extends Span {
  readonly name: string;
}

const cr = 0x0d;
const lf = 0x0a;

/**
 * Cuts bytes into the messages, segments and fields of ER7 (v2.5.1 chapter 2): separators from each
 * header, CR as segment end (LF and CR LF are read, and named), batches (FHS, BHS, BTS, FTS; 2.10.3), and what a
 * log wrote around the messages, which is left out and named.
 * Nothing is decoded or changed. Never throws; takes time in proportion to the bytes.
 */
export function readEr7(bytes: Uint8Array, document = 0): Er7File {
  const problems: ReadProblem[] = [];
  const say = (kind: string, says: string, { start, end }: Span, resource = ""): void => {
    const at: Place = { resource, place: "", start, end, document };
    problems.push({ kind, says, at });
  };
  const messages: Er7Message[] = [];
  let current: OpenMessage | null = null;
  let messagesInBatch = 0;
  let batches = 0;
  /** Lines that are no segments, since the last segment of the message. */
  let odd: Span[] = [];
  const logged: Span[] = [];
  let isLog = false;
  const close = (): void => {
    // What a log wrote after a message is no part of it.
    if (isLog || (odd[0] !== undefined && isTimed(bytes, odd[0]))) logged.push(...odd);
    else keepOdd();
    odd = [];
    if (current !== null) messages.push(closeMessage(current, say));
    current = null;
  };
  const keepOdd = (): void => {
    if (isLog) logged.push(...odd);
    else if (current !== null) for (const each of odd) addOdd(current, each, say);
    odd = [];
  };
  const open = (line: Span): void => {
    close();
    messagesInBatch += 1;
    const segments = isLog ? segmentsInLine(bytes, line, bytes[line.start + 3] ?? -1) : [line];
    const [first = line, ...others] = segments;
    const message = openMessage(bytes, document, first, say);
    for (const { start, end } of others)
      if (end > start) addSegment(message, nameOf(bytes, start, end), start, end);
    current = message;
  };
  eachLine(bytes, say, (name, start, end) => {
    switch (name) {
      case "MSH":
        open({ start, end });
        break;
      case "FHS":
      case "BHS":
        close();
        messagesInBatch = 0;
        if (name === "BHS") batches += 1;
        break;
      case "BTS":
        close();
        checkCount(bytes, { name, start, end }, messagesInBatch, "messages", say);
        break;
      case "FTS":
        close();
        checkCount(bytes, { name, start, end }, batches, "batches", say);
        break;
      default: {
        if (current !== null && isSegment(current, name, start, end)) {
          if (odd.length > 0) keepOdd();
          addSegment(current, name, start, end);
          break;
        }
        const header = headerIn(bytes, start, end);
        const isFirst = current === null && messages.length === 0;
        isLog ||= header >= 0 || (isFirst && (name === "?" || bytes[start + 3] !== usual.field));
        if (header >= 0) open({ start: header, end });
        else if (current === null) logged.push({ start, end });
        else odd.push({ start, end });
      }
    }
  });
  close();
  const [firstLogged] = logged;
  if (firstLogged !== undefined) {
    const count = logged.length === 1 ? "A line" : `${String(logged.length)} lines`;
    const says = `${count} of text outside the messages, as in a log, ${logged.length === 1 ? "is" : "are"} not read; the first stands here.`;
    say("stray-segment", says, firstLogged);
  }
  if (messages.length === 0) {
    say("not-hl7", "There is no HL7 v2 message: no segment begins with MSH.", { start: 0, end: 0 });
  }
  return { messages, problems };
}

type Say = (kind: string, says: string, at: Span, resource?: string) => void;

/** The segments of a file without their ends; empty lines are no segments. */
function eachLine(
  bytes: Uint8Array,
  say: Say,
  take: (name: string, start: number, end: number) => void,
): void {
  const { length } = bytes;
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  if (start > 0)
    say("byte-order-mark", "The file begins with a byte order mark.", { start: 0, end: 3 });
  const foreign = bytes.indexOf(lf);
  let frame: Span | null = null;
  while (start <= length) {
    let end = lineEnd(bytes, start, foreign);
    const next = end + 1;
    // Bytes of MLLP frames have no business in a file; they are seen, not taken for text.
    if (start < end && (isFrame(bytes[start]) || isFrame(bytes[end - 1]))) {
      frame ??= { start, end };
      while (start < end && isFrame(bytes[start])) start += 1;
      while (end > start && isFrame(bytes[end - 1])) end -= 1;
    }
    if (end > start) take(nameOf(bytes, start, end), start, end);
    start = next;
  }
  if (foreign >= 0) {
    const at = { start: foreign, end: foreign + 1 };
    say("line-ends", "Segments end in LF; the standard says CR alone.", at);
  }
  if (frame !== null) {
    say("mllp-bytes", "Bytes of MLLP frames stand in the file; they are left out.", frame);
  }
}

/** Where a line ends; the first LF of the file is known, so that mostly CR alone has to be looked for. */
function lineEnd(bytes: Uint8Array, start: number, firstLf: number): number {
  if (firstLf < 0) {
    const found = bytes.indexOf(cr, start);
    return found < 0 ? bytes.length : found;
  }
  let at = start;
  while (at < bytes.length && bytes[at] !== cr && bytes[at] !== lf) at += 1;
  return at;
}

function isFrame(byte: number | undefined): boolean {
  return byte === 0x0b || byte === 0x1c;
}

/** Names by their three bytes: there are few, and they come again and again. */
const names = new Map<number, string>();

/** Three letters or digits; anything else is kept under the name `?`. */
function nameOf(bytes: Uint8Array, start: number, end: number): string {
  if (end - start < 3) return "?";
  const [a = 0, b = 0, c = 0] = [bytes[start], bytes[start + 1], bytes[start + 2]];
  if (a < 0x41 || a > 0x5a || !isUpperOrDigit(b) || !isUpperOrDigit(c)) return "?";
  const key = (a << 16) | (b << 8) | c;
  const known = names.get(key);
  if (known !== undefined) return known;
  const name = String.fromCharCode(a, b, c);
  names.set(key, name);
  return name;
}

function isUpperOrDigit(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39);
}

function checkCount(bytes: Uint8Array, line: Line, found: number, what: string, say: Say): void {
  const written = /^\d{1,9}/.exec(
    asciiText(bytes, line.start + 4, Math.min(line.end, line.start + 13)),
  );
  if (written === null || Number(written[0]) === found) return;
  const says = `${line.name}-1 says ${written[0]} ${what}, but there are ${String(found)}.`;
  say("batch-count", says, line);
}

/** A message whose segments are still coming. */
interface OpenMessage extends Er7Message {
  readonly span: { readonly start: number; end: number };
  readonly segments: Er7Segment[];
  characterSet: CharacterSet;
}

function openMessage(bytes: Uint8Array, document: number, header: Span, say: Say): OpenMessage {
  const message: OpenMessage = {
    bytes,
    document,
    span: { start: header.start, end: header.end },
    delimiters: delimitersOf(bytes, header, say),
    characterSet: utf8,
    segments: [],
  };
  message.segments.push(new Er7Segment(message, "MSH", header.start, header.end));
  return message;
}

function addSegment(message: OpenMessage, name: string, start: number, end: number): void {
  message.segments.push(new Er7Segment(message, name, start, end));
  message.span.end = end;
}

/** A line that is no segment is kept, so that nothing of a broken value is lost. */
function addOdd(message: OpenMessage, { start, end }: Span, say: Say): void {
  addSegment(message, "?", start, end);
  say("bad-segment", "A line is no segment; it is kept and not read.", { start, end });
}

/** A name, and behind it the separator or nothing. */
function isSegment(message: OpenMessage, name: string, start: number, end: number): boolean {
  const behind = start + 3;
  return name !== "?" && (behind === end || message.bytes[behind] === message.delimiters.field);
}

/** The character set is chosen when all bytes of the message are known. */
function closeMessage(message: OpenMessage, say: Say): Er7Message {
  const { bytes, span, delimiters } = message;
  const header = message.segments[0] ?? span;
  const named = nthField(bytes, header, delimiters.field, 18);
  let repetition = -1;
  for (let at = named?.end ?? 0; at > (named?.start ?? 0); at--) {
    if (bytes[at - 1] === delimiters.repetition) repetition = at - 1;
  }
  const end = named === null ? 0 : repetition < 0 ? named.end : repetition;
  const name = named === null ? "" : asciiText(bytes, named.start, Math.min(end, named.start + 40));
  const chosen = chooseCharacterSet(name, bytes, span.start, span.end);
  const at = named ?? { start: span.start, end: span.start + 3 };
  if (chosen.says !== null) say("character-set", chosen.says, at);
  if (repetition >= 0) {
    const says = `MSH-18 names several character sets; the text is read as the first, ${chosen.set.name}.`;
    say("character-set", says, at);
  }
  message.characterSet = chosen.set;
  return message;
}

/** A field of a header, without cutting all of it: the separator behind the name is field 1. */
function nthField(
  bytes: Uint8Array,
  { start, end }: Span,
  separator: number,
  n: number,
): Span | null {
  let from = start;
  let count = 0;
  for (let at = start; at <= end; at++) {
    if (at < end && bytes[at] !== separator) continue;
    count += 1;
    if (count === n) return { start: from, end: at };
    from = at + 1;
  }
  return null;
}

/** MSH-1 is the character behind the name, MSH-2 the next four; a fifth one is the truncation character. */
function delimitersOf(bytes: Uint8Array, header: Span, say: Say): Delimiters {
  if (hasUsual(bytes, header)) return usual;
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

/** `|^~\\&|`: what nearly all messages have. */
const usualHead = [0x7c, 0x5e, 0x7e, 0x5c, 0x26, 0x7c];
const usual: Delimiters = {
  field: 0x7c,
  component: 0x5e,
  repetition: 0x7e,
  escape: 0x5c,
  subcomponent: 0x26,
};

function hasUsual(bytes: Uint8Array, { start, end }: Span): boolean {
  if (end - start < 3 + usualHead.length) return false;
  for (let i = 0; i < usualHead.length; i++) {
    if (bytes[start + 3 + i] !== usualHead[i]) return false;
  }
  return true;
}

function isLetterOrDigit(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a);
}
