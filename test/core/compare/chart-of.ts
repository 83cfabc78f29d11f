import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue, Observed } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import type { RoundComparison } from "../../../core/compare/result.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";

/** A chart from `field entry` → text, as short as a test wants it. */
export function chartOf(values: Readonly<Record<string, string>>, person = "p-0001"): Chart {
  const rows = Object.entries(values).map(([key, value]): ChartValue => {
    const [field = "", entry = ""] = key.split(" ");
    return { field: fieldId(field), entry, value };
  });
  return makeChart(person, rows);
}

/** The chart as it would be read back; wire keys are the given entries. */
export function observedOf(chart: Chart): Observed {
  const values = chart.values.map((value, index) => ({
    value,
    at: { resource: "Patient/1", place: `/${index}`, start: index, end: index + 1, document: 0 },
  }));
  return { values, problems: [], resources: [] };
}

/** Compares a generated chart with what stands at the target. */
export function compared(
  generated: Chart,
  target: Chart,
  more: Partial<RoundInput> = {},
): RoundComparison {
  return compareRound({
    person: generated.person,
    round: 1,
    generated,
    earlier: [],
    hops: [{ hop: "target", observed: observedOf(target), exchanges: ["x-1"] }],
    expectations: [],
    rules: [],
    carries: () => true,
    ...more,
  });
}
