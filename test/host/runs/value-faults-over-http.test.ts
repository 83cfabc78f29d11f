import { describe, expect, test } from "vitest";

import { runUnder } from "./wire-faults.ts";

/** With the practice's own fields; those of which these people have a value that it changes. */
const alone: readonly [fault: string, fields: readonly string[]][] = [
  ["TRUNCATE", ["medication.sig", "patient.address.line1"]],
  [
    "TRUNCATE-MID",
    [
      "appointment.reason",
      "coverage.payer-name",
      "medication.sig",
      "patient.address.line1",
      "problem.text",
      "result.note",
    ],
  ],
  ["CHARSET-U8-1252", ["coverage.payer-name", "patient.name.family", "patient.name.given"]],
  ["CHARSET-DROP", ["coverage.payer-name", "patient.name.family", "patient.name.given"]],
  ["TRANSLIT", ["patient.name.family", "patient.name.given"]],
  ["PUNCT-STRIP", ["patient.address.postal-code", "patient.name.family"]],
  [
    "PHONE-MANGLE",
    ["contact.phone", "patient.telecom.home", "patient.telecom.mobile", "patient.telecom.work"],
  ],
  [
    "DATE-SWAP",
    [
      "allergy.onset",
      "coverage.end",
      "coverage.start",
      "coverage.subscriber-dob",
      "patient.birth-date",
      "problem.onset",
    ],
  ],
  [
    "DATE-SHIFT",
    [
      "allergy.onset",
      "coverage.end",
      "coverage.start",
      "coverage.subscriber-dob",
      "patient.birth-date",
      "problem.onset",
    ],
  ],
  ["DECIMAL-LOSS", ["medication.dose-value", "result.value", "vital.value"]],
  ["DECIMAL-SHIFT", ["medication.dose-value", "result.value", "vital.value"]],
  ["ROUND", ["medication.dose-value", "result.value"]],
];

describe.concurrent("faults of single values, over real HTTP", { timeout: 180_000 }, () => {
  test.each(alone)("%s alone is named, on its fields, and nothing else", async (fault, fields) => {
    expect(await runUnder(fault, "over http", 14)).toEqual({
      exit: 1,
      faults: [[fault, fields]],
      also: [],
    });
  });

  test("two faults on different fields are both named, each on its own", async () => {
    const { faults } = await runUnder(
      "DECIMAL-SHIFT(fields=medication.dose-value), CASE(fields=patient.name.family)",
      "over http",
      14,
    );
    expect(faults).toEqual([
      ["DECIMAL-SHIFT", ["medication.dose-value"]],
      ["CASE", ["patient.name.family"]],
    ]);
  });
});
