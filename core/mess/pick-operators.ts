import { fieldId } from "../catalogue/fields.ts";
import type { Making } from "../people/making.ts";
import { assignmentTable, type Cell } from "./assignment-table.ts";
import { clusterOf, clustersByShare, type PickedCluster } from "./pick-clusters.ts";
import type { MessChoice } from "./mess-choice.ts";
import type { MessOperator } from "./operator.ts";
import { isControl, messyBefore } from "./messy-order.ts";

export interface Picked {
  readonly cells: readonly Cell[];
  /** How many people before this one carried the same row: it asks for new values. */
  readonly variant: number;
  /** The cluster that the person belongs to; null for one alone. */
  readonly cluster: PickedCluster | null;
}

const nobody: Picked = { cells: [], variant: 0, cluster: null };

/** The operators that a person carries; none for a control. */
export function pickOperators(
  choice: MessChoice,
  making: Making,
  catalogue: readonly MessOperator[],
): Picked {
  const { index } = making;
  if (choice.preset === "none" || isControl(index)) return nobody;
  const before = messyBefore(index);
  if (choice.preset === "realistic") {
    const cluster = clustersByShare(making.numbers.key, before, catalogue);
    const joint = cluster === null ? [] : [cluster.cell];
    return { cells: [...joint, ...byShare(making, catalogue)], variant: before, cluster };
  }
  const rows = rowsOf(choice, catalogue);
  const cells = rows[before % rows.length] ?? [];
  const variant = Math.floor(before / rows.length);
  return { cells, variant, cluster: clusterOf(cells, before, variant) };
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

/** The rows of a choice, one for each messy person until all are used up; worked out once. */
export function rowsOf(
  choice: MessChoice,
  catalogue: readonly MessOperator[],
): readonly (readonly Cell[])[] {
  const known = tables.get(catalogue) ?? new Map<string, readonly (readonly Cell[])[]>();
  tables.set(catalogue, known);
  const name = choice.preset === "list" ? choice.operators.join(",") : choice.preset;
  const before = known.get(name);
  if (before !== undefined) return before;
  const chosen =
    choice.preset === "list"
      ? catalogue.filter((operator) => choice.operators.includes(operator.id))
      : catalogue;
  // The people of the connection check open every table, as far as it was chosen.
  const check = smokeRows(chosen);
  const rows = choice.preset === "smoke" ? check : assignmentTable(chosen, check);
  known.set(name, rows);
  return rows;
}

function smokeRows(operators: readonly MessOperator[]): readonly (readonly Cell[])[] {
  const cellsOf = (id: string, target: string): readonly Cell[] =>
    operators
      .filter((operator) => operator.id === id)
      .map((operator) => ({ operator, target: fieldId(target), member: 0 }));
  return smoke
    .map((row) => row.flatMap(([id, target]) => cellsOf(id, target)))
    .filter((row) => row.length > 0);
}

/** Each operator on its own, with the share of real patients who carry it. */
function byShare(making: Making, catalogue: readonly MessOperator[]): readonly Cell[] {
  const cells: Cell[] = [];
  for (const operator of catalogue) {
    if (operator.share === null || operator.cluster !== null) continue;
    if (making.draw(operator.id, "", "carries").fraction() >= operator.share) continue;
    const target = making.draw(operator.id, "", "target").pick(operator.targets);
    cells.push({ operator, target, member: 0 });
  }
  return cells;
}
