import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { catalogueVersion } from "../../../core/catalogue/version.ts";
import { combineExpected } from "../../../core/mess/combine-expected.ts";
import { normalise, reject, survive, flag } from "../../../core/mess/operator.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { parseMess, UnknownMess } from "../../../core/mess/parse-mess.ts";
import { operatorsOfPreset, presets } from "../../../core/mess/presets.ts";
import { rulerText } from "../../../core/mess/ruler.ts";
import { makePerson, type Person } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

function people(messText: string, count: number): readonly Person[] {
  const set = exampleSet({ messText });
  return Array.from({ length: count }, (_, index) => makePerson(set, index));
}

const firstEdition = messOperators.filter(({ introduced }) => introduced < 101);

function hashOf(messText: string, catalogue: typeof messOperators, count = 30): string {
  const set = exampleSet({ messText });
  const hash = createHash("sha256");
  for (let index = 0; index < count; index++) {
    const { chart, expectations } = makePerson(set, index, catalogue);
    hash.update(JSON.stringify([chart, expectations]));
  }
  return hash.digest("hex");
}

describe("--mess", () => {
  test("takes a preset, and “all” for coverage", () => {
    expect(parseMess("all")).toEqual(parseMess("coverage"));
    expect(parseMess("smoke")).toMatchObject({ preset: "smoke", text: "smoke" });
    expect(parseMess("none")).toMatchObject({ preset: "none", operators: [] });
  });

  test.each(presets.map(({ id }) => id))("knows the preset %s", (id) => {
    const choice = parseMess(id);
    expect(choice.text).toBe(id);
    if (choice.preset === "list") expect(choice.operators.length).toBeGreaterThan(0);
    const named = operatorsOfPreset(id) ?? [];
    for (const operator of named) expect(messOperators.map((each) => each.id)).toContain(operator);
  });

  test("picks for a role what stands in the fields that it looks after", () => {
    expect(parseMess("role-billing").operators).toContain("cov-expired");
    expect(parseMess("role-billing").operators).not.toContain("dose-decimal");
    expect(parseMess("role-nurse").operators).toContain("dose-decimal");
  });

  test("takes families by name or letter, and operators, joined by commas", () => {
    expect(parseMess("dose-decimal").operators).toEqual(["dose-decimal"]);
    expect(parseMess("F, dose-decimal").operators).toEqual(
      parseMess("dose-decimal,contact").operators,
    );
    expect(parseMess("name").operators).toEqual(
      messOperators.filter(({ family }) => family === "name").map(({ id }) => id),
    );
  });

  test.each([
    ["dose-decimel", "dose-decimel", "dose-decimal"],
    ["name,covrage", "covrage", "coverage"],
    ["apostrophe", "apostrophe", "name-apostrophe-straight"],
  ])("names the unknown word of %s and what is near it", (text, word, near) => {
    try {
      parseMess(text);
      expect.unreachable();
    } catch (thrown) {
      expect(thrown).toBeInstanceOf(UnknownMess);
      expect((thrown as UnknownMess).word).toBe(word);
      expect((thrown as UnknownMess).near).toContain(near);
      expect((thrown as UnknownMess).message).toContain(`"${word}"`);
    }
  });

  test.each(["", ",", "smoke,none", "J,"])("refuses %j", (text) => {
    expect(() => parseMess(text)).toThrow(UnknownMess);
  });
});

describe("presets", () => {
  test("smoke is the five-patient connection check, again and again", () => {
    const six = people("smoke", 12);
    const ids = six.map((person) =>
      person.operators
        .map(({ id }) => id)
        .toSorted()
        .join("+"),
    );
    expect(ids).toEqual([
      "name-accent-nfc+name-apostrophe-curly",
      "addr-over-255",
      "dose-decimal",
      "dx-one-to-many",
      "dob-ambiguous",
      "",
      "name-accent-nfc+name-apostrophe-curly",
      "addr-over-255",
      "dose-decimal",
      "dx-one-to-many",
      "dob-ambiguous",
      "name-accent-nfc+name-apostrophe-curly",
    ]);
  });

  test.each(["coverage", "smoke", "realistic", "name,J"])(
    "%s leaves every tenth person clean",
    (text) => {
      for (const person of people(text, 40)) {
        expect(person.control).toBe(person.index % 10 === 5);
        if (!person.control) continue;
        expect(person.chart).toEqual(person.clean);
        expect(person.expectations).toEqual([]);
        for (const row of person.chart.values) {
          if (row.field.startsWith("patient.name.") && "value" in row)
            expect(row.value).toMatch(/^[A-Za-z]{1,20}$/);
        }
      }
    },
  );

  test("none is clean all over", () => {
    for (const person of people("none", 12)) {
      expect(person.control).toBe(true);
      expect(person.operators).toEqual([]);
    }
  });

  test("realistic carries about the listed shares, and says which operators stood back", () => {
    const all = people("realistic", 600);
    const share =
      all.filter(({ operators }) => operators.some(({ id }) => id === "name-accent-nfc")).length /
      600;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.1);
    const notApplied = all.flatMap((person) => person.notApplied);
    expect(notApplied.length).toBeGreaterThan(0);
    for (const { why } of notApplied) expect(why).toMatch(/\.$/);
    for (const person of all)
      for (const { any } of person.expectations) expect(any.length).toBeGreaterThan(0);
    const mixed = all.flatMap(({ expectations }) =>
      expectations.filter(({ operators }) => operators.length > 1),
    );
    expect(mixed.length).toBeGreaterThan(0);
  });

  test("new values come once all rows have been carried", () => {
    const doses = people("dose-decimal", 30).flatMap(({ expectations }) =>
      expectations.map(({ messy }) => messy),
    );
    expect(new Set(doses).size).toBe(doses.length);
  });

  // The bytes of a preset for one seed and catalogue version: a change without a new streamVersion or
  // catalogue version is a mistake.
  test.each([
    ["coverage", "2c217b81765f974c3688bacda5692708f2e1df7dbf7dd5a411471964d0ca0c2d"],
    ["smoke", "ae96fa7d02e4af111655cd4596f2d325ba2ca90e40916c96f318f263139e565d"],
    ["realistic", "9b0830bc775b2042d378835ab809fa3395de9b6dd63be9a7b7f947b7a4410b9f"],
    ["none", "a1c0cb88ebc21729dc410610571022d54e472af322eb8069022caf868d722f98"],
  ])("%s of seed 42 and the first edition has its known bytes", (text, sha256) => {
    expect(hashOf(text, firstEdition)).toBe(sha256);
  });

  // decisions.md 14: later operators, restricted to the old ones, give the old bytes.
  test.each([
    ["coverage", firstEdition.map(({ id }) => id).join(",")],
    ["smoke", "smoke"],
    ["none", "none"],
  ])("%s of seed 42 keeps them with later operators in the catalogue", (text, restricted) => {
    expect(hashOf(restricted, messOperators)).toBe(hashOf(text, firstEdition));
  });
});

// With later operators people of coverage and realistic are others: their bytes belong to a version of
// the catalogue, and change with it alone.
test.each([
  ["coverage", "2026.4", "a97dd548063fac3b951e3de54c78206069bf53aa9ed91a09a9949452bd928640"],
  ["realistic", "2026.4", "5134e002f201a38bcc2c6422ff01b9400d575325e53bcd9db7b7b3833a1d93d4"],
])("a hundred people of %s have the known bytes of catalogue %s", (text, version, sha256) => {
  expect([catalogueVersion, hashOf(text, messOperators, 100)]).toEqual([version, sha256]);
});

describe("expectations of several operators on one field", () => {
  test("are what all of them allow", () => {
    expect(combineExpected([survive], [normalise("AT-01")])).toEqual([survive]);
    expect(combineExpected([normalise("AT-01")], [normalise("AT-01")])).toEqual([
      normalise("AT-01"),
    ]);
    expect(combineExpected([normalise("AT-01")], [normalise("AT-02")])).toEqual([survive]);
    expect(combineExpected([survive, reject], [normalise("AT-08")])).toEqual([survive]);
    expect(combineExpected([survive, reject], [survive, reject])).toEqual([survive, reject]);
    expect(combineExpected([{ ...survive, limit: 60 }], [{ ...survive, limit: 50 }])).toEqual([
      { ...survive, limit: 50 },
    ]);
  });

  test("are empty where they contradict each other", () => {
    expect(combineExpected([survive], [reject])).toEqual([]);
    expect(combineExpected([flag], [reject])).toEqual([]);
  });
});

test.each([30, 254, 255, 256, 300, 1000])("a ruler of %i characters measures itself", (length) => {
  const text = rulerText(length, "bakudalem");
  expect(text).toHaveLength(length);
  expect(text.startsWith("bakudalem ") && text.endsWith(" bakudalem")).toBe(true);
  for (const match of text.matchAll(/A(\d{4})/g)) expect(Number(match[1]) * 10).toBe(match.index);
});
