import type { ReadProblem } from "../catalogue/chart.ts";

/** A stretch of a CSV file: the spreadsheet's row number, the text editor's line, bytes (`end` exclusive). */
export interface CsvSpan {
  /** From 1; the header is row 1, and a line break in quotes begins no row. */
  readonly row: number;
  /** From 1; a line ends with LF, CR or CRLF, in quotes too. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

/** A problem as every reader reports it; the sentence names line and byte, the place row and bytes. */
export function csvProblem(
  kind: string,
  says: string,
  span: CsvSpan,
  document: number,
  column?: string,
): ReadProblem {
  const { row, line, start, end } = span;
  const place = column === undefined ? `row ${row}` : `row ${row}, column ${column}`;
  return {
    kind,
    says: `${says} (line ${line}, byte ${start})`,
    at: { resource: `row ${row}`, place, start, end, document },
  };
}
