import type { Chart } from "../../core/catalogue/chart.ts";
import type { CsvLayout } from "../../core/csv/csv-layout.ts";
import { makeCsvEncoder } from "../../core/csv/encode-csv.ts";
import { growFile, type WrittenFile } from "./set-files.ts";

/** The CSV files of a set, growing person by person. */
export interface CsvSet {
  add(chart: Chart): void;
  finish(): readonly WrittenFile[];
  /** Closes what was begun; unfinished files stay as `.part`. */
  abandon(): void;
}

/** Begins the files of a layout that has seen everybody. Throws CliFailure where they cannot be written. */
export function beginCsvSet(folder: string, layout: CsvLayout): CsvSet {
  const encoder = makeCsvEncoder(layout.tables());
  const files = encoder.names.map((name) => growFile(folder, name));
  for (const [i, file] of files.entries()) file.append(encoder.headers[i] ?? "");
  return {
    add: (chart) => {
      const { texts } = encoder.rowsOf(chart);
      for (const [i, file] of files.entries()) file.append(texts[i] ?? "");
    },
    finish: () => files.map((file) => file.finish()),
    abandon: () => {
      for (const file of files) file.abandon();
    },
  };
}
