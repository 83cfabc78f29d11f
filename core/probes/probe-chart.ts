import type { Chart } from "../catalogue/chart.ts";
import { makeChartDraft } from "../people/chart-draft.ts";
import type { Shot } from "./shot.ts";

/** A clean person's chart with the value of a shot in it. */
export function probeChart(chart: Chart, { field, entry, value, along }: Shot): Chart {
  if (field === null || value === null) return chart;
  const draft = makeChartDraft(chart.values);
  for (const other of along) draft.put(other.field, entry, other.value);
  draft.put(field, entry, value);
  return draft.chart(chart.person);
}
