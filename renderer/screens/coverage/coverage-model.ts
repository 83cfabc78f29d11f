import type { Reply } from "../../../api/contract.ts";

export type CoverageMap = Reply<"coverage.map">;
type Cell = CoverageMap["cells"][number];

/** A column: a family, or one kind of mess where the map is narrowed to a family. */
export interface Column {
  readonly id: string;
  readonly label: string;
  /** As the head of the column. */
  readonly short: string;
  readonly operators: ReadonlySet<string>;
}

/** A row: a group of fields, or one field. */
export interface Row {
  readonly id: string;
  readonly label: string;
  readonly kind: "group" | "field";
  readonly fields: ReadonlySet<string>;
}

/** What stands in one box of the map. Each number counts a kind of mess on a patient. */
export interface Box {
  readonly passed: number;
  readonly failed: number;
  readonly undecided: number;
  readonly notCompared: number;
  /** Everything that was sent. */
  readonly tried: number;
  /** Combinations that can be tested here and never were. */
  readonly never: readonly Cell[];
  readonly blocked: readonly Cell[];
  /** All combinations of the box. */
  readonly cells: readonly Cell[];
}

export interface Narrowed {
  readonly family: string | null;
  readonly group: string | null;
}

export function columnsOf({ families, operators, cells }: CoverageMap, { family }: Narrowed): readonly Column[] {
  const used = new Set(cells.map(({ operator }) => operator));
  const here = operators.filter(({ id }) => used.has(id));
  if (family !== null) {
    return here
      .filter((each) => each.family === family)
      .map(({ id }) => ({ id, label: id, short: id, operators: new Set([id]) }));
  }
  return families
    .map(({ id, label, short }) => ({
      id,
      label,
      short,
      operators: new Set(here.filter((each) => each.family === id).map((each) => each.id)),
    }))
    .filter((column) => column.operators.size > 0);
}

/** Groups in their order; the opened ones are followed by their fields. Only what the columns can be tried on. */
export function rowsOf(
  { groups, fields, cells }: CoverageMap,
  { group }: Narrowed,
  columns: readonly Column[],
  opened: ReadonlySet<string>,
): readonly Row[] {
  const asked = new Set(columns.flatMap((column) => [...column.operators]));
  const used = new Set(
    cells.filter(({ operator }) => asked.has(operator)).map(({ field }) => field),
  );
  return groups
    .filter(({ id }) => group === null || id === group)
    .flatMap(({ id, label }): readonly Row[] => {
      const own = fields.filter((field) => field.group === id && used.has(field.id));
      if (own.length === 0) return [];
      const whole: Row = { id, label, kind: "group", fields: new Set(own.map((each) => each.id)) };
      if (!opened.has(id)) return [whole];
      const each = own.map(
        (field): Row => ({
          id: field.id,
          label: field.label,
          kind: "field",
          fields: new Set([field.id]),
        }),
      );
      return [whole, ...each];
    });
}

const triedOf = (cell: Cell): number =>
  cell.passed + cell.failed + cell.undecided + cell.notCompared;

function sum(cells: readonly Cell[], count: (cell: Cell) => number): number {
  return cells.reduce((total, cell) => total + count(cell), 0);
}

/** Where a row and a column meet; null where no mess of the column can be planted in the row. */
export function boxOf({ cells }: CoverageMap, row: Row, column: Column): Box | null {
  const here = cells.filter(
    ({ operator, field }) => column.operators.has(operator) && row.fields.has(field),
  );
  return here.length === 0 ? null : boxOfCells(here);
}

export function boxOfCells(cells: readonly Cell[]): Box {
  const untried = cells.filter((cell) => triedOf(cell) === 0);
  return {
    passed: sum(cells, (cell) => cell.passed),
    failed: sum(cells, (cell) => cell.failed),
    undecided: sum(cells, (cell) => cell.undecided),
    notCompared: sum(cells, (cell) => cell.notCompared),
    tried: sum(cells, triedOf),
    never: untried.filter(({ blocked }) => blocked === null),
    blocked: untried.filter(({ blocked }) => blocked !== null),
    cells,
  };
}

export type BoxState = "failed" | "tried" | "never" | "blocked";

export function stateOf(box: Box): BoxState {
  if (box.failed > 0) return "failed";
  if (box.tried > 0) return "tried";
  return box.never.length > 0 ? "never" : "blocked";
}

/** The step of the heat scale, 1 to 4: 1–3, 4–9, 10–19, 20 or more. */
export function heatOf({ tried }: Box): 1 | 2 | 3 | 4 {
  if (tried >= 20) return 4;
  if (tried >= 10) return 3;
  return tried >= 4 ? 2 : 1;
}

/** The box in words, for who does not see it. */
export function boxWords(box: Box): string {
  const parts: readonly (readonly [number, string])[] = [
    [box.passed, "passed"],
    [box.failed, "failed"],
    [box.undecided, "not decided"],
    [box.notCompared, "not compared"],
    [box.never.length, "never tried"],
    [box.blocked.length, "not possible here"],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString("en-US")} ${word}`)
    .join(", ");
}

/** Combinations that can be tested and were, of all that can; for the whole map. */
export function testedOf({ cells }: CoverageMap): { readonly tested: number; readonly of: number } {
  const possible = cells.filter((cell) => cell.blocked === null || triedOf(cell) > 0);
  return { tested: possible.filter((cell) => triedOf(cell) > 0).length, of: possible.length };
}
