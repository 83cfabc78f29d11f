import type { ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { fieldsOf } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { entriesOf } from "./write-records.ts";

/** Entries of one list by what became of them since an earlier chart. */
export interface ListChanges {
  readonly added: readonly EntryPath[];
  readonly changed: readonly EntryPath[];
  readonly gone: readonly EntryPath[];
}

/** What is different between two charts of one person, for telling which messages are due. */
export interface ChartChanges {
  /** Whether a field of an entry, or of an entry below it, is another than before. */
  has(field: FieldId, entry: EntryPath): boolean;
  inFields(fields: readonly FieldId[]): boolean;
  ofList(shape: RecordShape): ListChanges;
}

function keyed({ chart }: ChartValues): ReadonlyMap<string, string> {
  return new Map(chart.values.map((value) => [`${value.field}|${value.entry}`, said(value)]));
}

function said(value: ChartValue): string {
  return "value" in value ? `=${value.value}` : `!${value.absent}`;
}

export function changesBetween(before: ChartValues, now: ChartValues): ChartChanges {
  const [old, fresh] = [keyed(before), keyed(now)];
  /** Field and top entry of every value that is new, other or gone. */
  const different = new Set<string>();
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    if (old.get(key) === fresh.get(key)) continue;
    const [field = "", entry = ""] = key.split("|");
    different.add(`${field}|${entry.split("/")[0] ?? ""}`);
  }
  const fields = new Set([...different].map((key) => key.split("|")[0] ?? ""));
  const has = (field: FieldId, entry: EntryPath): boolean => different.has(`${field}|${entry}`);
  return {
    has,
    inFields: (asked) => asked.some((field) => fields.has(field)),
    ofList(shape) {
      const rows = fieldsOf(shape);
      const entries = entriesOf(shape, now);
      const earlier = entriesOf(shape, before);
      return {
        added: entries.filter((entry) => !earlier.includes(entry)),
        changed: entries.filter(
          (entry) => earlier.includes(entry) && rows.some((field) => has(field, entry)),
        ),
        gone: earlier.filter((entry) => !entries.includes(entry)),
      };
    },
  };
}
