import { describe, expect, test } from "vitest";

import { chartOf, compared } from "../compare/chart-of.ts";
import { inferred } from "./inferred.ts";
import type { Person, Values } from "./inferred.ts";

const family = "patient.name.family";

/** Names of a single person of whom this was sent and came. */
const one = (sent: Values, came: Values) => inferred([{ sent, came }]);

describe("boxes that moved", () => {
  const address = {
    "patient.address.line1 a-1": "12 Elm Street",
    "patient.address.line2 a-1": "Apartment 4B",
    "patient.address.city a-1": "Springfield",
    "patient.address.county a-1": "Hampden",
  };

  test("by one, with the first left empty, are one shift", () => {
    const { ids, faults } = one(address, {
      "patient.address.line2 a-1": "12 Elm Street",
      "patient.address.city a-1": "Apartment 4B",
      "patient.address.county a-1": "Springfield",
    });
    expect(ids).toEqual(["FIELD-SHIFT"]);
    expect(faults[0]?.params).toEqual({ by: 1 });
    expect(faults[0]?.fields).toHaveLength(4);
  });

  test("are no shift where two boxes changed places", () => {
    const { ids } = one(address, {
      ...address,
      "patient.address.line2 a-1": "Springfield",
      "patient.address.city a-1": "Apartment 4B",
    });
    expect(ids).toEqual(["CROSS-FIELD"]);
  });
});

describe("boxes that moved by two", () => {
  const sent = {
    "patient.address.line1": "12 Elm Street",
    "patient.address.city": "Springfield",
    "patient.address.state": "MA",
    "patient.address.postal-code": "01101",
    "patient.address.country": "US",
  };

  test("count a column in which nothing was sent, and the boxes that were left empty", () => {
    const { ids, faults } = one(sent, {
      "patient.address.line1": "12 Elm Street",
      "patient.address.postal-code": "Springfield",
      "patient.address.country": "MA",
    });
    expect([ids, faults[0]?.params]).toEqual([["FIELD-SHIFT"], { by: 2 }]);
    expect(faults[0]?.fields).toHaveLength(4);
  });
});

describe("all that stands behind one place of a segment", () => {
  const before = { [family]: "Okafor", "patient.sex": "F", "patient.address.line1": "12 Elm St" };
  const after = {
    "patient.address.city": "Springfield",
    "patient.address.state": "MA",
    "patient.telecom.home": "413-555-0108",
    "patient.language": "es",
    "patient.marital-status": "D",
  };
  const sent = { ...before, ...after };
  const broken = { ...sent, "patient.address.line2": "Suite 5 | Dock & Bay" };
  const cut = { ...before, "patient.address.line2": "Suite 5 " };

  test("moved by one field where what can still be read is what stood before it", () => {
    const { names, faults } = one(sent, { ...before, "patient.marital-status": "es" });
    expect(new Set(names)).toEqual(new Set(["FIELD-SHIFT"]));
    expect(faults[0]?.params).toEqual({ by: 1 });
  });

  test("did not move where another value stands there, or where much of it arrived", () => {
    const other = one(sent, { ...before, "patient.marital-status": "W" });
    expect(other.ids).not.toContain("FIELD-SHIFT");
    const kept = { "patient.address.city": "Springfield", "patient.telecom.home": "413-555-0108" };
    const some = one(sent, { ...before, ...kept, "patient.marital-status": "es" });
    expect(some.ids).not.toContain("FIELD-SHIFT");
  });

  test("may have moved where nothing of it can be read", () => {
    const names = new Set(one(sent, before).names);
    expect(names).toEqual(new Set(["DROP-ELEMENT of DROP-ELEMENT|FIELD-SHIFT"]));
    const kept = { ...before, "patient.marital-status": "D" };
    expect(new Set(one(sent, kept).names)).toEqual(new Set(["DROP-ELEMENT"]));
  });

  test("broke off at the sign in the value before it", () => {
    const { names } = one(broken, { ...cut, "patient.marital-status": "es" });
    expect(names).toHaveLength(6);
    expect(new Set(names)).toEqual(new Set(["DELIM-SPLIT"]));
  });

  test("broke off at a component's sign up to the end of its field alone", () => {
    const suite = { ...sent, "patient.address.line2": "Suite ^ 5" };
    const rest = { "patient.telecom.home": "413-555-0108", "patient.language": "es" };
    const came = {
      ...before,
      ...rest,
      "patient.address.line2": "Suite ",
      "patient.marital-status": "D",
    };
    const { names } = one(suite, { ...came, "patient.address.city": " 5" });
    expect(new Set(names)).toEqual(new Set(["DELIM-SPLIT"]));
    expect(one(suite, { ...came, "patient.address.city": "Erie" }).ids).not.toEqual([
      "DELIM-SPLIT",
    ]);
  });

  test("did not break off where it arrived behind the sign", () => {
    const { names } = one(broken, { ...sent, "patient.address.line2": "Suite 5 " });
    expect(names).toEqual(["TRUNCATE of TRUNCATE|DELIM-SPLIT|TRUNCATE-BYTES"]);
  });
});

describe("an entry in a list it does not belong to", () => {
  const allergy = {
    "allergy.identifier al-1": "ZZT-7K3M9PQ2",
    "allergy.substance al-1": "Penicillin",
  };
  const problem = { "problem.identifier pr-1": "ZZT-2H8W4RTV", "problem.text pr-1": "Asthma" };
  const sent = { ...allergy, ...problem };
  const strayed = { "problem.identifier pr-7": "EMR-1", "problem.text pr-7": "Penicillin" };

  test("and missing in its own stands in the wrong part of the chart", () => {
    expect(one(sent, { ...problem, ...strayed }).ids).toEqual(["PLACEMENT"]);
  });

  test("and in its own as well mixes the two lists", () => {
    expect(one(sent, { ...sent, ...strayed }).ids).toEqual(["MERGE-LISTS"]);
  });

  test("is of unknown origin where nobody sent it", () => {
    const strange = { ...strayed, "problem.text pr-7": "Oak pollen" };
    expect(one(sent, { ...sent, ...strange }).ids).toEqual(["UNKNOWN"]);
  });
});

describe("everything that travels in one part", () => {
  const sent = {
    [family]: "Okafor",
    "medication.identifier rx-1": "ZZT-7K3M9PQ2",
    "medication.name rx-1": "Metformin",
    "medication.sig rx-1": "Take one tablet",
    "medication.route rx-1": "PO",
    "medication.dose-value rx-1": "500",
    "medication.dose-unit rx-1": "mg",
  };
  const bare = {
    [family]: "Okafor",
    "medication.identifier rx-1": "ZZT-7K3M9PQ2",
    "medication.name rx-1": "Metformin",
  };

  test("is gone as one group", () => {
    const { ids, faults } = one(sent, bare);
    expect(ids).toEqual(["DROP-SEGMENT"]);
    expect(faults[0]?.params).toEqual({ part: "MedicationRequest.dosageInstruction" });
  });

  test("is not gone where one value of it arrived", () => {
    expect(one(sent, { ...bare, "medication.sig rx-1": "Take one tablet" }).ids).not.toContain(
      "DROP-SEGMENT",
    );
  });
});

describe("answers of a short list", () => {
  const status = "appointment.status ap-1";
  const number = { "appointment.identifier ap-1": "ZZT-7K3M9PQ2" };
  const answer = (sent: string, came: string): Person => ({
    sent: { ...number, [status]: sent },
    came: { ...number, [status]: came },
  });

  test("of which two became one collapsed", () => {
    expect(inferred([answer("noshow", "cancelled"), answer("cancelled", "cancelled")]).ids).toEqual(
      ["ENUM-COLLAPSE"],
    );
  });

  test("collapsed into another one as well, where their map has too few rows", () => {
    const booked = [answer("arrived", "booked"), answer("fulfilled", "booked")];
    const late = Array.from({ length: 3 }, () => answer("noshow", "cancelled"));
    const { ids, names } = inferred([...booked, ...late]);
    expect(ids).toEqual(["ENUM-COLLAPSE"]);
    expect(new Set(names)).toEqual(new Set(["ENUM-COLLAPSE"]));
  });

  test("may have collapsed where nobody was sent what they became", () => {
    expect(inferred([answer("noshow", "cancelled")]).names).toEqual([
      "CODE-REMAP of CODE-REMAP|ENUM-COLLAPSE",
    ]);
  });

  test("are remapped where each stays apart", () => {
    expect(inferred([answer("noshow", "cancelled"), answer("cancelled", "noshow")]).ids).toEqual([
      "CODE-REMAP",
    ]);
  });

  test("that look done now were flattened", () => {
    expect(inferred([answer("noshow", "booked"), answer("booked", "booked")]).ids).toEqual([
      "STATUS-FLATTEN",
    ]);
  });
});

test("that nothing is known to be harmful went with the code that became words", () => {
  const none = {
    "allergy.identifier al-1": "ZZT-7K3M9PQ2",
    "allergy.code al-1": "716186003",
    "allergy.substance al-1": "No known allergy",
  };
  const sent = { ...none, "allergy.none-known al-1": "true" };
  expect(one(sent, { ...none, "allergy.code al-1": "No known allergy" }).ids).toEqual([
    "TEXT-FOR-CODE",
  ]);
  expect(one(sent, none).ids).toEqual(["DROP-ELEMENT"]);
});

describe("the wording of a code that is as it was sent", () => {
  const coded = (code: string, words: string): Values => ({
    "allergy.identifier al-1": "ZZT-7K3M9PQ2",
    "allergy.code al-1": code,
    "allergy.substance al-1": words,
  });
  const latex = coded("300916003", "Latex");

  test("drifted where it is another code's", () => {
    const penicillin = coded("91936005", "Penicillin");
    const people = [
      { sent: latex, came: coded("300916003", "Penicillin") },
      { sent: penicillin, came: penicillin },
    ];
    expect(inferred(people).names).toEqual(["DISPLAY-DRIFT"]);
  });

  test("cannot be judged where nobody has it", () => {
    const { ids, names } = one(latex, coded("300916003", "Rubber tree sap"));
    expect([ids, names]).toEqual([["DISPLAY-DRIFT"], ["DISPLAY-DRIFT of DISPLAY-DRIFT|UNKNOWN"]]);
  });
});

describe("entries of lists that are not there", () => {
  const list = (count: number, text = (at: number) => `Words ${String(at)}`): Values =>
    Object.fromEntries(
      Array.from({ length: count }, (_, at) => [
        [`note.identifier note-${String(at + 1)}`, `ZZT-${String(count)}${String(at)}K3M9`],
        [`note.text note-${String(at + 1)}`, text(at)],
      ]).flat(),
    );
  const first = (values: Values, count: number): Values =>
    Object.fromEntries(
      Object.entries(values).filter(([key]) => Number(/\d+$/u.exec(key)?.[0]) <= count),
    );

  test("are the rest of a page where every longer list was cut to the same number", () => {
    const people = [3, 5, 2, 4].map((count) => ({
      sent: list(count),
      came: first(list(count), 3),
    }));
    const { ids, faults } = inferred(people);
    expect([ids, faults[0]?.params]).toEqual([["PAGING-LOSS"], { k: 3 }]);
  });

  test("were dropped where the lists were cut to other numbers", () => {
    const people = [5, 4].map((count, at) => ({
      sent: list(count),
      came: first(list(count), at + 2),
    }));
    expect(inferred(people).ids).toEqual(["DROP-RECORD"]);
  });

  test("were too long where no entry with so long a text is there", () => {
    const text = (at: number): string => `Words ${"and more words ".repeat(at % 3)}`;
    const came = (values: Values): Values => {
      const long = Object.entries(values).filter(([, each]) => each.length > 30);
      const keys = new Set(long.map(([key]) => key.split(" ")[1]));
      return Object.fromEntries(
        Object.entries(values).filter(([key]) => !keys.has(key.split(" ")[1])),
      );
    };
    const people = [6, 7, 5].map((count) => ({
      sent: list(count, text),
      came: came(list(count, text)),
    }));
    expect(inferred(people).ids).toEqual(["OVERFLOW-REJECT"]);
  });
});

describe("values that stand in the box of another", () => {
  test("are one fault with the box that they left", () => {
    const place = {
      "patient.address.line1 a-1": "12 Elm Street",
      "patient.address.line2 a-1": "Apt 4B",
    };
    expect(one(place, { "patient.address.line1 a-1": "12 Elm Street, Apt 4B" }).ids).toEqual([
      "CONCAT",
    ]);
    const since = { "problem.text pr-1": "Asthma", "problem.onset pr-1": "2021-04-22" };
    expect(one(since, { "problem.text pr-1": "Asthma since 2021-04-22" }).ids).toEqual(["CONCAT"]);
    const name = { "patient.name.given": "Ada", "patient.name.middle": "Maria" };
    const { ids, names } = one(name, { "patient.name.given": "Ada Maria" });
    expect(ids).toEqual(["NAME-RESHUFFLE"]);
    expect(names[0]).toBe("NAME-RESHUFFLE of NAME-RESHUFFLE|CONCAT");
    const all = {
      ...name,
      "patient.name.further-given g-3": "Johann",
      "patient.name.further-given g-4": "Erich",
    };
    const up = { "patient.name.given": "Ada Maria", "patient.name.middle": "Johann" };
    expect(one(all, { ...up, "patient.name.further-given g-4": "Erich" }).names).toEqual(
      Array(3).fill("NAME-RESHUFFLE of NAME-RESHUFFLE|CONCAT"),
    );
    const other = { ...up, "patient.name.middle": "Jonas" };
    expect(one(all, { ...other, "patient.name.further-given g-4": "Erich" }).ids).not.toContain(
      "NAME-RESHUFFLE",
    );
    const prefixes = { "patient.name.prefix p-1": "Dr", "patient.name.prefix p-2": "Prof" };
    expect(one(prefixes, { "patient.name.prefix p-1": "Dr; Prof" }).ids).toEqual(["CARDINALITY"]);
  });

  test("are one fault with the box into which the end ran", () => {
    const place = { "patient.address.line1 a-1": "1200 Northern Elm Street" };
    const { ids } = one(place, {
      "patient.address.line1 a-1": "1200 Northern",
      "patient.address.line2 a-1": " Elm Street",
    });
    expect(ids).toEqual(["OVERFLOW-SPILL"]);
  });
});

describe("signs that are gone from numbers", () => {
  const ssn = "patient.identifier.ssn";
  const sent = ["000-12-3456", "000-12-3457", "000-12-3458"].map((number) => ({
    [ssn]: number,
    [family]: "Park-Ruiz",
  }));
  const bare = (text: string): string => text.replaceAll("-", "");

  test("are another way to write them, where names keep theirs", () => {
    const people = sent.map((each) => ({ sent: each, came: { ...each, [ssn]: bare(each[ssn]) } }));
    expect(inferred(people).ids).toEqual(["ID-REFORMAT"]);
  });

  test("are gone from every text, where names lost theirs as well", () => {
    const people = sent.map((each) => ({
      sent: each,
      came: { [ssn]: bare(each[ssn]), [family]: bare(each[family]) },
    }));
    expect(inferred(people).ids).toEqual(["PUNCT-STRIP"]);
  });
});

test("phones that stand in one, which is no number, are one cause, and the first of them is that one", () => {
  const phone = "patient.telecom.home";
  const sent = { [`${phone} p-1`]: "617-555-0191", [`${phone} p-2`]: "617-555-0172" };
  const came = { [`${phone} p-1`]: "617-555-0191 / 617-555-0172" };
  expect(inferred([{ sent, came }]).names).toEqual(["CARDINALITY", "CARDINALITY"]);
  const { differences } = compared(chartOf(sent), chartOf(came));
  expect(differences.map(({ entry, verdict }) => [entry, verdict])).toEqual([
    ["p-1", "delta"],
    ["p-2", "missing"],
  ]);
});
