export interface CsvCell {
  /** UTF-16 offsets of what stands between the commas, quotes included. */
  readonly start: number;
  readonly end: number;
}

/** The cells of CSV text (RFC 4180) row by row, as places in it. */
export function csvCells(text: string): readonly (readonly CsvCell[])[] {
  const rows: CsvCell[][] = [];
  let row: CsvCell[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"') quoted = !quoted;
    if (quoted) continue;
    const endsRow = char === "\r" && text.charAt(at + 1) === "\n";
    if (char !== "," && !endsRow) continue;
    row.push({ start, end: at });
    start = at + 1;
    if (!endsRow) continue;
    rows.push(row);
    row = [];
    at++;
    start = at + 1;
  }
  if (start < text.length || row.length > 0) rows.push([...row, { start, end: text.length }]);
  return rows;
}
