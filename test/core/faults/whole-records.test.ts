import { describe, expect, test } from "vitest";

import { isOpaque } from "../../../core/faults/whole-record.ts";
import { inferred } from "./inferred.ts";
import type { Person, Values } from "./inferred.ts";

const family = "patient.name.family";

describe("records that are not there", () => {
  const names = ["Okafor", "Lind", "Ruiz", "Chen", "Novak", "Smith", "Brown"];
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
    const many = [...names, "Featherstone", "Lindqvist", "Marchetti", "Szymanski"].map((name) =>
      found(name),
    );
    const long = ["Wolfeschlegelstein", "Featherstonehaugh", "Vandersteenhoven", "Papadimitriou"];
    const people = [...many, ...long.map((name) => refused(name, "PID-5 is too long"))];
    const { ids, faults } = inferred(people);
    // Two of two may be chance.
    expect(inferred([...many.slice(0, 2), ...people.slice(-2)]).ids).toEqual([]);
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
    const people = [...names, ...names].map((name, at) =>
      at >= 4 && at <= 7 ? gone(name) : found(name),
    );
    expect(inferred(people).ids).toEqual(["DOWNTIME-LOSS"]);
    const scattered = names.map((name, at) => (at % 2 === 0 ? gone(name) : found(name)));
    expect(inferred(scattered).ids).toEqual(["DROP-RECORD"]);
  });

  test("were refused silently where they asked to be refused and the answer was yes", () => {
    const people = [found("Okafor"), gone("Lind", { asksRefusal: true })];
    expect(inferred(people).ids).toEqual(["SILENT-REJECT"]);
  });

  test("were refused silently where all of them lack what every other one has", () => {
    const lacking = names.slice(0, 5).map((name) => gone(name));
    const phone = { "patient.telecom.work": "2125550111" };
    const having = names.map((name) => ({
      sent: { ...sent(name), ...phone },
      came: { ...sent(name), ...phone },
    }));
    const { ids, faults } = inferred([...lacking, ...having]);
    expect(ids).toEqual(["SILENT-REJECT"]);
    expect(faults[0]?.params).toEqual({ without: "patient.telecom.work" });
    expect(inferred([...lacking.slice(0, 2), ...having]).ids).toEqual(["DROP-RECORD"]);
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
