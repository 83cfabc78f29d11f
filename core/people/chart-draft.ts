import {
  type Absence,
  type ChartValue,
  type EntryPath,
  type PersonId,
} from "../catalogue/chart.ts";
import { type Chart, makeChart } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldId } from "../catalogue/fields.ts";

/** A chart while it is being made. Catalogue ids are given as text and checked when they are used. */
export interface ChartDraft {
  text(field: string, entry?: EntryPath): string | null;
  has(field: string, entry?: EntryPath): boolean;
  put(field: string, entry: EntryPath, value: string): void;
  putAbsent(field: string, entry: EntryPath, absent: Absence): void;
  remove(field: string, entry: EntryPath): void;
  /** Entries in which a field stands, in the order in which they were made. */
  entries(field: string): readonly EntryPath[];
  chart(person: PersonId): Chart;
  copy(): ChartDraft;
}

export function makeChartDraft(start: Iterable<ChartValue> = []): ChartDraft {
  const rows = new Map<string, ChartValue>();
  const keyOf = (field: string, entry: EntryPath): string => `${field}\u001f${entry}`;
  const set = (field: FieldId, value: ChartValue): void => {
    rows.set(keyOf(field, value.entry), value);
  };
  for (const value of start) set(value.field, value);

  return {
    text: (field, entry = "") => {
      const row = rows.get(keyOf(field, entry));
      return row !== undefined && "value" in row ? row.value : null;
    },
    has: (field, entry = "") => rows.has(keyOf(field, entry)),
    put: (field, entry, value) => {
      const id = fieldId(field);
      set(id, { field: id, entry, value });
    },
    putAbsent: (field, entry, absent) => {
      const id = fieldId(field);
      set(id, { field: id, entry, absent });
    },
    remove: (field, entry) => {
      rows.delete(keyOf(field, entry));
    },
    entries: (field) =>
      [...rows.values()].filter((row) => row.field === field).map((row) => row.entry),
    chart: (person) => makeChart(person, [...rows.values()]),
    copy: () => makeChartDraft(rows.values()),
  };
}
