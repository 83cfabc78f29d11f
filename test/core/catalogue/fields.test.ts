import { describe, expect, test } from "vitest";
import { fieldById, fieldId, fields, fieldsOfList } from "../../../core/catalogue/fields.ts";
import published from "../../fixtures/catalogue-rows.json" with { type: "json" };

const criticalityOfTier = { 5: "critical", 4: "high", 3: "medium", 2: "low", 1: "low" } as const;
const publishedIds = new Set(published.map((row) => row[0]));

describe("the field catalogue", () => {
  // The rows as published, with the places that the standards do not have set to null or put right.
  test("holds every published row with the same words and places", () => {
    expect(published.length).toBeGreaterThan(150);
    const ours = published.map(([id]) => {
      const field = fieldById(id ?? "");
      if (field === undefined) return [id, "no such row"];
      const { label, group, role, type, criticality, hl7, fhir, csv } = field;
      return [field.id, label, group, role, type, criticality, hl7, fhir, csv];
    });
    expect(ours).toEqual(published);
  });

  test("has unique ids", () => {
    expect(new Set(fields.map((field) => field.id)).size).toBe(fields.length);
  });

  test("gives a label to every row", () => {
    expect(fields.filter((field) => field.label.trim() === "")).toEqual([]);
  });

  test("derives the criticality of an added row from its tier", () => {
    const wrong = fields
      .filter((field) => !publishedIds.has(field.id))
      .filter((field) => field.criticality !== criticalityOfTier[field.tier]);
    expect(wrong.map((field) => field.id)).toEqual([]);
  });

  test("calls every critical row one that could harm a patient", () => {
    const low = fields.filter((field) => field.criticality === "critical" && field.tier < 5);
    expect(low.map((field) => field.id)).toEqual([]);
  });

  test("shares values only with rows that have their own", () => {
    const shared = fields.flatMap((field) => (field.place === "own" ? [] : [field.place]));
    expect(shared.length).toBeGreaterThan(0);
    for (const { sharesWith } of shared) expect(fieldById(sharesWith)?.place).toBe("own");
  });

  test("names the list above each nested list", () => {
    const lists = new Set(fields.flatMap((field) => field.list ?? []));
    const nested = [...lists].filter((list) => list.includes("/"));
    expect(nested).toContain("allergy/reaction");
    for (const list of nested) expect(lists).toContain(list.slice(0, list.lastIndexOf("/")));
  });

  test("finds the rows of a list", () => {
    const ids = fieldsOfList("telecom.home").map((field) => field.id);
    expect(ids).toEqual(["patient.telecom.home"]);
    expect(fieldsOfList("medication").map((field) => field.id)).toContain("medication.dose-value");
    expect(fieldsOfList("no-such-list")).toEqual([]);
  });

  test("refuses an id that it does not know", () => {
    expect(fieldById("patient.shoe-size")).toBeUndefined();
    expect(() => fieldId("patient.shoe-size")).toThrow("patient.shoe-size");
  });

  test("has the rows that messy data needs beyond the published ones", () => {
    const wanted =
      `medication.dose-max medication.strength medication.prn-reason medication.step-dose
      patient.telecom.rank patient.birth-order allergy.category allergy.none-known
      privacy.do-not-contact privacy.custody-restriction privacy.confidential-address consent.scope
      result.report-status charge.type coverage.status vital.value`.split(/\s+/);
    expect(wanted.filter((id) => fieldById(id) === undefined)).toEqual([]);
  });
});
