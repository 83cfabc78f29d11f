import { describe, expect, test } from "vitest";

import { inferred } from "./inferred.ts";
import type { Person } from "./inferred.ts";

const family = "patient.name.family";
const named = (sent: string, came: string): Person => ({
  sent: { [family]: sent },
  came: { [family]: came },
});
const cutAt = (text: string, units: number): Person => named(text, text.slice(0, units));

const plain = ["Rodericktuheman", "Jacobsonnameba", "Waelchijexakex"];
const rare = ["𠮷野é pedetutej", "𠮷田é pazarewuf", "𪏭木é sehelugeb"];

describe("a limit in UTF-16 units", () => {
  test("is one cause with that of plain names, where letters that count double show it", () => {
    const { ids, faults, names } = inferred([...plain, ...rare].map((text) => cutAt(text, 11)));
    expect([ids, faults[0]?.params]).toEqual([["TRUNCATE-BYTES"], { units: 11 }]);
    expect(new Set(names)).toEqual(new Set(["TRUNCATE-BYTES"]));
  });

  test("is none where plain names are cut elsewhere", () => {
    const { ids } = inferred([
      ...plain.map((text) => cutAt(text, 8)),
      ...rare.map((text) => cutAt(text, 11)),
    ]);
    expect(ids).toContain("TRUNCATE");
  });

  test("is not said of plain names alone", () => {
    const { names } = inferred(plain.map((text) => cutAt(text, 11)));
    expect(new Set(names)).toEqual(new Set(["TRUNCATE of TRUNCATE|TRUNCATE-BYTES"]));
    const accented = named("Núñezjubetukunaf", "Núñezjubetukunaf");
    const refuted = inferred([...plain.map((text) => cutAt(text, 11)), accented]);
    expect(new Set(refuted.names)).toEqual(new Set(["TRUNCATE"]));
  });
});

describe("one of several that was kept", () => {
  const lists = (names: readonly string[], kept: string): Person => ({
    sent: Object.fromEntries(names.map((name, at) => [`patient.name.alias a-${at + 1}`, name])),
    came: { "patient.name.alias a-1": kept },
  });

  test("is the first one or the longest, where it is both", () => {
    expect(new Set(inferred([lists(["Lindqvist", "Ruiz"], "Lindqvist")]).names)).toEqual(
      new Set(["DROP-REPETITION of DROP-REPETITION|CARDINALITY"]),
    );
  });

  test("is the first one where another one is longer", () => {
    const both = [lists(["Lindqvist", "Ruiz"], "Lindqvist"), lists(["Chen", "Marchetti"], "Chen")];
    expect(new Set(inferred(both).names)).toEqual(new Set(["DROP-REPETITION"]));
  });

  test("is the longest where it is the last of one list, and the first of another", () => {
    const both = [
      lists(["Lindqvist", "Ruiz"], "Lindqvist"),
      lists(["Chen", "Marchetti"], "Marchetti"),
    ];
    expect(new Set(inferred(both).names)).toEqual(new Set(["CARDINALITY"]));
    const alike = lists(["Okafor", "Walker"], "Okafor");
    expect(new Set(inferred([...both, alike]).names)).toEqual(new Set(["CARDINALITY"]));
    expect(new Set(inferred([alike]).names)).toEqual(new Set(["DROP-REPETITION"]));
  });

  test("stands at the place of the first, so that the rank of the second is gone with it", () => {
    const phones: Person = {
      sent: {
        "patient.telecom.home": "617-555-0191",
        "patient.telecom.home home-2": "+44 20 7946 0091",
        "patient.telecom.rank home": "1",
        "patient.telecom.rank home-2": "2",
      },
      came: { "patient.telecom.home": "+44 20 7946 0091", "patient.telecom.rank home": "1" },
    };
    const { names } = inferred([phones, lists(["Lindqvist", "Ruiz"], "Lindqvist")]);
    expect(new Set(names)).toEqual(new Set(["CARDINALITY"]));
  });
});

describe("an end that ran into the next box", () => {
  const [line1, line2] = ["patient.address.line1", "patient.address.line2"];
  const street = (sent: string, at: number): Person => ({
    sent: { [line1]: sent },
    came: { [line1]: sent.slice(0, at), [line2]: sent.slice(at) },
  });

  test("is still that where another person's was only cut there and filled in beside", () => {
    const spilt = ["106 Dawumabuk Drive", "518 Jekaraxej Road"].map((text) => street(text, 17));
    const other: Person = {
      sent: { [line1]: "111 Tuzudajaj Court" },
      came: { [line1]: "111 Tuzudajaj Cou", [line2]: "unknown" },
    };
    const { names } = inferred([...spilt, other]);
    expect(names.filter((name) => name === "OVERFLOW-SPILL")).toHaveLength(4);
  });
});
