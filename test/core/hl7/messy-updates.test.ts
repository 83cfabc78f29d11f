import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { decodeHl7 } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { changedChart, makePerson } from "../../../core/people/make-person.ts";
import { defaultMrn } from "../../../core/people/people-set.ts";
import type { LocatedValue } from "../../../core/catalogue/chart.ts";
import { rowOfValue } from "../fhir/chart-of.ts";
import { messagesOf } from "./carriers.ts";

const set = {
  seed: "updates",
  referenceDate: "2026-01-15",
  locales: ["en-US"],
  mess: parseMess("coverage"),
  mrn: defaultMrn,
  sha256: (bytes: Uint8Array) => createHash("sha256").update(bytes).digest(),
};

/** Field and text, without the keys of entries; a merge that was taken back stays on the wire (A37 undoes no A40). */
const said = (values: readonly LocatedValue[]): string[] =>
  values
    .filter(({ value }) => value.field !== "patient.link.replaced-by")
    .map(({ value }) => `${value.field}=${rowOfValue(value)[2]}`)
    .toSorted();

describe("messy people whose second round changes something", () => {
  test("their first messages and those of the change, read together, are the later chart", () => {
    const events = new Set<string>();
    for (let index = 0; index < 500; index++) {
      const person = makePerson(set, index);
      const later = changedChart(person, 2).chart;
      const first = encodeHl7(person.chart).bytes;
      const second = encodeHl7(later, { since: person.chart, firstNumber: 100 }).bytes;
      for (const [event] of messagesOf(second)) events.add(event);
      const observed = decodeHl7([first, second]);
      expect(observed.problems).toEqual([]);
      expect(said(observed.values)).toEqual(said(encodeHl7(later).values));
    }
    for (const event of ["A31", "A60", "RDE", "ORU", "S13"]) expect(events).toContain(event);
  }, 120_000);
});
