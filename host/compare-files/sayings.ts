import type { Chart, ChartValue } from "../../core/catalogue/chart.ts";
import { encodeCsv } from "../../core/csv/encode-csv.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { encodeHl7 } from "../../core/hl7/encode-hl7.ts";
import type { FoundRecord } from "./read-records.ts";

/** The values of a chart that stand in its encoding. */
const said: Readonly<Record<FoundRecord["format"], (chart: Chart) => readonly ChartValue[]>> = {
  chart: (chart) => chart.values,
  csv: (chart) => encodeCsv([chart]).values.map(({ value }) => value),
  fhir: (chart) => encodeFhir(chart).values.map(({ value }) => value),
  hl7: (chart) => encodeHl7(chart).values.map(({ value }) => value),
};

/**
 * Whether a value of a chart can be said in a format: our own encoder finds a place for it. The chart is
 * encoded once, when the first value is asked for.
 */
export function makeSayings(
  format: FoundRecord["format"],
  chartOf: () => Chart,
): (value: ChartValue) => boolean {
  let known: ReadonlySet<string> | null = null;
  return (value) => {
    known ??= new Set(said[format](chartOf()).map(keyOf));
    return known.has(keyOf(value));
  };
}

function keyOf({ field, entry }: ChartValue): string {
  return `${field}|${entry}`;
}
