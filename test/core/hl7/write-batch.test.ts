import { describe, expect, test } from "vitest";
import { decodeHl7People } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { readEr7 } from "../../../core/hl7/read-er7.ts";
import { writeBatch } from "../../../core/hl7/write-batch.ts";
import { messyPeople } from "../csv/messy-people.ts";
import { textAt } from "./messages.ts";

describe("a batch file", () => {
  const parts = messyPeople(5, "coverage", "batch").map((chart) => encodeHl7(chart));
  const batch = writeBatch(parts, { sentAt: "2026-01-15" });

  test("has heads, tails and their counts", () => {
    const lines = new TextDecoder().decode(batch.bytes).split("\r");
    const messages = lines.filter((line) => line.startsWith("MSH")).length;
    expect(lines.slice(0, 2)).toEqual([
      "FHS|^~\\&|CROSSCHART|SYNTHETIC|||20260115",
      "BHS|^~\\&|CROSSCHART|SYNTHETIC|||20260115",
    ]);
    expect(lines.slice(-3)).toEqual([`BTS|${messages}`, "FTS|1", ""]);
    expect(readEr7(batch.bytes).problems).toEqual([]);
  });

  test("is read as the same people, at the places that it names", () => {
    const people = decodeHl7People([batch.bytes]);
    expect(people.length).toBe(5);
    const read = people.flatMap(({ observed }) => observed.values.map(({ at }) => at.start));
    expect(read.toSorted((a, b) => a - b)).toEqual(
      batch.values.map(({ at }) => at.start).toSorted((a, b) => a - b),
    );
    const mrn = batch.values.findLast(({ value }) => value.field === "patient.identifier.mrn");
    expect(textAt(batch.bytes, mrn?.at.start ?? 0, mrn?.at.end ?? 0)).toMatch(/^\d+$/u);
  });

  test("of nobody is a file of no messages", () => {
    const text = new TextDecoder().decode(writeBatch([]).bytes);
    expect(text.split("\r").slice(2)).toEqual(["BTS|0", "FTS|1", ""]);
  });
});
