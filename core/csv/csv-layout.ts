import type { Chart, ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { chartValues } from "../fhir/chart-values.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { absentSuffix, columnGroup, csvTables, fixedEntry, keyColumns } from "./csv-tables.ts";
import type { CsvTable } from "./csv-tables.ts";

export interface CsvColumn {
  readonly name: string;
  readonly field: Field;
  /** From 1: which of the repeating values. */
  readonly number: number;
  /** Whether it holds the value, or the reason why there is none. */
  readonly holds: "value" | "reason";
}

/** A file of a set with the columns that this set needs. */
export interface CsvLayoutTable {
  readonly table: CsvTable;
  readonly columns: readonly CsvColumn[];
}

/** Learns from every chart of a set which files and columns it needs, before the first row is written. */
export interface CsvLayout {
  add(chart: Chart): void;
  /** `patients` always, any other file where somebody has an entry. */
  tables(): readonly CsvLayoutTable[];
}

/** Starts a layout. It holds a number per repeating field, whatever the size of the set. */
export function makeCsvLayout(): CsvLayout {
  const most = new Map<string, number>();
  const used = new Set<string>(["patients"]);
  const reasons = new Set<string>();
  return {
    add(chart) {
      const values = chartValues(chart);
      for (const table of csvTables) {
        const rows = rowEntries(table, values);
        if (rows.length > 0) used.add(table.name);
        for (const entry of rows) {
          for (const [group, members] of groupsOf(table)) {
            const last = repeats(table, members, entry, values).at(-1)?.number ?? 0;
            const key = `${table.name}|${group}`;
            if (last > (most.get(key) ?? 1)) most.set(key, last);
          }
        }
      }
      if (!chart.values.some(hasReason)) return;
      for (const table of csvTables) {
        const columns = columnsOf(table, most, null);
        for (const entry of rowEntries(table, values)) {
          const entryOf = entryOfColumns(table, entry, values);
          for (const column of columns) {
            const path = entryOf(column);
            const value = path === undefined ? undefined : values.get(column.field.id, path);
            if (value !== undefined && hasReason(value)) reasons.add(reasonName(column));
          }
        }
      }
    },
    tables: () =>
      csvTables
        .filter(({ name }) => used.has(name))
        .map((table) => ({ table, columns: columnsOf(table, most, reasons) })),
  };
}

/** `empty` needs no words: it is the cell `""`. */
function hasReason(value: ChartValue): boolean {
  return "absent" in value && value.absent !== "empty";
}

function reasonName({ name }: CsvColumn): string {
  return `${name}${absentSuffix}`;
}

function columnsOf(
  table: CsvTable,
  most: ReadonlyMap<string, number>,
  reasons: ReadonlySet<string> | null,
): readonly CsvColumn[] {
  const first = table.fields.map((field) => column(field, 1));
  const further = [...groupsOf(table)].flatMap(([group, members]) => {
    const last = most.get(`${table.name}|${group}`) ?? 1;
    const numbers = Array.from({ length: last - 1 }, (_, i) => i + 2);
    return numbers.flatMap((number) => members.map((field) => column(field, number)));
  });
  const values = [...first, ...further];
  const explained = values.filter((one) => reasons?.has(reasonName(one)) === true);
  return [
    ...values,
    ...explained.map((one): CsvColumn => ({ ...one, name: reasonName(one), holds: "reason" })),
  ];
}

function column(field: Field, number: number): CsvColumn {
  const name = field.csv ?? field.id;
  return { name: number === 1 ? name : `${name}_${number}`, field, number, holds: "value" };
}

/** Names of the header, keys first where the file is not the people's own. */
export function headerOf({ table, columns }: CsvLayoutTable): readonly string[] {
  const names = columns.map(({ name }) => name);
  return table.list === null ? names : [...keyColumns, ...names];
}

const groups = new Map(
  csvTables.map((table) => {
    const found = new Map<string, Field[]>();
    for (const field of table.fields) {
      const group = columnGroup(table, field);
      if (group === null) continue;
      const members = found.get(group);
      if (members === undefined) found.set(group, [field]);
      else members.push(field);
    }
    return [table, found];
  }),
);

function groupsOf(table: CsvTable): ReadonlyMap<string, readonly Field[]> {
  return groups.get(table) ?? new Map<string, readonly Field[]>();
}

/** Entries that are rows of a file: "" for the person, the top entries of a record list. */
export function rowEntries(table: CsvTable, values: ChartValues): readonly EntryPath[] {
  return table.list === null ? [""] : values.entries(table.list);
}

export interface Repeat {
  readonly entry: EntryPath;
  readonly number: number;
}

/**
 * The entries of a row that stand in one group of numbered columns. In a record, number 1 is the entry
 * itself, unless the group is a nested list.
 */
export function repeats(
  table: CsvTable,
  members: readonly Field[],
  entry: EntryPath,
  values: ChartValues,
): readonly Repeat[] {
  const list = members[0]?.list ?? "";
  if (table.list === null) {
    return values.entries(list).map((path, i) => ({ entry: path, number: i + 1 }));
  }
  const inner = values
    .below(table.list, entry)
    .filter((path) => members.some((field) => values.get(field.id, path) !== undefined));
  const own = list === table.list ? 1 : 0;
  const further = inner.map((path, i) => ({ entry: path, number: i + 1 + own }));
  return own === 1 ? [{ entry, number: 1 }, ...further] : further;
}

/** Where the value of each column of a row stands in a chart. */
export function entryOfColumns(
  table: CsvTable,
  entry: EntryPath,
  values: ChartValues,
): (column: CsvColumn) => EntryPath | undefined {
  const found = new Map<string, ReadonlyMap<number, EntryPath>>();
  for (const [group, members] of groupsOf(table)) {
    const numbered = repeats(table, members, entry, values);
    found.set(group, new Map(numbered.map((one) => [one.number, one.entry])));
  }
  return ({ field, number }) => {
    const group = columnGroup(table, field);
    if (group === null) return number === 1 ? entry : undefined;
    const fixed = fixedEntry(field, number);
    if (fixed !== null) return fixed;
    return found.get(group)?.get(number);
  };
}
