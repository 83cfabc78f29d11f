import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { byCodePoint } from "../catalogue/chart.ts";
import type { ChartDraft } from "../people/chart-draft.ts";
import type { Making } from "../people/making.ts";
import type { AppliedOperator } from "../people/people-set.ts";
import { touches, type Cell } from "./assignment-table.ts";
import { combineExpected } from "./combine-expected.ts";
import type { Expected, FieldExpectation } from "./expectation.ts";
import { type Acting, layers, type MessChange } from "./operator.ts";
import type { Picked } from "./pick-operators.ts";

export interface Messed {
  readonly draft: ChartDraft;
  readonly expectations: readonly FieldExpectation[];
  readonly operators: readonly AppliedOperator[];
  readonly notApplied: readonly { readonly id: string; readonly why: string }[];
  /** What the second round changes because of these operators, and what must become of it. */
  readonly later: readonly MessChange[];
  readonly laterExpectations: readonly FieldExpectation[];
}

/**
 * Lets the picked operators act on a copy of the clean draft, layer by layer. On one field at most
 * one operator of each layer acts and their expectations must agree; where they do not, the one
 * that was introduced later is left out, and said.
 */
export function applyMess(
  making: Making,
  picked: Picked,
  someone: (index: number) => Making,
): Messed {
  const clean = making.draft;
  const draft = clean.copy();
  const { kept, notApplied } = withoutConflicts(picked.cells);
  const expectations = new Map<string, FieldExpectation>();
  const operators: AppliedOperator[] = [];
  // Each one of a cluster is worked out once; the clean draft of this one stands already.
  const known = new Map([[making.index, making]]);
  const acting = ({ operator, target, member }: Cell): Acting => ({
    target,
    member,
    variant: picked.cluster?.cell.operator === operator ? picked.cluster.variant : picked.variant,
    making,
    other: (at) => {
      const index = picked.cluster?.indexes[at];
      if (index === undefined) throw new Error(`${operator.id} has no member ${String(at)}.`);
      const there = known.get(index) ?? someone(index);
      known.set(index, there);
      return { making: there, text: (field, entry) => there.draft.text(field, entry) };
    },
    text: (field, entry) => draft.text(field, entry),
    entries: (field) => draft.entries(field),
    draw: (name) => making.draw(operator.id, target, name),
    token: (field, entry) => making.token(field, entry),
  });

  for (const cell of kept) {
    const { operator, target } = cell;
    const changes = lastOfEach(operator.apply(acting(cell)));
    if (changes.length === 0) {
      notApplied.push({ id: operator.id, why: "The person has no value that it could change." });
    }
    // Of a cluster everybody carries the operator, also those who stay as they are.
    if (operator.cluster !== null && !changes.some(({ field }) => field === target)) {
      operators.push({ id: operator.id, field: target, entry: "" });
    }
    for (const change of changes) {
      const { field, entry } = change;
      carryOut(draft, change);
      if (field === target) operators.push({ id: operator.id, field, entry });
      const key = `${field}\u001f${entry}`;
      const before = expectations.get(key);
      const any = change.any ?? operator.any;
      expectations.set(key, {
        field,
        entry,
        operators: [...(before?.operators ?? []), operator.id],
        clean: clean.text(field, entry),
        messy: draft.text(field, entry),
        any: before === undefined ? any : combineExpected(before.any, any),
      });
    }
  }
  const later = kept.flatMap((cell) => {
    const made = cell.operator.later?.(acting(cell)) ?? [];
    return made.map((change) => ({ change, operator: cell.operator }));
  });
  return {
    draft,
    expectations: inOrder(expectations.values()),
    operators,
    notApplied,
    later: later.map(({ change }) => change),
    laterExpectations: inOrder(
      later.map(({ change, operator }) => ({
        field: change.field,
        entry: change.entry,
        operators: [operator.id],
        clean: clean.text(change.field, change.entry),
        messy: "value" in change ? change.value : null,
        any: change.any ?? operator.any,
      })),
    ),
  };
}

/** Of several changes of one value the last one counts. */
function lastOfEach(changes: readonly MessChange[]): readonly MessChange[] {
  const byPlace = new Map(changes.map((each) => [`${each.field}\u001f${each.entry}`, each]));
  return [...byPlace.values()];
}

function carryOut(draft: ChartDraft, change: MessChange): void {
  if ("value" in change) draft.put(change.field, change.entry, change.value);
  else if ("absent" in change) draft.putAbsent(change.field, change.entry, change.absent);
  else draft.remove(change.field, change.entry);
}

function withoutConflicts(cells: readonly Cell[]): {
  kept: readonly Cell[];
  notApplied: { id: string; why: string }[];
} {
  const kept: Cell[] = [];
  const notApplied: { id: string; why: string }[] = [];
  const expected = new Map<FieldId, readonly Expected[]>();
  for (const cell of cells.toSorted((a, b) => a.operator.introduced - b.operator.introduced)) {
    const { operator } = cell;
    const fields = touches(cell);
    const rival = kept.find(
      (other) =>
        other.operator.layer === operator.layer &&
        touches(other).some((field) => fields.includes(field)),
    );
    const disagrees = fields.some((field) => {
      const before = expected.get(field);
      return before !== undefined && combineExpected(before, operator.any).length === 0;
    });
    if (rival !== undefined) {
      notApplied.push({
        id: operator.id,
        why: `${rival.operator.id} works on the same part of a value.`,
      });
    } else if (disagrees) {
      notApplied.push({
        id: operator.id,
        why: "Another operator expects the opposite of the same field.",
      });
    } else {
      kept.push(cell);
      for (const field of fields) {
        const before = expected.get(field);
        expected.set(
          field,
          before === undefined ? operator.any : combineExpected(before, operator.any),
        );
      }
    }
  }
  const rank = (cell: Cell): number => layers.indexOf(cell.operator.layer);
  return { kept: kept.toSorted((a, b) => rank(a) - rank(b)), notApplied };
}

function inOrder(expectations: Iterable<FieldExpectation>): readonly FieldExpectation[] {
  const byPlace = (
    a: { field: FieldId; entry: EntryPath },
    b: { field: FieldId; entry: EntryPath },
  ): number => byCodePoint(a.field, b.field) || byCodePoint(a.entry, b.entry);
  return [...expectations].toSorted(byPlace);
}
