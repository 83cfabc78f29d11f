import type { Chart } from "../core/catalogue/chart.ts";

/** `Family, Given` as lists show a patient; the person's id where the chart has no name. */
export function chartName(chart: Chart): string {
  const text = (field: string): string => {
    const row = chart.values.find((value) => value.field === field && value.entry === "");
    return row !== undefined && "value" in row ? row.value.trim() : "";
  };
  const parts = [text("patient.name.family"), text("patient.name.given")];
  return parts.filter((part) => part !== "").join(", ") || chart.person;
}
