import { describe, expect, test } from "vitest";
import type { Row } from "../fhir/chart-of.ts";
import { chartOf } from "../fhir/chart-of.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { listLiterals, personLiterals } from "./literal-fields.ts";
import { bytesOf, fieldText, textAt } from "./messages.ts";

const inEntry = new Set(
  `patient.identifier.mrn patient.language patient.telecom.home patient.telecom.mobile
   patient.telecom.email`.split(/\s+/),
);
/** Beside the value, what its record needs to be one. */
const company: Readonly<Record<string, Row>> = {
  "patient.identifier.mrn": ["patient.identifier.type", "", "MR"],
};

describe("a chart's value in the bytes of an HL7 field", () => {
  test.each(personLiterals)("%s %j stands at %s as %j", (field, value, place, wire) => {
    const more = company[field];
    const chart = chartOf([field, "", value], ...(more === undefined ? [] : [more]));
    const { bytes, values, cannotTravel } = encodeHl7(chart);
    expect(fieldText(bytes, place)).toBe(wire);
    expect(cannotTravel).toEqual([]);
    const located = values.find((each) => each.value.field === field);
    expect(located?.at.place.startsWith(place.replace("-", "[1]-"))).toBe(true);
    expect(inEntry.has(field) || located?.value.entry === "").toBe(true);
  });

  test.each(listLiterals)("%s %j stands at %s as %j", (field, value, place, wire) => {
    const { bytes, values, cannotTravel } = encodeHl7(chartOf([field, "x-1", value]));
    expect(fieldText(bytes, place)).toBe(wire);
    expect(cannotTravel).toEqual([]);
    expect(values.map((each) => each.value.entry)).toEqual(["x-1"]);
  });

  test("points at the bytes of the value within its message", () => {
    const chart = chartOf(["patient.name.family", "", "Núñez"], ["patient.name.given", "", "Ana"]);
    const { bytes, values } = encodeHl7(chart);
    const read = values.map(({ at }) => [at.resource, at.place, textAt(bytes, at.start, at.end)]);
    expect(read).toEqual([
      ["ADT^A28 p-0001.1", "PID[1]-5.1.1", "Núñez"],
      ["ADT^A28 p-0001.1", "PID[1]-5.2", "Ana"],
    ]);
  });

  test("each message is a test message of 2.5.1, whose segments end in CR", () => {
    const chart = chartOf(
      ["patient.name.family", "", "Ortiz"],
      ["medication.name", "rx-1", "Metformin"],
      ["appointment.status", "appt-1", "cancelled"],
    );
    const text = new TextDecoder().decode(encodeHl7(chart, { sentAt: "2026-02-03" }).bytes);
    expect(text).toBe(
      [
        "MSH|^~\\&|CROSSCHART|SYNTHETIC|||20260203||ADT^A28^ADT_A05|p-0001.1|T|2.5.1||||||UNICODE UTF-8",
        "EVN|A28|20260203",
        "PID|1||||Ortiz^^^^^^L",
        "PV1|1|N",
        "MSH|^~\\&|CROSSCHART|SYNTHETIC|||20260203||RDE^O11^RDE_O11|p-0001.2|T|2.5.1||||||UNICODE UTF-8",
        "PID|1||||Ortiz^^^^^^L",
        "ORC|NW",
        "RXE||^Metformin",
        "MSH|^~\\&|CROSSCHART|SYNTHETIC|||20260203||SIU^S15^SIU_S12|p-0001.3|T|2.5.1||||||UNICODE UTF-8",
        "SCH||||||^Scheduled||||min^^UCUM||||||CROSSCHART||||CROSSCHART|||||Cancelled",
        "PID|1||||Ortiz^^^^^^L",
        "RGS|1",
        "AIS|1||VISIT",
        "",
      ].join("\r"),
    );
  });

  test("a title stands behind the family marker", () => {
    const chart = chartOf(
      ["patient.name.prefix", "title-1", "Dr"],
      ["patient.name.prefix", "marker", "ZZTEST"],
    );
    expect(fieldText(encodeHl7(chart).bytes, "PID-5")).toBe("^^^^ZZTEST Dr^^L");
  });

  test("as needed and frequency are one code", () => {
    const rows = (prn: string): Row[] => [
      ["medication.prn", "rx-1", prn],
      ["medication.frequency", "rx-1", "Q6H"],
    ];
    expect(fieldText(encodeHl7(chartOf(...rows("true"))).bytes, "TQ1-3")).toBe("PRNQ6H");
    expect(fieldText(encodeHl7(chartOf(...rows("false"))).bytes, "TQ1-3")).toBe("Q6H");
    const odd = chartOf(["medication.frequency", "rx-1", "PRNX"]);
    expect(fieldText(encodeHl7(odd).bytes, "TQ1-3")).toBe("\\X50\\RNX");
  });

  test("HL7's null is written as two quotes, and the text of two quotes as itself", () => {
    const empty = encodeHl7(chartOf(["patient.name.middle", "", "!null"]));
    expect(fieldText(empty.bytes, "PID-5")).toBe('^^""^^^^L');
    const quotes = encodeHl7(chartOf(["patient.name.middle", "", '""']));
    expect(fieldText(quotes.bytes, "PID-5")).toBe("^^\\X2222\\^^^^L");
  });

  test("says what cannot travel: empty texts, reasons, fields without a place, half characters", () => {
    const { cannotTravel, values } = encodeHl7(
      chartOf(
        ["patient.name.middle", "", "!empty"],
        ["patient.name.given", "", "!unknown"],
        ["patient.test-mark", "", "HTEST"],
        ["patient.name.family", "", "A\ud800"],
      ),
    );
    expect(cannotTravel.map(({ field }) => field)).toEqual([
      "patient.name.family",
      "patient.name.given",
      "patient.name.middle",
      "patient.test-mark",
    ]);
    expect(values).toEqual([]);
  });

  test("same chart, same bytes", () => {
    const chart = chartOf(["patient.name.family", "", "Ortiz"], ["problem.code", "dx-1", "I10"]);
    expect(encodeHl7(chart).bytes).toEqual(encodeHl7(chart).bytes);
    expect(bytesOf("").length).toBe(0);
  });
});
