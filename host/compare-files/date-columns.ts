import type { FieldId } from "../../core/catalogue/field.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import {
  inferReading,
  isStandardDate,
  plainReading,
  readDateOf,
} from "../../core/compare/forms/loose-date.ts";
import type { DateColumns } from "../../core/compare/round-input.ts";
import type { ReadDateOf } from "./pair-people.ts";
import type { FoundRecord } from "./read-records.ts";
import type { Remark } from "./remarks.ts";

/**
 * How each column of dates of the tables of one side is read, from its own values alone (decisions.md 22), and says
 * so: an assumption that nobody hears of would hide a swapped day. FHIR and HL7 v2 fix how a date is written.
 */
export function inferDateColumns(records: readonly FoundRecord[], remark: Remark): DateColumns {
  const texts = new Map<FieldId, string[]>();
  for (const { observed, format } of records) {
    for (const { value } of format === "csv" ? observed.values : []) {
      if (!("value" in value) || isStandardDate(value.value)) continue;
      const form = fieldById(value.field)?.form;
      if (form !== "date" && form !== "instant") continue;
      const known = texts.get(value.field);
      if (known === undefined) texts.set(value.field, [value.value]);
      else known.push(value.value);
    }
  }
  const columns = new Map<FieldId, NonNullable<ReturnType<typeof inferReading>>>();
  for (const [id, column] of texts) {
    const found = inferReading(column);
    const label = fieldById(id)?.label ?? id;
    const at = records[0]?.files.join(", ") ?? "";
    const byItself = column.find((text) => plainReading(text) !== null);
    if (byItself !== undefined) {
      const says = `"${label}" is read as ${plainReading(byItself) ?? ""} where it is written so: "${byItself}".`;
      remark({ at, says });
    }
    if (found === null) continue;
    columns.set(id, found);
    const says =
      found.isAssumed === true
        ? `"${label}" is taken as ${found.reading}, as in "${found.example}": an assumption, for no value of the column says otherwise.`
        : `"${label}" is read as ${found.reading}: "${found.example}" allows no other reading.`;
    remark({ at, says });
  }
  return columns;
}

/** What the texts of two sides say as dates, each by its own columns. */
export function dateReader(
  sides: readonly { readonly records: readonly FoundRecord[]; readonly columns: DateColumns }[],
): ReadDateOf {
  const columnsOf = new Map(
    sides.flatMap(({ records, columns }) => records.map((record) => [record, columns] as const)),
  );
  return (record, field, text) => {
    const id = fieldById(field)?.id;
    const column = id === undefined ? null : (columnsOf.get(record)?.get(id) ?? null);
    return (readDateOf(text, column) ?? text).replace(/T00:00(?::00)?Z?$/u, "");
  };
}
