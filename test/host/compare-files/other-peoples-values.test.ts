import { describe, expect, test } from "vitest";

import { compareTexts } from "./compare-text.ts";

interface Person {
  readonly id: string;
  readonly family: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly dose: string;
  readonly allergy: string;
}

const ann: Person = {
  id: "a",
  family: "Teststone",
  birthDate: "1980-01-02",
  phone: "555-555-0101",
  dose: "2.5",
  allergy: "Penicillin",
};
const bob: Person = {
  id: "b",
  family: "Quarry",
  birthDate: "1971-05-17",
  phone: "555-555-0202",
  dose: "40",
  allergy: "Latex",
};
const cai: Person = {
  id: "c",
  family: "Fielding",
  birthDate: "1990-11-30",
  phone: "555-555-0303",
  dose: "12.5",
  allergy: "Egg",
};

function bundle(...people: readonly Person[]) {
  const lines = people.flatMap(({ id, family, birthDate, phone, dose, allergy }) => {
    const patient = { reference: `Patient/${id}` };
    return [
      {
        resourceType: "Patient",
        id,
        identifier: [{ system: "urn:clinic", value: `77${id}` }],
        name: [{ family }],
        birthDate,
        telecom: [{ system: "phone", use: "home", value: phone }],
      },
      {
        resourceType: "MedicationRequest",
        medicationCodeableConcept: { text: "Amlodipine" },
        subject: patient,
        dosageInstruction: [{ doseAndRate: [{ doseQuantity: { value: Number(dose) } }] }],
      },
      { resourceType: "AllergyIntolerance", code: { text: allergy }, patient },
    ];
  });
  return { name: "a.ndjson", bytes: lines.map((each) => JSON.stringify(each)).join("\n") };
}

/** Who differs, where, and what it is called. */
const named = (...target: readonly Person[]) => {
  const report = compareTexts(bundle(ann, bob, cai), bundle(...target));
  return report.cases.flatMap(({ person, differences }) =>
    differences.map(({ field, verdict, faults: [fault] }) =>
      [person, field, verdict, fault?.oneOf?.flat().join("|") ?? fault?.id].join(" "),
    ),
  );
};

const possible = "CROSS-PATIENT|UNKNOWN";

describe("values of two people of one file", () => {
  test.each(["family", "birthDate", "phone", "dose"] as const)(
    "a %s that changed places is possibly another patient's",
    (key) => {
      const names = named({ ...ann, [key]: bob[key] }, { ...bob, [key]: ann[key] }, cai);
      expect(names).toHaveLength(2);
      expect(names.every((each) => each.endsWith(`delta ${possible}`))).toBe(true);
    },
  );

  test("a phone that one other person has is possibly hers; a dose or a date may be anybody's", () => {
    expect(named({ ...ann, phone: bob.phone }, bob, cai)).toEqual([
      `Patient/a patient.telecom.home delta ${possible}`,
    ]);
    expect(named({ ...ann, dose: bob.dose }, bob, cai)).toEqual([
      "Patient/a medication.dose-value delta UNKNOWN",
    ]);
    expect(named({ ...ann, birthDate: bob.birthDate }, bob, cai)).toEqual([
      "Patient/a patient.birth-date delta UNKNOWN",
    ]);
  });

  test("a fault that a value shows by itself is believed, whoever else has such a value", () => {
    const near = { ...bob, phone: "555-555-010" };
    const report = compareTexts(bundle(ann, near), bundle({ ...ann, phone: "555-555-010" }, near));
    expect(report.faults.map(({ id }) => id)).toEqual(["TRUNCATE"]);
  });

  test("a record that two people exchanged is possibly on the other's chart, or dropped", () => {
    const names = named({ ...ann, allergy: bob.allergy }, { ...bob, allergy: ann.allergy }, cai);
    expect(names.toSorted()).toEqual([
      `Patient/a allergy.substance extra ${possible}`,
      "Patient/a allergy.substance missing CROSS-PATIENT|DROP-RECORD|UNKNOWN",
      `Patient/b allergy.substance extra ${possible}`,
      "Patient/b allergy.substance missing CROSS-PATIENT|DROP-RECORD|UNKNOWN",
    ]);
  });
});
