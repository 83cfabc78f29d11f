import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue, Observed } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";

/** Field, entry, value; `!reason` for an absent one. */
export type Row = readonly [field: string, entry: string, value: string];

export function valueOfRow([field, entry, value]: Row): ChartValue {
  const id = fieldId(field);
  return value.startsWith("!")
    ? { field: id, entry, absent: value.slice(1) }
    : { field: id, entry, value };
}

export function chartOf(...rows: readonly Row[]): Chart {
  return makeChart("p-0001", rows.map(valueOfRow));
}

export function rowOfValue(value: ChartValue): Row {
  return [value.field, value.entry, "value" in value ? value.value : `!${value.absent}`];
}

/** What was read, as rows in the order of the wire. */
export function rowsOf(observed: Observed): readonly Row[] {
  return observed.values.map(({ value }) => rowOfValue(value));
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOfBytes(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    bytes.subarray(start, end),
  );
}
