import { fieldId } from "../catalogue/fields.ts";
import type { Making } from "../people/making.ts";
import { assignmentTable, type Cell } from "./assignment-table.ts";
import type { MessChoice } from "./mess-choice.ts";
import type { MessOperator } from "./operator.ts";

export interface Picked {
  readonly cells: readonly Cell[];
  /** How many people before this one carried the same row: it asks for new values. */
  readonly variant: number;
}

/** Every tenth person is a control, the sixth one first: a run of six has one. */
export function isControl(index: number): boolean {
  return index % 10 === 5;
}

/** The operators that a person carries; none for a control. */
export function pickOperators(
  choice: MessChoice,
  making: Making,
  catalogue: readonly MessOperator[],
): Picked {
  const { index } = making;
  if (choice.preset === "none" || isControl(index)) return { cells: [], variant: 0 };
  const messyBefore = index - Math.floor((index + 4) / 10);
  if (choice.preset === "realistic")
    return { cells: byShare(making, catalogue), variant: messyBefore };
  const rows = rowsOf(choice, catalogue);
  const cells = rows[messyBefore % rows.length];
  return { cells: cells ?? [], variant: Math.floor(messyBefore / rows.length) };
}

/** The connection check of mess.md section 4: one self-test operator a person. */
const smoke: readonly (readonly (readonly [id: string, target: string])[])[] = [
  [
    ["name-accent-nfc", "patient.name.given"],
    ["name-apostrophe-curly", "patient.name.family"],
  ],
  [["addr-over-255", "patient.address.line1"]],
  [["dose-decimal", "medication.dose-value"]],
  [["dx-one-to-many", "problem.code"]],
  [["dob-ambiguous", "patient.birth-date"]],
];

const tables = new WeakMap<readonly MessOperator[], Map<string, readonly (readonly Cell[])[]>>();

/** Tables are worked out once for a catalogue and a choice. */
function rowsOf(
  choice: MessChoice,
  catalogue: readonly MessOperator[],
): readonly (readonly Cell[])[] {
  const known = tables.get(catalogue) ?? new Map<string, readonly (readonly Cell[])[]>();
  tables.set(catalogue, known);
  const name = choice.preset === "list" ? choice.operators.join(",") : choice.preset;
  const before = known.get(name);
  if (before !== undefined) return before;
  const rows =
    choice.preset === "smoke"
      ? smoke.map((row) => row.map(([id, target]) => cellOf(catalogue, id, target)))
      : assignmentTable(
          choice.preset === "list"
            ? catalogue.filter((operator) => choice.operators.includes(operator.id))
            : catalogue,
        );
  known.set(name, rows);
  return rows;
}

function cellOf(catalogue: readonly MessOperator[], id: string, target: string): Cell {
  const operator = catalogue.find((candidate) => candidate.id === id);
  if (operator === undefined) throw new Error(`The mess catalogue has no operator "${id}".`);
  return { operator, target: fieldId(target) };
}

/** Each operator on its own, with the share of real patients who carry it. */
function byShare(making: Making, catalogue: readonly MessOperator[]): readonly Cell[] {
  const cells: Cell[] = [];
  for (const operator of catalogue) {
    if (operator.share === null) continue;
    if (making.draw(operator.id, "", "carries").fraction() >= operator.share) continue;
    cells.push({ operator, target: making.draw(operator.id, "", "target").pick(operator.targets) });
  }
  return cells;
}
