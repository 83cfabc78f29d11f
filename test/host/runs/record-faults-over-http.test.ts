import { describe, expect, test } from "vitest";

import { runUnder } from "./wire-faults.ts";

const alone = [
  "OVERFLOW-BLANK",
  "UNIT-CHANGE",
  "CODE-REMAP",
  "CODE-DROP",
  "STATUS-FLATTEN",
  "BOOL-FLIP",
  "DROP-ELEMENT",
  "CROSS-PATIENT",
  "LIST-MISPAIR",
  "DEFAULT-INJECT",
  "STALE-OVERWRITE",
  "LOST-UPDATE",
];

describe.concurrent(
  "faults of records and of their way, over real HTTP",
  { timeout: 180_000 },
  () => {
    test.each(alone)(
      "%s alone is named, on the fields that it struck, and no other",
      async (id) => {
        const { exit, faults, also, truth } = await runUnder(id, "over http", 14);
        expect(exit).toBe(1);
        expect(Object.keys(faults)).toEqual([id]);
        expect(faults).toEqual(truth);
        expect(also).toEqual([]);
      },
    );

    test("without a fault nothing is named", async () => {
      const clean = { exit: 0, faults: {}, also: [], truth: {}, leftOver: 0 };
      expect(await runUnder("none", "over http", 14)).toEqual(clean);
    });

    test("records on a second chart of the person are found there by their own numbers", async () => {
      const { exit, faults, also, leftOver } = await runUnder("SPLIT", "over http", 6);
      expect([exit, Object.keys(faults), also, leftOver]).toEqual([1, ["SPLIT"], [], 0]);
      expect(faults["SPLIT"]?.every((field) => field.startsWith("allergy."))).toBe(true);
    });

    test("a kind of record that never arrives was answered with a lie", async () => {
      const { exit, faults, also } = await runUnder("DROP-RECORD", "over http", 14);
      expect([exit, Object.keys(faults), also]).toEqual([1, ["DROP-RECORD"], ["ACK-LIE"]]);
      expect(faults["DROP-RECORD"]?.every((field) => field.startsWith("allergy."))).toBe(true);
    });
  },
);
