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

  const appointment = (status: string, start: string) => ({
    name: "b.hl7",
    bytes: [
      "MSH|^~\\&|SCHED|C|EMR|C|202401151030||SIU^S12|1|P|2.5",
      `SCH|10345|||||47^Routine||OFFICE|30||^^30^${start}^202401200930||||||||||||||${status}`,
      "PID|1||MRN-12345^^^HOSP^MR||Everyman^Adam^Q||19610615|M|||1 Way^^Town^NY^10001^^L",
    ].join("\r"),
  });
  const booking = () => {
    const resource = {
      resourceType: "Appointment",
      id: "s",
      identifier: [{ value: "10345" }],
      status: "booked",
      appointmentType: { coding: [{ code: "OFFICE" }] },
      start: "2024-01-20T09:00:00-05:00",
      end: "2024-01-20T09:30:00-05:00",
      minutesDuration: 30,
      participant: [{ actor: patient, status: "accepted" }],
    };
    const [person] = resources;
    const address = [
      { use: "home", line: ["1 Way"], city: "Town", state: "NY", postalCode: "10001" },
    ];
    const entry = [{ ...person, telecom: [], contact: [], extension: [], address }, resource];
    return {
      name: "a.json",
      bytes: entry.map((each) => JSON.stringify(each)).join("\n"),
    };
  };

  test("a booking in capitals, without a zone, of a legal address, says the same", () => {
    const report = compareTexts(booking(), appointment("BOOKED", "202401200900"));
    expect(shown(report)).toEqual([]);
    const left = report.cases[0]?.notCompared?.map(({ field }) => field);
    expect(left).toEqual(expect.arrayContaining(["appointment.start", "appointment.end"]));
  });

  test("an hour more on the clock, or another state, is a difference", () => {
    expect(shown(compareTexts(booking(), appointment("BOOKED", "202401201000")))).toEqual([
      ["appointment.start", "2024-01-20T09:00:00-05:00", "2024-01-20T10:00"],
    ]);
    expect(shown(compareTexts(booking(), appointment("Cancelled", "202401200900")))).toEqual([
      ["appointment.status", "booked", "cancelled"],
    ]);
  });

  test.each([
    ["13 to 18", []],
    ["13 - 18", []],
    ["13 to 81", [["result.reference-range", "13-18", "13 to 81"]]],
  ])("a range of %s beside the ends 13 and 18", (range, expected) => {
    const line = `OBX|1|NM|718-7^Hb^LN||12.5|g/dL|${range}||||F`;
    const hl7 = [
      "MSH|^~\\&|L|H|E|C|2024||ORU^R01|1|P|2.5.1",
      "PID|1||MRN-12345^^^H^MR||Everyman^Adam^Q||19610615|M",
      "OBR|1||F1|718-7",
      line,
    ];
    const [person] = resources;
    const result = {
      resourceType: "Observation",
      id: "o",
      status: "final",
      category: [{ coding: [{ code: "laboratory" }] }],
      code: { coding: [{ system: "http://loinc.org", code: "718-7" }] },
      subject: patient,
      valueQuantity: { value: 12.5, unit: "g/dL" },
      referenceRange: [{ low: { value: 13 }, high: { value: 18 } }],
    };
    const entry = [{ ...person, telecom: [], contact: [], extension: [] }, result];
    const fhir = entry.map((each) => JSON.stringify(each)).join("\n");
    const report = compareTexts(
      { name: "a.json", bytes: fhir },
      { name: "b.hl7", bytes: hl7.join("\r") },
    );
    expect(shown(report)).toEqual(expected);
  });
});
