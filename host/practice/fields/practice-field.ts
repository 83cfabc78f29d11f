export type FieldKind =
  | "name"
  | "text"
  | "address"
  | "phone"
  | "email"
  | "date"
  | "datetime"
  | "code"
  | "system"
  | "decimal"
  | "boolean"
  | "identifier"
  | "provider";

export interface PracticeField {
  readonly id: string;
  readonly type: string;
  /** Elements joined by dots; `[k=v,k!=v]` chooses list items, `[n]` one by position. */
  readonly paths: readonly string[];
  readonly kind: FieldKind;
  /** Only in resources that have this code in this element: several kinds of record may share a type. */
  readonly where?: { readonly element: string; readonly code: string };
}

/** One row of the table. */
export function field(
  id: string,
  kind: FieldKind,
  type: string,
  ...paths: string[]
): PracticeField {
  return { id, kind, type, paths };
}
