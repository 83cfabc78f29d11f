import type { Observed, ReadProblem } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import type { RawRecord } from "../../core/compare/raw/raw-node.ts";
import { decodeFhirPeople } from "../../core/fhir/decode-fhir.ts";
import { isLogOfMessages } from "../../core/hl7/log-lines.ts";
import { stringOf, valueOf } from "../../core/json/json-node.ts";
import { readJsonLines } from "../../core/json/read-json.ts";
import { findFiles, readText } from "./find-documents.ts";
import type { FoundFile } from "./find-documents.ts";
import { inputFailure } from "./input-failure.ts";
import { isCsv, isTable, readCsvFiles } from "./read-csv.ts";
import { chartFormat, readChart } from "./read-chart.ts";
import { isHl7, readHl7Files } from "./read-hl7.ts";
import { tellProblems } from "./remarks.ts";
import type { Remark } from "./remarks.ts";

/** One person's record as it lies in files. */
export interface FoundRecord {
  /** The chart's person, `Patient/7`, a fullUrl: whatever the files call it. */
  readonly person: string;
  readonly format: "chart" | "csv" | "fhir" | "hl7";
  readonly observed: Observed;
  /** Files by the `document` of a place. */
  readonly files: readonly string[];
  /** Whether these files have a place for a field: a column, a kind of message. Their format alone decides where it is left out. */
  readonly holds?: (field: Field) => boolean;
  /** All that stands in the files of this person, read or not; where the format has it. */
  readonly raw?: () => readonly RawRecord[];
}

/** Problems of JSON that make a file unreadable; the others are findings of the comparison. */
const fatal = new Set([
  "cut-off",
  "duplicate-key",
  "not-json",
  "proto-key",
  "syntax",
  "too-deep",
  "too-large",
  "not-fhir",
]);

/** What to do about a file that is whole, and cannot be trusted all the same. */
const remedies: Readonly<Record<string, string>> = {
  "duplicate-key":
    "Remove one of the two and try again; systems disagree about which one they read.",
  "proto-key": "Remove the key and try again; no record needs it.",
  "too-deep": "Ask the vendor for a correct export; no record is nested like this.",
};

/**
 * Reads every person's record out of a file or folder: chart JSON, FHIR Bundle, resource or NDJSON, CSV.
 * Throws CliFailure (exit 2) that names file and line for what cannot be read.
 */
export function readRecords(given: string, cwd: string, remark: Remark): readonly FoundRecord[] {
  const files = findFiles(given, cwd);
  const charts: FoundRecord[] = [];
  const csv: FoundFile[] = [];
  const hl7: FoundFile[] = [];
  const fhir: { file: FoundFile; bytes: Uint8Array }[] = [];
  for (const file of files) {
    const { bytes, says } = readText(file);
    if (says !== null) remark({ at: file.path, says });
    if (isHl7(bytes) || (!isCsv(file.path) && isLogOfMessages(bytes))) {
      hl7.push(file);
      continue;
    }
    refuseForeign(bytes, file.path);
    if (/\.hl7$/iu.test(file.path)) {
      throw inputFailure(
        "The file is no HL7 v2 message: it does not begin with MSH, FHS or BHS and its separators.",
        "Export the messages again, whole, as in MSH|^~\\&|…",
        file.path,
      );
    }
    if (isCsv(file.path) || isTable(bytes)) {
      csv.push(file);
      continue;
    }
    const chart = readAsChart(bytes, file.path);
    if (chart !== null) charts.push(chart);
    else fhir.push({ file, bytes });
  }
  const records = [
    ...charts,
    ...readFhir(fhir, remark),
    ...readCsvFiles(csv, remark),
    ...readHl7Files(hl7, remark),
  ];
  if (records.length === 0) {
    throw inputFailure(
      `"${given}" holds no person's record.`,
      "Expected a chart, FHIR resources with a Patient among them, HL7 v2 messages, or CSV files with chart numbers.",
      given,
    );
  }
  return records;
}

/** Forms of XML that are records. */
const xmlRecords = [
  { mark: "http://hl7.org/fhir", says: "FHIR in XML", todo: "Export it as FHIR JSON." },
  {
    mark: "urn:hl7-org:v3",
    says: "a CDA document",
    todo: "Export the record as FHIR JSON or CSV.",
  },
  {
    mark: "urn:hl7-org:v2xml",
    says: "HL7 v2 in XML",
    todo: "Export the messages with bars, as in MSH|^~\\&|…",
  },
];

function refuseXmlRecord(head: string, path: string): void {
  const found = xmlRecords.find(({ mark }) => head.includes(mark));
  if (found === undefined) return;
  throw inputFailure(`The file is ${found.says}, which is not read.`, found.todo, path);
}

/** First bytes of packed files. */
const packed = [
  { mark: "\u001F\u008B", says: "gzip" },
  { mark: "PK\u0003\u0004", says: "zip" },
  { mark: "BZh", says: "bzip2" },
  { mark: "\u00FD7zXZ", says: "xz" },
];

/** What is recognised and not read: pages, packed and binary data. */
function refuseForeign(bytes: Uint8Array, path: string): void {
  let at = 0;
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) at = 3;
  while (at < bytes.length && [0x20, 0x09, 0x0a, 0x0d, 0x0b].includes(bytes[at] ?? 0)) at += 1;
  const head = Array.from(bytes.subarray(at, at + 512), (byte) => String.fromCharCode(byte)).join(
    "",
  );
  const pack = packed.find(({ mark }) => head.startsWith(mark));
  if (pack !== undefined) {
    throw inputFailure(
      `The file is packed (${pack.says}).`,
      "Unpack it, and name what is in it.",
      path,
    );
  }
  if (head.startsWith("<")) {
    refuseXmlRecord(head, path);
    const what = /^<(?:!doctype|html)/iu.test(head) ? "a web page" : "XML";
    throw inputFailure(
      `The file is ${what}, not a record.`,
      "A proxy or a log-in page may have been saved instead. Export the record again as JSON.",
      `${path}, byte ${at}`,
    );
  }
  if (/^(?:\xff\xfe|\xfe\xff|[ -~]\0|\0[ -~])/u.test(head)) {
    throw inputFailure(
      "The file is UTF-16 without a byte order mark.",
      "Save or export it again with the encoding UTF-8, or with the mark.",
      path,
    );
  }
  // Control characters never stand in JSON text.
  const control = isCsv(path) ? -1 : head.search(/[\u0000-\u0008\u000E-\u001F]/u);
  if (control >= 0) {
    throw inputFailure(
      "The file holds binary data, not text.",
      "Expected chart JSON or FHIR JSON.",
      `${path}, byte ${at + control}`,
    );
  }
}

/** The chart of a file, null where it is something else. Fails where JSON cannot be trusted. */
function readAsChart(bytes: Uint8Array, path: string): FoundRecord | null {
  const { roots, problems } = readJsonLines(bytes);
  const problem = problems.find(({ kind }) => fatal.has(kind));
  if (problem !== undefined) {
    throw inputFailure(
      problem.says,
      remedies[problem.kind] ?? "Save or export the file again, whole.",
      `${path}, line ${problem.line}, column ${problem.column}, byte ${problem.offset}`,
    );
  }
  const [first] = roots;
  // A list of resources, where a Bundle should stand.
  const root = first?.kind === "array" ? first.items[0] : first;
  if (root?.kind !== "object") {
    throw inputFailure(
      "The file is JSON, but neither a chart nor a FHIR resource.",
      `Expected "format": "${chartFormat}" or a "resourceType".`,
      `${path}, line 1`,
    );
  }
  const format = stringOf(valueOf(root, "format"));
  if (format === chartFormat) {
    const { person, observed } = readChart(root, bytes, path, 0);
    return { person, format: "chart", observed, files: [path] };
  }
  if (stringOf(valueOf(root, "resourceType")) === undefined) {
    throw inputFailure(
      `The file is JSON, but neither a chart nor a FHIR resource${format === undefined ? "" : ` (it says "${format}")`}.`,
      `Expected "format": "${chartFormat}" or a "resourceType".`,
      `${path}, line 1`,
    );
  }
  return null;
}

function readFhir(
  found: readonly { readonly file: FoundFile; readonly bytes: Uint8Array }[],
  remark: Remark,
): readonly FoundRecord[] {
  if (found.length === 0) return [];
  const files = found.map(({ file }) => file.path);
  const people = decodeFhirPeople(found.map(({ bytes }) => bytes));
  const problems = people.flatMap(({ observed }) => observed.problems);
  const stop = problems.find(({ kind }) => fatal.has(kind));
  if (stop !== undefined) {
    throw inputFailure(stop.says, "Save or export the file again, whole.", placeWords(stop, files));
  }
  tellProblems(
    problems,
    ({ kind, says, at }) => `${at?.document ?? ""} ${kind} ${says}`,
    (problem) => placeWords(problem, files),
    remark,
  );
  const holds = beside(people.map(({ observed }) => observed));
  return people
    .filter(({ observed }) => observed.values.length > 0)
    .map(({ patient, observed, raw }) => ({
      person: patient,
      format: "fhir" as const,
      observed,
      files,
      holds,
      raw,
    }));
}

/** Types that only add to a record of another type: a Bundle without one has no place for its fields. */
const additions = /^(?:DiagnosticReport|Provenance|Account|Medication)\b/u;

/** Whether these resources have a place for a field. A record that is lost has one: only what adds to it has none. */
function beside(people: readonly Observed[]): (field: Field) => boolean {
  const types = new Set(people.flatMap(({ resources }) => resources.map(({ type }) => type)));
  return ({ fhir }) => {
    const type = additions.exec(fhir ?? "")?.[0];
    return type === undefined || types.has(type);
  };
}

function placeWords({ at }: ReadProblem, files: readonly string[]): string {
  if (at === null) return files[0] ?? "";
  const file = files[at.document] ?? "";
  return `${file}, ${at.place === "" ? `byte ${at.start}` : `${at.place}, byte ${at.start}`}`;
}
