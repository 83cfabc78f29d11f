import { describe, expect, test } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import type { Report } from "../../../core/compare/report.ts";
import { compareTexts } from "./compare-text.ts";
import type { Given } from "./compare-text.ts";

const people = [
  ["P-001", "Müller", "Anna", "F", "02/13/1980", "Married", "White"],
  ["P-002", "O'Brien", "Seán", "M", "11/30/1975", "Single", "Asian"],
  ["P-003", "Nguyen", "Linh", "U", "01/25/2001", "Divorced", "Asian"],
];
const names = [
  "MRN",
  "Last Name",
  "First Name",
  "Gender",
  "Date of Birth",
  "Marital Status",
  "Race",
];

function table(
  rows: readonly (readonly string[])[] = people,
  head = names,
  delimiter = ",",
): Given {
  return {
    name: "people.csv",
    bytes: [head, ...rows].map((row) => row.join(delimiter)).join("\n"),
  };
}

/** The same people in a Bundle, codes and dates as FHIR has them. */
function bundle(): Given {
  const genders = ["female", "male", "unknown"];
  const races = ["2106-3", "2028-9", "2028-9"];
  const entry = people.map(([id = "", family = "", given = "", , born = "", marital = ""], i) => {
    const [month, day, year] = born.split("/");
    const extension = {
      url: "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race",
      extension: [
        {
          url: "ombCategory",
          valueCoding: { system: "urn:oid:2.16.840.1.113883.6.238", code: races[i] },
        },
      ],
    };
    const type = {
      coding: [{ system: "http://terminology.hl7.org/CodeSystem/v2-0203", code: "MR" }],
    };
    const resource = {
      resourceType: "Patient",
      id: `p${i}`,
      extension: [extension],
      identifier: [{ type, system: "http://clinic.example.org/mrn", value: id }],
      name: [{ use: "official", family, given: [given] }],
      gender: genders[i],
      birthDate: `${year}-${month}-${day}`,
      maritalStatus: { coding: [{ code: marital.slice(0, 1) }] },
    };
    return { fullUrl: `urn:uuid:p${i}`, resource };
  });
  const bytes = JSON.stringify({ resourceType: "Bundle", type: "collection", entry });
  return { name: "people.json", bytes };
}

const changed = (row: number, column: string, text: string) =>
  people.map((each, i) =>
    each.map((cell, at) => (i === row && names[at] === column ? text : cell)),
  );

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences, unread = [] }) => [
    ...differences.map(({ field, source, target }) => [field, source, target]),
    ...unread.map(({ element, source, target }) => [element, source, target]),
  ]);

function expectSame(report: Report): void {
  expect(shown(report)).toEqual([]);
  expect(reportExit(report)).toBe(0);
  expect(report.cases.map(({ verdict }) => ["match", "allowed"].includes(verdict))).toEqual([
    true,
    true,
    true,
  ]);
}

describe("a table from elsewhere", () => {
  test("words and letters that mean a code are that code, and it is said", () => {
    const report = compareTexts(table(), bundle());
    expectSame(report);
    expectSame(compareTexts(bundle(), table()));
    expect(report.notes?.map(({ says }) => says)).toContain(
      '"Sex on the record": "F" is read as female, "M" is read as male, "U" is read as unknown.',
    );
  });

  test("digits of ISO 5218 are read where the column has nothing else", () => {
    const digits = people.map(([a = "", b = "", c = "", sex = "", ...rest]) => {
      return [a, b, c, { F: "2", M: "1" }[sex] ?? "0", ...rest];
    });
    expectSame(compareTexts(table(digits), bundle()));
    const one = shown(compareTexts(table(changed(0, "Gender", "2")), bundle()));
    expect(one).toEqual([["patient.sex", "2", "female"]]);
  });

  test("another sex behind the same words is a difference", () => {
    expect(shown(compareTexts(bundle(), table(changed(1, "Gender", "F"))))).toEqual([
      ["patient.sex", "male", "female"],
    ]);
  });

  test("a table without chart numbers is paired by name and birth date", () => {
    const without = table(
      people.map((row) => row.slice(1)),
      names.slice(1),
    );
    const report = compareTexts(without, bundle());
    expectSame(report);
    expect(new Set(report.cases.map(({ pairedBy }) => pairedBy))).toEqual(
      new Set(["name and birth date"]),
    );
  });

  test("Windows-1252 is read as that where no byte is UTF-8", () => {
    const { name, bytes } = table();
    expectSame(compareTexts({ name, bytes: Buffer.from(String(bytes), "latin1") }, bundle()));
    const damaged = Buffer.concat([
      Buffer.from(`${String(bytes)}\n`),
      Buffer.from("P-9,M\u00FCe,A,F,02/13/1981,,", "latin1"),
    ]);
    const [, , , ninth] = compareTexts({ name, bytes: damaged }, bundle()).cases;
    expect(ninth?.person).toBe("P-9");
    expect(shown(compareTexts({ name, bytes: damaged }, bundle()))).toEqual([]);
  });

  test("a column that no field has is compared with one of the same name", () => {
    const wards = (third: string) =>
      table(
        people.map((row, i) => [...row, i === 2 ? third : "W1"]),
        [...names, "Ward"],
      );
    expect(shown(compareTexts(wards("W2"), wards("W2")))).toEqual([]);
    expect(shown(compareTexts(wards("W2"), wards("X")))).toEqual([["patients.Ward", "W2", "X"]]);
    const report = compareTexts(wards("W2"), table());
    expectSame(report);
    expect(report.notRead).toMatchObject([{ side: "source", element: "patients.Ward", count: 3 }]);
  });

  test("what a whole column shows is said once, not row by row", () => {
    const said: string[] = [];
    compareTexts(table(), bundle(), (text) => said.push(text));
    const dates = said.filter((text) => text.includes("in the way a spreadsheet writes dates"));
    expect(dates).toHaveLength(1);
    expect(dates[0]).toContain("And 2 more like it");
  });

  test.each([
    [["PatientID", "Surname", "Given Name", "Sex", "DOB", "Marital", "Race"], ";"],
    [["patient_id", "family", "given", "gender", "birthdate", "civil_status", "race"], "\t"],
  ])("other names of columns and other delimiters are read", (head, delimiter) => {
    expectSame(compareTexts(table(people, head, delimiter), bundle()));
  });

  const code = (system: string, value: string, text: string) => ({
    coding: [{ system, code: value }],
    text,
  });
  const ofBundle = (resource: Readonly<Record<string, unknown>>): Given => {
    const person = {
      resourceType: "Patient",
      id: "p",
      identifier: [{ system: "http://h.example.org", value: "7" }],
      name: [{ use: "official", family: "Ng", given: ["Li"] }],
      birthDate: "1970-01-02",
    };
    const entry = [person, resource].map((each) => ({ resource: each }));
    return {
      name: "b.json",
      bytes: JSON.stringify({ resourceType: "Bundle", type: "batch", entry }),
    };
  };
  const subject = { reference: "Patient/p" };

  test("CODE and DESCRIPTION are those of the table they stand in", () => {
    const medicine = ofBundle({
      resourceType: "MedicationRequest",
      id: "m",
      status: "active",
      intent: "order",
      medicationCodeableConcept: code("urn:rx", "855332", "Warfarin 5 MG"),
      subject,
      dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: 2.5, unit: "mg" } }] }],
    });
    const row = (dose: string): Given => ({
      name: "drugs.csv",
      bytes: `PATIENT,RXNORM,DESCRIPTION,DOSE,UNIT\n7,855332,Warfarin 5 MG,${dose},mg\n`,
    });
    expect(shown(compareTexts(row("2.5"), medicine))).toEqual([]);
    expect(shown(compareTexts(row("25"), medicine))).toEqual([
      ["medication.dose-value", "25", "2.5"],
    ]);
  });

  test("the same words in a table of allergies are an allergy", () => {
    const allergy = ofBundle({
      resourceType: "AllergyIntolerance",
      id: "a",
      code: code("urn:s", "7980", "Penicillin"),
      criticality: "high",
      patient: subject,
    });
    const row: Given = {
      name: "allergies.csv",
      bytes: "Patient,Allergen,Code,Criticality\n7,Penicillin,7981,high\n",
    };
    expect(shown(compareTexts(row, allergy))).toEqual([["allergy.code", "7981", "7980"]]);
  });
});

describe("dates in tables", () => {
  const table = (...dates: readonly string[]): Given => ({
    name: "a.csv",
    bytes: ["mrn,last_name,dob", ...dates.map((date, i) => `${i},Ng,"${date}"`)].join("\n"),
  });
  test.each([
    ["04.03.1984", "1984-03-04", "is taken as DD/MM/YYYY"],
    ["30745", "1984-03-04", "is taken as days of a spreadsheet"],
    ["4-Mar-1984", "1984-03-04", "month by name"],
    ["1984/3/4", "1984-03-04", "YYYY/MM/DD"],
  ])("%s is %s, and said to be read so", (text, date, words) => {
    const report = compareTexts(table(text), table(date));
    expect(shown(report)).toEqual([]);
    expect(report.notes?.map(({ says }) => says).join()).toContain(words);
    expect(shown(compareTexts(table(text), table("1984-04-03")))).toEqual([
      ["patient.birth-date", text, "1984-04-03"],
    ]);
  });

  test("a year of two digits is not readable: nothing tells its century", () => {
    const report = compareTexts(table("4-Mar-84"), table("1984-03-04"));
    expect(report.cases[0]?.verdict).toBe("not-readable");
  });

  test("where a standard fixes how a date is written, another way is a difference with a name", () => {
    const bundle = (birthDate: string): Given => ({
      name: "b.json",
      bytes: JSON.stringify({
        resourceType: "Patient",
        identifier: [{ value: "1" }],
        name: [{ family: "Ng" }],
        birthDate,
      }),
    });
    const report = compareTexts(bundle("1987-02-20"), bundle("20/02/1987"));
    expect(report.faults.map(({ id }) => id)).toEqual(["DATE-FORMAT-LEAK"]);
  });
});

describe("a name in one text", () => {
  const inOne = (name: string): Given => ({
    name: "people.csv",
    bytes: `MRN,Patient Name,DOB\nP-001,"${name}",1980-02-13\n`,
  });
  const inParts = (last: string, first: string, middle: string): Given => ({
    name: "people.csv",
    bytes: `MRN,Last Name,First Name,Middle Name,DOB\nP-001,${last},${first},${middle},1980-02-13\n`,
  });
  const foundIn = (source: Given, target: Given) =>
    compareTexts(source, target).cases.flatMap(({ differences }) =>
      differences
        .filter(({ verdict }) => verdict === "delta")
        .map((each) => [each.field, each.source, each.target]),
    );

  test("with a comma is read in its parts", () => {
    expect(foundIn(inOne("Doe, Jane Q"), inParts("Doe", "Jane", "Q"))).toEqual([]);
    expect(foundIn(inOne("Doe,Jane Q"), inParts("Doe", "Janet", "Q"))).toEqual([
      ["patient.name.given", "Jane", "Janet"],
    ]);
  });

  test("without one is compared as a whole, whatever its parts are", () => {
    const parts = inParts("García López", "María", "José");
    expect(foundIn(parts, inOne("María José García López"))).toEqual([]);
    expect(foundIn(parts, inOne("María José García Lopez"))).toEqual([
      ["patient.name.family", "María José García López", "María José García Lopez"],
    ]);
    expect(foundIn(inOne("Jane Doe"), inOne("Jane Do"))).toEqual([
      ["patient.name.family", "Jane Doe", "Jane Do"],
    ]);
  });
});
