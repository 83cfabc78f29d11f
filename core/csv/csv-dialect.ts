import { csvProblem } from "./csv-problem.ts";
import { csvCharset } from "./csv-charset.ts";
import type { CsvCharset } from "./csv-charset.ts";
import type { ProblemSink } from "./csv-problem.ts";

/** How a file is written, as its first bytes tell. */
export interface CsvDialect {
  /** Offset of the header: behind the byte order mark and a spreadsheet's `sep=` line. */
  readonly from: number;
  /** Line of the header, from 1. */
  readonly line: number;
  /** One byte: `,`, else `;`, tab or `|`. */
  readonly delimiter: number;
  readonly charset: CsvCharset;
  /** False where the bytes are no UTF-8 text at all; then nothing is read. */
  readonly readable: boolean;
}

const quote = 0x22;
const names: ReadonlyMap<number, string> = new Map([
  [0x2c, "comma"],
  [0x3b, "semicolon"],
  [0x09, "tab"],
  [0x7c, "bar"],
]);

/**
 * Finds out byte order mark, `sep=` line and delimiter: the one that stands most often outside quotes in
 * the first row. RFC 4180 knows the comma alone, so any other one is reported, and read all the same.
 */
export function csvDialect(bytes: Uint8Array, document: number, problems: ProblemSink): CsvDialect {
  const charset = csvCharset(bytes);
  const head = { row: 1, line: 1, start: 0, end: Math.min(4, bytes.length) };
  if (isUtf16(bytes)) {
    const says = "The file is UTF-16, not UTF-8: a spreadsheet's “Unicode text”; it is not read.";
    problems.push(csvProblem("utf-16", says, head, document));
    return { from: bytes.length, line: 1, delimiter: 0x2c, charset, readable: false };
  }
  if (charset.name !== "UTF-8") {
    const says = "The file is no UTF-8; it is read as Windows-1252, as a spreadsheet writes it.";
    problems.push(csvProblem("charset", says, head, document));
  }
  const from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const hint = separatorLine(bytes, from);
  if (hint !== null) {
    const says = "The file begins with a spreadsheet's “sep=” line, which is no data.";
    problems.push(csvProblem("separator-line", says, { ...head, end: hint.from }, document));
    return { ...hint, line: 2, charset, readable: true };
  }
  const delimiter = mostFrequent(bytes, from);
  if (delimiter !== 0x2c) {
    const says = `The columns are separated by ${names.get(delimiter)}, not by comma; a spreadsheet of another country may have written the file.`;
    problems.push(csvProblem("delimiter", says, head, document));
  }
  return { from, line: 1, delimiter, charset, readable: true };
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  if (first === undefined || second === undefined) return false;
  const mark = (first << 8) | second;
  return mark === 0xfffe || mark === 0xfeff || (first === 0) !== (second === 0);
}

/** `sep=;` and a line end, in quotes or not. */
function separatorLine(
  bytes: Uint8Array,
  from: number,
): { from: number; delimiter: number } | null {
  const start = String.fromCharCode(...bytes.subarray(from, from + 10));
  const found = /^(?:sep=([,;\t|])|"sep=([,;\t|])")(?:\r\n|\n|\r)/i.exec(start);
  const delimiter = (found?.[1] ?? found?.[2])?.charCodeAt(0);
  return found === null || delimiter === undefined
    ? null
    : { from: from + found[0].length, delimiter };
}

function mostFrequent(bytes: Uint8Array, from: number): number {
  const counts = new Map([...names.keys()].map((byte) => [byte, 0]));
  let quoted = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) quoted = !quoted;
    if (quoted) continue;
    if (byte === 0x0a || byte === 0x0d) break;
    const count = counts.get(byte);
    if (count !== undefined) counts.set(byte, count + 1);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 0x2c;
}
