import type { Field } from "../../core/catalogue/field.ts";
import { csvFieldsOf } from "../../core/csv/csv-fields.ts";
import { decodeCsvPeople } from "../../core/csv/decode-csv.ts";
import { bytesOf } from "./find-documents.ts";
import type { FoundFile } from "./find-documents.ts";
import { inputFailure } from "./input-failure.ts";
import type { FoundRecord } from "./read-records.ts";
import { tellProblems } from "./remarks.ts";
import type { Remark } from "./remarks.ts";

/** Problems after which nobody can say which value belongs to whom. */
const fatal: Readonly<Record<string, string>> = {
  "unclosed-quote": "Export the file again; a quote inside a value must be doubled.",
  "unknown-table": "Expected the column names of crosschart fields in the first row.",
  "utf-16": "Save or export it again with the encoding UTF-8.",
  "missing-column": "Export the file again with the chart number in a column mrn.",
};

/** Whether a file is read as CSV: its name says so, for CSV has no mark of its own. */
export function isCsv(path: string): boolean {
  return /\.(?:csv|tsv)$/iu.test(path);
}

/** Whether a file of another name is a table all the same: two columns of its first row are known. */
export function isTable(bytes: Uint8Array): boolean {
  const [first = 0] = bytes;
  // JSON and messages begin otherwise; a long line without a break is no header.
  if (first === 0x7b || first === 0x5b || first === 0x3c) return false;
  const end = bytes.subarray(0, 8192).findIndex((byte) => byte === 0x0a || byte === 0x0d);
  return end > 0 && csvFieldsOf([bytes.subarray(0, end + 1)]).size >= 2;
}

/**
 * Reads the people of CSV files, which belong together: entries of all files go to the person with their
 * chart number. Throws CliFailure (exit 2) that names file, line and byte for what cannot be read.
 */
export function readCsvFiles(found: readonly FoundFile[], remark: Remark): readonly FoundRecord[] {
  const files = found.map(({ path }) => path);
  const documents = found.map((file) => bytesOf(file));
  const people = decodeCsvPeople(documents);
  const problems = people.flatMap(({ observed }) => observed.problems);
  for (const { kind, says, at } of problems) {
    const todo = fatal[kind];
    if (todo !== undefined) throw inputFailure(says, todo, files[at?.document ?? 0] ?? "");
  }
  // Problems of one kind in one column of one file: a column of dates is told of once, not row by row.
  tellProblems(
    problems,
    ({ kind, at }) => `${at?.document ?? ""} ${kind} ${at?.place.replace(/^row \d+/u, "") ?? ""}`,
    ({ at }) => `${files[at?.document ?? 0] ?? ""}, ${at?.place ?? ""}`,
    remark,
  );
  const taken = new Set<string>();
  const columns = csvFieldsOf(documents);
  const holds = (field: Field): boolean => columns.has(field.id);
  return people
    .filter(({ observed }) => observed.values.length > 0)
    .map(({ mrn, observed, raw }) => {
      const row = observed.values[0]?.at.resource ?? "";
      const person = mrn === "" || taken.has(mrn) ? `${mrn} (${row})`.trim() : mrn;
      taken.add(person);
      return { person, format: "csv" as const, observed, files, holds, raw };
    });
}
