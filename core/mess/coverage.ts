import type { FieldId } from "../catalogue/field.ts";
import type { Cell } from "./assignment-table.ts";
import type { MessChoice } from "./mess-choice.ts";
import type { MessOperator } from "./operator.ts";
import { messOperators } from "./operators.ts";
import { isControl } from "./messy-order.ts";
import { rowsOf } from "./pick-operators.ts";

/** One operator in one of the fields that can carry it. */
export interface CoverageCell {
  readonly operator: string;
  readonly field: FieldId;
  /** Whether one of the people is asked to carry it; false for draws by share, which only people tell. */
  readonly covered: boolean;
}

export interface Coverage {
  /** Every operator × field that the choice can plant, once, in the order of the catalogue. */
  readonly cells: readonly CoverageCell[];
  /** How many people carry each of them once, controls included; null where shares decide. */
  readonly needed: number | null;
}

/** What a choice can plant, and what the first `count` people are asked to carry of it. */
export function coverageOf(
  choice: MessChoice,
  count: number,
  catalogue: readonly MessOperator[] = messOperators,
): Coverage {
  if (choice.preset === "none") return { cells: [], needed: 0 };
  if (choice.preset === "realistic") {
    const drawn = catalogue.filter((operator) => operator.share !== null);
    return { cells: inOrder(drawn, () => true, new Set()), needed: null };
  }
  const rows = rowsOf(choice, catalogue);
  const messy = Array.from({ length: count }, (_, index) => index).filter((i) => !isControl(i));
  const possible = new Set(rows.flat().map(keyOf));
  const covered = new Set(rows.slice(0, messy.length).flat().map(keyOf));
  const cells = inOrder(catalogue, (key) => possible.has(key), covered);
  return { cells, needed: peopleFor(rows.length) };
}

/** The smallest number of people of which so many are no controls. */
function peopleFor(messy: number): number {
  let people = 0;
  for (let left = messy; left > 0; people++) if (!isControl(people)) left--;
  return people;
}

function inOrder(
  operators: readonly MessOperator[],
  isPossible: (key: string) => boolean,
  covered: ReadonlySet<string>,
): readonly CoverageCell[] {
  return operators
    .flatMap((operator) => operator.targets.map((target) => ({ operator, target })))
    .filter((cell) => isPossible(keyOf(cell)))
    .map((cell) => ({
      operator: cell.operator.id,
      field: cell.target,
      covered: covered.has(keyOf(cell)),
    }));
}

function keyOf({ operator, target }: Pick<Cell, "operator" | "target">): string {
  return `${operator.id} ${target}`;
}
