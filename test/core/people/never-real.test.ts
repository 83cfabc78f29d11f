import { describe, expect, test } from "vitest";
import { textOf } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { exampleSet } from "./people-set-example.ts";

/**
 * Test data that can never be taken for real (mess.md section 7), also where mess has been at work: what an
 * operator adds to a number is taken off again before it is judged.
 */
const rules: Readonly<Record<string, (text: string) => boolean>> = {
  // Areas 000 and 666 are never issued; nor are nine nines, and the last four digits alone name nobody.
  "patient.identifier.ssn": (text) =>
    /^(?:000|666)/.test(digitsOf(text)) || /^9+$/.test(digitsOf(text)) || text.startsWith("*"),
  "patient.identifier.mbi": (text) => text.charAt(1) === "S",
  "patient.identifier.drivers-license": isOurs,
  "patient.identifier.medicaid": isOurs,
  "patient.account-number": isOurs,
  "coverage.policy-number": isOurs,
  "coverage.group-number": isOurs,
  "coverage.payer-id": (text) => isOurs(text) || /^0+$/.test(text),
  "coverage.member-id": (text) => isOurs(text) || text.replace(/-/g, "").charAt(1) === "S",
  "charge.identifier": isOurs,
  "order.placer-number": isOurs,
  "order.filler-number": isOurs,
  "referral.identifier": isOurs,
  "note.identifier": isOurs,
  "result.accession": isOurs,
  "patient.telecom.email": (text) =>
    /@(?:[\w.-]+\.)?(?:example\.(?:org|com|net)|[\w-]+\.(?:test|invalid))$/i.test(text.trim()),
  "patient.identifier.synthetic": isOurs,
};

function digitsOf(text: string): string {
  return text.replace(/\D/g, "");
}

function isOurs(text: string): boolean {
  return text.startsWith("ZZT");
}

/** A number of a range that is kept free for fiction: 555-01xx, or 020 7946 0xxx. */
function isFictionalPhone(text: string): boolean {
  const digits = digitsOf(text.toUpperCase().replace(/[A-Z]/g, "0"));
  return /55501\d\d/.test(digits) || /2079460\d\d\d/.test(digits) || /55501\d{0,2}$/.test(digits);
}

describe.each(["coverage", "realistic", "duplicate-ladder"])("1,500 people of %s", (messText) => {
  const set = exampleSet({ messText, seed: "never real" });
  const people = Array.from({ length: 1500 }, (_, index) => makePerson(set, index));

  test("have no number, address or phone that could belong to somebody", () => {
    const suspicious: string[] = [];
    for (const { chart } of people) {
      for (const row of chart.values) {
        const text = textOf(row);
        if (text === null || text.trim() === "") continue;
        const isPhone =
          fieldById(row.field)?.type === "phone" && row.field !== "patient.telecom.extension";
        const isSafe = rules[row.field]?.(text) ?? (!isPhone || isFictionalPhone(text));
        if (!isSafe) suspicious.push(`${chart.person} ${row.field} ${text}`);
      }
    }
    expect(suspicious).toEqual([]);
  });

  test("have chart numbers of the reserved range alone, and marks that nothing takes away", () => {
    for (const { chart } of people) {
      const valuesOf = (field: string) =>
        chart.values.filter((row) => row.field === field).map((row) => textOf(row) ?? "");
      // A second number, which mess adds, says of itself that it is ours.
      for (const mrn of valuesOf("patient.identifier.mrn").filter((text) => !isOurs(text))) {
        expect(Number(digitsOf(mrn))).toBeGreaterThanOrEqual(7_700_000);
        expect(Number(digitsOf(mrn))).toBeLessThanOrEqual(7_799_999);
      }
      expect(valuesOf("patient.test-mark")).toEqual(["HTEST"]);
      expect(valuesOf("patient.name.prefix")).toContain("ZZTEST");
      expect(valuesOf("patient.identifier.synthetic")).toHaveLength(1);
    }
  });

  test("name providers by numbers that are never issued", () => {
    for (const { chart } of people) {
      for (const row of chart.values) {
        if (!row.field.startsWith("provider.") || row.field === "provider.name") continue;
        const text = textOf(row) ?? "";
        expect(text.startsWith("9") || text.startsWith("ZZT"), `${row.field} ${text}`).toBe(true);
      }
    }
  });
});
