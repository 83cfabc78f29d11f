import type { ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";

/** Fields of a list whose entries can be told apart by a value that may be any text or number. */
export function repeatable(field: Field): boolean {
  return field.list !== null && ["text", "text.name", "phone", "email"].includes(field.form);
}

/** The entry of copy number `copy`, from 2. */
export function entryOfCopy(entry: EntryPath, copy: number): EntryPath {
  return `${entry === "" ? "probe" : entry}-${copy}`;
}

/** The rows of one more entry like a given one: the same codes, other words and numbers of its own. */
export function copyOfEntry(
  rows: readonly ChartValue[],
  list: string,
  entry: EntryPath,
  copy: number,
): readonly ChartValue[] {
  return rows.flatMap((row): ChartValue[] => {
    const field = fieldById(row.field);
    if (row.entry !== entry || field?.list !== list) return [];
    const at = { field: row.field, entry: entryOfCopy(entry, copy) };
    return "value" in row
      ? [{ ...at, value: another(field, row.value, copy) }]
      : [{ ...at, absent: row.absent }];
  });
}

function another(field: Field, text: string, copy: number): string {
  switch (field.form) {
    case "text":
    case "text.name":
      return text + letters(copy);
    case "identifier":
      return `${text}-${copy}`;
    case "email":
      return text.replace("@", `${copy}@`);
    case "phone":
      // The last two digits: 555-0100 to 555-0199 are nobody's.
      return text.replace(/\d\d$/u, String(copy % 100).padStart(2, "0"));
    default:
      return text;
  }
}

/** 2 is "b", 3 is "c", 28 is "ab": letters, so that a name stays one. */
function letters(copy: number): string {
  const at = copy - 1;
  const last = String.fromCodePoint(97 + (at % 26));
  return at < 26 ? last : letters(Math.floor(at / 26)) + last;
}
