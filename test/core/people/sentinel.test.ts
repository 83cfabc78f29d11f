import { describe, expect, test } from "vitest";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { makePerson, peopleSentinels } from "../../../core/people/make-person.ts";
import { makeSentinels } from "../../../core/people/sentinel.ts";
import { personId } from "../../../core/people/people-set.ts";
import { exampleSet } from "./people-set-example.ts";

const family = { field: fieldId("patient.name.family"), entry: "", round: 1 };

describe("a sentinel", () => {
  test("is nine letters, consonant and vowel in turn, and unlike every other", () => {
    const sentinels = makeSentinels("seed");
    const seen = new Set<string>();
    for (let person = 0; person < 3000; person++) {
      const token = sentinels.token(person, family);
      expect(token).toMatch(/^(?:[bcdfghjklmnprstvwxz][aeu]){4}[bcdfghjklmnprstvwxz]$/);
      seen.add(token);
    }
    expect(seen.size).toBe(3000);
  });

  test("says person, field, entry and round when it is read back, in any case and place", () => {
    const sentinels = makeSentinels("seed");
    const place = { field: fieldId("allergy.reaction"), entry: "al-3/reaction-2", round: 2 };
    const token = sentinels.token(17, place);
    expect(sentinels.find(`É𠮷 ${token.toUpperCase()}.`)).toEqual([
      { ...place, person: 17, start: 3, token: token.toUpperCase() },
    ]);
  });

  test("is two words where one is not enough: many people, or long lists", () => {
    const sentinels = makeSentinels("seed");
    for (const [person, entry] of [
      [60_000, ""],
      [999_999, ""],
    ] as const) {
      const token = sentinels.token(person, { ...family, entry });
      expect(token).toHaveLength(18);
      expect(sentinels.find(token)).toEqual([{ ...family, entry, person, start: 0, token }]);
    }
    const late = { field: fieldId("allergy.substance"), entry: "al-200", round: 1 };
    const token = sentinels.token(5, late);
    expect(sentinels.find(`x ${token}`)).toEqual([{ ...late, person: 5, start: 2, token }]);
  });

  test("cut by one letter is not taken for another", () => {
    const sentinels = makeSentinels("seed");
    for (let person = 0; person < 200; person++) {
      const token = sentinels.token(person, family);
      expect(sentinels.find(token.slice(0, -1))).toEqual([]);
      expect(sentinels.find(token.slice(1))).toEqual([]);
    }
  });

  test("refuses a field that carries none", () => {
    const sentinels = makeSentinels("seed");
    expect(() => sentinels.token(0, { ...family, field: fieldId("patient.sex") })).toThrow();
  });
});

test("every sentinel in the charts of 400 people is found exactly where it was written", () => {
  const set = exampleSet();
  const reader = peopleSentinels(set);
  const owners = new Map<string, string>();
  let found = 0;
  for (let index = 0; index < 400; index++) {
    const person = makePerson(set, index);
    for (const chart of [person.clean, person.chart]) {
      for (const value of chart.values) {
        if (!("value" in value)) continue;
        for (const hit of reader.find(value.value)) {
          found++;
          // What a cluster shares bears the sentinel of the one whose value it was.
          if (hit.person !== index && chart === person.chart) {
            expect(person.cluster?.people).toContain(personId(hit.person));
            continue;
          }
          expect(hit).toMatchObject({
            person: index,
            field: value.field,
            entry: value.entry,
            round: 1,
          });
          const place = `${index} ${hit.field} ${hit.entry}`;
          expect(owners.get(hit.token.toLowerCase()) ?? place).toBe(place);
          owners.set(hit.token.toLowerCase(), place);
        }
      }
    }
  }
  expect(found).toBeGreaterThan(400 * 2 * 8);
});
