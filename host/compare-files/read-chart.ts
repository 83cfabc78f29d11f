import type { ChartValue, LocatedValue, Observed } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import { placeOfOffset } from "../../core/json/json-problem.ts";
import type { JsonNode, JsonObject } from "../../core/json/json-node.ts";
import { itemsOf, stringOf, valueOf } from "../../core/json/json-node.ts";
import { inputFailure } from "./input-failure.ts";

/** The `format` of a chart file. */
export const chartFormat = "crosschart-chart/1";

/**
 * Reads a chart file as it lies there, each value with its place. Throws CliFailure (exit 2) for a
 * row that is no value of a chart, naming line and column.
 */
export function readChart(
  root: JsonObject,
  bytes: Uint8Array,
  path: string,
  document: number,
): { readonly person: string; readonly observed: Observed } {
  const bad = (node: JsonNode, happened: string): Error => {
    const { line, column } = placeOfOffset(bytes, node.start);
    const todo = 'A row is {"field", "entry", "value"} or {"field", "entry", "absent"}, all texts.';
    return inputFailure(happened, todo, `${path}, line ${line}, column ${column}`);
  };
  const person = stringOf(valueOf(root, "person"));
  if (person === undefined) throw bad(root, "The chart has no person.");
  const list = valueOf(root, "values");
  if (list?.kind !== "array") throw bad(list ?? root, "The chart has no list of values.");
  const seen = new Set<string>();
  const values = itemsOf(list).map((node, index): LocatedValue => {
    const value = readRow(node, bad);
    const key = `${value.field} ${value.entry}`;
    if (seen.has(key)) throw bad(node, `The chart has two rows for ${key.trim()}.`);
    seen.add(key);
    const own = valueOf(node, "value") ?? node;
    const at = {
      resource: person,
      place: `/values/${index}/value`,
      start: own.start,
      end: own.end,
      document,
    };
    return { value, at };
  });
  return { person, observed: { values, problems: [], resources: [] } };
}

function readRow(node: JsonNode, bad: (node: JsonNode, happened: string) => Error): ChartValue {
  const id = stringOf(valueOf(node, "field"));
  const entry =
    stringOf(valueOf(node, "entry")) ?? (valueOf(node, "entry") === undefined ? "" : undefined);
  if (id === undefined || entry === undefined)
    throw bad(node, "A row of the chart has no field or entry.");
  const field = fieldById(id);
  if (field === undefined) throw bad(node, `The field catalogue has no field "${id}".`);
  const value = valueOf(node, "value");
  const absent = stringOf(valueOf(node, "absent"));
  if (value !== undefined && absent === undefined) {
    const text = stringOf(value);
    if (text === undefined)
      throw bad(value, `The value of ${id} is no text; numbers stand in quotes.`);
    return { field: field.id, entry, value: text };
  }
  if (absent !== undefined && value === undefined) return { field: field.id, entry, absent };
  throw bad(node, `The row of ${id} needs either "value" or "absent".`);
}
