import type { FieldId } from "../catalogue/field.ts";
import type { MessFamily, MessOperator } from "./operator.ts";

/** One operator in one of the fields that can carry it. */
export interface Cell {
  readonly operator: MessOperator;
  readonly target: FieldId;
  /** Which one of the operator's cluster the row is for; 0 where it makes none. */
  readonly member: number;
}

/** More operators on one person make a failure hard to read. */
const cellsPerPerson = 4;

/**
 * The first number of each edition of the catalogue, by `introduced`. The rows of an edition are
 * worked out without the later ones: new operators come to new people, old people keep theirs.
 */
const editions: readonly number[] = [1, 101, 301];

/**
 * Rows of operators for one person each: every operator in every field that can carry it at least
 * once, and every pair of families together at least once where they can stand together. It depends
 * on the operators alone, taken in the order in which they were introduced.
 */
export function assignmentTable(
  operators: readonly MessOperator[],
  editionStarts: readonly number[] = editions,
): readonly (readonly Cell[])[] {
  const cells = operators
    .toSorted((a, b) => a.introduced - b.introduced)
    .flatMap((operator) =>
      operator.targets.map((target): Cell => ({ operator, target, member: 0 })),
    );
  const rows: Cell[][] = [];
  for (const [at, first] of editionStarts.entries()) {
    const next = editionStarts[at + 1] ?? Infinity;
    const known = cells.filter((cell) => cell.operator.introduced < next);
    const added = known.filter((cell) => cell.operator.introduced >= first);
    rows.push(...rowsOfEdition(added, known, rows, at >= 2));
  }
  return rows;
}

function rowsOfEdition(
  added: readonly Cell[],
  known: readonly Cell[],
  earlier: readonly (readonly Cell[])[],
  greedy: boolean,
): Cell[][] {
  const rows: Cell[][] = [];
  const alone = added.filter((cell) => cell.operator.cluster === null);
  for (const cell of inOrder(alone, greedy)) place(rows, [cell]);

  const families = [...new Set(known.map((cell) => cell.operator.family))];
  for (const [at, one] of families.entries()) {
    for (const other of families.slice(at + 1)) {
      const met = (row: readonly Cell[]): boolean => holds(row, one) && holds(row, other);
      if (earlier.some(met) || rows.some(met)) continue;
      const pair = firstPair(known, one, other);
      if (pair !== null) place(rows, pair);
    }
  }
  // Last, since a cluster is one row behind the other, with nothing else in them.
  for (const cell of added) {
    const { members } = cell.operator.cluster ?? { members: 0 };
    for (let member = 0; member < members; member++) rows.push([{ ...cell, member }]);
  }
  return rows;
}

/**
 * Greedy (mess.md section 6): cells with the fewest partners first, ties by name. The first two editions keep
 * the order of introduction, in which their people were made.
 */
function inOrder(cells: readonly Cell[], greedy: boolean): readonly Cell[] {
  if (!greedy) return cells;
  const partners = new Map(
    cells.map((cell) => [cell, cells.filter((other) => areCompatible(cell, other)).length]),
  );
  const name = (cell: Cell): string => `${cell.operator.id} ${cell.target}`;
  return cells.toSorted(
    (a, b) => (partners.get(a) ?? 0) - (partners.get(b) ?? 0) || (name(a) < name(b) ? -1 : 1),
  );
}

/** Puts cells that belong together into the first row that has room for them, else into a new row. */
function place(rows: Cell[][], together: readonly Cell[]): void {
  const row = rows.find(
    (candidate) =>
      candidate.length + together.length <= cellsPerPerson &&
      together.every((cell) => candidate.every((other) => areCompatible(cell, other))),
  );
  if (row === undefined) rows.push([...together]);
  else row.push(...together);
}

function firstPair(
  cells: readonly Cell[],
  one: MessFamily,
  other: MessFamily,
): readonly Cell[] | null {
  const alone = cells.filter((cell) => cell.operator.cluster === null);
  for (const a of alone) {
    if (a.operator.family !== one) continue;
    const b = alone.find((cell) => cell.operator.family === other && areCompatible(a, cell));
    if (b !== undefined) return [a, b];
  }
  return null;
}

/** Two operators of one row touch no field together, so that each value has one explanation. */
function areCompatible(a: Cell, b: Cell): boolean {
  if (a.operator.id === b.operator.id) return false;
  const touched = touches(a);
  return touches(b).every((field) => !touched.includes(field));
}

/** The fields that an operator may touch when it acts in one of its targets. */
export function touches(cell: Cell): readonly FieldId[] {
  return [cell.target, ...cell.operator.beside];
}

function holds(row: readonly Cell[], family: MessFamily): boolean {
  return row.some((cell) => cell.operator.family === family);
}
