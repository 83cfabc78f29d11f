import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, LocatedValue, ReadProblem } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { csvDialect } from "../../../core/csv/csv-dialect.ts";
import { csvRows } from "../../../core/csv/csv-rows.ts";
import type { CsvRow } from "../../../core/csv/csv-rows.ts";

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** `field`, entry and value; a value that begins with `!` is the reason why there is none. */
export type Line = readonly [field: string, entry: string, value: string];

export function chartOf(person: string, lines: readonly Line[]): Chart {
  const values = lines.map(([field, entry, value]) =>
    value.startsWith("!")
      ? { field: fieldId(field), entry, absent: value.slice(1) }
      : { field: fieldId(field), entry, value },
  );
  return makeChart(person, values);
}

/** Located values as lines, in their order. */
export function linesOf(values: readonly LocatedValue[]): readonly Line[] {
  return values.map(({ value }) => [
    value.field,
    value.entry,
    "value" in value ? value.value : `!${value.absent}`,
  ]);
}

export function rowsOf(bytes: Uint8Array): { rows: CsvRow[]; problems: ReadProblem[] } {
  const problems: ReadProblem[] = [];
  const rows = [...csvRows(bytes, csvDialect(bytes, 0, problems), 0, problems)];
  return { rows, problems };
}
