import { describe, expect, test } from "vitest";

import { runUnder } from "./wire-faults.ts";

/** A fault of a whole person has no fields. */
const alone: readonly [fault: string, fields: readonly string[]][] = [
  ["OVERFLOW-BLANK", ["medication.sig", "patient.address.line1"]],
  ["UNIT-CHANGE", ["medication.dose-unit"]],
  ["CODE-REMAP", ["problem.code"]],
  ["CODE-DROP", ["allergy.code", "allergy.code-system", "allergy.none-known"]],
  ["STATUS-FLATTEN", ["appointment.status", "medication.status"]],
  ["BOOL-FLIP", ["medication.prn"]],
  ["DROP-ELEMENT", ["patient.telecom.email"]],
  [
    "CROSS-PATIENT",
    [
      "patient.address.line1",
      "patient.telecom.email",
      "patient.telecom.home",
      "patient.telecom.mobile",
      "patient.telecom.work",
    ],
  ],
  ["LIST-MISPAIR", ["medication.dose-value"]],
  ["DEFAULT-INJECT", ["patient.telecom.work"]],
  [
    "STALE-OVERWRITE",
    ["allergy.reaction", "medication.dose-value", "patient.telecom.home", "problem.text"],
  ],
  [
    "LOST-UPDATE",
    ["allergy.reaction", "medication.dose-value", "patient.telecom.home", "problem.text"],
  ],
];

describe.concurrent(
  "faults of records and of their way, over real HTTP",
  { timeout: 180_000 },
  () => {
    test.each(alone)(
      "%s alone is named, on its fields, and nothing else",
      async (fault, fields) => {
        expect(await runUnder(fault, "over http", 14)).toEqual({
          exit: 1,
          faults: [[fault, fields]],
          also: [],
        });
      },
    );

    test("without a fault nothing is named", async () => {
      expect(await runUnder("none", "over http", 14)).toEqual({ exit: 0, faults: [], also: [] });
    });

    test("a kind of record that never arrives was answered with a lie", async () => {
      const { exit, faults, also } = await runUnder("DROP-RECORD", "over http", 14);
      expect([exit, faults.map(([id]) => id), also]).toEqual([1, ["DROP-RECORD"], ["ACK-LIE"]]);
      expect(faults[0]?.[1].every((field) => field.startsWith("allergy."))).toBe(true);
    });
  },
);
