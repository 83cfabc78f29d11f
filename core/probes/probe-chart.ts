import { makeChart } from "../catalogue/chart.ts";
import type { Chart } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import { makeChartDraft } from "../people/chart-draft.ts";
import { copyOfEntry } from "./repeat-entry.ts";
import type { Shot } from "./shot.ts";

/** A clean person's chart with the value of a shot in it, or without it. */
export function probeChart(chart: Chart, { field, entry, value, along, repeat }: Shot): Chart {
  if (field === null) return chart;
  const draft = makeChartDraft(chart.values);
  if (value === null) {
    draft.remove(field, entry);
    return draft.chart(chart.person);
  }
  for (const other of along) draft.put(other.field, entry, other.value);
  draft.put(field, entry, value);
  const list = fieldById(field)?.list ?? null;
  if (repeat === undefined || list === null) return draft.chart(chart.person);
  // As many as asked for: what the person has of its own beside the first would be counted too.
  const rows = draft
    .chart(chart.person)
    .values.filter(
      (row) => fieldById(row.field)?.list !== list || row.entry === entry || row.entry === "marker",
    );
  const copies = Array.from({ length: repeat - 1 }, (_, index) =>
    copyOfEntry(rows, list, entry, index + 2),
  );
  return makeChart(chart.person, [...rows, ...copies.flat()]);
}
