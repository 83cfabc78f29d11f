import { describe, expect, test } from "vitest";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { ComparedCase } from "../../../core/compare/build-report.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import { chartOf, compared } from "../compare/chart-of.ts";
import { inferred } from "./inferred.ts";
import type { Values } from "./inferred.ts";

/** People by what was sent and what came. */
const pairs = (people: readonly (readonly [sent: Values, came: Values])[]) =>
  inferred(people.map(([sent, came]) => ({ sent, came })));

const family = "patient.name.family";
const cutAt = (people: readonly (readonly [string, string])[]) =>
  pairs(people.map(([sent, came]) => [{ [family]: sent }, { [family]: came }]));

describe("a limit", () => {
  test("that only plain letters met may count letters or bytes, and both are said", () => {
    const { names } = cutAt([
      ["Featherstonehaugh", "Feathersto"],
      ["Wolfeschlegelstein", "Wolfeschle"],
    ]);
    expect(names).toEqual(Array(2).fill("TRUNCATE of TRUNCATE|TRUNCATE-BYTES"));
  });

  test("counts letters where more bytes than that arrived", () => {
    const { names } = cutAt([
      ["Featherstonehaugh", "Feathersto"],
      ["Nuñezñañez", "Nuñezñañez"],
    ]);
    expect(names).toEqual(["TRUNCATE"]);
  });

  test("counts bytes where names with accents are cut shorter, and is one cause with the plain ones", () => {
    const { faults, names } = cutAt([
      ["Featherstonehaugh", "Feathersto"],
      ["Wolfeschlegelstein", "Wolfeschle"],
      ["Ññññññññññ", "Ñññññ"],
    ]);
    expect(names).toEqual(Array(3).fill("TRUNCATE-BYTES"));
    expect(faults.map(({ id, params, cases }) => [id, params, cases])).toEqual([
      ["TRUNCATE-BYTES", { bytes: 10 }, 3],
    ]);
  });
});

describe("values of later entries", () => {
  const contacts = {
    "contact.name c-1": "Lindqvist",
    "contact.name c-2": "Okafor",
    "contact.relationship c-1": "MTH",
    "contact.relationship c-2": "FTH",
  };

  test("that are gone while those of the first arrived were given up as repetitions", () => {
    const { "contact.name c-2": _gone, ...came } = contacts;
    expect(pairs([[contacts, came]]).names).toEqual(["DROP-REPETITION"]);
  });

  test("are a field that never arrives where the first is gone as well", () => {
    const came = { "contact.relationship c-1": "MTH", "contact.relationship c-2": "FTH" };
    const { names } = pairs([[contacts, came]]);
    expect(names).toEqual(["DROP-ELEMENT", "DROP-ELEMENT"]);
  });
});

describe("another person's values", () => {
  const people: readonly Values[] = [
    ["Okafor", "12 Elm Street", "2125550111", "1990-03-05", "Dr"],
    ["Lindqvist", "7 Oak Avenue", "2125550122", "1990-03-06", "Mr"],
    ["Marchetti", "9 Birch Lane", "2125550133", "1990-03-07", "Ms"],
    ["Szymanski", "3 Cedar Court", "2125550144", "1990-03-08", "Mx"],
  ].map(([name = "", line = "", phone = "", born = "", prefix = ""]) => ({
    [family]: name,
    "patient.address.line1": line,
    "patient.telecom.home": phone,
    "patient.birth-date": born,
    "patient.name.prefix": prefix,
  }));
  const withOf = (at: number, fields: readonly string[]): readonly [Values, Values] => {
    const [own, before] = [people[at] ?? {}, people[(at + 3) % 4] ?? {}];
    const theirs = Object.fromEntries(fields.map((field) => [field, before[field] ?? ""]));
    return [own, { ...own, ...theirs }];
  };

  test("are all called so, a short one too that could be anybody's", () => {
    const fields = [family, "patient.address.line1", "patient.telecom.home", "patient.name.prefix"];
    const { names } = pairs([
      withOf(0, fields),
      ...people.slice(1).map((own) => [own, own] as const),
    ]);
    expect(names).toEqual(Array(4).fill("CROSS-PATIENT"));
  });

  test("are not proved by dates that moved and met another's", () => {
    const { faults, names } = pairs(
      people.slice(0, 3).map((own, at) => {
        const born = people[at + 1]?.["patient.birth-date"] ?? "";
        return [own, { ...own, "patient.birth-date": born }];
      }),
    );
    expect(names).toEqual(Array(3).fill("DATE-SHIFT"));
    expect(faults.map(({ id, params }) => [id, params])).toEqual([["DATE-SHIFT", { days: 1 }]]);
  });

  test("are not proved by one word that many charts hold now", () => {
    const { names } = pairs(
      people.map((own) => [own, { ...own, "patient.address.line1": "3 Cedar Court" }]),
    );
    expect(new Set(names)).toEqual(new Set(["UNKNOWN"]));
  });
});

describe("where several charts hold other people's values", () => {
  const own = (name: string, more: Values = {}): Values => ({ [family]: name, ...more });
  const mixed = ["Okafor", "Lindqvist", "Marchetti"].map((name, at, all): [Values, Values] => [
    own(name),
    own(all[(at + 2) % 3] ?? ""),
  ]);
  /** Names of the first chart; the second one is as it was sent. */
  const namesOf = (sent: Values, came: Values, other: Values): readonly string[] =>
    pairs([[sent, came], [other, other], ...mixed]).names.slice(0, -3);

  test("a name that lost its space may be that of the other person who writes it so", () => {
    const { names } = pairs([[own("Mc Allister"), own("McAllister")]]);
    expect(names).toEqual(["SPACE"]);
    expect(namesOf(own("Mc Allister"), own("McAllister"), own("McAllister"))).toEqual([
      "CROSS-PATIENT of CROSS-PATIENT|SPACE",
    ]);
    expect(namesOf(own("Mc Allister"), own("McAllister"), own("Allister"))).toEqual(["SPACE"]);
  });

  test("a word that is too short to say whose it is may be anybody's who has it", () => {
    const suffixed = (suffix: string): Values => own("Novak", { "patient.name.suffix": suffix });
    expect(namesOf(suffixed("Jr"), suffixed("Sr"), suffixed("Sr"))).toEqual([
      "CROSS-PATIENT of CROSS-PATIENT|UNKNOWN",
    ]);
    expect(namesOf(suffixed("Jr"), suffixed("Sr"), suffixed("II"))).toEqual(["UNKNOWN"]);
  });

  test("a prefix that another entry has by chance came with the other's name, without sentinels too", () => {
    const titled = (name: string, title: string): Values =>
      own(name, { "patient.name.prefix a": "ZZTEST", "patient.name.prefix b": title });
    const sent = titled("Novak", "Dr");
    expect(namesOf(sent, titled("Haddad", "ZZTEST"), own("Haddad"))).toEqual([
      "CROSS-PATIENT",
      "CROSS-PATIENT",
    ]);
    expect(namesOf(sent, titled("Novak", "ZZTEST"), own("Haddad"))).toEqual(["LIST-MISPAIR"]);
    const marked = titled("Haddad", "ZZTEST");
    expect(namesOf(sent, titled("Novak", "ZZTEST"), marked)).toEqual([
      "CROSS-PATIENT of CROSS-PATIENT|LIST-MISPAIR",
    ]);
  });
});

describe("what a change adds and does not arrive", () => {
  const before = { [family]: "Okafor" };
  const after = { [family]: "Okafor-Lind", "patient.name.alias alias-1": "Okafor" };
  const look = compared(chartOf(before), chartOf(before));
  const second = (came: Chart): ComparedCase => {
    const generated = chartOf(after);
    return {
      id: "p-0001",
      scenario: null,
      person: "p-0001",
      pairedBy: null,
      hops: { sent: "accepted", stored: "found" },
      rounds: [
        compared(generated, came, { round: 2, earlier: [chartOf(before)], previous: [look] }),
      ],
      generated,
    };
  };

  test("was lost with the change where the rest of it is lost", () => {
    const { faults } = inferRunFaults([second(chartOf(before))]);
    expect(faults.map(({ id }) => id)).toEqual(["LOST-UPDATE"]);
  });

  test("is a value that never arrives, or a lost change, where the rest came", () => {
    const came = makeChart("p-0001", [{ field: fieldId(family), entry: "", value: "Okafor-Lind" }]);
    const { cases } = inferRunFaults([second(came)]);
    expect(cases[0]?.rounds[0]?.differences[0]?.faults[0]?.oneOf).toEqual([
      ["DROP-ELEMENT"],
      ["LOST-UPDATE"],
    ]);
  });
});

test("a question mark for each byte may be two faults in a row", () => {
  expect(cutAt([["Núñez", "N????ez"]]).names).toEqual([
    "CHARSET-QMARK of CHARSET-QMARK|CHARSET-U8-1252+CHARSET-QMARK|CHARSET-OEM+CHARSET-QMARK",
  ]);
});

describe("letters that read like another patient's token", () => {
  const run = (came: string) =>
    inferred([
      { sent: { [family]: "Okafor" }, came: { [family]: "Okafor" } },
      { sent: { [family]: "Lindbatabatab" }, came: { [family]: came }, input: asIfOf(0) },
    ]);
  /** A reader that takes any nine such letters for a token of one person. */
  const asIfOf = (person: number) => ({
    index: 1,
    sentinels: {
      find: (text: string) =>
        [...text.matchAll(/(?:[bt][a]){4}[bt]/gu)].map((match) => ({
          ...{ person: text.includes("Lind") ? 1 : person, field: fieldId(family), entry: "" },
          ...{ round: 1, start: match.index, token: match[0] },
        })),
    },
  });

  test("are no other patient's where that person has no such token", () => {
    expect(run("batabatabdniL").names).toEqual(["UNKNOWN"]);
  });

  test("are where that person has it", () => {
    const people = inferred([
      { sent: { [family]: "Okaforbatabatab" }, came: { [family]: "Okaforbatabatab" } },
      {
        sent: { [family]: "Lindtabatabat" },
        came: { [family]: "Okaforbatabatab" },
        input: asIfOf(0),
      },
    ]);
    expect(people.names).toEqual(["CROSS-PATIENT"]);
  });
});

describe("what speaks against a cause", () => {
  const dose = (sent: string, came: string) =>
    [
      { "medication.identifier rx-1": "ZZT-7K3M9PQ2", "medication.dose-value rx-1": sent },
      { "medication.identifier rx-1": "ZZT-7K3M9PQ2", "medication.dose-value rx-1": came },
    ] as const;

  test("is counted, and leaves room for no known pattern", () => {
    const { names, faults } = pairs([
      dose("12.5", "125"),
      dose("40", "40"),
      dose("7.25", "7.25"),
      dose("10", "10"),
    ]);
    expect(names).toEqual(["DECIMAL-LOSS of DECIMAL-LOSS|DECIMAL-SHIFT"]);
    expect(faults.map(({ id, against }) => [id, against])).toEqual([["DECIMAL-LOSS", 1]]);
    const shifted = pairs([dose("12.25", "122.5"), dose("40", "40"), dose("10", "10")]);
    expect(shifted.names).toEqual(["DECIMAL-SHIFT of DECIMAL-SHIFT|UNKNOWN"]);
    expect(shifted.faults[0]?.why).toMatch(
      /2 values that it should have changed arrived as they were/u,
    );
  });

  test("is that a point moved by other numbers of places elsewhere", () => {
    const { names } = pairs([dose("12.25", "122.5"), dose("25", "25000")]);
    expect(names).toEqual(Array(2).fill("DECIMAL-SHIFT of DECIMAL-SHIFT|UNKNOWN"));
  });

  test("is none where nothing else could have been changed", () => {
    const { names, faults } = pairs([dose("12.25", "122.5"), dose("0.5", "5")]);
    expect(names).toEqual(["DECIMAL-SHIFT", "DECIMAL-SHIFT"]);
    expect(faults[0]?.against).toBeUndefined();
  });
});
