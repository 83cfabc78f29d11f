import fc from "fast-check";
import { expect, test } from "vitest";

import { fieldById, fields } from "../../../core/catalogue/fields.ts";
import type { AllowRule } from "../../../core/compare/allow-rule.ts";
import { proposeRules } from "../../../core/compare/rules/propose-rules.ts";
import type { RuleProposal } from "../../../core/compare/rules/propose-rules.ts";
import { chartOf, compared } from "./chart-of.ts";

function proposalsFor(
  id: string,
  source: string,
  target: string,
  beside: Readonly<Record<string, readonly [string, string]>> = {},
): readonly RuleProposal[] {
  const field = fieldById(id);
  if (field === undefined) throw new Error(id);
  return proposeRules({
    field,
    source: { text: source },
    target: { text: target },
    sourceSibling: (other) => beside[other]?.[0] ?? null,
    targetSibling: (other) => beside[other]?.[1] ?? null,
  });
}

test.each([
  ["patient.name.family", "McDonald", "MCDONALD", ["AT-03"]],
  ["patient.name.family", "Núñez", "Nunez", ["AT-24"]],
  ["patient.address.line1", "1 Main Street", "1 MAIN ST", ["AT-08"]],
  ["patient.identifier.legacy", "1234", "001234", ["AT-10 6"]],
  ["patient.birth-date", "1980-03-04", "03/04/1980", ["AT-14 MM/DD/YYYY"]],
  ["problem.code", "E78.5", "E785", ["AT-16 E78.5 → E785", "AT-26"]],
  [
    "medication.code",
    "0002143380",
    "00002143380",
    ["AT-16 0002143380 → 00002143380", "AT-26 4-4-2"],
  ],
  ["medication.status", "on-hold", "paused", ["AT-22 on-hold → paused"]],
  // What would hide harm is described by no rule, whoever would agree to it.
  ["medication.status", "active", "completed", []],
  ["medication.dose-value", "2.5", "25", []],
  ["patient.name.family", "Núñez", "N??ez", []],
  ["patient.address.line1", "12 Long Street", "12 Long", []],
  ["patient.birth-date", "1980-03-04", "1980-03-05", []],
  ["patient.identifier.mrn", "0012", "12", []],
])("on %s, %j to %j is described by %j", (id, source, target, expected) => {
  expect(proposalsFor(id, source, target).map((proposal) => proposal.id)).toEqual(expected);
});

test("a conversion is proposed with its units, where the number is exactly converted", () => {
  const units = { "result.unit": ["mg", "g"] } as const;
  expect(proposalsFor("result.value", "2500", "2.5", units).map(({ id }) => id)).toEqual([
    "AT-13 mg → g",
  ]);
  expect(proposalsFor("result.value", "2500", "2.4", units)).toEqual([]);
});

test("who must agree is said with the proposal", () => {
  expect(proposalsFor("patient.name.family", "Mc", "MC")[0]?.needs).toContain("two people");
  expect(proposalsFor("patient.address.city", "Reno", "RENO")[0]?.needs).toBe(null);
  expect(proposalsFor("patient.address.city", "Cañon", "Canon")[0]?.needs).toContain("privacy");
});

test("what is proposed, and agreed to, allows exactly this difference, and not its like by one sign", () => {
  const single = fields.filter(
    ({ place, list, form, id }) =>
      place === "own" && list === null && form !== "list" && id.startsWith("patient."),
  );
  const part = fc.constantFrom(
    ...["Mc", "é", "e\u0301", "’", " ", "-", "0", "12", ".", "Street", "ß", "a", "Z", "\u00A0"],
  );
  const text = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(""));
  const change = fc.constantFrom<(value: string) => string>(
    (value) => value.toUpperCase(),
    (value) => value.normalize("NFC"),
    (value) => value.replaceAll("-", ""),
    (value) => value.replaceAll("’", "'"),
    (value) => value.trim(),
    (value) => value.padStart(8, "0"),
    (value) => value.normalize("NFD").replace(/\p{M}/gu, ""),
  );
  let proposed = 0;
  fc.assert(
    fc.property(fc.constantFrom(...single), text, change, (field, source, make) => {
      const target = make(source);
      fc.pre(target !== source && target !== "");
      for (const { draft } of proposalsFor(field.id, source, target)) {
        proposed += 1;
        const agreedBy = ["privacy officer", "clinical lead"];
        const rules: AllowRule[] = [{ ...draft, reason: "agreed", agreedBy }];
        const verdictOf = (came: string) => {
          const found = compared(chartOf({ [field.id]: source }), chartOf({ [field.id]: came }), {
            rules,
          });
          return [...found.allowed, ...found.differences][0]?.verdict ?? "match";
        };
        expect(verdictOf(target)).toBe("allowed");
        expect(verdictOf(`${target}§`)).not.toBe("allowed");
      }
    }),
    { numRuns: 800 },
  );
  expect(proposed).toBeGreaterThan(50);
});
