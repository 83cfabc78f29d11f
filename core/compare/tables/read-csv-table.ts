import { collectProblems } from "../../csv/csv-problem.ts";
import { csvDialect } from "../../csv/csv-dialect.ts";
import { csvRows } from "../../csv/csv-rows.ts";
import type { CsvRow } from "../../csv/csv-rows.ts";
import type { TableProblem } from "./table-read.ts";

export interface TableColumn {
  readonly name: string;
  readonly required: boolean;
}

export interface CsvTableRow {
  readonly line: number;
  /** "" where the column or the cell is not there. */
  readonly cell: (name: string) => string;
}

/** Problems of the bytes that make a row another one; a spreadsheet's other delimiter does not. */
const harmless: ReadonlySet<string> = new Set(["delimiter", "separator-line"]);
/** Rows of a table, at most. */
const mostRows = 1_000_000;

/** The rows of a CSV file with a header, by column names (small letters, `_` for spaces). */
export function readCsvTable(
  bytes: Uint8Array,
  columns: readonly TableColumn[],
): { readonly rows: readonly CsvTableRow[]; readonly problems: readonly TableProblem[] } {
  const sink = collectProblems();
  const dialect = csvDialect(bytes, 0, sink);
  const problems: TableProblem[] = [];
  const rows: CsvTableRow[] = [];
  let header: ReadonlyMap<string, number> | null = null;
  let width = 0;
  for (const row of dialect.readable ? csvRows(bytes, dialect, 0, sink) : []) {
    if (row.cells.every(({ text }) => text === "")) continue;
    if (header === null) {
      header = headerOf(row);
      width = row.cells.length;
      const problem = checkHeader(header, columns, row.line);
      if (problem !== null) return { rows: [], problems: [problem] };
      continue;
    }
    if (row.cells.length !== width) {
      const says = `The row has ${row.cells.length} cells, the header ${width}.`;
      problems.push({ says, line: row.line });
      continue;
    }
    if (rows.length >= mostRows) {
      problems.push({ says: `The table has more than ${mostRows} rows.`, line: row.line });
      break;
    }
    rows.push(rowOf(row, header));
  }
  if (header === null && dialect.readable)
    problems.push({ says: "The file is empty.", line: null });
  const ofBytes = sink.all().filter(({ kind }) => !harmless.has(kind));
  return { rows, problems: [...ofBytes.map(({ says }) => ({ says, line: null })), ...problems] };
}

function rowOf({ cells, line }: CsvRow, header: ReadonlyMap<string, number>): CsvTableRow {
  return {
    line,
    cell: (name) => {
      const at = header.get(name);
      return at === undefined ? "" : (cells[at]?.text ?? "");
    },
  };
}

function headerOf({ cells }: CsvRow): ReadonlyMap<string, number> {
  const name = (text: string): string => text.trim().toLowerCase().replace(/[ -]+/gu, "_");
  return new Map(cells.map(({ text }, at) => [name(text), at]));
}

function checkHeader(
  header: ReadonlyMap<string, number>,
  columns: readonly TableColumn[],
  line: number,
): TableProblem | null {
  const all = columns.map(({ name }) => name).join(", ");
  const missing = columns.find(({ name, required }) => required && !header.has(name));
  if (missing !== undefined) {
    return { says: `The column ${missing.name} is missing; known columns are ${all}.`, line };
  }
  const unknown = [...header.keys()].find((name) => !columns.some((each) => each.name === name));
  if (unknown === undefined) return null;
  return { says: `The column "${unknown}" is not known; known columns are ${all}.`, line };
}
