import { describe, expect, test } from "vitest";
import { fieldById, fields } from "../../../core/catalogue/fields.ts";
import { carriedByHl7 } from "../../../core/hl7/carried-by-hl7.ts";
import { decodeHl7 } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { chartOf, rowOfValue } from "../fhir/chart-of.ts";
import type { Row } from "../fhir/chart-of.ts";
import { fullChart } from "./full-chart.ts";
import { listLiterals, personLiterals } from "./literal-fields.ts";
import { furtherPersonLiterals } from "./literal-person.ts";
import { aroundLiteral, furtherListLiterals } from "./literal-records.ts";
import { bytesOf, fieldText, header, segmentWith } from "./messages.ts";

const listOf = (field: string): string => fieldById(field)?.list ?? "";
/** Fields with one value for each person of a set stand at "", those of a list in an entry of it. */
const entryOf = (field: string): string => (listOf(field).includes("/") ? "x-1/y-1" : "x-1");

function read(type: string, segments: readonly string[]): string[][] {
  const text = [header.replace("ADT^A28^ADT_A05", type), ...segments, ""].join("\r");
  const { values, problems } = decodeHl7([bytesOf(text)]);
  expect(problems).toEqual([]);
  return values.map(({ value }) => [...rowOfValue(value)]);
}

describe("further fields of the person", () => {
  test.each(furtherPersonLiterals)("%s %j stands at %s as %j", (field, value, place, wire) => {
    const { bytes, cannotTravel, values } = encodeHl7(chartOf([field, "", value]));
    expect(fieldText(bytes, place)).toBe(wire);
    expect(cannotTravel).toEqual([]);
    expect(values.map((each) => each.at.place.split(/[[(.]/u)[0])).toEqual([place.slice(0, 3)]);
  });

  test.each(furtherPersonLiterals)("%s %j is read at %s from %j", (field, value, place, wire) => {
    const person = "PID|1||7700001^^^^MR";
    const segment = segmentWith(place, wire);
    const segments = place.startsWith("PID") ? [segment] : [person, segment];
    const rows = read("ADT^A28", segments).filter(([id]) => id === field);
    expect(rows.map(([, , found]) => found)).toEqual([value]);
  });
});

describe("further fields of lists", () => {
  test.each(furtherListLiterals)("%s %j stands at %s as %j", (field, value, place, wire) => {
    const { bytes, cannotTravel, values } = encodeHl7(chartOf([field, entryOf(field), value]));
    expect(fieldText(bytes, place)).toBe(wire);
    expect(cannotTravel).toEqual([]);
    expect(values.map((each) => each.value.entry)).toEqual([entryOf(field)]);
  });

  test.each(furtherListLiterals)("%s %j is read at %s from %j", (field, value, place, wire) => {
    const {
      type = "ADT^A28",
      before = [],
      after = [],
      segment,
    } = aroundLiteral(listOf(field), field, place);
    const isNumber = /^<\^/u.test(wire);
    const framed = segment?.split("%").join(wire) ?? segmentWith(place, wire);
    const own = isNumber ? `OBX|1|SN|||${wire}` : framed;
    const person = own.startsWith("PID") ? [] : ["PID|1||7700001^^^^MR"];
    const rows = read(type, [...person, ...before, own, ...after]).filter(([id]) => id === field);
    const nested = listOf(field).includes("/") ? "#1/#1" : "#1";
    expect(rows.map((row) => row.slice(1))).toEqual([[nested, value]]);
  });
});

describe("fields whose wire says more than one thing", () => {
  const wireOf = (place: string, ...rows: readonly Row[]): string | undefined =>
    fieldText(encodeHl7(chartOf(...rows)).bytes, place);

  test("PID-7 longer than a date is the time of birth", () => {
    const date = ["patient.birth-date", "", "2026-01-10"] as const;
    expect(wireOf("PID-7", date, ["patient.birth-time", "", "2026-01-10T04:12:00-05:00"])).toBe(
      "20260110041200-0500",
    );
    const other = chartOf(date, ["patient.birth-time", "", "2026-01-11T04:12:00-05:00"]);
    expect(fieldText(encodeHl7(other).bytes, "PID-7")).toBe("20260110");
    expect(encodeHl7(other).cannotTravel.map(({ field }) => field)).toEqual(["patient.birth-time"]);
    expect(read("ADT^A28", ["PID|1||1^^^^MR||||202601100412"]).slice(-2)).toEqual([
      ["patient.birth-date", "", "2026-01-10"],
      ["patient.birth-time", "", "2026-01-10T04:12"],
    ]);
    // A birth date that has a time of its own is no time of birth.
    expect(wireOf("PID-7", ["patient.birth-date", "", "1985-03-04T00:00:00Z"])).toBe(
      "\\X31\\985-03-04T00:00:00Z",
    );
  });

  test.each([
    ["as needed", "true", undefined, "PRN"],
    ["as needed, how often", "true", "Q6H", "PRNQ6H"],
    ["not as needed", "false", "Q6H", "Q6H"],
  ])("TQ1-3 says %s", (_name, prn, frequency, wire) => {
    const rows =
      frequency === undefined ? [] : [["medication.frequency", "rx-1", frequency] as const];
    expect(wireOf("TQ1-3", ["medication.prn", "rx-1", prn], ...rows)).toBe(wire);
    const found = read("RDE^O11", ["PID|1||1", "ORC|NW", "RXE||M", `TQ1|1||${wire}`]);
    expect(found.filter(([id]) => id === "medication.prn").map((row) => row[2])).toEqual([prn]);
  });

  test.each([
    ["716186003", "true"],
    ["409137002", "true"],
    ["428607008", "true"],
  ])("the code %s says that nothing is known", (code, says) => {
    const chart = chartOf(["allergy.code", "al-1", code], ["allergy.none-known", "al-1", says]);
    expect(encodeHl7(chart).cannotTravel).toEqual([]);
    const found = read("ADT^A28", ["PID|1||1", `AL1|1||${code}`]);
    expect(found).toContainEqual(["allergy.none-known", "#1", says]);
  });

  test("a vaccination entered in error is deleted by RXA-21", () => {
    const chart = ["immunization.status", "vax-1", "entered-in-error"] as const;
    expect(wireOf("RXA-20", chart)).toBe("");
    expect(wireOf("RXA-21", chart)).toBe("D");
    const found = read("VXU^V04", ["PID|1||1", "ORC|RE", `RXA|0${"|".repeat(19)}CP|D`]);
    expect(found).toContainEqual(["immunization.status", "#1", "entered-in-error"]);
  });

  test("notes of several lines are one text", () => {
    const found = read("MDM^T02", ["PID|1||1", "TXA|1", "OBX|1|TX|||a", "OBX|2|TX|||b~c"]);
    expect(found).toContainEqual(["note.text", "#1", "a\nb\nc"]);
  });

  test("the second timing of a medicine is the first step of a taper", () => {
    const rows = [
      ["medication.frequency", "rx-1", "BID"],
      ["medication.step-dose", "rx-1/step-1", "0.5"],
      ["medication.step-sig", "rx-1/step-2", "then none"],
    ] as const;
    const text = new TextDecoder().decode(encodeHl7(chartOf(...rows)).bytes);
    expect(text.split("\r").filter((line) => line.startsWith("TQ1"))).toEqual([
      "TQ1|1||BID|||||||||S",
      "TQ1|2|0.5||||||||||S",
      "TQ1|3||||||||||then none",
    ]);
  });

  test("of the timings before and behind RXE the pharmacy's is read", () => {
    const found = read("RDE^O11", ["PID|1||1", "ORC|NW", "TQ1|1||TID", "RXE||M", "TQ1|1||BID"]);
    expect(found.filter(([id]) => id === "medication.frequency").map((row) => row[2])).toEqual([
      "BID",
    ]);
  });
});

describe("literal bytes", () => {
  test("three at least stand for each field that HL7 carries, in both directions", () => {
    const all = [
      ...personLiterals,
      ...listLiterals,
      ...furtherPersonLiterals,
      ...furtherListLiterals,
    ];
    const counts = new Map<string, number>();
    for (const [field] of all) counts.set(field, (counts.get(field) ?? 0) + 1);
    // These stand above, together with the field whose place they share.
    const shared = ["allergy.none-known", "medication.prn", "patient.birth-time"];
    const few = fields.filter(
      (field) =>
        field.place === "own" &&
        field.form !== "list" &&
        carriedByHl7(field) &&
        !shared.includes(field.id) &&
        (counts.get(field.id) ?? 0) < 3,
    );
    expect(few.map(({ id }) => id)).toEqual([]);
  });

  test("stand at places that the catalogue names", () => {
    const plain = (path: string): string =>
      path.replaceAll(/\[[^\]]*\]/gu, "").replace(/(\.\d+)(\.1)?$/u, "$1");
    const wrong = encodeHl7(fullChart).values.filter(({ value, at }) => {
      const paths = (fieldById(value.field)?.hl7 ?? "").split(" | ").map(plain);
      const place = plain(at.place.replace(/\(\d+\)/u, ""));
      return !paths.some((path) => place === path || place.startsWith(`${path}.`));
    });
    expect(wrong.map(({ value, at }) => `${value.field} ${at.place}`)).toEqual([]);
  });
});
