import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Chart, ChartValue, LocatedValue } from "../../../core/catalogue/chart.ts";
import { makeChart } from "../../../core/catalogue/chart.ts";
import { fieldById, fields } from "../../../core/catalogue/fields.ts";
import { carriedByHl7 } from "../../../core/hl7/carried-by-hl7.ts";
import { characterSet } from "../../../core/hl7/character-sets.ts";
import { decodeHl7 } from "../../../core/hl7/decode-hl7.ts";
import { encodeHl7 } from "../../../core/hl7/encode-hl7.ts";
import type { EncodeHl7Options } from "../../../core/hl7/encode-hl7.ts";
import { fullChart } from "./full-chart.ts";
import { messyPeople } from "../csv/messy-people.ts";
import { rowOfValue } from "../fhir/chart-of.ts";

const key = ({ value, at }: LocatedValue): string =>
  JSON.stringify([value.field, rowOfValue(value)[2], at.resource, at.place, at.start, at.end]);
const isCarried = ({ field }: ChartValue): boolean => {
  const row = fieldById(field);
  return row !== undefined && carriedByHl7(row);
};

/** Which entry of the wire each generated entry became; the same for all its values. */
function entriesKeepTogether(sent: readonly LocatedValue[], read: readonly LocatedValue[]): void {
  const byPlace = new Map(read.map((located) => [key(located), located.value.entry]));
  const known = new Map<string, string>();
  for (const located of sent) {
    const list = fieldById(located.value.field)?.list?.split("/")[0];
    const to = (byPlace.get(key(located)) ?? "?").split("/")[0] ?? "";
    if (list === undefined) expect(to).toBe("");
    else {
      const name = `${list} ${located.value.entry.split("/")[0] ?? ""}`;
      expect([name, known.get(name) ?? to]).toEqual([name, to]);
      known.set(name, to);
    }
  }
}

function thereAndBack(chart: Chart, options: EncodeHl7Options = {}): void {
  const { bytes, values, cannotTravel } = encodeHl7(chart, options);
  const observed = decodeHl7([bytes]);
  expect(observed.values.map(key).toSorted()).toEqual(values.map(key).toSorted());
  expect(observed.problems).toEqual([]);
  expect(values.length + cannotTravel.length).toBe(chart.values.length);
  entriesKeepTogether(values, observed.values);
}

describe("charts that go to HL7 bytes and back", () => {
  const people = messyPeople(2000, "coverage", "hl7");

  test("lose nothing that HL7 carries, add nothing, and both sides point at the same bytes", () => {
    for (const chart of [fullChart, ...people]) thereAndBack(chart);
  }, 120_000);

  test("lose nothing either where medicines go as OMP^O09", () => {
    for (const chart of [fullChart, ...people.slice(0, 200)]) {
      thereAndBack(chart, { medicines: "OMP^O09" });
    }
  }, 60_000);

  test("of what has a place, only reasons for absence and empty texts are left behind", () => {
    const left = people.flatMap((chart) => encodeHl7(chart).cannotTravel.filter(isCarried));
    const texts = left.filter((value) => "value" in value && value.value !== "");
    expect(texts).toEqual([]);
  });

  test("any text survives in a name, a note, an order, a result and a member number", () => {
    const text = fc.string({ unit: "binary", minLength: 1, maxLength: 20 });
    const places = [
      ["patient.name.family", ""],
      ["patient.name.given", ""],
      ["patient.birth-date", ""],
      ["patient.sex", ""],
      ["appointment.comment", "appt-1"],
      ["medication.frequency", "rx-1"],
      ["medication.dose-value", "rx-1"],
      ["coverage.member-id", "cov-1"],
      ["allergy.code", "al-1"],
      ["result.value", "obs-1"],
      ["patient.employer", ""],
      ["record.entered-by", ""],
      ["patient.identity-reliability", "rel-1"],
      ["order.note", "ord-1"],
      ["order.priority", "ord-1"],
      ["order.encounter", "ord-1"],
      ["note.text", "note-1"],
      ["note.status", "note-1"],
      ["charge.amount", "chg-1"],
      ["charge.diagnosis", "chg-1/dx-1"],
      ["referral.reason", "ref-1"],
      ["referral.from", "ref-1"],
      ["immunization.lot", "vax-1"],
      ["immunization.status", "vax-1"],
      ["medication.step-sig", "rx-1/step-1"],
      ["patient.address.type", "address-1"],
      ["provider.name", "enc-1"],
      ["encounter.account", "enc-1"],
      ["encounter.location", "enc-1"],
    ] as const;
    fc.assert(
      fc.property(
        fc.array(text, { minLength: places.length, maxLength: places.length }),
        (texts) => {
          const rows = places.flatMap(([field, entry], i): ChartValue[] => {
            const id = fields.find((row) => row.id === field)?.id;
            return id === undefined ? [] : [{ field: id, entry, value: texts[i] ?? "x" }];
          });
          const { bytes, values } = encodeHl7(makeChart("p-0001", rows));
          const read = new Map(
            decodeHl7([bytes]).values.map((one) => [one.value.field, one.value]),
          );
          for (const { value } of values) {
            const found = read.get(value.field);
            expect([value.field, found === undefined ? null : rowOfValue(found)[2]]).toEqual([
              value.field,
              rowOfValue(value)[2],
            ]);
          }
        },
      ),
      { numRuns: 300 },
    );
  }, 30_000);

  test("in another character set what it lacks cannot travel, and the rest is the same", () => {
    const set = characterSet("8859/15");
    if (set === undefined) throw new Error("8859/15 is not known");
    let lost = 0;
    for (const chart of people.slice(0, 60)) {
      const { bytes, values, cannotTravel } = encodeHl7(chart, { characterSet: set });
      const observed = decodeHl7([bytes]);
      expect(observed.values.map(key).toSorted()).toEqual(values.map(key).toSorted());
      lost += cannotTravel.filter(isCarried).length;
    }
    expect(lost).toBeGreaterThan(0);
  }, 30_000);
});

describe("the fields of HL7", () => {
  test("are places that the catalogue knows", () => {
    const unknown = fields.filter(
      (field) => field.place === "own" && carriedByHl7(field) && field.hl7 === null,
    );
    expect(unknown.map(({ id }) => id)).toEqual([]);
  });

  test("holes of v2.5.1 are not carried", () => {
    const holes = fields.filter((field) => field.hl7 === null && field.place === "own");
    expect(holes.length).toBeGreaterThan(15);
    expect(holes.filter(carriedByHl7)).toEqual([]);
  });
});
