import { asciiText } from "../text/ascii.ts";
import type { Span } from "./er7-parts.ts";

/** `MSH|^~\&|` behind something that is no part of a word: the separator of MSH-1 stands again behind MSH-2. */
const header = /(?:^|[^A-Za-z0-9])(MSH([^\w\s])[^\w\s]{3,5}\2)/u;
/** As far as a log's own words before a message go. */
const longestPrefix = 2000;

/** Where in a line a message begins, behind what a log wrote before it; -1 where none does. */
export function headerIn(bytes: Uint8Array, start: number, end: number): number {
  const found = header.exec(asciiText(bytes, start, Math.min(end, start + longestPrefix)));
  const whole = found?.[0] ?? "";
  return found === null ? -1 : start + found.index + whole.length - (found[1] ?? "").length;
}

const escapedEnds = ["\\r\\n", "\\r", "\\n", "<CR><LF>", "<CR>", "<cr>", "\\x0d", "\\x0D", "#015"];

/**
 * The segments of a message that a log wrote into one line, its segment ends in visible signs (`\r`, `<CR>`); a sign
 * ends a segment only where a name and the separator come behind it, or nothing.
 */
export function segmentsInLine(
  bytes: Uint8Array,
  { start, end }: Span,
  separator: number,
): readonly Span[] {
  const text = asciiText(bytes, start, end);
  const sign = escapedEnds.find((each) => {
    const at = text.indexOf(each);
    return at >= 0 && isEnd(text, at + each.length, separator);
  });
  if (sign === undefined) return [{ start, end }];
  const spans: Span[] = [];
  let from = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) {
    if (!isEnd(text, at + sign.length, separator)) continue;
    spans.push({ start: start + from, end: start + at });
    from = at + sign.length;
  }
  if (from < text.length) spans.push({ start: start + from, end });
  return spans;
}

function isEnd(text: string, at: number, separator: number): boolean {
  if (at >= text.length) return true;
  return (
    /^[A-Z][A-Z0-9]{2}$/u.test(text.slice(at, at + 3)) && text.charCodeAt(at + 3) === separator
  );
}

const time = /^[[(<"]?\d{4}[-/]?\d{2}[-/]?\d{2}[T ,]+\d{2}:?\d{2}/u;

/** Whether a line begins with the time at which a log wrote it. */
export function isTimed(bytes: Uint8Array, { start, end }: Span): boolean {
  return time.test(asciiText(bytes, start, Math.min(end, start + 24)));
}

/**
 * Whether bytes are a log with messages in it: they begin with a line that is neither JSON nor XML nor a segment, and
 * further on a message begins.
 */
export function isLogOfMessages(bytes: Uint8Array): boolean {
  const head = asciiText(bytes, 0, Math.min(bytes.length, 256)).replace(/^[^!-~]+/u, "");
  if (/^(?:\{|<[^\d]|\[\s*[[{"\]]|[A-Z][A-Z0-9]{2}[|^~&])/u.test(head)) return false;
  // "MSH" by its bytes.
  for (let at = bytes.indexOf(0x4d); at >= 0; at = bytes.indexOf(0x4d, at + 1)) {
    if (bytes[at + 1] !== 0x53 || bytes[at + 2] !== 0x48) continue;
    const from = Math.max(0, at - 1);
    if (headerIn(bytes, from, Math.min(bytes.length, at + 12)) === at) return true;
  }
  return false;
}
