import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { CliFailure } from "../../../host/cli/io.ts";
import { compareTexts } from "./compare-text.ts";
import { foreignBundle } from "./foreign-bundle.ts";

const bundle = JSON.stringify(foreignBundle());
const source = { name: "a.json", bytes: bundle };
const resources = foreignBundle().entry.map(({ resource }) => resource);

const shown = ({ cases }: Report) =>
  cases.flatMap(({ person, verdict, differences, unread = [] }) =>
    verdict === "match" ? [] : [[person, verdict, differences.length, unread.length]],
  );

function refusal(name: string, bytes: string | Uint8Array): string {
  try {
    compareTexts(source, { name, bytes });
    return "";
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    return `${error.happened} ${error.todo}`;
  }
}

describe("the same record in another shape of file", () => {
  test.each([
    ["lines of resources", "b.ndjson", resources.map((each) => JSON.stringify(each)).join("\n")],
    ["a list of resources", "b.json", JSON.stringify(resources)],
    [
      "a Bundle in a Bundle",
      "b.json",
      `{"resourceType":"Bundle","type":"collection","entry":[{"resource":${bundle}}]}`,
    ],
    ["a file without an ending", "b", bundle],
  ])("%s says the same", (_says, name, bytes) => {
    expect(shown(compareTexts(source, { name, bytes }))).toEqual([]);
  });

  test("a table under another name is a table", () => {
    const bytes = "mrn;last_name;dob\n77-1;Teststone;1965-11-24\n";
    const report = compareTexts({ name: "a.csv", bytes }, { name: "b.txt", bytes });
    expect(shown(report)).toEqual([]);
    expect(report.counts.match).toBe(3);
  });

  test("an entry that only asks for something is said, not passed over", () => {
    const asking = foreignBundle();
    const entry = [...asking.entry, { request: { method: "DELETE", url: "Condition/9" } }];
    const bytes = JSON.stringify({ ...asking, entry });
    const report = compareTexts(source, { name: "b.json", bytes });
    expect(report.notes?.map(({ says }) => says)).toContainEqual(
      expect.stringContaining("asks for DELETE Condition/9"),
    );
  });
});

test("people whose resources have no ids are people of their own", () => {
  const person = (family: string, birthDate: string) => ({
    resourceType: "Patient",
    identifier: [{ system: "s", value: family }],
    name: [{ family }],
    birthDate,
  });
  const both = (born: string) => ({
    name: "a.json",
    bytes: JSON.stringify([person("Ng", born), person("Fox", "1980-01-02")]),
  });
  const report = compareTexts(both("1970-01-02"), both("1970-01-03"));
  expect(report.cases).toHaveLength(2);
  expect(report.cases.flatMap(({ differences }) => differences.map(({ field }) => field))).toEqual([
    "patient.birth-date",
  ]);
});

describe("a history of versions", () => {
  const version = (n: number, change: Readonly<Record<string, unknown>>) => {
    const [patient] = resources;
    return { resource: { ...patient, ...change, meta: { versionId: String(n) } } };
  };
  const history = (...entry: readonly object[]) => ({
    name: "b.json",
    bytes: JSON.stringify({ resourceType: "Bundle", type: "history", entry }),
  });
  const now = { name: "a.json", bytes: JSON.stringify(resources[0]) };

  test("the latest version counts, which stands first", () => {
    const old = version(9, { birthDate: "1900-01-01" });
    expect(shown(compareTexts(now, history(version(10, {}), old)))).toEqual([]);
    expect(shown(compareTexts(now, history(old, version(10, {}))))).toEqual([]);
  });

  test("what was deleted is gone", () => {
    const condition = {
      resourceType: "Condition",
      id: "c",
      code: { text: "Cough" },
      subject: { reference: "Patient/patient" },
    };
    const gone = { request: { method: "DELETE", url: "Condition/c" } };
    const report = compareTexts(now, history(version(1, {}), gone, { resource: condition }));
    expect(shown(report)).toEqual([]);
    expect(report.notes?.map(({ says }) => says)).toContainEqual(
      expect.stringContaining("Condition/c was deleted"),
    );
  });
});

describe("what cannot be read is refused with what to do", () => {
  test.each([
    ["a packed file", "b.json.gz", gzipSync(bundle), /packed \(gzip\)\. Unpack/u],
    ["FHIR in XML", "b.xml", '<Bundle xmlns="http://hl7.org/fhir"/>', /FHIR in XML.*FHIR JSON/u],
    ["CDA", "b.xml", '<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3"/>', /CDA/u],
    ["UTF-16 without a mark", "b.hl7", Buffer.from("MSH|^~\\&|A", "utf16le"), /UTF-16.*UTF-8/u],
    ["messages whose first lost its header", "b.hl7", "PID|1\rMSH|^~\\&|A", /does not begin/u],
    ["a Bundle that was cut", "b.json", bundle.slice(0, 900), /cut off/u],
  ])("%s", (_says, name, bytes, words) => {
    expect(refusal(name, bytes)).toMatch(words);
  });
});
