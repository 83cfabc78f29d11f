import { describe, expect, test } from "vitest";

import type { AllowRule } from "../../../core/compare/allow-rule.ts";
import { buildReport } from "../../../core/compare/build-report.ts";
import { sameInDeclaredFormat } from "../../../core/compare/forms/declared-date.ts";
import type { RoundComparison } from "../../../core/compare/result.ts";
import { splitRules } from "../../../core/compare/void-rules.ts";
import { chartOf, compared } from "./chart-of.ts";

function allow(field: string, rule: string, more: Partial<AllowRule> = {}): AllowRule {
  return { field, rule, reason: "agreed", agreedBy: ["lead", "nurse for privacy"], ...more };
}

type Values = Readonly<Record<string, string>>;

/** What becomes of each value under rules: `allowed AT-21`, `delta`, …; matches are left out. */
function outcomes(source: Values, target: Values, rules: readonly AllowRule[]) {
  const { differences, allowed } = compared(chartOf(source), chartOf(target), { rules });
  return Object.fromEntries(
    [...allowed, ...differences].map((each) => [
      each.field,
      each.rule === undefined ? each.verdict : `${each.verdict} ${each.rule}`,
    ]),
  );
}

const one = (key: string, source: string, target: string, rules: readonly AllowRule[]) =>
  Object.values(outcomes({ [key]: source }, { [key]: target }, rules))[0] ?? "match";

describe("each rule allows exactly what it describes, in its direction", () => {
  test.each<[string, string, string, string, Partial<AllowRule>, string]>([
    ["AT-04", "patient.address.line1", "O’Hara Rd", "O'Hara Rd", {}, "allowed AT-04"],
    ["AT-04", "patient.address.line1", "O'Hara Rd", "O’Hara Rd", {}, "delta"],
    ["AT-05", "patient.address.line1", "A\u2010B", "A-B", {}, "allowed AT-05"],
    ["AT-06", "patient.address.line1", "A\u202FB", "A B", {}, "delta"],
    ["AT-07", "patient.telecom.home", "+44 20 7946 0958", "44 20 7946 0958", {}, "delta"],
    ["AT-08", "patient.address.line1", "1 Main Street", "1 MAIN ST", {}, "allowed AT-08"],
    ["AT-08", "patient.address.line1", "1 Main St", "1 Main Street", {}, "delta"],
    ["AT-08", "patient.address.line1", "1 Main Street", "1 main street", {}, "delta"],
    ["AT-08", "patient.address.line1", "1 Main Street", "2 MAIN ST", {}, "delta"],
    ["AT-08", "patient.address.postal-code", "89501", "89501-1234", {}, "allowed AT-08"],
    ["AT-08", "patient.address.postal-code", "89501-1234", "89501", {}, "delta"],
    ["AT-11", "medication.dose-value rx-1", "2.0", "2.", {}, "delta"],
    ["AT-14", "patient.birth-date", "1980-03-04", "03/04/1980", {}, "delta"],
    [
      "AT-14",
      "patient.birth-date",
      "1980-03-04",
      "03/04/1980",
      { format: "MM/DD/YYYY" },
      "allowed AT-14",
    ],
    ["AT-14", "patient.birth-date", "1980-03-04", "03/04/1980", { format: "DD/MM/YYYY" }, "delta"],
    ["AT-26", "patient.identifier.ssn", "000-12-3456", "000123456", {}, "allowed AT-26"],
    ["AT-26", "patient.identifier.ssn", "000-12-3456", "00-0123456", {}, "delta"],
    ["AT-26", "problem.code dx-1", "E78.5", "E785", {}, "allowed AT-26"],
    ["AT-26", "problem.code dx-1", "e78.5", "E785", {}, "delta"],
    ["AT-26", "problem.code dx-1", "e78.5", "E785", { capitals: true }, "allowed AT-26"],
    ["AT-26", "medication.code rx-1", "0002-1433-80", "00002143380", {}, "allowed AT-26"],
    ["AT-26", "medication.code rx-1", "0002143380", "00002143380", {}, "delta"],
    [
      "AT-26",
      "medication.code rx-1",
      "0002143380",
      "00002143380",
      { layout: "4-4-2" },
      "allowed AT-26",
    ],
    ["AT-26", "medication.code rx-1", "0002143380", "00002143380", { layout: "5-4-1" }, "delta"],
    [
      "AT-27",
      "patient.identifier.mrn-authority",
      "urn:a",
      "urn:oid:1.2",
      { pairs: [["urn:a", "urn:oid:1.2"]] },
      "allowed AT-27",
    ],
    ["AT-27", "medication.frequency rx-1", "BID", "2XD", { pairs: [["BID", "2XD"]] }, "delta"],
    [
      "AT-22",
      "medication.status rx-1",
      "on-hold",
      "active",
      { pairs: [["on-hold", "active"]] },
      "delta",
    ],
  ])("%s on %s: %j to %j with %j is %s", (rule, key, source, target, more, expected) => {
    const field = key.split(" ")[0] ?? "";
    expect(one(key, source, target, [allow(field, rule, more)])).toBe(expected);
  });
});

test("AT-14: a declared count of seconds is the instant, and no other unit is tried", () => {
  const at = "2026-01-05T10:00:00-05:00";
  expect(sameInDeclaredFormat(at, "1767625200", "epoch-seconds")).toBe(true);
  expect(sameInDeclaredFormat(at, "1767625200000", "epoch-milliseconds")).toBe(true);
  expect(sameInDeclaredFormat(at, "1767625200", "epoch-milliseconds")).toBe(false);
  expect(sameInDeclaredFormat(at, "1767607200", "epoch-seconds")).toBe(false);
  // Without an offset nobody knows which instant is meant.
  expect(sameInDeclaredFormat("2026-01-05T10:00:00", "1767607200", "epoch-seconds")).toBe(false);
  expect(sameInDeclaredFormat("2026-01", "01/01/2026", "MM/DD/YYYY")).toBe(false);
});

test("AT-21: a suffix may move into the family name, and nothing may be lost on the way", () => {
  const rules = [allow("patient.name.*", "AT-21")];
  const source = {
    "patient.name.given": "John",
    "patient.name.family": "Smith",
    "patient.name.suffix s-1": "Jr",
  };
  const moved = { "patient.name.given": "John", "patient.name.family": "Smith Jr" };
  expect(outcomes(source, moved, rules)).toEqual({
    "patient.name.family": "allowed AT-21",
    "patient.name.suffix": "allowed AT-21",
  });
  const lost = { "patient.name.given": "John", "patient.name.family": "Smith" };
  expect(outcomes(source, lost, rules)).toEqual({ "patient.name.suffix": "missing" });
  expect(outcomes(source, moved, [])).toEqual({
    "patient.name.family": "delta",
    "patient.name.suffix": "missing",
  });
});

test("AT-25: a domestic address may get its declared country, and no other", () => {
  const rules = [allow("patient.address.country", "AT-25", { pairs: [["", "US"]] })];
  const source = { "patient.address.city": "Reno" };
  const with_ = (country: string) => ({ ...source, "patient.address.country": country });
  expect(outcomes(source, with_("US"), rules)).toEqual({
    "patient.address.country": "allowed AT-25",
  });
  expect(outcomes(source, with_("CA"), rules)).toEqual({ "patient.address.country": "extra" });
  expect(outcomes(with_("CA"), with_("US"), rules)).toEqual({ "patient.address.country": "delta" });
});

test("AT-13: a declared conversion allows number and unit together, and neither alone", () => {
  const mass = [allow("result.value", "AT-13", { pairs: [["mg", "g"]] })];
  const is = (value: string, unit: string) => ({
    "result.value obs-1": value,
    "result.unit obs-1": unit,
  });
  expect(outcomes(is("2500", "mg"), is("2.5", "g"), mass)).toEqual({
    "result.value": "allowed AT-13",
    "result.unit": "allowed AT-13",
  });
  expect(outcomes(is("2500", "mg"), is("2500", "g"), mass)).toEqual({ "result.unit": "delta" });
  expect(outcomes(is("2500", "mg"), is("2.6", "g"), mass)).toEqual({
    "result.value": "delta",
    "result.unit": "delta",
  });
  expect(outcomes(is("2500", "mg"), is("2.5", "g"), [])).toEqual({
    "result.value": "delta",
    "result.unit": "delta",
  });
  // Mass to molar: only with a declared factor and rounding for this analyte.
  const molar = { pairs: [["mg/dL", "mmol/L"]] as const };
  const glucose = [allow("result.value", "AT-13", { ...molar, factor: "0.0555", decimals: 1 })];
  expect(outcomes(is("97", "mg/dL"), is("5.4", "mmol/L"), glucose)).toEqual({
    "result.value": "allowed AT-13",
    "result.unit": "allowed AT-13",
  });
  const without = [allow("result.value", "AT-13", molar)];
  expect(Object.values(outcomes(is("97", "mg/dL"), is("5.4", "mmol/L"), without))).toEqual([
    "delta",
    "delta",
  ]);
});

test("AT-16: a code goes with its system, in the map's direction", () => {
  const map = {
    name: "agreed",
    rows: [{ sourceSystem: "urn:local", source: "L1", targetSystem: "urn:rx", target: "77" }],
  };
  const rules = [allow("medication.code", "AT-16", { map })];
  const is = (system: string, code: string) => ({
    "medication.code rx-1": code,
    "medication.code-system rx-1": system,
    "medication.name rx-1": "Same words",
  });
  expect(outcomes(is("urn:local", "L1"), is("urn:rx", "77"), rules)).toEqual({
    "medication.code": "allowed AT-16",
    "medication.code-system": "allowed AT-16",
  });
  expect(outcomes(is("urn:rx", "77"), is("urn:local", "L1"), rules)).toEqual({
    "medication.code": "delta",
    "medication.code-system": "delta",
  });
  // The right code in the wrong list is another drug.
  expect(outcomes(is("urn:local", "L1"), is("urn:other", "77"), rules)).toEqual({
    "medication.code": "delta",
    "medication.code-system": "delta",
  });
});

test("AT-17: other words of a drug are allowed only where both stand beside its code in a table", () => {
  const synonyms = {
    name: "words",
    rows: [
      { system: "urn:rx", code: "77", text: "Paracetamol" },
      { system: "urn:rx", code: "77", text: "Acetaminophen" },
      { system: "urn:rx", code: "78", text: "Ibuprofen" },
    ],
  };
  const rules = [allow("medication.name", "AT-17", { synonyms })];
  const is = (name: string, code = "77") => ({
    "medication.code rx-1": code,
    "medication.code-system rx-1": "urn:rx",
    "medication.name rx-1": name,
  });
  const became = (name: string, more = rules) =>
    outcomes(is("Paracetamol"), is(name), more)["medication.name"];
  expect(became("Acetaminophen")).toBe("allowed AT-17");
  expect(became("Ibuprofen")).toBe("delta");
  expect(became("acetaminophen")).toBe("delta");
  expect(became("Acetaminophen", [])).toBe("delta");
  const other = outcomes(is("Paracetamol"), is("Acetaminophen", "78"), rules);
  expect(other["medication.name"]).toBe("delta");
});

describe("void rules", () => {
  const reasonOf = (rule: AllowRule, ...values: Values[]) =>
    splitRules(
      [rule],
      values.map((each, at) => chartOf(each, `p-000${at + 1}`)),
    ).void[0]?.reason;

  test("a rule that says nothing is void with what it lacks", () => {
    expect(reasonOf(allow("patient.identifier.mrn", "AT-10"))).toContain("width");
    expect(reasonOf(allow("medication.code", "AT-16"))).toContain("no map");
    expect(reasonOf(allow("medication.status", "AT-22"))).toContain("no pairs");
    expect(reasonOf(allow("patient.birth-date", "AT-14", { format: "MDY" }))).toContain(
      "MM/DD/YYYY",
    );
    expect(reasonOf(allow("patient.birth-date", "AT-03"))).toContain("does not act");
  });

  test("a status map is void where a state in use would become another one in use", () => {
    const rule = allow("medication.status", "AT-22", { pairs: [["stopped", "unknown"]] });
    expect(reasonOf(rule, { "medication.status rx-1": "stopped" })).toBe(undefined);
    expect(
      reasonOf(
        rule,
        { "medication.status rx-1": "stopped" },
        { "medication.status rx-1": "unknown" },
      ),
    ).toContain("stopped and unknown");
  });

  test("two numbers that the target keeps apart are never one under a rule", () => {
    const rule = allow("patient.identifier.mrn", "AT-10", { width: 6 });
    const targets = ["12", "000012"].map((mrn, at) =>
      chartOf({ "patient.identifier.mrn": mrn }, `t-${at}`),
    );
    const source = [chartOf({ "patient.identifier.mrn": "7" })];
    expect(splitRules([rule], source, targets).void).toHaveLength(1);
    expect(splitRules([rule], source, targets.slice(1)).void).toHaveLength(0);
  });
});

test("every rule that acts is counted in the report, with reason and who agreed; void ones with why", () => {
  const rule = allow("patient.address.city", "AT-03", { agreedBy: ["operations"] });
  const round = (source: string, target: string): RoundComparison =>
    compared(
      chartOf({ "patient.address.city": source }),
      chartOf({ "patient.address.city": target }),
      { rules: [rule] },
    );
  const cases = [round("Reno", "RENO"), round("RENO", "RENO"), round("Ely", "Ely")].map(
    (comparison, at) => ({
      id: `c-${at}`,
      scenario: null,
      person: `p-${at}`,
      pairedBy: null,
      hops: { sent: "accepted", stored: "found" } as const,
      rounds: [comparison],
    }),
  );
  const report = buildReport({
    run: null,
    seed: null,
    referenceDate: null,
    catalogue: "",
    mess: null,
    profile: null,
    cases,
    rules: { inForce: [rule], void: [{ rule: { ...rule, rule: "AT-24" }, reason: "why" }] },
    cleanup: null,
    all: false,
  });
  expect(report.rules).toEqual([
    {
      rule: "AT-03",
      text: "Names and addresses may be stored in capitals.",
      field: "patient.address.city",
      count: 1,
      cases: 1,
      of: 3,
      acceptedLoss: true,
      reason: "agreed",
      agreedBy: ["operations"],
    },
  ]);
  expect(report.voidRules).toEqual([
    { rule: "AT-24", field: "patient.address.city", reason: "why" },
  ]);
  // An allowed difference never stands among the faults.
  expect(report.faults).toEqual([]);
});
