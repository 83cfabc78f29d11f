import type { LocatedValue } from "../../core/catalogue/chart.ts";
import type { FieldId } from "../../core/catalogue/field.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { codeWords } from "../../core/csv/code-words.ts";
import type { FoundRecord } from "./read-records.ts";
import type { Remark } from "./remarks.ts";

/** Formats that say a code in a word of their own; FHIR fixes its codes, and a chart means what it says. */
const formats: ReadonlySet<FoundRecord["format"]> = new Set(["csv", "hl7"]);

/**
 * The records of one side with the codes that its words mean: `F` is female. Each word of a column stands in a
 * remark, so that nobody takes it for what the file says.
 */
export function readCodeColumns(
  records: readonly FoundRecord[],
  remark: Remark,
): readonly FoundRecord[] {
  const foreign = records.filter(({ format }) => formats.has(format));
  const texts = new Map<FieldId, Set<string>>();
  for (const { observed } of foreign) {
    for (const { value } of observed.values) {
      if (!("value" in value)) continue;
      const known = texts.get(value.field);
      if (known === undefined) texts.set(value.field, new Set([value.value]));
      else known.add(value.value);
    }
  }
  const columns = new Map<FieldId, ReadonlyMap<string, string>>();
  for (const [id, all] of texts) {
    const field = fieldById(id);
    const words = field === undefined ? new Map<string, string>() : codeWords(field, all);
    if (words.size === 0) continue;
    columns.set(id, words);
    const says = [...words].map(([word, code]) => `"${word}" is read as ${code}`).join(", ");
    remark({ at: foreign[0]?.files.join(", ") ?? "", says: `"${field?.label ?? id}": ${says}.` });
  }
  if (columns.size === 0) return records;
  const asCode = (located: LocatedValue): LocatedValue => {
    const { value } = located;
    const code = "value" in value ? columns.get(value.field)?.get(value.value) : undefined;
    return code === undefined ? located : { ...located, value: { ...value, value: code } };
  };
  return records.map((record) => {
    if (!formats.has(record.format)) return record;
    const { observed } = record;
    return { ...record, observed: { ...observed, values: observed.values.map(asCode) } };
  });
}
