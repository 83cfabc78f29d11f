import { describe, expect, test } from "vitest";

import { isOpaque } from "../../../core/faults/whole-record.ts";
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
    expect(inferred(people).ids).toEqual(["DISPLAY-DRIFT"]);
  });

  test("cannot be judged where nobody has it", () => {
    const { ids, names } = one(latex, coded("300916003", "Rubber tree sap"));
    expect([ids, names]).toEqual([["UNKNOWN"], ["UNKNOWN"]]);
  });
});

describe("records that are not there", () => {
  const sent = (name: string): Values => ({ [family]: name });
  const found = (name: string): Person => ({ sent: sent(name), came: sent(name) });
  const gone = (name: string, more: Person["more"] = {}): Person => ({
    sent: sent(name),
    came: null,
    more,
  });
  const refused = (name: string, says: string, more: Person["more"] = {}): Person =>
    gone(name, {
      hops: { sent: "refused", stored: "not-found" },
      receipt: { says: [says], names: null, found: null },
      ...more,
    });

  test("were too long where only longer names than any other were refused", () => {
    const { ids, faults } = inferred([
      found("Featherstone"),
      found("Okafor"),
      refused("Wolfeschlegelstein", "PID-5 is too long"),
      refused("Featherstonehaugh", "PID-5 is too long"),
    ]);
    expect(ids).toEqual(["OVERFLOW-REJECT"]);
    expect(faults[0]?.params).toEqual({ field: family });
  });

  test("were lost, as before, where a short name is gone as well", () => {
    const { ids } = inferred([
      found("Featherstone"),
      found("Okafor"),
      gone("Wolfeschlegelstein"),
      gone("Li"),
    ]);
    expect(ids).toEqual(["DROP-RECORD"]);
  });

  test("were lost in an outage where those before and behind arrived", () => {
    const names = ["Okafor", "Lind", "Ruiz", "Chen", "Novak", "Smith", "Brown"];
    const people = names.map((name, at) => (at >= 2 && at <= 4 ? gone(name) : found(name)));
    expect(inferred(people).ids).toEqual(["DOWNTIME-LOSS"]);
    const scattered = names.map((name, at) => (at % 2 === 0 ? gone(name) : found(name)));
    expect(inferred(scattered).ids).toEqual(["DROP-RECORD"]);
  });

  test("were refused silently where they asked to be refused and the answer was yes", () => {
    const people = [found("Okafor"), gone("Lind", { asksRefusal: true })];
    expect(inferred(people).ids).toEqual(["SILENT-REJECT"]);
  });

  test("and were refused without a reason leave the tester alone", () => {
    expect(inferred([found("Okafor"), refused("Lind", "Internal error")]).ids).toEqual([
      "REJECT-OPAQUE",
    ]);
    expect(
      inferred([found("Okafor"), refused("Lind", "PID-7: 2026-02-30 is no date")]).ids,
    ).toEqual([]);
  });

  test("and should have been refused are no finding, unless nobody can tell why", () => {
    const asked = { asksRefusal: true } as const;
    expect(inferred([refused("Lind", "Birth date is in the future", asked)]).ids).toEqual([]);
    expect(inferred([refused("Lind", "Bad Request (400)", asked)]).ids).toEqual(["REJECT-OPAQUE"]);
  });
});

test("a refused record that is there was stored all the same", () => {
  const values = { [family]: "Okafor" };
  const hops = { sent: "refused", stored: "found" } as const;
  expect(inferred([{ sent: values, came: values, more: { hops } }]).ids).toEqual([
    "ACK-NEGATIVE-STORED",
  ]);
});

test("an answer that names another person's record belongs to another message", () => {
  const person = (name: string, names: string, stands: string): Person => ({
    sent: { [family]: name },
    came: { [family]: name },
    more: { receipt: { says: [], names, found: stands } },
  });
  const { ids, faults } = inferred([
    person("Okafor", "Patient/2", "Patient/1"),
    person("Lind", "Patient/2", "Patient/2"),
  ]);
  expect([ids, faults[0]?.cases]).toEqual([["ACK-MISMATCH"], 1]);
  expect(inferred([person("Okafor", "Patient/1", "Patient/1")]).ids).toEqual([]);
});

test.each([
  ["Error", true],
  ["Validation failed (422)", true],
  ["AE", true],
  ["Patient.birthDate: must not be in the future", false],
  ["ERR-2 PID-3 missing", false],
  ["Duplicate identifier ZZT-7", false],
])("a refusal that says %j is opaque: %j", (says, opaque) => {
  expect(isOpaque([says])).toBe(opaque);
});
