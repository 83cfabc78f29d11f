import type { Field } from "../../catalogue/field.ts";
import { fieldsOfList } from "../../catalogue/fields.ts";
import type { Item, Leaf } from "./entry-tree.ts";
import { isRecordList, keysOf } from "./list-keys.ts";

/**
 * Some entries travel in two records: a result's number, code and value in one (an Observation, an
 * OBX), what the laboratory says of it as a whole in another (a DiagnosticReport, an OBR). Where the
 * first is lost, the second still comes, and is all that is left of the entry.
 */
const mainFields = new Map<string, ReadonlySet<Field>>();

/** The fields that stand in the same record as what tells the entries of a list apart. */
function mainFieldsOf(list: string): ReadonlySet<Field> {
  const known = mainFields.get(list);
  if (known !== undefined) return known;
  const rows = fieldsOfList(list);
  const key = keysOf(list)[0]?.[0];
  const main = recordOf(rows.find(({ id }) => id === key));
  const found = new Set(rows.filter((row) => main !== undefined && recordOf(row) === main));
  mainFields.set(list, found);
  return found;
}

function recordOf(field: Field | undefined): string | undefined {
  return /^[A-Z][A-Za-z]+/u.exec(field?.fhir ?? "")?.[0];
}

/** True where only values of a second record are there, and nothing of the record that the entry is about. */
export function isRemnant(list: string, { leaves }: Item): boolean {
  if (leaves.length === 0 || !isRecordList(list)) return false;
  const main = mainFieldsOf(list);
  return main.size > 0 && !leaves.some(({ field }) => main.has(field));
}

/** Whether a value of the source is missing because its whole record is. */
export function wentWithMain(list: string, leaf: Leaf): boolean {
  return mainFieldsOf(list).has(leaf.field);
}
