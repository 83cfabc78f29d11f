import type { Chart, ChartValue, EntryPath, LocatedValue } from "../catalogue/chart.ts";
import { textOf } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { chartValues, id } from "../fhir/chart-values.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { encodeUtf8, utf8Length } from "../text/utf8.ts";
import { entryOfColumns, headerOf, makeCsvLayout, rowEntries } from "./csv-layout.ts";
import type { CsvColumn, CsvLayoutTable } from "./csv-layout.ts";
import { writeCsvRow } from "./write-csv-row.ts";

export interface EncodedCsvFile {
  /** `allergies.csv` */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface EncodedCsv {
  readonly files: readonly EncodedCsvFile[];
  /** Every value that travels, with its generated entry and its place; `document` is the index of the file. */
  readonly values: readonly LocatedValue[];
  /** What has no place in CSV: half of a surrogate pair, the rank of a number that is not there. */
  readonly cannotTravel: readonly ChartValue[];
}

/** Text to put at the end of each file, by the file's index. */
export interface CsvRows {
  readonly texts: readonly string[];
  readonly values: readonly LocatedValue[];
  readonly cannotTravel: readonly ChartValue[];
}

/** Writes one person after the other, so that a set of any size can be streamed to its files. */
export interface CsvEncoder {
  readonly names: readonly string[];
  /** The header lines, to be written first. */
  readonly headers: readonly string[];
  rowsOf(chart: Chart): CsvRows;
}

/**
 * Writes charts as CSV (RFC 4180; UTF-8 without byte order mark, CRLF). See csv-tables.ts for the files.
 * The same charts give the same bytes; never throws.
 */
export function encodeCsv(charts: readonly Chart[]): EncodedCsv {
  const layout = makeCsvLayout();
  for (const chart of charts) layout.add(chart);
  const encoder = makeCsvEncoder(layout.tables());
  const people = charts.map((chart) => encoder.rowsOf(chart));
  const files = encoder.names.map((name, i) => {
    const rows = people.map(({ texts }) => texts[i] ?? "");
    return { name, bytes: encodeUtf8((encoder.headers[i] ?? "") + rows.join("")) };
  });
  return {
    files,
    values: people.flatMap(({ values }) => values),
    cannotTravel: people.flatMap(({ cannotTravel }) => cannotTravel),
  };
}

/** An encoder for the files of a layout that has seen every chart it will be given. */
export function makeCsvEncoder(tables: readonly CsvLayoutTable[]): CsvEncoder {
  const headers = tables.map((table) => writeCsvRow(headerOf(table)).text);
  const at = headers.map((header) => ({ row: 2, byte: utf8Length(header) }));
  return {
    names: tables.map(({ table }) => `${table.name}.csv`),
    headers,
    rowsOf(chart) {
      const values = chartValues(chart);
      const located: LocatedValue[] = [];
      const texts = tables.map((table, document) => {
        const position = at[document] ?? { row: 2, byte: 0 };
        let text = "";
        for (const row of rowsOfTable(table, values)) {
          const written = writeCsvRow(row.cells);
          const resource = `${table.table.name} row ${position.row}`;
          for (const { value, column, index } of row.values) {
            const [start, end] = written.spans[index] ?? [0, 0];
            const place = `row ${position.row}, column ${column}`;
            const bytes = { start: position.byte + start, end: position.byte + end };
            located.push({ value, at: { resource, place, ...bytes, document } });
          }
          text += written.text;
          position.row += 1;
          position.byte += utf8Length(written.text);
        }
        return text;
      });
      const travelled = new Set(located.map(({ value }) => value));
      return {
        texts,
        values: located,
        cannotTravel: chart.values.filter((value) => !travelled.has(value)),
      };
    },
  };
}

interface PlannedRow {
  readonly cells: readonly (string | null)[];
  readonly values: readonly { value: ChartValue; column: string; index: number }[];
}

const mrn = id("patient.identifier.mrn");
const authority = id("patient.identifier.mrn-authority");

/** A record whose every value cannot travel has no row: it would come back as an entry without content. */
function rowsOfTable(table: CsvLayoutTable, values: ChartValues): readonly PlannedRow[] {
  const keys = table.table.list === null ? [] : keysOf(values);
  return rowEntries(table.table, values).flatMap((entry): readonly PlannedRow[] => {
    const entryOf = entryOfColumns(table.table, entry, values);
    const found: { value: ChartValue; column: string; index: number }[] = [];
    const cells = table.columns.map((column, i) => {
      const path = entryOf(column);
      const value = path === undefined ? undefined : values.get(column.field.id, path);
      const text = value === undefined ? null : cellOf(value, column);
      if (value !== undefined && text !== null) {
        found.push({ value, column: column.name, index: keys.length + i });
      }
      return text;
    });
    return found.length === 0 ? [] : [{ cells: [...keys, ...cells], values: found }];
  });
}

/** The first chart number that is one, and who issued it; nothing where the person has none. */
function keysOf(values: ChartValues): readonly (string | null)[] {
  const textAt = (field: FieldId, entry: EntryPath): string | null => {
    const value = values.get(field, entry);
    return value === undefined ? null : valueText(value);
  };
  const entry = values.entries("identifier.mrn").find((one) => (textAt(mrn, one) ?? "") !== "");
  return entry === undefined ? [null, null] : [textAt(mrn, entry), textAt(authority, entry)];
}

function cellOf(value: ChartValue, { holds }: CsvColumn): string | null {
  if (holds === "value") return valueText(value);
  if (!("absent" in value) || value.absent === "empty" || value.absent === "") return null;
  return value.absent.isWellFormed() ? value.absent : null;
}

/** The text of a cell, null where there is nothing to write, or UTF-8 has no form for it. */
function valueText(value: ChartValue): string | null {
  const text = textOf(value);
  if (text === null) return "absent" in value && value.absent === "empty" ? "" : null;
  return text.isWellFormed() ? text : null;
}
