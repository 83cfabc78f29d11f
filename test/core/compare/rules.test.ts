import { describe, expect, test } from "vitest";

import type { AllowRule } from "../../../core/compare/allow-rule.ts";
import { fieldMatches } from "../../../core/compare/allow-rule.ts";
import { splitRules } from "../../../core/compare/void-rules.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { FieldExpectation } from "../../../core/mess/expectation.ts";
import { chartOf, compared, observedOf } from "./chart-of.ts";

const allow = (field: string, rule: string, more: Partial<AllowRule> = {}): AllowRule => ({
  field,
  rule,
  reason: "agreed",
  agreedBy: ["operations", "clinical lead"],
  ...more,
});

function outcome(
  key: string,
  source: string,
  target: string,
  rules: readonly AllowRule[] = [],
  expectations: readonly FieldExpectation[] = [],
): string {
  const { differences, allowed } = compared(
    chartOf({ [key]: source }),
    chartOf({ [key]: target }),
    { rules, expectations },
  );
  const [difference] = [...allowed, ...differences];
  if (difference === undefined) return "match";
  const names = difference.faults.map(({ id }) => id).join("+");
  return `${difference.verdict} ${difference.rule ?? "-"} ${names}`;
}

describe("default rules", () => {
  test.each([
    ["patient.name.family", "Jose\u0301", "José", "allowed AT-01 NFC-NFD"],
    ["patient.name.family", "José", "Jose\u0301", "delta - NFC-NFD"],
    ["patient.name.given", " Anna ", "Anna", "allowed AT-02 TRIM"],
    ["medication.name", " Lisinopril", "Lisinopril", "delta - TRIM"],
    ["patient.name.family", "McDonald", "MCDONALD", "delta - CASE"],
    ["patient.name.family", "De\u00A0La", "De La", "allowed AT-06 INVISIBLE-DROP"],
    ["patient.telecom.home", "(555) 555-0123", "+15555550123", "allowed AT-07 PHONE-MANGLE"],
    ["patient.telecom.home", "+1 555 555 0123 x12", "+15555550123", "delta - PHONE-MANGLE"],
    ["patient.telecom.email", "a@Example.ORG", "a@example.org", "allowed AT-09 CASE"],
    ["medication.dose-value rx-1", "2.50", "2.5", "allowed AT-11 TRAILING-ZERO"],
    ["medication.dose-value rx-1", "2.5", "2.50", "delta - TRAILING-ZERO"],
    ["vital.value obs-1", "2.50", "2.5", "delta - TRAILING-ZERO"],
    ["medication.dose-value rx-1", ".5", "0.5", "allowed AT-12 NAKED-DECIMAL"],
    ["medication.dose-value rx-1", "0.5", ".5", "delta - NAKED-DECIMAL"],
    ["medication.dose-unit rx-1", "mcg", "ug", "allowed AT-13 UNIT-CHANGE"],
    ["medication.dose-unit rx-1", "ug", "µg", "delta - UNIT-CHANGE"],
    ["medication.dose-unit rx-1", "mg", "mcg", "delta - UNIT-CHANGE"],
    ["patient.birth-date", "1980-03-04", "19800304", "delta - DATE-FORMAT-LEAK"],
    [
      "encounter.start enc-1",
      "2026-01-05T10:00:00-05:00",
      "2026-01-05T15:00:00Z",
      "allowed AT-15 TIME-SHIFT",
    ],
    ["patient.identifier.mrn", "0012", "12", "delta - LEADING-ZERO"],
    ["allergy.code al-1", "Z88.0", "Z880", "delta - PUNCT-STRIP"],
    ["patient.name.given", "  Jose\u0301  ", "José", "allowed AT-01+AT-02 TRIM+NFC-NFD"],
  ])("%s: %j to %j is %s", (key, source, target, expected) => {
    expect(outcome(key, source, target)).toBe(expected);
  });
});

test("the form of HL7 v2 is allowed in a message, where the standard fixes it, and nowhere in FHIR", () => {
  const generated = chartOf({ "patient.birth-date": "1980-03-04" });
  const [row] = observedOf(chartOf({ "patient.birth-date": "19800304" })).values;
  if (row === undefined) throw new Error("There is no value.");
  const values = [{ ...row, at: { ...row.at, place: "PID[1]-7" } }];
  const observed = { values, problems: [], resources: [] };
  const hops = [{ hop: "target" as const, observed, exchanges: [] }];
  const { allowed, differences } = compared(generated, generated, { hops });
  expect([allowed.map(({ rule }) => rule), differences]).toEqual([["AT-14"], []]);
});

test("a date that can be read in two ways is a difference in FHIR, which has one form, and else not readable", () => {
  const generated = chartOf({ "patient.birth-date": "1980-03-04" });
  const [row] = observedOf(chartOf({ "patient.birth-date": "03/04/1980" })).values;
  if (row === undefined) throw new Error("There is no value.");
  const verdictAt = (place: string) => {
    const values = [{ ...row, at: { ...row.at, place } }];
    const observed = { values, problems: [], resources: [] };
    const hops = [{ hop: "target" as const, observed, exchanges: [] }];
    const [found] = compared(generated, generated, { hops }).differences;
    return [found?.verdict, found?.faults.map(({ id }) => id)];
  };
  expect(verdictAt("/birthDate")).toEqual(["delta", ["DATE-FORMAT-LEAK"]]);
  expect(verdictAt("PID[1]-7")).toEqual(["not-readable", []]);
});

describe("rules of the profile", () => {
  test("a declared rule allows, cites itself and keeps the name of the fault", () => {
    expect(
      outcome("patient.name.family", "McDonald", "MCDONALD", [allow("patient.name.*", "AT-03")]),
    ).toBe("allowed AT-03 CASE");
  });

  test("it does not act on another field", () => {
    expect(outcome("allergy.substance al-1", "Latex", "LATEX", [allow("patient.*", "AT-03")])).toBe(
      "delta - CASE",
    );
  });

  test("an identifier may be padded only to the declared width", () => {
    const rules = [allow("patient.identifier.mrn", "AT-10", { width: 6 })];
    expect(outcome("patient.identifier.mrn", "1234", "001234", rules)).toBe(
      "allowed AT-10 LEADING-ZERO",
    );
    expect(outcome("patient.identifier.mrn", "1234", "0001234", rules)).toBe(
      "delta - LEADING-ZERO",
    );
  });

  test("on the fields that harm most two people must agree, elsewhere one will do", () => {
    const alone = { agreedBy: ["operations"] };
    const family = [allow("patient.name.family", "AT-03", alone)];
    expect(outcome("patient.name.family", "Mc", "MC", family)).toBe("delta - CASE");
    const twice = [allow("patient.name.family", "AT-03", { agreedBy: ["Ann", " ann "] })];
    expect(outcome("patient.name.family", "Mc", "MC", twice)).toBe("delta - CASE");
    const city = [allow("patient.address.city", "AT-03", alone)];
    expect(outcome("patient.address.city", "Reno", "RENO", city)).toBe("allowed AT-03 CASE");
    const everywhere = splitRules([allow("patient.*", "AT-03", alone)], []);
    expect(everywhere.inForce).toHaveLength(1);
    expect(everywhere.void.map(({ rule }) => rule.field)).toContain("patient.name.family");
    expect(everywhere.void.map(({ rule }) => rule.field)).not.toContain("patient.address.city");
  });

  test("accents go only where privacy and a clinician agreed", () => {
    const city = (...agreedBy: string[]) => [allow("patient.address.city", "AT-24", { agreedBy })];
    const strip = (rules: readonly AllowRule[]) =>
      outcome("patient.address.city", "Cañon", "Canon", rules);
    expect(strip(city("operations", "IT"))).toBe("delta - TRANSLIT");
    expect(strip(city("privacy officer", "nurse lead"))).toBe("allowed AT-24 TRANSLIT");
  });

  test("a status map never crosses from current to ended, even where it is listed", () => {
    const rules = [
      allow("medication.status", "AT-22", {
        pairs: [
          ["active", "completed"],
          ["on-hold", "paused"],
        ],
      }),
    ];
    expect(outcome("medication.status rx-1", "active", "completed", rules)).toMatch(/^delta/u);
    expect(outcome("medication.status rx-1", "on-hold", "paused", rules)).toMatch(
      /^allowed AT-22/u,
    );
  });

  test("* stands for one or more segments", () => {
    expect(fieldMatches("patient.*", "patient.name.family")).toBe(true);
    expect(fieldMatches("*.status", "medication.status")).toBe(true);
    expect(fieldMatches("patient.*", "patient")).toBe(false);
    expect(fieldMatches("patient.name", "patient.name.family")).toBe(false);
  });

  test("a rule is void as soon as it makes two different numbers of the run equal", () => {
    const charts = [
      chartOf({ "patient.identifier.mrn": "12-34" }, "p-0001"),
      chartOf({ "patient.identifier.mrn": "1234" }, "p-0002"),
    ];
    const { inForce, void: voided } = splitRules(
      [allow("patient.identifier.mrn", "AT-26")],
      charts,
    );
    expect(inForce).toEqual([]);
    expect(voided[0]?.reason).toContain("12-34 and 1234");
  });
});

describe("expectation first, then rules", () => {
  const expectation = (any: FieldExpectation["any"]): FieldExpectation => ({
    field: fieldId("patient.name.given"),
    entry: "",
    operators: ["name-outer-space"],
    clean: "Anna",
    messy: " Anna ",
    any,
  });

  test("must survive switches the default rules off", () => {
    const expectations = [expectation([{ expect: "must-survive" }])];
    expect(outcome("patient.name.given", " Anna ", "Anna", [], expectations)).toBe("delta - TRIM");
  });

  test("may be normalised allows exactly its own rule", () => {
    const expectations = [expectation([{ expect: "may-normalise", rule: "AT-02" }])];
    expect(outcome("patient.name.given", " Anna ", "Anna", [], expectations)).toBe(
      "allowed AT-02 TRIM",
    );
    expect(outcome("patient.name.given", " Anna ", " ANNA ", [], expectations)).toBe(
      "delta - CASE",
    );
  });

  test("an expectation may name a rule that is otherwise declared: it acts as it stands", () => {
    const ssn = {
      ...expectation([{ expect: "may-normalise", rule: "AT-26" }]),
      field: fieldId("patient.identifier.ssn"),
    };
    const became = (target: string, expectations: readonly FieldExpectation[]) =>
      outcome("patient.identifier.ssn", "000-12-3456", target, [], expectations).split(" ")[1];
    expect(became("000123456", [ssn])).toBe("AT-26");
    expect(became("000123456", [])).toBe("-");
    expect(became("00123456", [ssn])).toBe("-");
  });

  test("a rule of the profile acts beside must survive", () => {
    const expectations = [expectation([{ expect: "must-survive" }])];
    const rules = [allow("patient.name.given", "AT-02")];
    expect(outcome("patient.name.given", " Anna ", "Anna", rules, expectations)).toBe(
      "allowed AT-02 TRIM",
    );
  });
});
