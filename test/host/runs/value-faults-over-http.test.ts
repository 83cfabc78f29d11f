import { describe, expect, test } from "vitest";

import { runUnder } from "./wire-faults.ts";

const alone = [
  "TRUNCATE",
  "TRUNCATE-MID",
  "CHARSET-U8-1252",
  "CHARSET-DROP",
  "TRANSLIT",
  "PUNCT-STRIP",
  "PHONE-MANGLE",
  "DATE-SWAP",
  "DATE-SHIFT",
  "DECIMAL-LOSS",
  "DECIMAL-SHIFT",
  "ROUND",
];

describe.concurrent("faults of single values, over real HTTP", { timeout: 180_000 }, () => {
  test.each(alone)("%s alone is named, on the fields that it struck, and no other", async (id) => {
    const { exit, faults, also, truth } = await runUnder(id, "over http", 14);
    expect(exit).toBe(1);
    expect(Object.keys(faults)).toEqual([id]);
    expect(faults).toEqual(truth);
    expect(also).toEqual([]);
  });

  test("two faults on different fields are both named, each on its own", async () => {
    const list = "DECIMAL-SHIFT(fields=medication.dose-value), CASE(fields=patient.name.family)";
    const { faults, truth } = await runUnder(list, "over http", 14);
    expect(faults).toEqual({
      "DECIMAL-SHIFT": ["medication.dose-value"],
      CASE: ["patient.name.family"],
    });
    expect(faults).toEqual(truth);
  });
});
