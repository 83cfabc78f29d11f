import { expect, test } from "vitest";

import { maps } from "../../../../core/compare/tables/mapping-table.ts";
import { ndcDigits } from "../../../../core/compare/tables/ndc.ts";
import { readMappingTable } from "../../../../core/compare/tables/read-mapping-table.ts";
import { readSynonymTable } from "../../../../core/compare/tables/read-synonym-table.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");
const json = (value: unknown): Uint8Array => bytes(JSON.stringify(value, null, 2));
const head = "source_system,source_code,target_system,target_code,equivalence\n";
const ndc = "http://hl7.org/fhir/sid/ndc";

const conceptMap = (...target: readonly object[]): Uint8Array =>
  json({
    resourceType: "ConceptMap",
    group: [{ source: "urn:local", target: "urn:rx", element: [{ code: "L1", target }] }],
  });

test("a ConceptMap gives its rows that are equal or equivalent, and says what is not used", () => {
  const read = readMappingTable(
    conceptMap(
      { code: "77", equivalence: "equivalent" },
      { code: "78", equivalence: "wider" },
      { code: "79", equivalence: "equal", dependsOn: [{ property: "p", value: "v" }] },
    ),
    null,
  );
  expect(read.problems).toEqual([]);
  expect(read.rows).toEqual([
    { sourceSystem: "urn:local", source: "L1", targetSystem: "urn:rx", target: "77" },
  ]);
  expect(read.remarks).toEqual([
    "1 rows are marked wider, and are not used.",
    "1 rows are marked only beside other values, and are not used.",
  ]);
});

test("CSV gives the same rows, whatever its delimiter and line ends", () => {
  const row = { sourceSystem: "urn:local", source: "L,1", targetSystem: null, target: "77" };
  expect(readMappingTable(bytes(`${head}urn:local,"L,1",,77,equal\n`), null).rows).toEqual([row]);
  const semicolons = `${head}urn:local,L-1,,77,EQUAL\r\n`.replaceAll(",", ";");
  expect(readMappingTable(bytes(`\uFEFF${semicolons}`), null)).toMatchObject({
    rows: [{ source: "L-1" }],
    problems: [],
  });
});

test("what is wrong with a file is said with its line", () => {
  const problemOf = (text: string) => readMappingTable(bytes(text), null).problems[0];
  expect(problemOf("source_code,target_code\nA,B\n")).toEqual({
    says: "The column equivalence is missing; known columns are source_system, source_code, target_system, target_code, equivalence.",
    line: 1,
  });
  expect(problemOf("source_code,target_code,equivalence,note\n")?.says).toContain('"note"');
  expect(problemOf("source_code,target_code,equivalence\nA,B,same\n")).toEqual({
    says: '"same" is no equivalence of FHIR R4.',
    line: 2,
  });
  expect(problemOf("source_code,target_code,equivalence\nA,B,equal\nC,D\n")).toEqual({
    says: "The row has 2 cells, the header 3.",
    line: 3,
  });
  expect(problemOf("source_code,target_code,equivalence\nA,,equal\n")?.line).toBe(2);
  expect(problemOf("source_code,target_code,equivalence\nA,B,wider\n")?.says).toContain("No row");
  expect(problemOf("")?.says).toBe("The file is empty.");
  expect(problemOf('{"resourceType":"Bundle"}')?.says).toContain("a Bundle");
  expect(problemOf('{"resourceType":"ConceptMap"}')?.says).toContain("maps nothing");
  expect(problemOf('{\n"resourceType": ConceptMap}')?.line).toBe(2);
  const unmarked = conceptMap({ code: "77" });
  expect(readMappingTable(unmarked, null).problems[0]?.says).toContain("no equivalence");
  const utf16 = Buffer.from("\uFEFFsource_code", "utf16le");
  expect(readMappingTable(utf16, null).problems[0]?.says).toContain("UTF-16");
});

test("ICD-9 and ICD-10, es and es-MX are never equal, whatever a map says", () => {
  const icd =
    "http://hl7.org/fhir/sid/icd-9-cm,250.00,http://hl7.org/fhir/sid/icd-10-cm,E11.9,equal\n";
  const language = "urn:ietf:bcp:47,es,urn:ietf:bcp:47,es-MX,equivalent\n";
  const read = readMappingTable(bytes(`${head}${icd}${language},A,,B,equal\n`), null);
  expect(read.rows).toHaveLength(1);
  expect(read.remarks).toEqual([
    "2 rows are between lists or languages that are never equal, and are not used.",
  ]);
});

test("ten bare digits of an NDC need a declared layout; hyphens and eleven digits say it themselves", () => {
  expect(ndcDigits("0002-1433-80", null)).toBe("00002143380");
  expect(ndcDigits("12345-678-90", null)).toBe("12345067890");
  expect(ndcDigits("12345-6789-0", null)).toBe("12345678900");
  expect(ndcDigits("00002143380", null)).toBe("00002143380");
  expect(ndcDigits("0002143380", null)).toBe(null);
  expect(ndcDigits("0002143380", "4-4-2")).toBe("00002143380");
  expect(ndcDigits("0002143380", "5-3-2")).toBe("00021043380");
  expect(ndcDigits("0002-143-80", null)).toBe(null);
  expect(ndcDigits("12345-6789-01-2", null)).toBe(null);
  const map = `${head}urn:local,L1,${ndc},0002143380,equal\n`;
  expect(readMappingTable(bytes(map), null).problems).toEqual([
    {
      says: "The NDC 0002143380 does not say where its segments end; declare a layout (4-4-2, 5-3-2, 5-4-1).",
      line: 2,
    },
  ]);
  const { rows } = readMappingTable(bytes(map), "4-4-2");
  const table = { name: "m", rows };
  const from = { system: "urn:local", code: "L1" };
  const is = (code: string) => maps(table, from, { system: ndc, code }, null);
  expect([is("0002-1433-80"), is("00002143380"), is("0002143380"), is("00021043380")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test("synonyms come from CSV or from a CodeSystem with its designations, nested concepts too", () => {
  const csv = "system,code,text\nurn:rx,77,Paracetamol\nurn:rx,77,Acetaminophen\n";
  expect(readSynonymTable(bytes(csv)).rows).toHaveLength(2);
  const code = {
    resourceType: "CodeSystem",
    url: "urn:rx",
    concept: [
      {
        code: "7",
        display: "Pain killer",
        concept: [
          { code: "77", display: "Paracetamol", designation: [{ value: "Acetaminophen" }] },
        ],
      },
    ],
  };
  expect(readSynonymTable(json(code)).rows).toEqual([
    { system: "urn:rx", code: "7", text: "Pain killer" },
    { system: "urn:rx", code: "77", text: "Paracetamol" },
    { system: "urn:rx", code: "77", text: "Acetaminophen" },
  ]);
  expect(readSynonymTable(bytes("code,text\n77,\n")).problems).toEqual([
    { says: "The row lacks its code or its text.", line: 2 },
  ]);
  expect(readSynonymTable(json({ resourceType: "ValueSet" })).problems[0]?.says).toContain(
    "CodeSystem",
  );
});
