import { fieldById } from "../catalogue/fields.ts";
import type { Field, FieldId } from "../catalogue/field.ts";
import { carriedByCsv } from "../csv/csv-tables.ts";
import { carriedByFhir } from "../fhir/carried-by-fhir.ts";
import { carriedByHl7 } from "../hl7/carried-by-hl7.ts";
import type { MessOperator, Wire } from "./operator.ts";

/** The formats by which people travel. */
export const wireFormats = ["fhir", "hl7", "csv"] as const;
export type WireFormat = (typeof wireFormats)[number];

const carriers: Readonly<Record<WireFormat, (field: Field) => boolean>> = {
  fhir: carriedByFhir,
  hl7: carriedByHl7,
  csv: carriedByCsv,
};

/** Whether a format has a place for a field. */
export function isCarried(field: FieldId, format: WireFormat): boolean {
  const row = fieldById(field);
  return row !== undefined && carriers[format](row);
}

/**
 * How an operator travels by a format when it acts in one of its targets: not at all where the format has
 * no place for the target, else as the operator says of itself.
 */
export function wireOf(operator: MessOperator, target: FieldId, format: WireFormat): Wire {
  if (!isCarried(target, format)) return "cannot-travel";
  return operator.wire[format] ?? "valid";
}
