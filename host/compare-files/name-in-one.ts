import type { LocatedValue } from "../../core/catalogue/chart.ts";
import { fieldId } from "../../core/catalogue/fields.ts";
import { isPartOfName, sayName } from "../../core/compare/whole-name.ts";
import type { FoundRecord } from "./read-records.ts";
import type { Remark } from "./remarks.ts";

const whole = "patient.name.text";
const [family, given, middle] = ["family", "given", "middle"].map((part) =>
  fieldId(`patient.name.${part}`),
);

/**
 * Names that stand in one text as their parts: `DOE, JANE Q` can be read in one way only. A name without a comma
 * has no such parts; see `nameInOne`.
 */
export function splitNames(
  records: readonly FoundRecord[],
  remark: Remark,
): readonly FoundRecord[] {
  const examples: string[] = [];
  const read = records.map((record): FoundRecord => {
    const text = nameOf(record);
    const parts = text === null ? null : /^([^,]+),\s*(\S+)(?:\s+([^,]+))?$/u.exec(text.trim());
    if (text === null || parts === null) return record;
    examples.push(text);
    const texts = [parts[1], parts[2], parts[3]];
    const values = record.observed.values.flatMap((one) =>
      one.value.field === whole ? partsAt(one, texts) : [one],
    );
    const isPart = (field: string): boolean => field === family || field === given;
    return {
      ...record,
      observed: { ...record.observed, values },
      holds: (field) => isPart(field.id) || field.id === middle || record.holds?.(field) !== false,
    };
  });
  const [example] = examples;
  if (example !== undefined) {
    remark({ at: "", says: `"${example}" is read as last name, first name and the rest.` });
  }
  return read;
}

function partsAt(
  { at, value }: LocatedValue,
  texts: readonly (string | undefined)[],
): LocatedValue[] {
  return [family, given, middle].flatMap((field, i) => {
    const text = texts[i]?.trim();
    if (field === undefined || text === undefined || text === "") return [];
    return [{ at, value: { field, entry: value.entry, value: text } }];
  });
}

/** The name of a record that says it in one text and in no parts. */
function nameOf({ observed }: FoundRecord): string | null {
  if (observed.values.some(({ value }) => isPartOfName(value.field))) return null;
  const found = observed.values.find(({ value }) => value.field === whole)?.value;
  return found !== undefined && "value" in found ? found.value : null;
}

/**
 * Two records of one person of which one at least has its name in one text alone: both as one text, in the place
 * of the last name. Others come back as they are.
 */
export function nameInOne(
  source: FoundRecord,
  target: FoundRecord,
): { readonly source: FoundRecord; readonly target: FoundRecord } {
  if (nameOf(source) === null && nameOf(target) === null) return { source, target };
  return { source: withOneName(source), target: withOneName(target) };
}

function withOneName(record: FoundRecord): FoundRecord {
  const { values } = record.observed;
  const rows = values.flatMap(({ value }) =>
    isPartOfName(value.field) && "value" in value
      ? [{ field: value.field, text: value.value }]
      : [],
  );
  const text = rows.length > 0 ? sayName(rows) : nameOf(record);
  const at = values.find(({ value }) => isPartOfName(value.field) || value.field === whole)?.at;
  if (text === null || at === undefined || family === undefined) return record;
  const others = values.filter(({ value }) => !isPartOfName(value.field) && value.field !== whole);
  const name: LocatedValue = { at, value: { field: family, entry: "", value: text } };
  return {
    ...record,
    observed: { ...record.observed, values: [...others, name] },
    holds: (field) => field.id === family || record.holds?.(field) !== false,
  };
}
