import { describe, expect, test } from "vitest";
import { fieldById, fields } from "../../../core/catalogue/fields.ts";
import { carriedByHl7 } from "../../../core/hl7/carried-by-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { carriers } from "./carriers.ts";
import { fullChart } from "./full-chart.ts";

/** Decided list of messages: those we write. ORM^O01 of a medicine and ADT^A34 are read besides. */
const written = `A01 A03 A04 A08 A11 A24 A28 A31 A37 A38 A40 A60 S12 S13 S14 S15 S17 S26 OMP ORM RDE
  ORU MDM VXU DFT REF PPR`.split(/\s+/u);

describe("messages and the fields that they carry", () => {
  const found = carriers();

  test("each message of the project is written", () => {
    expect([...found.keys()].toSorted()).toEqual(written.toSorted());
  });

  test("the chart by hand has every field that HL7 carries", () => {
    const has = new Set(fullChart.values.map(({ field }) => field));
    const own = fields.filter((field) => field.place === "own" && field.form !== "list");
    expect(own.filter((field) => carriedByHl7(field) && !has.has(field.id))).toEqual([]);
    expect(encodeHl7(fullChart).cannotTravel).toEqual([]);
  });

  test("each carrier that the catalogue names really carries the field, and no other does", () => {
    const own = fields.filter((field) => field.place === "own" && field.form !== "list");
    const really = own.map(({ id }) => [
      id,
      [...found].flatMap(([event, carried]) => (carried.has(id) ? [event] : [])).toSorted(),
    ]);
    expect(really).toEqual(own.map(({ id, messages }) => [id, messages.toSorted()]));
  });

  test("a row that shares another one's place, or is about a whole list, names carriers of that", () => {
    for (const field of fields) {
      const { place, messages } = field;
      const shared = place === "own" ? undefined : fieldById(place.sharesWith);
      if (shared !== undefined && carriedByHl7(field)) expect(messages).toEqual(shared.messages);
      for (const event of messages) expect(written).toContain(event);
    }
  });
});
