import { describe, expect, test } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import type { Report } from "../../../core/compare/report.ts";
import { compareTexts } from "./compare-text.ts";

const patient = { reference: "Patient/p" };
const resources = [
  {
    resourceType: "Patient",
    id: "p",
    active: true,
    identifier: [{ system: "urn:oid:2.16.840.1.113883.19.5", value: "MRN-12345" }],
    name: [{ use: "official", family: "Everyman", given: ["Adam", "Q"] }],
    gender: "male",
    birthDate: "1961-06-15",
    extension: [
      {
        url: "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity",
        extension: [{ url: "ombCategory", valueCoding: { code: "2186-5" } }],
      },
    ],
    telecom: [{ system: "phone", use: "home", value: "(555) 555-2004" }],
    contact: [
      { name: { family: "Everywoman" }, telecom: [{ system: "phone", value: "555-555-2005" }] },
    ],
  },
  {
    resourceType: "AllergyIntolerance",
    id: "a",
    clinicalStatus: { coding: [{ code: "active" }] },
    verificationStatus: { coding: [{ code: "confirmed" }] },
    category: ["medication"],
    criticality: "high",
    code: {
      coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "7980" }],
      text: "Penicillin",
    },
    patient,
  },
  {
    resourceType: "Coverage",
    id: "c",
    status: "active",
    subscriberId: "XYZ123",
    payor: [{ display: "Acme Health" }],
    beneficiary: patient,
  },
  {
    resourceType: "MedicationRequest",
    id: "m",
    status: "active",
    intent: "order",
    medicationCodeableConcept: {
      coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code: "197361" }],
      text: "Amlodipine 5 MG",
    },
    subject: patient,
    dosageInstruction: [
      {
        timing: { repeat: { frequency: 1, period: 1, periodUnit: "d" } },
        doseAndRate: [{ doseQuantity: { value: 5, unit: "mg", code: "mg" } }],
      },
    ],
  },
];

function bundle() {
  const entry = structuredClone(resources).map((resource) => ({
    fullUrl: `http://server.example.org/fhir/${resource.resourceType}/${resource.id}`,
    resource,
  }));
  return {
    name: "a.json",
    bytes: JSON.stringify({ resourceType: "Bundle", type: "collection", entry }),
  };
}

function messages(change: (text: string) => string = (text) => text) {
  const lines = [
    "MSH|^~\\&|ADT|HOSP|EMR|CLINIC|20240301100000-0500||ADT^A08^ADT_A01|1|P|2.5.1",
    "PID|1||MRN-12345^^^HOSP^MR||Everyman^Adam^Q^^^^L||19610615|M|||||^PRN^PH^^^555^5552004|||||||||N^Not Hispanic^HL70189",
    "NK1|1|Everywoman|||^PRN^PH^^^555^5552005",
    "AL1|1|DA|7980^Penicillin^RXNORM|SV",
    `IN1|1|||Acme Health${"|".repeat(45)}XYZ123`,
    "MSH|^~\\&|RX|HOSP|EMR|CLINIC|20240301100000-0500||RDE^O11^RDE_O11|2|P|2.5.1",
    "PID|1||MRN-12345^^^HOSP^MR||Everyman^Adam^Q^^^^L||19610615|M",
    "ORC|NW",
    "RXE||197361^Amlodipine 5 MG^RXNORM|5||mg",
    "TQ1|1||QD",
  ];
  return { name: "b.hl7", bytes: change(lines.join("\r")) };
}

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences }) =>
    differences.map(({ field, source, target }) => [field, source, target]),
  );

describe("a Bundle against messages", () => {
  test("the same record is the same, both ways round", () => {
    for (const report of [compareTexts(bundle(), messages()), compareTexts(messages(), bundle())]) {
      expect(shown(report)).toEqual([]);
      expect(reportExit(report)).toBe(0);
      expect(report.counts.match).toBeGreaterThan(15);
    }
  });

  test("states that the record alone says are not compared, and counted", () => {
    const { cases } = compareTexts(bundle(), messages());
    const left = cases[0]?.notCompared?.map(({ field }) => field);
    expect(left).toEqual(
      expect.arrayContaining(["allergy.clinical-status", "coverage.status", "medication.status"]),
    );
  });

  test("a state that is not the usual one is missed", () => {
    const { name, bytes } = bundle();
    const stopped = bytes.replace('"status":"active","intent"', '"status":"stopped","intent"');
    expect(shown(compareTexts({ name, bytes: stopped }, messages()))).toEqual([
      ["medication.status", "stopped", undefined],
    ]);
  });

  test("an address and a short name of who issued a number are not compared while they go together", () => {
    const report = compareTexts(bundle(), messages());
    expect(report.cases[0]?.notCompared?.map(({ field }) => field)).toContain(
      "patient.identifier.mrn-authority",
    );
  });

  test.each([
    [
      "a dose",
      (text: string) => text.replace("|5||mg", "|50||mg"),
      ["medication.dose-value", "5", "50"],
    ],
    [
      "a birth date",
      (text: string) => text.replaceAll("19610615", "19610516"),
      ["patient.birth-date", "1961-06-15", "1961-05-16"],
    ],
    [
      "a phone in parts",
      (text: string) => text.replace("5552004", "5552040"),
      ["patient.telecom.home", "(555) 555-2004", "555-5552040"],
    ],
    [
      "a contact's phone",
      (text: string) => text.replace("5552005", "5552050"),
      ["contact.phone", "555-555-2005", "555-5552050"],
    ],
    [
      "how often",
      (text: string) => text.replace("TQ1|1||QD", "TQ1|1||QID"),
      ["medication.frequency", "QD", "QID"],
    ],
    [
      "the payer",
      (text: string) => text.replace("Acme", "Apex"),
      ["coverage.payer-name", "Acme Health", "Apex Health"],
    ],
  ])("%s that differs is shown, and nothing else", (_says, change, expected) => {
    expect(shown(compareTexts(bundle(), messages(change)))).toEqual([expected]);
  });

  test("an allergy that is not in the messages is missing", () => {
    const without = messages((text) => text.replace(/AL1[^\r]*\r/u, ""));
    const fields = new Set(shown(compareTexts(bundle(), without)).map(([field]) => field));
    expect([...fields].every((field) => field?.startsWith("allergy."))).toBe(true);
    expect(fields).toContain("allergy.code");
  });

  test("fields that each message repeats are not said to be unread", () => {
    const report = compareTexts(bundle(), messages());
    expect(report.notRead?.map(({ element }) => element)).not.toContain("PID-5");
    expect(report.notRead?.map(({ element }) => element)).toContain("ORC-1");
  });
});
