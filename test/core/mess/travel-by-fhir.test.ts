import { describe, expect, test } from "vitest";
import { type ChartValue, type LocatedValue, makeChart } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import type { FieldId } from "../../../core/catalogue/field.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { messOperators } from "../../../core/mess/operators.ts";
import { wireOf } from "../../../core/mess/wire-of.ts";
import { makePerson } from "../../../core/people/make-person.ts";
import { exampleSet } from "../people/people-set-example.ts";

const carried = (id: FieldId): boolean => {
  const field = fieldById(id);
  return field !== undefined && carriedByFhir(field);
};

/** FHIR says why a value is missing; it has no word for "to be deleted" and none for "sent empty". */
const isSayable = (row: ChartValue): boolean =>
  "value" in row || (row.absent !== "null" && row.absent !== "empty");

const plainValue = (value: ChartValue): string =>
  JSON.stringify([value.field, "value" in value ? value.value : { absent: value.absent }]);

/** Values without their entries, which are those of the wire on the one side. */
const asRead = (values: readonly LocatedValue[]): readonly string[] =>
  values.map(({ value }) => plainValue(value)).toSorted();

describe.each(messOperators.map((operator) => [operator.id, operator] as const))(
  "%s",
  (id, operator) => {
    const set = exampleSet({ messText: id, seed: "travel" });
    const people = Array.from({ length: 11 }, (_, index) => makePerson(set, index));

    test("travels by FHIR and back without a loss, as far as FHIR has places for it", () => {
      for (const { chart } of people) {
        const rows = chart.values.filter((row) => carried(row.field) && isSayable(row));
        const { bytes, values } = encodeFhir(makeChart(chart.person, rows));
        const read = decodeFhir([bytes]);
        expect(asRead(read.values)).toEqual(rows.map(plainValue).toSorted());
        expect(read.problems).toEqual([]);
        expect(values.length).toBe(rows.length);
      }
    });

    test("says whether it can travel by FHIR", () => {
      for (const target of operator.targets) {
        const wire = wireOf(operator, target, "fhir");
        if (!carried(target)) expect(wire).toBe("cannot-travel");
        else if (wire === "cannot-travel") {
          const unsaid = people.some(({ chart }) =>
            chart.values.some((row) => row.field === target && !isSayable(row)),
          );
          expect(unsaid).toBe(true);
        }
      }
    });
  },
);
