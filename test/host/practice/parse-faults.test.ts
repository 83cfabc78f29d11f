import { expect, test } from "vitest";
import { faults } from "../../../core/faults/faults.ts";
import { practiceFaults } from "../../../host/practice/faults/catalogue.ts";
import { FaultListError, parseFaults } from "../../../host/practice/faults/parse-faults.ts";

test.each([
  ["none", []],
  ["", []],
  ["CASE", [{ id: "CASE" }]],
  ["case", [{ id: "CASE" }]],
  ["TRUNCATE(30)", [{ id: "TRUNCATE", params: { limit: "30" } }]],
  [
    "TRUNCATE(limit=30;unit=bytes), TRIM",
    [{ id: "TRUNCATE", params: { limit: "30", unit: "bytes" } }, { id: "TRIM" }],
  ],
  ["PUNCT-STRIP(chars=',-)", [{ id: "PUNCT-STRIP", params: { chars: "',-" } }]],
  [
    "CASE(fields=patient.name.family+patient.name.given;probability=0.5)",
    [{ id: "CASE", fields: ["patient.name.family", "patient.name.given"], probability: 0.5 }],
  ],
])("%s is understood", (text, switches) => {
  expect(parseFaults(text)).toEqual(switches);
});

test.each([
  ["DECIMAL-LOS", "did you mean DECIMAL-LOSS?"],
  ["XYZZY-QUUX-99-NOTHING", 'There is no fault "XYZZY-QUUX-99-NOTHING".'],
  ["TRUNCATE(30", "parenthesis"],
  ["TRUNCATE(limit=30;unit)", "has no value"],
  ["TRIM(3)", "takes no value"],
  ["TRUNCATE(limit=3.5)", "whole number"],
  ["CASE,,TRIM", "is not a fault"],
  ["CROSS-FIELD(from=nowhere)", 'no field "nowhere"'],
])("%s is refused: %s", (text, says) => {
  expect(() => parseFaults(text)).toThrow(FaultListError);
  expect(() => parseFaults(text)).toThrow(says);
});

test("every class that can be named can be made here; UNKNOWN is what is left, not a fault", () => {
  const made = new Set(practiceFaults.map(({ id }) => id));
  expect(faults.map(({ id }) => id).filter((id) => !made.has(id))).toEqual(["UNKNOWN"]);
});
