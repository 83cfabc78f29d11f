import { csvProblem } from "./csv-problem.ts";
import type { CsvDialect } from "./csv-dialect.ts";
import type { CsvSpan, ProblemSink } from "./csv-problem.ts";

export interface CsvCell extends CsvSpan {
  readonly text: string;
  /** `,"",` is a value that is empty, `,,` is none: text alone would not tell. */
  readonly quoted: boolean;
}

export interface CsvRow extends CsvSpan {
  readonly cells: readonly CsvCell[];
}

const quote = 0x22;
const lf = 0x0a;
const cr = 0x0d;

/**
 * Cuts a file into rows and cells (RFC 4180, section 2): quotes, doubled quotes, line breaks in quotes;
 * rows end with CRLF, LF or CR, the last one also with the file. Offsets of a cell hold its quotes.
 * Every byte is looked at a fixed number of times. Never throws; what breaks the rules is named in
 * `problems` with line and byte, and read in the one way that moves no other cell:
 * an unclosed quote takes the rest of the file, text behind a closing quote belongs to its cell.
 */
export function* csvRows(
  bytes: Uint8Array,
  dialect: CsvDialect,
  document: number,
  problems: ProblemSink,
): Generator<CsvRow> {
  let at = dialect.from;
  let line = dialect.line;
  let row = 1;
  const { delimiter, charset } = dialect;

  const say = (kind: string, says: string, span: CsvSpan): void => {
    problems.push(csvProblem(kind, says, span, document));
  };
  const decode = (start: number, end: number): string => {
    if (start === end) return "";
    const { text, bad } = charset.decode(bytes, start, end);
    const [first] = bad;
    if (first !== undefined) {
      say("bad-utf8", "These bytes are no UTF-8.", { row, line, start: first, end: first + 1 });
    }
    return text;
  };
  const ends = (byte: number | undefined): boolean =>
    byte === undefined || byte === delimiter || byte === lf || byte === cr;

  const plainCell = (): CsvCell => {
    const start = at;
    let stray = -1;
    while (!ends(bytes[at])) {
      if (bytes[at] === quote && stray < 0) stray = at;
      at += 1;
    }
    if (stray >= 0) {
      const says = "A quote stands inside a cell that is not quoted; it is read as it stands.";
      say("stray-quote", says, { row, line, start: stray, end: stray + 1 });
    }
    return { text: decode(start, at), quoted: false, row, line, start, end: at };
  };

  const quotedCell = (): CsvCell => {
    const start = at;
    const startLine = line;
    let doubled = false;
    at += 1;
    for (; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === quote) {
        if (bytes[at + 1] !== quote) break;
        doubled = true;
        at += 1;
      } else if (byte === lf || (byte === cr && bytes[at + 1] !== lf)) line += 1;
    }
    const inner = decode(start + 1, at);
    const text = doubled ? inner.replaceAll('""', '"') : inner;
    const span = { row, line: startLine, start };
    if (at >= bytes.length) {
      const says = "A quote is opened here and never closed; the rest of the file stands in it.";
      say("unclosed-quote", says, { ...span, end: at });
      return { text, quoted: true, ...span, end: at };
    }
    at += 1;
    const behind = at;
    while (!ends(bytes[at])) at += 1;
    if (at > behind) {
      const says = "Text stands behind the closing quote; a quote inside was not doubled.";
      say("text-behind-quote", says, { ...span, start: behind, end: at });
    }
    return { text: text + decode(behind, at), quoted: true, ...span, end: at };
  };

  while (at < bytes.length) {
    const first = { row, line, start: at };
    const cells: CsvCell[] = [];
    for (;;) {
      cells.push(bytes[at] === quote ? quotedCell() : plainCell());
      if (bytes[at] !== delimiter) break;
      at += 1;
    }
    yield { cells, ...first, end: at };
    if (bytes[at] === cr && bytes[at + 1] === lf) at += 1;
    at += 1;
    line += 1;
    row += 1;
  }
}
