import type { FieldId } from "../catalogue/field.ts";
import { csvDialect } from "./csv-dialect.ts";
import { readCsvHeader } from "./csv-header.ts";
import { csvRows } from "./csv-rows.ts";

/** The fields that have a column in any of the files: what has none, they cannot say. */
export function csvFieldsOf(documents: readonly Uint8Array[]): ReadonlySet<FieldId> {
  const found = new Set<FieldId>();
  for (const [document, bytes] of documents.entries()) {
    // What is wrong with a file is told where its people are read.
    const quiet = { push: (): void => undefined };
    const dialect = csvDialect(bytes, document, quiet);
    if (!dialect.readable) continue;
    for (const row of csvRows(bytes, dialect, document, quiet)) {
      for (const column of readCsvHeader(row, document, quiet)?.columns ?? []) {
        if (column?.kind === "value") found.add(column.field.id);
      }
      break;
    }
  }
  return found;
}
