import { describe, expect, test } from "vitest";
import { makeChart } from "../../../core/catalogue/chart.ts";
import type { ChartValue, LocatedValue } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

/** FHIR has a place for the field, and a word for why there is no value: blank and null have none. */
const travels = (value: ChartValue): boolean => {
  const row = fieldById(value.field);
  if (row === undefined || !carriedByFhir(row) || row.place !== "own") return false;
  return "value" in value || !["empty", "null"].includes(value.absent);
};

const plain = (value: ChartValue): string =>
  `${value.field}=${"value" in value ? value.value : `!${value.absent}`}`;
const placed = ({ value, at }: LocatedValue): string => `${plain(value)} at ${at.place}`;

// 2,000 people in all.
describe.each([
  ["coverage", 1400],
  ["realistic", 500],
  ["smoke", 100],
] as const)("the people of the preset %s", (mess, count) => {
  const set = exampleSet({ messText: mess, seed: "fhir" });

  test("come back from FHIR with every field that FHIR carries, each from where it was put", () => {
    const wrong: string[] = [];
    for (let index = 0; index < count; index++) {
      const { chart } = makePerson(set, index);
      const rows = chart.values.filter(travels);
      const { bytes, values } = encodeFhir(makeChart(chart.person, rows));
      const read = decodeFhir([bytes]);
      const problems = read.problems.map(({ says }) => says);
      const lost = difference(
        rows.map(plain),
        values.map(({ value }) => plain(value)),
      );
      const moved = difference(values.map(placed), read.values.map(placed));
      for (const one of [...lost, ...moved, ...problems]) wrong.push(`${chart.person}: ${one}`);
    }
    expect(wrong).toEqual([]);
  });
});

/** What stands in one list and not in the other, either way. */
function difference(before: readonly string[], after: readonly string[]): readonly string[] {
  const [left, right] = [before.toSorted(), after.toSorted()];
  if (left.length === right.length && left.every((one, i) => one === right[i])) return [];
  const [had, has] = [new Set(left), new Set(right)];
  return [
    ...left.filter((one) => !has.has(one)).map((one) => `lost ${one}`),
    ...right.filter((one) => !had.has(one)).map((one) => `new ${one}`),
    `${String(left.length)} became ${String(right.length)}`,
  ];
}
