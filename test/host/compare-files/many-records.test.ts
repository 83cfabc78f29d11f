import { expect, test } from "vitest";

import { compareTexts } from "./compare-text.ts";

const numbers = Array.from({ length: 700 }, (_, i) => i);

test("people in another order, whose numbers each side names in its own way, are paired one by one", () => {
  const born = (i: number): string => `19${10 + (i % 80)}-0${1 + (i % 9)}-1${i % 10}`;
  const resources = numbers.map((i) => ({
    resourceType: "Patient",
    identifier: [{ system: "urn:clinic", value: `77${i}` }],
    name: [{ family: `Teststone${i % 40}`, given: [`Ann${i % 7}`] }],
    birthDate: born(i),
    address: [{ city: i === 300 ? "Salem" : "Springfield" }],
  }));
  const rows = numbers
    .toReversed()
    .map((i) => `E${i},Teststone${i % 40},Ann${i % 7},${born(i)},Springfield`);
  const report = compareTexts(
    { name: "a.ndjson", bytes: resources.map((each) => JSON.stringify(each)).join("\n") },
    { name: "b.csv", bytes: ["mrn,last_name,first_name,dob,city", ...rows].join("\n") },
  );
  const cities = report.cases.flatMap(({ differences }) =>
    differences.filter(({ field }) => field === "patient.address.city"),
  );
  expect(report.cases).toHaveLength(700);
  expect(new Set(report.cases.map(({ pairedBy }) => pairedBy))).toEqual(
    new Set(["name and birth date"]),
  );
  expect(cities.map(({ source, target }) => [source, target])).toEqual([["Salem", "Springfield"]]);
});

test("hundreds of records that no field holds, all changed and in another order, are held each against its own", () => {
  const bundle = (status: string, order: readonly number[]) => {
    const procedures = order.map((i) => ({
      resourceType: "Procedure",
      status,
      code: { coding: [{ code: `4301${i}` }] },
      note: [{ text: i % 2 === 0 ? "left" : "right" }],
      subject: { reference: "Patient/p" },
    }));
    const patient = { resourceType: "Patient", id: "p", birthDate: "1980-01-02" };
    return [patient, ...procedures].map((each) => JSON.stringify(each)).join("\n");
  };
  const report = compareTexts(
    { name: "a.ndjson", bytes: bundle("completed", numbers) },
    { name: "b.ndjson", bytes: bundle("stopped", numbers.toReversed()) },
  );
  const unread = report.cases.flatMap((each) => each.unread ?? []);
  expect(new Set(unread.map(({ element }) => element))).toEqual(new Set(["Procedure.status"]));
  expect(unread).toHaveLength(700);
});

test("a value that is gone from each of thousands of entries, and thousands of names too many, take a moment", () => {
  const file = (lines: readonly object[]) => ({
    name: "a.ndjson",
    bytes: lines.map((each) => JSON.stringify(each)).join("\n"),
  });
  const patient = { resourceType: "Patient", id: "p", birthDate: "1980-01-02" };
  const allergies = (more: object) =>
    Array.from({ length: 4000 }, (_, i) => ({
      resourceType: "AllergyIntolerance",
      code: { text: `Substance ${i}` },
      patient: { reference: "Patient/p" },
      ...more,
    }));
  const lost = compareTexts(
    file([patient, ...allergies({ criticality: "high" })]),
    file([patient, ...allergies({})]),
  );
  expect(lost.faults.map(({ id, fields }) => [id, fields])).toEqual([
    ["DROP-ELEMENT", ["allergy.criticality"]],
  ]);
  const names = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ use: "old", family: `Former${i}` }));
  const more = compareTexts(
    file([{ ...patient, name: names(1) }]),
    file([{ ...patient, name: names(4000) }]),
  );
  expect(more.counts.extra).toBeGreaterThanOrEqual(3999);
});
