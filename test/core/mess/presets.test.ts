import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { catalogueVersion } from "../../../core/catalogue/version.ts";
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
    ["coverage", "8c00ac1df050177642e8caac6f9e4f6eedce6567ffaec8433986ae4ae9b3b8ee"],
    ["smoke", "6b9de8184ee25235d9183dd6a72a9de015d07dc9c7e297c8ea07b5444c547528"],
    ["realistic", "a76935f691297a670a459b5dca575a6a0a6d2561e9a3787b5091cf5c08e88b84"],
    ["none", "6747401f627e258614de0d8ae2884f2bcf178b031a3d92a27f2b1e4f9f488336"],
  ])("%s of seed 42 and the first edition has its known bytes", (text, sha256) => {
    expect(hashOf(text, firstEdition)).toBe(sha256);
  });

  // Where everybody draws for himself, a new operator comes to old people too; elsewhere it does not.
  test.each([
    ["coverage", "8c00ac1df050177642e8caac6f9e4f6eedce6567ffaec8433986ae4ae9b3b8ee"],
    ["smoke", "6b9de8184ee25235d9183dd6a72a9de015d07dc9c7e297c8ea07b5444c547528"],
    ["none", "6747401f627e258614de0d8ae2884f2bcf178b031a3d92a27f2b1e4f9f488336"],
  ])("%s of seed 42 keeps them with every later operator", (text, sha256) => {
    expect(hashOf(text, messOperators)).toBe(sha256);
  });
});

// Later operators come to the people behind those of the first edition, and to realistic ones: their
// bytes belong to a version of the catalogue, and change with it alone.
test.each([
  ["coverage", "2026.2", "4a5c8fbfcd5afc0a73dcc6c9a311a73cc22c25ef7757ee182670395abba90431"],
  ["realistic", "2026.2", "720ec90d06499b6e6056abb449630323c16104c60e49e8316205f54ed81ac66d"],
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
