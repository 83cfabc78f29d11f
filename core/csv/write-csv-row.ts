import { utf8Length } from "../text/utf8.ts";

export interface WrittenCsvRow {
  /** The row with its CRLF. */
  readonly text: string;
  /** By cell: first byte and the byte behind it, counted from the start of the row, quotes included. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** What must be quoted (RFC 4180, 2.6), and outer blanks, which some readers take off. */
const needsQuotes = /[",\r\n]|^\s|\s$|^$/u;

/**
 * Writes one row: null is a cell with nothing in it, the empty text is `""`. No character is added or
 * taken away: a leading `=` or `+` is data, and guarding it against formulas would change it.
 * The text must be well formed (no half of a surrogate pair).
 */
export function writeCsvRow(cells: readonly (string | null)[]): WrittenCsvRow {
  const spans: (readonly [number, number])[] = [];
  const written: string[] = [];
  let at = 0;
  for (const cell of cells) {
    const text = cell === null ? "" : cellText(cell);
    const end = at + utf8Length(text);
    spans.push([at, end]);
    written.push(text);
    at = end + 1;
  }
  return { text: `${written.join(",")}\r\n`, spans };
}

function cellText(value: string): string {
  return needsQuotes.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
