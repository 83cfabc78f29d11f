import type { LocatedValue } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { csvDialect } from "./csv-dialect.ts";
import { readCsvHeader } from "./csv-header.ts";
import type { CsvHeader } from "./csv-header.ts";
import type { CsvColumn } from "./csv-layout.ts";
import { csvProblem } from "./csv-problem.ts";
import type { CsvSpan, ProblemSink } from "./csv-problem.ts";
import { csvRows } from "./csv-rows.ts";
import type { CsvCell, CsvRow } from "./csv-rows.ts";
import { patientTable } from "./csv-tables.ts";
import type { CsvTable, keyColumns } from "./csv-tables.ts";
import { spreadsheetTraces } from "./spreadsheet-traces.ts";

type Key = (typeof keyColumns)[number];

export interface CsvValue {
  readonly field: Field;
  readonly number: number;
  readonly text: string;
  readonly holds: CsvColumn["holds"];
  readonly at: LocatedValue["at"];
}

/** One row of a file, or a part of a wide one: a person, or an entry of a person's list. */
export interface CsvRecord {
  readonly table: CsvTable;
  /** It stands in a row with records of other tables, which may stand there again in the next one. */
  readonly isWide: boolean;
  /** The person of the same row, where the row has one. */
  readonly owner: CsvRecord | null;
  readonly document: number;
  readonly span: CsvSpan;
  /** Every chart number of a person; the one that a record names. */
  readonly keys: readonly CsvKey[];
  readonly values: readonly CsvValue[];
  /** Cells of columns that no field has. */
  readonly others: readonly CsvOther[];
}

export interface CsvOther {
  /** The column's name as the file has it. */
  readonly name: string;
  readonly text: string;
  readonly at: LocatedValue["at"];
}

export interface CsvKey {
  readonly mrn: string;
  readonly authority: string;
  /** Where the number and its authority stand, null where there is none. */
  readonly at: Readonly<Record<Key, LocatedValue["at"] | null>>;
}

/** Reads the rows of one file. Never throws; rows that cannot be trusted are named and left out. */
export function readCsvRecords(
  bytes: Uint8Array,
  document: number,
  problems: ProblemSink,
): readonly CsvRecord[] {
  const dialect = csvDialect(bytes, document, problems);
  if (!dialect.readable) return [];
  const records: CsvRecord[] = [];
  let header: CsvHeader | undefined;
  for (const row of csvRows(bytes, dialect, document, problems)) {
    if (header === undefined) {
      const found = readCsvHeader(row, document, problems);
      if (found === null) return [];
      header = found;
    } else if (isWhole(row, header, document, problems)) {
      records.push(...readRow(row, header, document, problems));
    }
  }
  if (header === undefined) {
    const says = "The file holds no row, not even the names of the columns.";
    const span = { row: 1, line: 1, start: 0, end: bytes.length };
    problems.push(csvProblem("no-rows", says, span, document));
  }
  return records;
}

/**
 * A row with more or fewer cells than the header is not read: its values would be in wrong columns. Empty
 * ones too many at its end move nothing.
 */
function isWhole(
  row: CsvRow,
  { columns }: CsvHeader,
  document: number,
  problems: ProblemSink,
): boolean {
  if (row.cells.length === columns.length) return true;
  if (row.start === row.end) {
    const says = "An empty line stands here; it is no row.";
    problems.push(csvProblem("empty-line", says, row, document));
    return false;
  }
  const further = row.cells.slice(columns.length);
  if (further.length > 0 && further.every(({ text }) => text === "")) return true;
  const says = `Row ${row.row} has ${row.cells.length} cells, the header ${columns.length}; the row is not read.`;
  problems.push(csvProblem("uneven-row", says, row, document));
  return false;
}

function readRow(
  row: CsvRow,
  { table, isWide, columns, names }: CsvHeader,
  document: number,
  problems: ProblemSink,
): readonly CsvRecord[] {
  const others: CsvOther[] = [];
  /** By column; a reason gives way to a value. */
  const values = new Map<string, Placed>();
  const key: { -readonly [K in Key]?: { text: string; at: LocatedValue["at"] } } = {};
  for (const [i, cell] of row.cells.entries()) {
    const plan = columns[i];
    if (plan === undefined || (cell.text === "" && !cell.quoted)) continue;
    const name = plan?.name ?? names[i] ?? "";
    const place = `row ${row.row}, column ${name}`;
    const of = plan?.kind === "value" ? plan.table : table;
    const resource = `${of.name} row ${row.row}`;
    const at = { resource, place, start: cell.start, end: cell.end, document };
    if (plan === null) {
      if (cell.text !== "") others.push({ name, text: cell.text, at });
    } else if (plan.kind === "key") key[plan.key] = { text: cell.text, at };
    else {
      const { field, number, holds } = plan;
      if (holds === "value") noteTraces(cell, field, name, document, problems);
      else if (cell.text === "") continue;
      const slot = `${field.csv ?? ""}_${number} ${plan.row}`;
      if (values.has(slot)) {
        const says = `${name} stands beside a value of the same column; the value counts.`;
        problems.push(csvProblem("value-and-reason", says, cell, document, name));
        if (holds === "reason") continue;
      }
      const value = { field, number, text: cell.text, holds, at };
      values.set(slot, { value, table: of, row: plan.row });
    }
  }
  const named = [
    {
      mrn: key.mrn?.text ?? "",
      authority: key.mrn_authority?.text ?? "",
      at: { mrn: key.mrn?.at ?? null, mrn_authority: key.mrn_authority?.at ?? null },
    },
  ];
  const placed = [...values.values()];
  const valuesOf = (group: readonly Placed[]): CsvValue[] => group.map(({ value }) => value);
  const whole = { isWide, document, span: row } as const;
  if (!isWide) {
    const read = valuesOf(placed);
    const keys = table.list === null ? chartNumbers(read) : named;
    return [{ ...whole, table, owner: null, keys, values: read, others }];
  }
  const own = valuesOf(placed.filter((each) => each.table.list === null));
  const person: CsvRecord | null =
    own.length === 0
      ? null
      : {
          ...whole,
          table: patientTable,
          owner: null,
          keys: chartNumbers(own),
          values: own,
          others,
        };
  const entries = Map.groupBy(
    placed.filter((each) => each.table.list !== null),
    (each) => `${each.table.name} ${each.row}`,
  );
  const found = [...entries.values()].flatMap((group): CsvRecord[] => {
    const [first] = group;
    if (first === undefined || group.every(({ value }) => value.text === "")) return [];
    const keys = person?.keys ?? named;
    return [
      { ...whole, table: first.table, owner: person, keys, values: valuesOf(group), others: [] },
    ];
  });
  if (person !== null) return [person, ...found];
  return found.map((record, at) => (at === 0 ? { ...record, others } : record));
}

/** A value with the table and the entry in this row that it belongs to. */
interface Placed {
  readonly value: CsvValue;
  readonly table: CsvTable;
  readonly row: number;
}

/** The chart numbers of a person's row with their authorities, which have the same number. */
function chartNumbers(values: readonly CsvValue[]): readonly CsvKey[] {
  const authorities = new Map(
    values.filter((one) => holdsText(one, "mrn_authority")).map((one) => [one.number, one]),
  );
  return values
    .filter((one) => holdsText(one, "mrn") && one.text !== "")
    .map(({ number, text, at }) => {
      const authority = authorities.get(number);
      return {
        mrn: text,
        authority: authority?.text ?? "",
        at: { mrn: at, mrn_authority: authority?.at ?? null },
      };
    });
}

function holdsText({ field, holds }: CsvValue, column: Key): boolean {
  return holds === "value" && field.csv === column;
}

function noteTraces(
  cell: CsvCell,
  field: Field,
  column: string,
  document: number,
  problems: ProblemSink,
): void {
  // The longest value that any trace can leave is a date with a time.
  if (cell.text.length > 40) return;
  for (const { kind, says, found } of spreadsheetTraces) {
    if (!found(cell.text, field)) continue;
    problems.push(csvProblem(kind, `"${cell.text}" in ${column} ${says}.`, cell, document, column));
  }
}
