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

/** Rows that must follow each other: one person alone, or a cluster. */
type Block = readonly Cell[][];

/**
 * Rows of operators for one person each: every operator in every field that can carry it at least
 * once, every pair of families together at least once where they can stand together, and as few
 * people as the greedy construction of mess.md section 6 needs, with most of it at the front. It
 * depends on the operators alone. `first` are rows that open the table, each with room for more.
 */
export function assignmentTable(
  operators: readonly MessOperator[],
  first: readonly (readonly Cell[])[] = [],
): readonly (readonly Cell[])[] {
  const cells = operators
    .toSorted((a, b) => a.introduced - b.introduced)
    .flatMap((operator) =>
      operator.targets.map((target): Cell => ({ operator, target, member: 0 })),
    );
  const opening = first.map((row): Block => [[...row]]);
  const clusters = cells.flatMap((cell): Block[] => {
    const { members } = cell.operator.cluster ?? { members: 0 };
    const rows = Array.from({ length: members }, (_, member) => [{ ...cell, member }]);
    return members === 0 ? [] : [rows];
  });
  const given = new Set(first.flat().map(nameOf));
  const alone = cells.filter((cell) => cell.operator.cluster === null);
  const rows = [...opening, ...clusters].flat();
  const further: Cell[][] = [];
  for (const cell of fewestPartnersFirst(alone, cells)) {
    if (!given.has(nameOf(cell))) place(rows, further, cell);
  }
  bringTogether(rows, further, cells);
  const rest: readonly Block[] = [...clusters, ...further.map((row) => [row])];
  return [...opening, ...rest.toSorted((a, b) => fullness(b) - fullness(a))].flat();
}

function nameOf({ operator, target }: Cell): string {
  return `${operator.id} ${target}`;
}

function fullness(block: Block): number {
  return block.flat().length / block.length;
}

/** Cells that go together with few others are placed while there is most room; ties by name. */
function fewestPartnersFirst(alone: readonly Cell[], all: readonly Cell[]): readonly Cell[] {
  const partners = new Map(
    alone.map((cell) => [cell, all.filter((other) => areCompatible(cell, other)).length]),
  );
  return alone.toSorted(
    (a, b) => (partners.get(a) ?? 0) - (partners.get(b) ?? 0) || (nameOf(a) < nameOf(b) ? -1 : 1),
  );
}

/** Puts a cell into the first row that has room for it, else into a new one. */
function place(rows: readonly Cell[][], further: Cell[][], cell: Cell): void {
  const row = [...rows, ...further].find((candidate) => hasRoom(candidate, cell));
  if (row === undefined) further.push([cell]);
  else row.push(cell);
}

function hasRoom(row: readonly Cell[], cell: Cell): boolean {
  return row.length < cellsPerPerson && row.every((other) => areCompatible(cell, other));
}

/** Every two families meet on a person, with a cell repeated where they have not met yet. */
function bringTogether(rows: readonly Cell[][], further: Cell[][], cells: readonly Cell[]): void {
  const families = [...new Set(cells.map((cell) => cell.operator.family))];
  const alone = cells.filter((cell) => cell.operator.cluster === null);
  for (const [at, one] of families.entries()) {
    for (const other of families.slice(at + 1)) {
      const all = [...rows, ...further];
      if (all.some((row) => holds(row, one) && holds(row, other))) continue;
      if (joined(all, alone, one, other) || joined(all, alone, other, one)) continue;
      const pair = firstPair(alone, one, other);
      if (pair !== null) further.push([...pair]);
    }
  }
}

/** Repeats a cell of one family in a row that holds the other one and has room. */
function joined(
  rows: readonly Cell[][],
  alone: readonly Cell[],
  one: MessFamily,
  other: MessFamily,
): boolean {
  for (const row of rows) {
    if (!holds(row, one)) continue;
    const cell = alone.find((each) => each.operator.family === other && hasRoom(row, each));
    if (cell === undefined) continue;
    row.push(cell);
    return true;
  }
  return false;
}

function firstPair(
  alone: readonly Cell[],
  one: MessFamily,
  other: MessFamily,
): readonly Cell[] | null {
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
  return [...new Set([cell.target, ...cell.operator.beside])];
}

function holds(row: readonly Cell[], family: MessFamily): boolean {
  return row.some((cell) => cell.operator.family === family);
}
