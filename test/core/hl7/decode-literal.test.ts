import { describe, expect, test } from "vitest";
import { decodeHl7 } from "../../../core/hl7/decode-hl7.ts";
import { rowOfValue } from "../fhir/chart-of.ts";
import { listLiterals, personLiterals } from "./literal-fields.ts";
import { bytesOf, message, segmentWith, textAt } from "./messages.ts";

const person = "PID|1||7700001^^^^MR";
/** Segments without which another is no record. */
const before: Readonly<Record<string, readonly string[]>> = {
  RXR: ["ORC|NW", "RXE||M"],
  TQ1: ["ORC|NW", "RXE||M"],
  AIS: ["SCH|A1"],
  NTE: ["SCH|A1"],
};

function read(...segments: readonly string[]): string[][] {
  const { values, problems } = decodeHl7([bytesOf(message(...segments))]);
  expect(problems).toEqual([]);
  return values.map(({ value }) => [...rowOfValue(value)]);
}

describe("the bytes of an HL7 field as a chart's value", () => {
  test.each(personLiterals)("%s %j is read at %s from %j", (field, value, place, wire) => {
    const rows = place.startsWith("PD1")
      ? read(person, segmentWith(place, wire))
      : read(segmentWith(place, wire));
    expect(rows.filter(([id]) => id === field).map(([, , found]) => found)).toEqual([value]);
  });

  test.each(listLiterals)("%s %j is read at %s from %j", (field, value, place, wire) => {
    const name = place.slice(0, 3);
    let segment = segmentWith(place, wire);
    // A visit needs a number or a beginning; the kind of a result's value stands in OBX-2; an order needs its medicine.
    if (place === "PV1-2") segment += `${"|".repeat(17)}V1`;
    if (place === "OBX-5" && wire.includes("^")) segment = `OBX||SN|||${wire}`;
    const after = name === "ORC" ? ["RXE||M"] : [];
    const rows = read(person, ...(before[name] ?? []), segment, ...after);
    expect(rows.filter(([id]) => id === field).map((row) => row.slice(1))).toEqual([["#1", value]]);
  });

  test("tells absent, empty and null apart", () => {
    const rows = (name: string): string[][] => read(`PID|1||1^^^^MR||${name}`);
    const middle = (name: string): (string | undefined)[] =>
      rows(name).flatMap(([id, , value]) => (id === "patient.name.middle" ? [value] : []));
    expect(middle("Ortiz^Ana")).toEqual([]);
    expect(middle("Ortiz^Ana^^Jr")).toEqual([]);
    expect(middle('Ortiz^Ana^""')).toEqual(["!null"]);
    expect(middle('Ortiz^Ana^"')).toEqual(['"']);
  });

  test("takes the separators from the message", () => {
    const text =
      "MSH*:+!%*A*B***2026**ADT:A28*1*T*2.5.1******UNICODE UTF-8\rPID*1**7:::X%Y:MR+8:::Z:MR**O!T!K:A^|~\\&\r";
    const { values } = decodeHl7([bytesOf(text)]);
    const rows = values.map(({ value, at }) => [...rowOfValue(value), at.place]);
    expect(rows).toEqual([
      ["patient.identifier.mrn", "#1", "7", "PID[1]-3.1"],
      ["patient.identifier.mrn-authority", "#1", "X", "PID[1]-3.4.1"],
      ["patient.identifier.type", "#1", "MR", "PID[1]-3.5"],
      ["patient.identifier.mrn", "#2", "8", "PID[1]-3(2).1"],
      ["patient.identifier.mrn-authority", "#2", "Z", "PID[1]-3(2).4.1"],
      ["patient.identifier.type", "#2", "MR", "PID[1]-3(2).5"],
      ["patient.name.family", "", "O%K", "PID[1]-5.1.1"],
      ["patient.name.given", "", "A^|~\\&", "PID[1]-5.2"],
    ]);
  });

  test("a place leads to the very bytes", () => {
    const bytes = bytesOf(message("PID|1||1^^^^MR||Núñez^Ana&x", "AL1|1||^Egg~^Milk"));
    const found = decodeHl7([bytes]).values.find(
      ({ value }) => value.field === "allergy.substance",
    );
    expect(textAt(bytes, found?.at.start ?? 0, found?.at.end ?? 0)).toBe("Egg");
    expect(found?.at.resource).toBe("ADT^A28 1");
  });

  test("an allergy of AL1 and the same one of IAM are one entry", () => {
    const bytes = bytesOf(
      message(person, "AL1|1||1^Egg^SCT|SV", "AL1|2||2^Nut^SCT") +
        message(person, "IAM|1||2^Nut^SCT||||ZZT-2", "IAM|2||1^Egg^SCT|MI|||ZZT-1"),
    );
    const { values, problems } = decodeHl7([bytes]);
    const rows = values.map(({ value }) => rowOfValue(value));
    const identifiers = rows.filter(([id]) => id === "allergy.identifier");
    expect(identifiers.map((row) => row.slice(1))).toEqual([
      ["#2", "ZZT-2"],
      ["#1", "ZZT-1"],
    ]);
    expect(problems.map(({ kind }) => kind)).toEqual(["conflict"]);
  });

  test("a later ADT changes the phone, and a later order replaces the dose", () => {
    const bytes = bytesOf(
      message(`${person}${"|".repeat(10)}111^PRN^PH`, "ORC|NW|R1", "RXE||M|2.5") +
        message(`${person}${"|".repeat(10)}222^PRN^PH`, "ORC|XO|R1", "RXE||M|5"),
    );
    const rows = decodeHl7([bytes]).values.map(({ value }) => rowOfValue(value));
    const of = (field: string): string[] =>
      rows.flatMap(([id, , value]) => (id === field ? [value] : []));
    expect(of("patient.telecom.home")).toEqual(["222"]);
    expect(of("medication.dose-value")).toEqual(["5"]);
  });

  test("a note belongs to the result right before it", () => {
    const rows = read(
      person,
      "OBR|1",
      "OBX|1|NM|a||1",
      "NTE|1||first",
      "OBX|2|NM|b||2",
      "NTE|1||second",
    );
    const notes = rows.filter(([id]) => id === "result.note");
    expect(notes.map((row) => row.slice(1))).toEqual([
      ["#1", "first"],
      ["#2", "second"],
    ]);
  });

  test("messages that we do not write are read all the same", () => {
    const readAs = (type: string, ...segments: readonly string[]): string[][] => {
      const text = message(...segments).replace("ADT^A28^ADT_A05", type);
      return decodeHl7([bytesOf(text)]).values.map(({ value }) => [...rowOfValue(value)]);
    };
    // A medicine by the older order message, a laboratory order by the newer one.
    expect(readAs("ORM^O01", person, "ORC|NW|R1", "RXO|^Metformin|500||mg")).toEqual(
      expect.arrayContaining([
        ["medication.identifier", "#1", "R1"],
        ["medication.name", "#1", "Metformin"],
        ["medication.dose-value", "#1", "500"],
      ]),
    );
    expect(readAs("OML^O21", person, "ORC|NW|O1", "TQ1|1||||||||S", "OBR|1|||2345-7")).toEqual(
      expect.arrayContaining([
        ["order.placer-number", "#1", "O1"],
        ["order.code", "#1", "2345-7"],
        ["order.priority", "#1", "stat"],
      ]),
    );
    // A34 merges like A40, an order before 2.3 came without ORC.
    expect(readAs("ADT^A34", "PID|1||9^^^^MR", "MRG|8^^^^MR")).toEqual([
      ["patient.link.replaced-by", "#1", "9"],
    ]);
    expect(readAs("ORM^O01", person, "OBR|1|O1")).toContainEqual([
      "order.placer-number",
      "#1",
      "O1",
    ]);
  });

  test("second places are read where the first one is empty", () => {
    const pid = "PID|1||1^^^^MR~900-12-3456^^^^SS~ZZT7^^^^DL~ZZT8^^^^AN";
    expect(read(pid).filter(([field]) => !field?.startsWith("patient.identifier.mrn"))).toEqual(
      expect.arrayContaining([
        ["patient.identifier.ssn", "", "900-12-3456"],
        ["patient.identifier.drivers-license", "", "ZZT7"],
        ["patient.account-number", "", "ZZT8"],
      ]),
    );
    const timeOf = (obx: string): (string | undefined)[] =>
      read(person, `OBR|1||||||2026`, obx)
        .filter(([field]) => field === "result.observed-time")
        .map(([, , text]) => text);
    expect(timeOf("OBX|1|ST|a")).toEqual(["2026"]);
    expect(timeOf(`OBX|1|ST|a${"|".repeat(11)}2025`)).toEqual(["2025"]);
    const rows = read(person, "ORC|NW", "RXE||M", `TQ1|1${"|".repeat(10)}as told`);
    expect(rows).toContainEqual(["medication.sig", "#1", "as told"]);
  });

  test("the visit of an order, a note or a charge is no visit of its own", () => {
    const visit = `PV1|1|O${"|".repeat(17)}V1`;
    for (const [type, ...segments] of [
      ["ORM^O01", "ORC|NW", "OBR|1"],
      ["MDM^T02", "TXA|1"],
      ["DFT^P03", "FT1|1"],
    ] as const) {
      const text = message(person, visit, ...segments).replace("ADT^A28^ADT_A05", type);
      const fields = decodeHl7([bytesOf(text)]).values.map(({ value }) => value.field);
      expect(fields.filter((field) => field.endsWith(".encounter")).length).toBe(1);
      expect(fields.filter((field) => field.startsWith("encounter."))).toEqual([]);
    }
  });

  test("Z segments and unknown ones do no harm", () => {
    expect(read("ZZZ|a~b&c^d", person, "QQQ|1", "PD1||||9000000015")).toContainEqual([
      "provider.pcp",
      "#1",
      "9000000015",
    ]);
  });
});
