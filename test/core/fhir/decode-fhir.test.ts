import { describe, expect, test } from "vitest";
import { decodeFhir, decodeFhirPeople } from "../../../core/fhir/decode-fhir.ts";
import { bytesOf, rowsOf, textOfBytes } from "./chart-of.ts";

const documents = (...contents: unknown[]): Uint8Array[] =>
  contents.map((content) => bytesOf(JSON.stringify(content)));
const searchset = (...resources: object[]): object => ({
  resourceType: "Bundle",
  type: "searchset",
  entry: resources.map((resource) => ({ resource, search: { mode: "match" } })),
});
const ana = { resourceType: "Patient", id: "1", name: [{ use: "official", family: "Ortiz" }] };
const bo = { resourceType: "Patient", id: "2", name: [{ use: "official", family: "Ng" }] };
const condition = (id: string, patient: string, text: string): object => ({
  resourceType: "Condition",
  id,
  subject: { reference: patient },
  code: { text },
});
const kinds = (observed: { problems: readonly { kind: string }[] }): string[] =>
  observed.problems.map(({ kind }) => kind);

describe("reading a record from several documents", () => {
  test("puts the pages of several searches together and says which document a value came from", () => {
    const docs = documents(
      searchset({ ...ana, meta: { versionId: "4" } }),
      searchset(condition("5", "Patient/1", "Asthma"), condition("7", "Patient/1", "Flu")),
      searchset(condition("6", "http://emr.example/fhir/Patient/1/_history/4", "Gout")),
    );
    const observed = decodeFhir(docs);
    expect(rowsOf(observed)).toEqual([
      ["patient.name.family", "", "Ortiz"],
      ["problem.text", "#1", "Asthma"],
      ["problem.text", "#2", "Flu"],
      ["problem.text", "#3", "Gout"],
    ]);
    expect(observed.problems).toEqual([]);
    expect(observed.resources).toEqual([
      { type: "Patient", id: "1", version: "4" },
      { type: "Condition", id: "5", version: null },
      { type: "Condition", id: "7", version: null },
      { type: "Condition", id: "6", version: null },
    ]);
    const last = observed.values[3]?.at;
    expect([last?.document, last?.resource]).toEqual([2, "Condition/6"]);
    expect(textOfBytes(docs[2] ?? new Uint8Array(), last?.start, last?.end)).toBe('"Gout"');
  });

  test("reads NDJSON, one resource per line", () => {
    const lines = [ana, condition("5", "Patient/1", "Asthma")].map((x) => JSON.stringify(x));
    expect(rowsOf(decodeFhir([bytesOf(`${lines.join("\n")}\n`)])).length).toBe(2);
  });

  test("reads a resource once that came on two pages", () => {
    const page = searchset(ana, condition("5", "Patient/1", "Asthma"));
    const observed = decodeFhir(documents(page, page));
    expect([observed.values.length, observed.problems]).toEqual([2, []]);
  });

  test("says when two copies of a resource differ, and reads the last", () => {
    const docs = documents(
      condition("5", "Patient/1", "Asthma"),
      condition("5", "Patient/1", "Gout"),
    );
    const observed = decodeFhir(docs);
    expect(rowsOf(observed)).toEqual([["problem.text", "#1", "Gout"]]);
    expect(kinds(observed)).toContain("repeated-resource");
  });

  test("names resource types that it cannot read, instead of dropping them", () => {
    const observed = decodeFhir(documents(searchset(ana, { resourceType: "CarePlan", id: "9" })));
    expect(observed.problems).toMatchObject([
      { kind: "unknown-resource", at: { resource: "CarePlan/9" } },
    ]);
  });

  test("passes on what an OperationOutcome says, and reads the rest", () => {
    const outcome = {
      resourceType: "OperationOutcome",
      issue: [{ severity: "warning", details: { text: "suffix was dropped" } }],
    };
    const observed = decodeFhir(documents(searchset(ana, outcome)));
    expect(rowsOf(observed).length).toBe(1);
    expect(observed.problems).toMatchObject([
      { kind: "operation-outcome", says: "The system answered with warning: suffix was dropped" },
    ]);
  });

  test("follows a payer and a medicine that became resources of their own", () => {
    const observed = decodeFhir(
      documents(
        ana,
        {
          resourceType: "Coverage",
          beneficiary: { reference: "Patient/1" },
          payor: [{ reference: "Organization/3" }],
        },
        {
          resourceType: "MedicationRequest",
          subject: { reference: "Patient/1" },
          medicationReference: { reference: "Medication/4" },
        },
        { resourceType: "Organization", id: "3", name: "Practice Care" },
        {
          resourceType: "Medication",
          id: "4",
          code: { text: "Metformin" },
          ingredient: [{ strength: { numerator: { value: 5, code: "mg" } } }],
        },
      ),
    );
    expect(rowsOf(observed)).toEqual([
      ["patient.name.family", "", "Ortiz"],
      ["coverage.payer-name", "#1", "Practice Care"],
      ["medication.name", "#1", "Metformin"],
      ["medication.strength", "#1", "5"],
      ["medication.strength-unit", "#1", "mg"],
    ]);
    // A value read from another document points there.
    expect(observed.values[1]?.at).toMatchObject({ document: 3, resource: "Organization/3" });
    expect(observed.problems).toEqual([]);
  });

  test("does not take the patient for the insured person", () => {
    const coverage = {
      resourceType: "Coverage",
      beneficiary: { reference: "Patient/1" },
      subscriber: { reference: "Patient/1" },
    };
    expect(rowsOf(decodeFhir(documents(ana, coverage))).length).toBe(1);
  });

  test("reports a reference that names only the server's own id", () => {
    const encounter = {
      resourceType: "Encounter",
      account: [{ reference: "Account/7" }],
    };
    const observed = decodeFhir(documents(encounter));
    expect([rowsOf(observed), kinds(observed)]).toEqual([[], ["unresolved-reference"]]);
  });

  test("says when unit and code of a dose disagree", () => {
    const medicine = {
      resourceType: "MedicationRequest",
      dosageInstruction: [{ doseAndRate: [{ doseQuantity: { unit: "g", code: "mg" } }] }],
    };
    expect(kinds(decodeFhir(documents(medicine)))).toEqual(["unit-conflict"]);
  });

  test("reads values of the wrong JSON type and says so", () => {
    const patient = { resourceType: "Patient", active: "true", birthDate: 1980, gender: {} };
    const observed = decodeFhir(documents(patient));
    expect(rowsOf(observed)).toEqual([
      ["patient.active", "", "true"],
      ["patient.birth-date", "", "1980"],
    ]);
    expect(kinds(observed)).toEqual(["wrong-type", "wrong-type", "wrong-type"]);
  });

  test("still finds the name, the chart number and the phone where their kind was lost", () => {
    const patient = {
      resourceType: "Patient",
      identifier: [{ value: "7700001" }],
      name: [{ family: "Ortiz" }],
      telecom: [{ value: "617-555-0142" }, { value: "a@example.org" }],
    };
    const observed = decodeFhir(documents(patient));
    expect(rowsOf(observed)).toEqual([
      ["patient.identifier.mrn", "#1", "7700001"],
      ["patient.name.family", "", "Ortiz"],
      ["patient.telecom.home", "#1", "617-555-0142"],
      ["patient.telecom.email", "#1", "a@example.org"],
    ]);
    expect(kinds(observed)).toEqual(["telecom-use"]);
  });
});

describe("whose record it is", () => {
  const docs = documents(
    searchset(
      condition("5", "Patient/2", "Asthma"),
      ana,
      condition("6", "Patient/1", "Gout"),
      bo,
      condition("7", "Patient/2", "Flu"),
    ),
  );

  test("reads people apart, each with their own count of entries", () => {
    const people = decodeFhirPeople(docs);
    expect(people.map(({ patient, observed }) => [patient, rowsOf(observed)])).toEqual([
      [
        "Patient/1",
        [
          ["patient.name.family", "", "Ortiz"],
          ["problem.text", "#1", "Gout"],
        ],
      ],
      [
        "Patient/2",
        [
          ["patient.name.family", "", "Ng"],
          ["problem.text", "#1", "Asthma"],
          ["problem.text", "#2", "Flu"],
        ],
      ],
    ]);
  });

  test("keeps a record whose patient is not there as a person of its own", () => {
    const people = decodeFhirPeople(documents(ana, condition("5", "Patient/9", "Asthma")));
    expect(people.map(({ patient }) => patient)).toEqual(["Patient/1", "Patient/9"]);
  });

  test("finds the patient by identifier where a reference has nothing else", () => {
    const withMrn = { ...ana, identifier: [{ system: "urn:clinic:mrn", value: "7700001" }] };
    const subject = { identifier: { system: "urn:clinic:mrn", value: "7700001" } };
    const problem = { resourceType: "Condition", subject, code: { text: "Gout" } };
    const people = decodeFhirPeople(documents(withMrn, bo, problem));
    expect(people.map(({ observed }) => observed.values.length)).toEqual([4, 1]);
  });

  test("reads one person only, and names what belongs to another", () => {
    const observed = decodeFhir(docs);
    expect(rowsOf(observed)).toEqual([
      ["patient.name.family", "", "Ortiz"],
      ["problem.text", "#1", "Gout"],
    ]);
    expect(kinds(observed)).toEqual(["another-patient", "another-patient", "another-patient"]);
    expect(observed.resources.length).toBe(5);
  });

  test("reads a record that points at an unknown patient, and says so", () => {
    const observed = decodeFhir(documents(ana, condition("5", "Patient/9", "Asthma")));
    expect(rowsOf(observed).length).toBe(2);
    expect(kinds(observed)).toEqual(["unclear-patient"]);
  });

  test("reads an empty search as no one", () => {
    expect(decodeFhirPeople(documents(searchset()))).toEqual([]);
    expect(decodeFhir(documents(searchset()))).toEqual({ values: [], problems: [], resources: [] });
  });
});
