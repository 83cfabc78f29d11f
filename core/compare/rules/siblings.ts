import type { FieldId } from "../../catalogue/field.ts";
import type { RuleContext } from "./transformation.ts";

export interface Siblings {
  readonly source: string | null;
  readonly target: string | null;
}

/** The value of another attribute of the same entry, on both sides: `code` beside `medication.name`. */
export function sibling(context: RuleContext, name: string): Siblings {
  // An id by the catalogue's naming; one without a row simply has no value.
  const id = context.field.id.replace(/[^.]+$/u, name) as FieldId;
  if (id === context.field.id) return { source: null, target: null };
  return { source: context.sourceSibling(id), target: context.targetSibling(id) };
}

/** The system of the code of the same entry. */
export function systemBeside(context: RuleContext): Siblings {
  return sibling(context, "code-system");
}
