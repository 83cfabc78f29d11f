import type { MessageFormat } from "../../api/calls/people.ts";
import type { Field } from "../../core/catalogue/field.ts";
import type { MessOperator } from "../../core/mess/operator.ts";
import { isCarried, wireOf } from "../../core/mess/wire-of.ts";
import { formatWords } from "./wire-formats.ts";

/** Why a kind of mess in a field cannot travel over these formats; null where it can. */
export function messBlocked(
  operator: MessOperator,
  field: Field,
  formats: readonly MessageFormat[],
): string | null {
  for (const format of formats) {
    if (!isCarried(field.id, format)) return `${formatWords[format]}: no place for ${field.label}`;
    if (wireOf(operator, field.id, format) === "cannot-travel")
      return `${formatWords[format]}: this cannot be said there (${field.label})`;
  }
  return null;
}
