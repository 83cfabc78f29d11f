import { expect, test } from "vitest";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { pairPeople } from "../../../host/compare-files/pair-people.ts";
import type { FoundRecord } from "../../../host/compare-files/read-records.ts";

function record(person: string, resource: object): FoundRecord {
  const observed = decodeFhir([new TextEncoder().encode(JSON.stringify(resource))]);
  return { person, format: "fhir", observed, files: [person] };
}
const patient = (family: string, mrn: string) => ({
  resourceType: "Patient",
  identifier: [{ type: { coding: [{ code: "MR" }] }, system: "urn:clinic:mrn", value: mrn }],
  name: [{ use: "official", family, given: ["Ana"] }],
  birthDate: "1980-03-04",
});

test("two lone people who share neither number nor name are not one person", () => {
  const { pairs, missing, extra } = pairPeople(
    [record("a", patient("Ortiz", "7700001"))],
    [record("b", patient("Meyer", "7700002"))],
  );
  expect(pairs).toEqual([]);
  expect([missing.length, extra.length]).toEqual([1, 1]);
});

test("a damaged number leaves name and birth date to pair by", () => {
  const { pairs } = pairPeople(
    [record("a", patient("Ortiz", "0012"))],
    [record("b", patient("Ortiz", "12"))],
  );
  expect(pairs.map(({ pairedBy }) => pairedBy)).toEqual(["name and birth date"]);
});

test("a lone allergy says nothing of whose it is, and is compared with the other lone record", () => {
  const allergy = { resourceType: "AllergyIntolerance", code: { text: "Egg" } };
  const { pairs } = pairPeople([record("a", allergy)], [record("b", allergy)]);
  expect(pairs).toHaveLength(1);
});

test("one number under two names of its system is one person where the birth date agrees", () => {
  const other = (family: string, birthDate: string) => ({
    ...patient(family, "7700001"),
    identifier: [{ type: { coding: [{ code: "MR" }] }, system: "http://b.test", value: "7700001" }],
    birthDate,
  });
  const pairedBy = (target: object) =>
    pairPeople([record("a", patient("Ortiz", "7700001"))], [record("b", target)]).pairs.map(
      (pair) => pair.pairedBy,
    );
  expect(pairedBy(other("ORTIZ", "1980-03-04"))).toEqual(["patient.identifier.mrn"]);
  expect(pairedBy(other("Meyer", "1990-01-01"))).toEqual([]);
});
