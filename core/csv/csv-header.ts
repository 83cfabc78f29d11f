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
      readonly table: CsvTable;
      readonly field: Field;
      /** From 1: which of the repeating values of an entry. */
      readonly number: number;
      /** From 1: which entry of its table in this row. */
      readonly row: number;
      readonly holds: CsvColumn["holds"];
      readonly name: string;
    }
  | null;

export interface CsvHeader {
  readonly table: CsvTable;
  /** Whether a row holds entries of several tables: a person with an allergy and a medicine, say. */
  readonly isWide: boolean;
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
 * Reads a header: names are compared without outer blanks and without case. Which record types the file
 * holds is told by its columns, not by its name. Null where no column is known. Columns that are
 * unknown, doubled or missing are reported, and not read.
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
  const tables = tablesOf(
    table,
    known.flatMap(({ found }) => found ?? []),
  );
  const isWide = tables.length > 1;
  const taken = new Set<string>();
  const cells = withTableWords(tables, known);
  const columns = cells.map(({ cell, found }): CsvColumnPlan => {
    const say = (kind: string, says: string): null => {
      problems.push(csvProblem(kind, says, cell, document, cell.text));
      return null;
    };
    if (found === null) {
      return say("unknown-column", `The column "${shortened(cell.text)}" is not known.`);
    }
    const plan = planOf(tables, found);
    if (taken.has(plan.name)) {
      return say("double-column", `The column "${plan.name}" stands here a second time.`);
    }
    taken.add(plan.name);
    return plan;
  });
  if (isWide) {
    const names = tables.map(({ name }) => name).join(", ");
    const says = `The columns of several kinds of records stand in one table (${names}); each row is read as one of each.`;
    problems.push(csvProblem("several-tables", says, row, document));
  }
  if (!taken.has("mrn")) {
    const isKnown =
      tables.some(({ list }) => list === null) &&
      isToldBy.some((all) => all.every((name) => taken.has(name)));
    const says = isKnown
      ? 'The file has no column "mrn"; its people are known by other numbers, or by name and birth date.'
      : `The file of ${table.name} has no column "mrn", so its rows name no person.`;
    problems.push(csvProblem(isKnown ? "no-number" : "missing-column", says, row, document));
  }
  return { table, isWide, columns, names: row.cells.map(({ text }) => text.trim()) };
}

interface Cell {
  readonly cell: CsvRow["cells"][number];
  readonly found: FoundColumn | null;
}

/** The tables that a header has columns of, that with most of them first; a chart number alone is none of the people's. */
function tablesOf(first: CsvTable, found: readonly FoundColumn[]): readonly CsvTable[] {
  const others = found.filter(({ field }) => !isKey(field.csv ?? "")).map(({ table }) => table);
  return [...new Set([first, ...others])];
}

/**
 * Columns that only their table tells, where no other column has their name. Of several tables it is that of the
 * column before.
 */
function withTableWords(tables: readonly CsvTable[], cells: readonly Cell[]): readonly Cell[] {
  const taken = new Set(cells.flatMap(({ found }) => (found === null ? [] : ownName(found))));
  let before: CsvTable | undefined;
  return cells.map(({ cell, found }) => {
    const likely = [...(before === undefined ? [] : [before]), ...tables];
    const name = found !== null ? null : firstWord(likely, cell.text, taken);
    const column = name === null ? found : valueColumn(name);
    if (name !== null) taken.add(name);
    if (column !== null && !isKey(column.field.csv ?? "")) before = column.table;
    return { cell, found: column };
  });
}

function firstWord(
  tables: readonly CsvTable[],
  text: string,
  taken: ReadonlySet<string>,
): string | null {
  const [, stem = "", number = ""] = numbered.exec(text) ?? [];
  const names = tables.flatMap(({ name }) => {
    const [whole, part] = [csvTableWord(name, text), csvTableWord(name, stem)];
    return [...(whole === null ? [] : [whole]), ...(part === null ? [] : [`${part}_${number}`])];
  });
  return names.find((name) => !taken.has(name)) ?? null;
}

/** `Medication 2`, `allergy_2`. */
const numbered = /^(.+?)[_ -]?(\d{1,4})$/u;

type FoundColumn = NamedColumn & Pick<CsvColumn, "number" | "holds">;

function columnOf(text: string): FoundColumn | null {
  const name = text.trim().toLowerCase();
  if (!name.endsWith(absentSuffix)) return valueColumn(name);
  const found = valueColumn(name.slice(0, -absentSuffix.length));
  return found === null ? null : { ...found, holds: "reason" };
}

function valueColumn(text: string): FoundColumn | null {
  const isOurs = (each: string): boolean => byName.has(each);
  const name = csvColumnName(text, isOurs);
  const plain = byName.get(name);
  if (plain !== undefined) return { ...plain, number: 1, holds: "value" };
  const parts = numbered.exec(name);
  const known = byName.get(csvColumnName(parts?.[1] ?? "", isOurs));
  const number = Number(parts?.[2]);
  if (known === undefined || !(number >= 1)) return null;
  // A field that cannot repeat has no second column.
  return columnGroup(known.table, known.field) === null
    ? null
    : { ...known, number, holds: "value" };
}

function isKey(name: string): name is (typeof keyColumns)[number] {
  return keyColumns.some((key) => key === name);
}

function planOf(tables: readonly CsvTable[], found: FoundColumn): NonNullable<CsvColumnPlan> {
  const name = ownName(found);
  const hasPeople = tables.some(({ list }) => list === null);
  if (!hasPeople && isKey(name)) return { kind: "key", key: name, name };
  // Beside the columns of people the second medicine is another one, and no other code of the first.
  const { table, field, number } = found;
  const isEntry = tables.length > 1 && table.list !== null && field.list === table.list;
  const [row, inRow] = isEntry ? [number, 1] : [1, number];
  return { kind: "value", table, field, number: inRow, row, holds: found.holds, name };
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
