import { textOf } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import { put } from "./segment-slot.ts";
import type { Row } from "./segment-slot.ts";

/** Component 3 of a CE, where the chart has no row for the system but the code says which it is. */
function systemOf(field: string, pattern: RegExp, name: string): Row {
  const row = id(field);
  return {
    fields: [],
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      const text = value === undefined ? null : textOf(value);
      if (text !== null && pattern.test(text)) put(target, [3], name, encoding);
    },
    read: () => undefined,
  };
}

/** The code of a LOINC term; others have no system here. */
export const loinc = (field: string): Row => systemOf(field, /^\d{1,7}-\d$/, "LN");
export const icd10 = (field: string): Row =>
  systemOf(field, /^[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?$/, "I10C");
export const cvx = (field: string): Row => systemOf(field, /^\d{2,3}$/, "CVX");
