import type { Field } from "../catalogue/field.ts";
import { csvColumnName } from "./csv-column-names.ts";
import { csvProblem } from "./csv-problem.ts";
import type { ProblemSink } from "./csv-problem.ts";
import type { CsvRow } from "./csv-rows.ts";
import type { CsvColumn } from "./csv-layout.ts";
import { absentSuffix, columnGroup, csvTables, keyColumns } from "./csv-tables.ts";
import type { CsvTable } from "./csv-tables.ts";
import { csvTableWord } from "./csv-table-words.ts";

/** What the cells below a header are. */
export type CsvColumnPlan =
  | { readonly kind: "key"; readonly key: (typeof keyColumns)[number]; readonly name: string }
  | {
      readonly kind: "value";
      readonly field: Field;
      readonly number: number;
      readonly holds: CsvColumn["holds"];
      readonly name: string;
    }
  | null;

export interface CsvHeader {
  readonly table: CsvTable;
  /** By the cells of the row; null is not read. */
  readonly columns: readonly CsvColumnPlan[];
  /** The names as the file has them. */
  readonly names: readonly string[];
}

/** Columns by which people without chart numbers are known all the same. */
const isToldBy = [["last_name", "dob"], ["ssn"], ["mrn_other"]];

interface NamedColumn {
  readonly table: CsvTable;
  readonly field: Field;
}

const byName: ReadonlyMap<string, NamedColumn> = new Map(
  csvTables.flatMap((table) =>
    table.fields.map((field) => [field.csv ?? "", { table, field }] as const),
  ),
);

/**
 * Reads a header: names are compared without outer blanks and without case. Which record type the file
 * holds is told by its columns, not by its name. Null where no column is known. Columns that are
 * unknown, doubled, missing or of another record type are reported, and not read.
 */
export function readCsvHeader(
  row: CsvRow,
  document: number,
  problems: ProblemSink,
): CsvHeader | null {
  const known = row.cells.map((cell) => ({ cell, found: columnOf(cell.text) }));
  const table = mostColumns(known.flatMap(({ found }) => found ?? []));
  if (table === null) {
    const says = "No column of this file is known; the first row must hold the names.";
    problems.push(csvProblem("unknown-table", says, row, document));
    return null;
  }
  const taken = new Set<string>();
  const cells = withTableWords(table, known);
  const columns = cells.map(({ cell, found }): CsvColumnPlan => {
    const plan = planOf(table, found);
    const say = (kind: string, says: string): null => {
      problems.push(csvProblem(kind, says, cell, document, cell.text));
      return null;
    };
    if (found === null) {
      return say("unknown-column", `The column "${shortened(cell.text)}" is not known.`);
    }
    if (plan === null) {
      const says = `The column "${cell.text}" belongs to ${found.table.name}, not to ${table.name}.`;
      return say("column-elsewhere", says);
    }
    if (taken.has(plan.name)) {
      return say("double-column", `The column "${plan.name}" stands here a second time.`);
    }
    taken.add(plan.name);
    return plan;
  });
  if (!taken.has("mrn")) {
    const isKnown =
      table.list === null && isToldBy.some((all) => all.every((name) => taken.has(name)));
    const says = isKnown
      ? 'The file has no column "mrn"; its people are known by other numbers, or by name and birth date.'
      : `The file of ${table.name} has no column "mrn", so its rows name no person.`;
    problems.push(csvProblem(isKnown ? "no-number" : "missing-column", says, row, document));
  }
  return { table, columns, names: row.cells.map(({ text }) => text.trim()) };
}

interface Cell {
  readonly cell: CsvRow["cells"][number];
  readonly found: FoundColumn | null;
}

/** Columns that only their table tells, where no other column has their name. */
function withTableWords(table: CsvTable, cells: readonly Cell[]): readonly Cell[] {
  const taken = new Set(cells.flatMap(({ found }) => (found === null ? [] : ownName(found))));
  return cells.map(({ cell, found }) => {
    const name = found === null ? csvTableWord(table.name, cell.text) : null;
    const column = name === null || taken.has(name) ? null : valueColumn(name);
    if (name === null || column === null) return { cell, found };
    taken.add(name);
    return { cell, found: column };
  });
}

type FoundColumn = NamedColumn & Pick<CsvColumn, "number" | "holds">;

function columnOf(text: string): FoundColumn | null {
  const name = text.trim().toLowerCase();
  if (!name.endsWith(absentSuffix)) return valueColumn(name);
  const found = valueColumn(name.slice(0, -absentSuffix.length));
  return found === null ? null : { ...found, holds: "reason" };
}

function valueColumn(text: string): FoundColumn | null {
  const name = csvColumnName(text, (each) => byName.has(each));
  const plain = byName.get(name);
  if (plain !== undefined) return { ...plain, number: 1, holds: "value" };
  const parts = /^(.+)_(\d{1,4})$/.exec(name);
  const known = byName.get(parts?.[1] ?? "");
  const number = Number(parts?.[2]);
  if (known === undefined || !(number >= 2)) return null;
  // A field that cannot repeat has no second column.
  return columnGroup(known.table, known.field) === null
    ? null
    : { ...known, number, holds: "value" };
}

function isKey(name: string): name is (typeof keyColumns)[number] {
  return keyColumns.some((key) => key === name);
}

function planOf(table: CsvTable, found: FoundColumn | null): CsvColumnPlan {
  if (found === null) return null;
  const name = ownName(found);
  if (table.list !== null && isKey(name)) return { kind: "key", key: name, name };
  return found.table === table
    ? { kind: "value", field: found.field, number: found.number, holds: found.holds, name }
    : null;
}

/** The name that our own files give a column. */
function ownName({ field, number, holds }: FoundColumn): string {
  const name = number === 1 ? (field.csv ?? "") : `${field.csv ?? ""}_${number}`;
  return holds === "reason" ? `${name}${absentSuffix}` : name;
}

/** The table that most columns belong to; the key columns alone make it the people's. */
function mostColumns(found: readonly FoundColumn[]): CsvTable | null {
  const counts = new Map<CsvTable, number>();
  for (const { table, field } of found) {
    const weight = isKey(field.csv ?? "") ? 0 : 1;
    counts.set(table, (counts.get(table) ?? 0) + weight);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
