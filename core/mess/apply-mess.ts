import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { byCodePoint } from "../catalogue/chart.ts";
import type { ChartDraft } from "../people/chart-draft.ts";
import type { Making } from "../people/making.ts";
import type { AppliedOperator } from "../people/people-set.ts";
import { touches, type Cell } from "./assignment-table.ts";
import { combineExpected } from "./combine-expected.ts";
import type { Expected, FieldExpectation } from "./expectation.ts";
import { layers, type MessChange } from "./operator.ts";
import type { Picked } from "./pick-operators.ts";

export interface Messed {
  readonly draft: ChartDraft;
  readonly expectations: readonly FieldExpectation[];
  readonly operators: readonly AppliedOperator[];
  readonly notApplied: readonly { readonly id: string; readonly why: string }[];
}

/**
 * Lets the picked operators act on a copy of the clean draft, layer by layer. On one field at most
 * one operator of each layer acts and their expectations must agree; where they do not, the one
 * that was introduced later is left out, and said.
 */
export function applyMess(making: Making, picked: Picked): Messed {
  const clean = making.draft;
  const draft = clean.copy();
  const { kept, notApplied } = withoutConflicts(picked.cells);
  const expectations = new Map<string, FieldExpectation>();
  const operators: AppliedOperator[] = [];

  for (const cell of kept) {
    const { operator, target } = cell;
    const changes = operator.apply({
      target,
      variant: picked.variant,
      making,
      text: (field, entry) => draft.text(field, entry),
      entries: (field) => draft.entries(field),
      draw: (name) => making.draw(operator.id, target, name),
      token: (field, entry) => making.token(field, entry),
    });
    if (changes.length === 0) {
      notApplied.push({ id: operator.id, why: "The person has no value that it could change." });
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
  return { draft, expectations: inOrder(expectations.values()), operators, notApplied };
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
