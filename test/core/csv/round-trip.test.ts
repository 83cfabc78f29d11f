import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, LocatedValue } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { carriedByCsv, csvTables, fixedEntry } from "../../../core/csv/csv-tables.ts";
import { decodeCsvPeople } from "../../../core/csv/decode-csv.ts";
import { encodeCsv } from "../../../core/csv/encode-csv.ts";
import { messyPeople } from "./messy-people.ts";

const placeKey = ({ at }: LocatedValue): string => `${at.document}:${at.start}-${at.end}`;
const textKey = ({ value }: LocatedValue): string =>
  JSON.stringify("value" in value ? [value.field, value.value] : [value.field, null, value.absent]);

/** Encodes, decodes and checks value by value, by the bytes that both say it stands in. */
function expectSame(charts: readonly Chart[]): void {
  const { files, values, cannotTravel } = encodeCsv(charts);
  const people = decodeCsvPeople(files.map(({ bytes }) => bytes));
  expect(cannotTravel).toEqual([]);
  expect(values).toHaveLength(charts.reduce((sum, chart) => sum + chart.values.length, 0));
  expect(people).toHaveLength(charts.length);
  const written = new Map(values.map((one) => [placeKey(one), one]));
  let seen = 0;
  for (const [i, { observed }] of people.entries()) {
    const own = new Set(charts[i]?.values);
    const entries = new Map<string, string>();
    for (const read of observed.values) {
      const sent = written.get(placeKey(read));
      if (sent === undefined || textKey(sent) !== textKey(read) || !own.has(sent.value)) {
        expect.fail(`${textKey(read)} at ${read.at.resource}, ${read.at.place}: not what was sent`);
      }
      seen += 1;
      // One entry of the chart is one entry of the wire, in every field of its list.
      const list = fieldById(read.value.field)?.list ?? read.value.field;
      const group = `${list}|${sent.value.entry}`;
      const known = entries.get(group) ?? read.value.entry;
      if (known !== read.value.entry) expect.fail(`${group} is ${known} and ${read.value.entry}`);
      entries.set(group, known);
    }
    expect(
      new Set([...entries].map(([group, entry]) => `${group.split("|")[0]}|${entry}`)).size,
    ).toBe(entries.size);
  }
  expect(seen).toBe(values.length);
}

function entriesOf(record: string | null, list: string | null): readonly string[] {
  if (list === null) return [""];
  if (record === null) return ["", "k-2"];
  return list === record ? ["e-1", "e-2"] : ["e-1/n-1", "e-1/n-2", "e-2/n-1"];
}

describe("people that go to CSV and back", () => {
  test("2,000 messy people come back value by value", () => {
    expectSame(messyPeople(2000));
  });

  test("clean people leave nothing to remark", () => {
    const { files } = encodeCsv(messyPeople(300, "none"));
    const people = decodeCsvPeople(files.map(({ bytes }) => bytes));
    expect(people.flatMap(({ observed }) => observed.problems)).toEqual([]);
  });

  test("any text in any column of any file comes back", () => {
    const text = fc
      .oneof(
        fc.string({ unit: "binary", minLength: 1, maxLength: 8 }),
        fc.stringMatching(/^[",;\t\r\n =+@a\uFEFF-]{1,8}$/),
      )
      .map((found) => found.toWellFormed());
    const reason = fc.constantFrom("empty", "null", "unknown", "asked-declined", 'a,"b"');
    const rows = csvTables.flatMap((table) =>
      table.fields.map((field) => {
        const fixed = [1, 2].map((number) => fixedEntry(field, number) ?? "");
        const entries = fixed[0] === "" ? entriesOf(table.list, field.list) : fixed;
        const values = entries.map((entry) =>
          fc.oneof(
            { weight: 5, arbitrary: text.map((value) => ({ field: field.id, entry, value })) },
            { weight: 1, arbitrary: reason.map((absent) => ({ field: field.id, entry, absent })) },
          ),
        );
        return fc.tuple(...values);
      }),
    );
    fc.assert(
      fc.property(fc.tuple(...rows), (found) => expectSame([makeChart("p-0001", found.flat())])),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test("the charts of this test hold every field that CSV carries", () => {
    const columns = csvTables.flatMap((table) => table.fields);
    expect(columns.every(carriedByCsv)).toBe(true);
    expect(columns.length).toBeGreaterThan(200);
  });
});
