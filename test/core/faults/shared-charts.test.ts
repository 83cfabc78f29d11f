import { describe, expect, test } from "vitest";

import { inferred, inferredTwice } from "./inferred.ts";
import type { Person, Values } from "./inferred.ts";

const family = "patient.name.family";

describe("a person without a chart whose values stand in another's", () => {
  const person = (name: string, at: number): Values => ({
    [family]: name,
    "patient.birth-date": `19${String(70 + at)}-03-05`,
    "patient.telecom.home": `21255501${String(11 + at)}`,
    "patient.address.line1": `${String(at + 3)} Elm Street`,
  });
  const lind = person("Lind", 1);
  const both = (other: Values): readonly Person[] => [
    { sent: other, came: lind },
    { sent: lind, came: null },
    { sent: person("Novak", 2), came: person("Novak", 2) },
  ];

  test("was merged into that chart", () => {
    const { ids, faults } = inferred(both(person("Okafor", 0)));
    expect([ids, faults[0]?.cases]).toEqual([["WRONG-MERGE"], 2]);
  });

  test("may have been taken for the other silently where they look alike", () => {
    const { names, faults } = inferred(
      both({
        ...person("Lind", 1),
        "patient.telecom.home": "6465550199",
        "patient.address.line1": "9 Oak",
        "patient.birth-date": "1980-01-01",
      }),
    );
    expect(names[0]).toBe("WRONG-MERGE of WRONG-MERGE|SILENT-MATCH|UNKNOWN");
    // The one without a chart has no values to say so.
    expect(faults[0]?.oneOf).toEqual([["WRONG-MERGE"], ["SILENT-MATCH"], ["UNKNOWN"]]);
  });

  test("was not surely taken for the other one of whom it has the name, where nothing says merge", () => {
    const alike = { ...person("Okafor", 0), [family]: "Lind" };
    const { names } = inferred(both(alike), new Set(["WRONG-MERGE"]));
    expect(names[0]).toBe("SILENT-MATCH of SILENT-MATCH|UNKNOWN");
  });

  test("stands where most of its values are, whatever strayed into a third chart", () => {
    const alike = { ...person("Okafor", 0), [family]: "Lind" };
    const [first, lost, third] = both(alike);
    const strayed = { ...lind, [family]: "Novak" };
    const people = [first, lost, { sent: third?.sent ?? {}, came: strayed }];
    const { names } = inferred(people.filter((each) => each !== undefined));
    expect(names[0]).toContain("WRONG-MERGE|SILENT-MATCH");
  });

  test("is found in that chart again when it was named before", () => {
    const { faults, again } = inferredTwice(both(person("Okafor", 0)));
    expect(again).toEqual(faults);
  });

  test("is another patient's data, and no merge, where both charts are there", () => {
    const people = both(person("Okafor", 0)).map((each, at) =>
      at === 1 ? { sent: lind, came: lind } : each,
    );
    expect(inferred(people).ids).toEqual(["CROSS-PATIENT"]);
  });
});

describe("two people whose numbers lead to the same chart", () => {
  const okafor = {
    [family]: "Okafor",
    "patient.sex": "female",
    "patient.telecom.home": "2125550111",
  };
  const lind = { [family]: "Lind", "patient.sex": "male", "patient.telecom.home": "2125550112" };
  const both = (came: Values, isOnePerson = false): readonly Person[] => {
    const sharedChart = { people: ["p-0001", "p-0002"], isOnePerson };
    return [okafor, lind].map((sent) => ({ sent, came, more: { sharedChart } }));
  };

  test("were merged, whatever kind of value stands in the other's place", () => {
    const { ids, faults, names } = inferred(both(lind));
    expect([ids, faults[0]?.cases, names]).toEqual([
      ["WRONG-MERGE"],
      1,
      ["WRONG-MERGE", "WRONG-MERGE", "WRONG-MERGE"],
    ]);
  });

  test("explain what is there beside the own values, and what is gone", () => {
    const { "patient.telecom.home": _, ...rest } = lind;
    const { ids } = inferred(both({ ...rest, "patient.telecom.email": "lind@example.org" }));
    expect(ids).toEqual(["WRONG-MERGE"]);
  });

  test("leave a damaged value its own fault", () => {
    const { ids } = inferred(both({ ...lind, [family]: "OKAFOR" }));
    expect(ids).toEqual(["WRONG-MERGE", "CASE"]);
  });

  test("are no wrong merge where they are one person", () => {
    expect(inferred(both(lind, true)).ids).toEqual(["SILENT-MATCH"]);
  });
});
