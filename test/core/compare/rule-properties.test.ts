import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Field } from "../../../core/catalogue/field.ts";
import { fields } from "../../../core/catalogue/fields.ts";
import type { AllowRule } from "../../../core/compare/allow-rule.ts";
import { allowingRule, rulesInForce } from "../../../core/compare/rules/rules-in-force.ts";
import { transformations } from "../../../core/compare/rules/transformations.ts";
import { isServersOwn } from "../../../core/compare/servers-own.ts";
import { recognisers } from "../../../core/faults/recognise/recognisers.ts";
import { peopleOfRun } from "../faults/people-of-run.ts";

const none = () => null;
/** What a server counts and stamps for itself apart: AT-23 allows anything there. */
const own = fields.filter(
  (field) => field.place === "own" && field.form !== "list" && !isServersOwn(field),
);

function ruleThatAllows(
  field: Field,
  source: string,
  target: string,
  declared: readonly AllowRule[] = [],
): string | null {
  const rules = rulesInForce(field, undefined, declared);
  return allowingRule(source, target, rules, { field, sourceSibling: none, targetSibling: none });
}

/** A rule for a field, with whatever it needs, agreed to by all who must. */
const declare = (rule: string, field: Field): AllowRule => ({
  field: field.id,
  rule,
  reason: "agreed",
  agreedBy: ["privacy officer", "clinical lead"],
  width: 10,
  capitals: true,
});

/** What a rule makes of a value, as a system might: the target that it must allow. */
const makes: Readonly<Record<string, (text: string) => string>> = {
  "AT-01": (text) => text.normalize("NFC"),
  "AT-02": (text) => text.trim().replace(/ +/gu, " "),
  "AT-03": (text) => text.toUpperCase(),
  "AT-04": (text) => text.replace(/[‘’]/gu, "'"),
  "AT-05": (text) => text.replace(/[\u2010\u2011]/gu, "-"),
  "AT-06": (text) => text.replace(/\u00A0/gu, " ").replace(/[\u200B\uFEFF\u00AD]/gu, ""),
  "AT-08": (text) => text.toUpperCase().replace(/\bSTREET\b/gu, "ST"),
  "AT-10": (text) => text.padStart(10, "0"),
  "AT-20": (text) => text.replace(/\r\n/gu, "\n"),
  "AT-24": (text) => text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC"),
  "AT-26": (text) => text.replace(/[-. ]/gu, ""),
};

const dirt = fc
  .array(
    fc.constantFrom(
      ...["Main Street", "Jose\u0301", "É", "Núñez", "’", "'", "\u2010", "-", " ", "  ", "\u00A0"],
      ...["\u200B", "\u00AD", "Mc", "0", "12", "\r\n", "ß", "ﬁ", "de la", "A", "z", ".", "𠮷"],
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));

describe("a rule never hides a delta that it does not exactly describe", () => {
  test.each(Object.keys(makes))("%s, with one sign, letter or digit more, less or other", (id) => {
    const meant = own.filter((field) => transformations.find((t) => t.id === id)?.applies(field));
    expect(meant.length).toBeGreaterThan(0);
    let allowed = 0;
    fc.assert(
      fc.property(dirt, fc.constantFrom(...meant), fc.nat(), (text, field, where) => {
        const target = makes[id]?.(text) ?? text;
        if (target === text || target === "") return;
        const rules = [declare(id, field)];
        const by = ruleThatAllows(field, text, target, rules);
        if (by === null) return;
        allowed += 1;
        const points = Array.from(target);
        const at = where % points.length;
        const harmed = [
          points.toSpliced(at, 0, "§"),
          points.toSpliced(at, 1, "§"),
          points.toSpliced(at, 0, "7"),
          points.toSpliced(at, 0, "Q"),
          ...(/[\p{L}1-9]/u.test(points[at] ?? "") ? [points.toSpliced(at, 1)] : []),
        ].map((each) => each.join(""));
        for (const other of harmed) {
          // Padding and identity apart, no text but the described one may pass.
          if (other === text) continue;
          expect([text, other, ruleThatAllows(field, text, other, rules)]).toEqual([
            text,
            other,
            null,
          ]);
        }
      }),
      { numRuns: 600 },
    );
    expect(allowed).toBeGreaterThan(5);
  });
});

describe("no default hides harm", () => {
  // What may be allowed without anybody having agreed, and by which rule alone (decisions.md 20–26).
  const harmless = new Set([
    "NFC-NFD AT-01",
    "TRIM AT-02",
    "SPACE AT-02",
    "INVISIBLE-DROP AT-06",
    // A soft hyphen is dropped, whoever drops it.
    "CHARSET-DROP AT-06",
    "NEWLINE-LOSS AT-20",
    "TRAILING-ZERO AT-11",
    "NAKED-DECIMAL AT-12",
    "PHONE-MANGLE AT-07",
    "PUNCT-STRIP AT-07",
    "SPACE AT-07",
    "TRIM AT-07",
    // The x of an extension, the domain of an e-mail, the closed list of units (g/dL, g/dl).
    "CASE AT-07",
    "CASE AT-09",
    "CASE AT-13",
  ]);
  const people = peopleOfRun("defaults", 30).people;
  const values = people.flatMap(({ chart }) =>
    chart.values.flatMap((value) => {
      const field = own.find(({ id }) => id === value.field);
      return "value" in value && field !== undefined ? [{ field, text: value.value }] : [];
    }),
  );

  test("of every fault that can be simulated, the default rules allow the harmless alone", () => {
    const hidden = new Set<string>();
    let tried = 0;
    for (const { field, text } of values) {
      const pair = {
        field,
        source: text,
        target: text,
        sourceSibling: none,
        targetSibling: none,
      };
      for (const { id, first, applies, simulate } of recognisers) {
        if (!applies(field)) continue;
        for (const params of first ?? []) {
          const target = simulate(params, text, pair);
          if (target === null || target === text || target === "") continue;
          tried += 1;
          const by = ruleThatAllows(field, text, target);
          if (by !== null) hidden.add(`${id} ${by}`);
        }
      }
    }
    expect(tried).toBeGreaterThan(10_000);
    expect([...hidden].filter((each) => !harmless.has(each))).toEqual([]);
  });

  test("codes, identifiers and states have no default at all, but for what a standard fixes", () => {
    const strict = own.filter(
      ({ form, id }) =>
        ["identifier", "code", "status", "boolean"].includes(form) && !/unit$/u.test(id),
    );
    fc.assert(
      fc.property(fc.constantFrom(...strict), dirt, dirt, (field, source, target) => {
        fc.pre(source !== target);
        const by = ruleThatAllows(field, source, target);
        expect(by === null || by === "AT-23").toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test("a dose may lose zeros at its end or gain the one in front, and nothing else", () => {
    const dose = own.find(({ id }) => id === "medication.dose-value");
    if (dose === undefined) throw new Error("no dose");
    const digits = fc.stringMatching(/^\d{1,3}(?:\.\d{0,3})?$|^\.\d{1,3}$/u);
    fc.assert(
      fc.property(digits, digits, (source, target) => {
        fc.pre(source !== target);
        if (ruleThatAllows(dose, source, target) === null) return;
        expect(Number(source)).toBe(Number(target));
        expect(target.endsWith(".")).toBe(false);
        if (!source.startsWith(".")) expect(target.startsWith(".")).toBe(false);
        const [, from = ""] = source.split(".");
        const [, to = ""] = target.split(".");
        expect(from.startsWith(to)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

test("each of the 27 rules is there, with a sentence", () => {
  expect(transformations.map(({ id }) => id)).toEqual(
    Array.from({ length: 27 }, (_, at) => `AT-${String(at + 1).padStart(2, "0")}`),
  );
  for (const { text } of transformations) expect(text).toMatch(/^[A-Z].*\.$/u);
});
