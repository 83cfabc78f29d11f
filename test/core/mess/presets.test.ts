import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { combineExpected } from "../../../core/mess/combine-expected.ts";
import { normalise, reject, survive, flag } from "../../../core/mess/operator.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { parseMess, UnknownMess } from "../../../core/mess/parse-mess.ts";
import { rulerText } from "../../../core/mess/ruler.ts";
import { makePerson, type Person } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

function people(messText: string, count: number): readonly Person[] {
  const set = exampleSet({ messText });
  return Array.from({ length: count }, (_, index) => makePerson(set, index));
}

describe("--mess", () => {
  test("takes a preset, and “all” for coverage", () => {
    expect(parseMess("all")).toEqual(parseMess("coverage"));
    expect(parseMess("smoke")).toMatchObject({ preset: "smoke", text: "smoke" });
    expect(parseMess("none")).toMatchObject({ preset: "none", operators: [] });
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

  // The bytes of a preset, for one seed, for ever: a change without a new streamVersion or catalogue
  // version is a mistake.
  test.each([
    ["coverage", "4e81d06c5106b02126c4a5a1b20bb9939bb4a151f5b976981623179a9ffd62f2"],
    ["smoke", "095460794c0a937d16c8248d1f0b159e50e3c7950dfb18cd1d268994b02a80a7"],
    ["realistic", "563e87d5ee50c297848909f4d0645a0d8ab35c7f3052e16d915be47f5f34cbf5"],
    ["none", "b38ccee53ae762d1cea1e6aa68a5b67e5301aa08cd4481d6799cb466fe83d042"],
  ])("%s of seed 42 has its known bytes", (text, sha256) => {
    const hash = createHash("sha256");
    for (const { chart, expectations } of people(text, 30))
      hash.update(JSON.stringify([chart, expectations]));
    expect(hash.digest("hex")).toBe(sha256);
  });
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
