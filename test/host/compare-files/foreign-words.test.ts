import { describe, expect, test } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { compareTexts } from "./compare-text.ts";

const patient = { reference: "Patient/p" };

function bundle(...resources: readonly object[]) {
  const person = {
    resourceType: "Patient",
    id: "p",
    identifier: [{ value: "7" }],
    name: [{ family: "Ng", given: ["Li"] }],
    birthDate: "1970-01-02",
  };
  return {
    name: "a.ndjson",
    bytes: [person, ...resources].map((each) => JSON.stringify(each)).join("\n"),
  };
}

function message(kind: string, ...segments: readonly string[]) {
  const head = `MSH|^~\\&|A|B|C|D|2024||${kind}|1|P|2.5.1`;
  const lines = [head, "PID|1||7^^^^MR||Ng^Li||19700102", ...segments];
  return { name: "b.hl7", bytes: lines.join("\r") };
}

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences }) =>
    differences.map(({ field, source, target }) => [field, source, target]),
  );

describe("words of one format beside codes of the other", () => {
  const glucose = (unit: string, code?: string) =>
    bundle({
      resourceType: "Observation",
      status: "final",
      category: [{ coding: [{ code: "laboratory" }] }],
      code: { coding: [{ system: "http://loinc.org", code: "2345-7" }] },
      subject: patient,
      valueQuantity: { value: 182.5, unit, system: "http://unitsofmeasure.org", code },
    });
  const result = (unit: string) =>
    message("ORU^R01", "OBR|1||F1|2345-7", `OBX|1|NM|2345-7^Glucose^LN||182.5|${unit}|||||F`);
  test.each([
    ["milligram per deciliter", "mg/dL", "mg/dL", []],
    ["millimoles per liter", "mmol/L", "mmol/L", []],
    ["beats per minute", "/min", "/min", []],
    ["beats/minute", "/min", "/min", []],
    ["milligram per deciliter", "mg/dL", "g/dL", ["milligram per deciliter", "g/dL"]],
    ["mg/L", "mg/L", "mg/dL", ["mg/L", "mg/dL"]],
    ["units per liter", "U/L", "IU/L", ["units per liter", "IU/L"]],
  ])("a unit %s (%s) beside %s", (unit, code, other, expected) => {
    const units = shown(compareTexts(glucose(unit, code), result(other))).filter(
      ([field]) => field === "result.unit",
    );
    expect(units).toEqual(expected.length === 0 ? [] : [["result.unit", ...expected]]);
  });

  const vaccine = (manufacturer: string) =>
    bundle({
      resourceType: "Immunization",
      status: "completed",
      vaccineCode: { coding: [{ system: "http://hl7.org/fhir/sid/cvx", code: "140" }] },
      patient,
      occurrenceDateTime: "2022-10-10",
      manufacturer: { display: manufacturer },
    });
  const given = (manufacturer: string) =>
    message(
      "VXU^V04",
      "ORC|RE",
      `RXA|0|1|20221010||140^^CVX|999|||00||||||||${manufacturer}^^MVX|||CP`,
    );
  const makers = (report: Report) =>
    shown(report).filter(([field]) => field === "immunization.manufacturer");
  test("a maker in words beside a code of table MVX is not compared; two codes are", () => {
    const report = compareTexts(vaccine("Sanofi Pasteur"), given("PMC"));
    expect(makers(report)).toEqual([]);
    expect(report.cases[0]?.notCompared?.map(({ field }) => field)).toContain(
      "immunization.manufacturer",
    );
    expect(makers(compareTexts(vaccine("MSD"), given("PMC")))).toEqual([
      ["immunization.manufacturer", "MSD", "PMC"],
    ]);
  });

  const order = (route: string) =>
    bundle({
      resourceType: "MedicationRequest",
      status: "active",
      intent: "order",
      medicationCodeableConcept: { text: "Morphine" },
      subject: patient,
      dosageInstruction: [
        { route: { coding: [{ system: "http://snomed.info/sct", code: route }] } },
      ],
    });
  const routed = (route: string) => message("RDE^O11", "ORC|NW", "RXE||^Morphine", `RXR|${route}`);
  test("the same route in SNOMED CT and in table 0162 is the same; another one is a difference", () => {
    const routesOf = (report: Report) =>
      shown(report).filter(([field]) => field === "medication.route");
    expect(routesOf(compareTexts(order("26643006"), routed("PO")))).toEqual([]);
    expect(routesOf(compareTexts(order("26643006"), routed("IV")))).toEqual([
      ["medication.route", "26643006", "IV"],
    ]);
  });
});

describe("what another server adds around the same records", () => {
  const doctor = {
    resourceType: "Practitioner",
    id: "d",
    identifier: [{ system: "urn:npi", value: "99" }],
    name: [{ family: "Fox" }],
  };
  const visit = (individual: object) => ({
    resourceType: "Encounter",
    status: "finished",
    class: { code: "AMB" },
    subject: patient,
    participant: [{ individual }],
    period: { start: "2024-01-02T10:00:00Z" },
  });
  const all = (report: Report) => [
    ...shown(report),
    ...report.cases.flatMap(({ unread = [] }) => unread.map(({ element }) => element)),
  ];
  const plain = bundle(doctor, visit({ reference: "Practitioner/d" }));

  test("a reference by an identifier leads to its record", () => {
    const conditional = { reference: "Practitioner?identifier=urn%3Anpi|99" };
    const report = compareTexts(plain, bundle(doctor, visit(conditional)));
    expect(all(report)).toEqual([]);
    const other = { ...doctor, id: "e", identifier: [{ system: "urn:npi", value: "98" }] };
    const wrong = bundle(doctor, other, visit({ reference: "Practitioner?identifier=urn:npi|98" }));
    expect(all(compareTexts(plain, wrong))).toContainEqual(["provider.rendering", "99", "98"]);
  });

  test("what it calls a record of the same file is not compared; of one that is not there it is", () => {
    const named = { reference: "Practitioner/d", display: "Dr. Fox" };
    expect(all(compareTexts(plain, bundle(doctor, visit(named))))).toEqual([]);
    const elsewhere = (display: string) =>
      bundle({ ...visit({}), serviceProvider: { reference: "Organization/o", display } });
    expect(all(compareTexts(elsewhere("North"), elsewhere("South")))).toEqual([
      "Encounter.serviceProvider.display",
    ]);
  });

  test("the table of contents of a document is no record", () => {
    const composition = { resourceType: "Composition", status: "final", subject: patient };
    const document = { ...plain, bytes: `${JSON.stringify(composition)}\n${plain.bytes}` };
    const report = compareTexts(plain, document);
    expect(all(report)).toEqual([]);
    expect(report.notRead?.map(({ element }) => element)).toContain("Composition");
  });
});

test("two thousand messages of which each lacks the same are one remark", () => {
  const messages = Array.from({ length: 2000 }, (_, i) =>
    message("ADT^A08").bytes.replace("|1|P|", `|${i}|P|`).replace("Ng^Li", "Ng^Lí"),
  ).join("\r");
  const file = { name: "b.hl7", bytes: messages };
  const notes = compareTexts(file, file).notes ?? [];
  expect(notes).toHaveLength(2);
  expect(notes[0]?.says).toContain("And 1999 more like it below.");
});
