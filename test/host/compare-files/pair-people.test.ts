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

test("a file with one person twice is the same as itself", () => {
  const both = () => [record("a", patient("Ortiz", "1")), record("b", patient("Ortiz", "1"))];
  const { pairs, missing, extra, twice } = pairPeople(both(), both());
  expect(pairs.map(({ source, target }) => [source.person, target.person])).toEqual([
    ["a", "a"],
    ["b", "b"],
  ]);
  expect([missing.length, extra.length, twice.size]).toEqual([0, 0, 0]);
});

test("a person who stands twice at the target is there more than once, not gone", () => {
  const { pairs, missing, extra, twice } = pairPeople(
    [record("a", patient("Ortiz", "1"))],
    [record("b", patient("Ortiz", "1")), record("c", patient("Ortiz", "1"))],
  );
  expect(pairs.map(({ target }) => target.person)).toEqual(["b"]);
  expect([missing.length, extra.length, twice.size]).toEqual([0, 0, 1]);
});

test("of two who share a number each goes to the one with most in common", () => {
  const one = (id: string, gender: string) =>
    record(id, { ...patient("Ortiz", "1"), gender, address: [{ city: gender }] });
  const { pairs } = pairPeople(
    [one("a", "male"), one("b", "female")],
    [one("c", "female"), one("d", "male")],
  );
  expect(pairs.map(({ source, target }) => `${source.person}${target.person}`)).toEqual([
    "ad",
    "bc",
  ]);
});

test("a placeholder that all have as their number pairs nobody", () => {
  const all = (side: string) =>
    Array.from({ length: 4 }, (_, i) =>
      record(`${side}${i}`, {
        ...patient(`${side}-${i}`, "999"),
        birthDate: `19${side === "a" ? 7 : 8}${i}-01-01`,
        name: [{ use: "official", family: `${side}-${i}`, given: [`${side}${i}`] }],
      }),
    );
  expect(pairPeople(all("a"), all("b")).pairs).toEqual([]);
});

const whole = (family: string, mrn: string, more: object = {}) => ({
  ...patient(family, mrn),
  telecom: [{ system: "phone", use: "home", value: "413-555-0134" }],
  address: [{ line: ["12 Elm Street"], city: "Springfield" }],
  ...more,
});

test("a person whose number, name and birth date all were changed is found by what is left of them", () => {
  const { pairs, missing, extra } = pairPeople(
    [record("a", whole("O'Brien-Núñez", "0012345"))],
    [
      record("b", whole("OBrienNunez", "12345", { birthDate: "1980-04-03" })),
      record("c", whole("Meyer", "12346", { name: [{ family: "Meyer", given: ["Bo"] }] })),
    ],
  );
  expect(pairs.map(({ target, pairedBy }) => [target.person, pairedBy])).toEqual([
    ["b", "number, last name, first name, birth date, phone, street"],
  ]);
  expect([missing.length, extra.map(({ person }) => person)]).toEqual([0, ["c"]]);
});

test("another of the same household is another person, and of two who are as alike none is taken", () => {
  const sibling = (given: string) => ({
    name: [{ family: "Ortiz", given: [given] }],
    birthDate: "1984-07-09",
  });
  const sources = [record("a", whole("Ortiz", "1"))];
  expect(pairPeople(sources, [record("b", whole("Ortiz", "2", sibling("Bo")))]).pairs).toEqual([]);
  const damaged = (id: string, mrn: string) =>
    record(id, whole("Ortiz Ruiz", mrn, { birthDate: "1980-04-03" }));
  expect(pairPeople(sources, [damaged("c", "7"), damaged("d", "8")]).pairs).toEqual([]);
  expect(pairPeople(sources, [damaged("c", "7")]).pairs).toHaveLength(1);
});
