import { describe, expect, test } from "vitest";

import { fieldById } from "../../../core/catalogue/fields.ts";
import { atomOf } from "../../../core/faults/hypotheses.ts";
import { lostEntries } from "../../../core/faults/lost-entries.ts";
import { lostParts } from "../../../core/faults/lost-parts.ts";
import { withBeside } from "../../../core/faults/names-beside.ts";
import { recogniserById } from "../../../core/faults/recognise/recognisers.ts";
import { readRunTables } from "../../../core/faults/run-tables.ts";
import { chartOf, compared } from "../compare/chart-of.ts";
import { caseOf, inferred } from "./inferred.ts";
import type { Person, Values } from "./inferred.ts";

/** Names of a single person of whom this was sent and came. */
const one = (sent: Values, came: Values): readonly string[] => inferred([{ sent, came }]).names;

describe("a code that became another one", () => {
  const coded = (code: string): Values => ({
    "problem.identifier dx-1": "ZZT-7K3M9PQ2",
    "problem.code dx-1": code,
  });

  test("is a wrong row of a map where it is another diagnosis", () => {
    expect(one(coded("E11.9"), coded("I10.1"))).toEqual(["CODE-REMAP"]);
    expect(one(coded("65363002"), coded("Z99.89"))).toEqual(["CODE-REMAP"]);
  });

  test("is no row of a map where a word stands in its place", () => {
    const state = "patient.address.state a-1";
    expect(one({ [state]: "NV" }, { [state]: "Reno" })).toEqual(["UNKNOWN"]);
    expect(one({ [state]: "NV" }, { [state]: "89501" })).toEqual(["UNKNOWN"]);
  });

  test("of another edition still belongs to its list", () => {
    const field = fieldById("problem.code-system");
    if (field === undefined) throw new Error("The catalogue has no such field.");
    const pair = (source: string, target: string) => ({
      ...{ field, source, target },
      ...{ sourceSibling: () => "E11.9", targetSibling: () => "E11.9" },
    });
    const lost = recogniserById("SYSTEM-LOSS");
    const list = "http://hl7.org/fhir/sid/icd-10-cm";
    expect(lost?.propose(pair(list, `${list}/2015`))).toEqual([]);
    expect(lost?.propose(pair(list, "urn:local:codes"))).not.toEqual([]);
  });
});

describe("what is not in its place", () => {
  const [line1, line2] = ["patient.address.line1 a-1", "patient.address.line2 a-1"];
  const sent = { [line1]: "12 Elm Street", [line2]: "Apt 4B" };

  test("was not just dropped where it stands as a word of another value", () => {
    expect(one(sent, { [line1]: "12 Elm (Apt 4B) Street" })).toEqual([
      "UNKNOWN",
      "DROP-ELEMENT of DROP-ELEMENT|UNKNOWN",
    ]);
    expect(one(sent, { [line1]: "12 Elm (Apt 4Bx) Street" })).toEqual(["UNKNOWN", "DROP-ELEMENT"]);
  });

  test("was dropped though another value holds it, where that always did", () => {
    const twice = { [line1]: "12 Elm Street, Apt 4B", [line2]: "Apt 4B" };
    expect(one(twice, { [line1]: "12 ELM STREET, Apt 4B" })).toContain("DROP-ELEMENT");
  });
});

describe("a unit that became another one", () => {
  const dose = (unit: string): Values => ({
    "medication.identifier rx-1": "ZZT-7K3M9PQ2",
    "medication.dose-value rx-1": "5",
    "medication.dose-unit rx-1": unit,
  });

  test("was changed where it is a unit, and may be damaged where nobody writes such a one", () => {
    expect(one(dose("mg"), dose("mL"))).toEqual(["UNIT-CHANGE"]);
    expect(one(dose("mg"), dose("q§g"))).toEqual(["UNIT-CHANGE of UNIT-CHANGE|UNKNOWN"]);
  });
});

describe("values that fit a pattern beside others of the same field that fit none", () => {
  const street = "patient.address.line1 a-1";
  const person = (sent: string, came: string): Person => ({
    sent: { [street]: sent },
    came: { [street]: came },
  });
  const loud = ["Elm Street", "Oak Avenue", "Maple Lane", "Birch Court"].map((words) =>
    person(words, words.toUpperCase()),
  );

  test("may have a cause that has no name", () => {
    const strange = [person("Pine Road", "Quay 7b-x"), person("Cedar Drive", "Moor 9k-y")];
    const { names } = inferred([...loud, ...strange]);
    expect(new Set(names.slice(0, 4))).toEqual(new Set(["CASE of CASE|UNKNOWN"]));
  });

  test("are named alone where all of them fit it", () => {
    expect(new Set(inferred(loud).names)).toEqual(new Set(["CASE"]));
  });
});

describe("a text that was cut", () => {
  const street = "patient.address.line1 a-1";

  test("to one letter may be half of a wide one", () => {
    const beside = (n: number): readonly string[] | undefined => {
      const rounds = [compared(chartOf({ [street]: "Elm Street" }), chartOf({ [street]: "E" }))];
      const [difference] = rounds[0]?.differences ?? [];
      if (difference === undefined) throw new Error("There is no difference.");
      const cases = [caseOf("p-0001", { rounds })];
      const around = {
        ...{ entries: lostEntries(cases), parts: lostParts(cases), tables: readRunTables(cases) },
        ...{ chart: undefined, differences: [difference], lostOwner: false },
      };
      return withBeside({ atoms: [atomOf("TRUNCATE", { n })], cost: 1 }, difference, around).beside;
    };
    expect([beside(1), beside(6)]).toEqual([["UNKNOWN"], undefined]);
  });

  test("at two lengths in one field was cut by no column", () => {
    const people = [
      ["Northern Elm Street", "Northern El"],
      ["Southern Oak Avenue", "Southern Oak "],
      ["Eastern Maple Lane", "Eastern Mapl"],
      ["Western Birch Court", "Western Bi"],
    ].map(([sent, came]) => ({ sent: { [street]: sent ?? "" }, came: { [street]: came ?? "" } }));
    expect(inferred(people).names.every((name) => name.includes("UNKNOWN"))).toBe(true);
  });
});

test("two boxes that changed places are not one value in a wrong box", () => {
  const place = {
    "patient.address.line2 a-1": "Apartment 4B",
    "patient.address.city a-1": "Springfield",
  };
  const turned = {
    "patient.address.line2 a-1": "Springfield",
    "patient.address.city a-1": "Apartment 4B",
  };
  expect(new Set(one(place, turned))).toEqual(new Set(["CROSS-FIELD of CROSS-FIELD|UNKNOWN"]));
});

test("another doctor is no value of the field in which that doctor stands as well", () => {
  const sent = { "order.provider o-1": "9000000023", "note.author note-1": "9000000049" };
  const came = { ...sent, "order.provider o-1": "9000000049" };
  expect(one(sent, came)).toEqual(["WRONG-PROVIDER"]);
});

test("a record that nobody sent is of unknown origin, though one of its values stands elsewhere", () => {
  const sent = { "allergy.identifier al-1": "ZZT-7K3M9PQ2", "allergy.onset al-1": "2019-04-22" };
  const extra = { "problem.identifier pr-7": "EMR-1", "problem.onset pr-7": "2019-04-22" };
  expect(new Set(one(sent, { ...sent, ...extra }))).toEqual(new Set(["UNKNOWN"]));
});

test("only leap days that moved are no shift of dates", () => {
  const born = "patient.birth-date";
  const people = ["1996-02-29", "2000-02-29", "1972-02-29"].map((day) => ({
    sent: { [born]: day },
    came: { [born]: day.replace("02-29", "02-27") },
  }));
  expect(new Set(inferred(people).names)).toEqual(new Set(["DATE-SHIFT of DATE-SHIFT|UNKNOWN"]));
});

describe("a value that another field of the person has", () => {
  const phone = "patient.telecom.home p-1";
  const middle = "patient.name.middle";
  const person = (number: string, name: string): Person => ({
    sent: { [phone]: number, [middle]: name },
    came: { [phone]: name, [middle]: name },
  });
  const people = [
    person("508-555-0103", "Dee"),
    person("802-555-0139", "Avis"),
    person("212-555-0111", "Mario"),
  ];

  test("stands in the wrong box where several people have it there, whatever its form", () => {
    expect(new Set(inferred(people).names)).toEqual(new Set(["CROSS-FIELD"]));
  });

  test("is of unknown origin in two people, as it is so short", () => {
    expect(new Set(inferred(people.slice(0, 2)).names)).toEqual(new Set(["UNKNOWN"]));
  });
});

test("a dose that another entry of a long list has may be that one's by chance", () => {
  const doses = (count: number, more: number): Values =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        [`medication.identifier rx-${at}`, `ZZT-7K3M9P${at}`],
        [`medication.dose-value rx-${at}`, `${400 + at * 3 + more}.5`],
      ]).flat(),
    );
  const long = one(doses(14, 0), doses(14, 3));
  expect(long.filter((name) => name === "LIST-MISPAIR")).toEqual([]);
});

test("dates that moved by other numbers of days each have no cause in common", () => {
  const onset = (day: string): Values => ({
    "problem.identifier dx-1": "ZZT-7K3M9PQ2",
    "problem.onset dx-1": day,
  });
  const people = [
    ["2024-05-21", "2024-06-17"],
    ["2005-05-21", "2005-06-17"],
    ["2023-07-03", "2023-06-17"],
    ["2024-07-03", "2024-06-17"],
  ].map(([sent = "", came = ""]) => ({ sent: onset(sent), came: onset(came) }));
  expect(inferred(people).names.every((name) => name.includes("UNKNOWN"))).toBe(true);
});
