import type { ChartValue } from "../../core/catalogue/chart.ts";
import { makeChart } from "../../core/catalogue/chart.ts";
import { fieldId } from "../../core/catalogue/fields.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";
import type { NextValue } from "../../core/people/people-set.ts";
import type { SetPerson } from "./people-source.ts";
import type { StoredPerson } from "./set-file.ts";

/** A person as one line of a set's file. The order of the keys is part of the bytes. */
export function personLine(person: SetPerson): string {
  const { id, control, chart, expectations, operators, notApplied, cluster } = person;
  return JSON.stringify({
    id,
    control,
    values: chart.values.map(rowOf),
    expectations: expectations.map(expectationOf),
    operators: operators.map((each) => ({ id: each.id, field: each.field, entry: each.entry })),
    notApplied: notApplied.map((each) => ({ id: each.id, why: each.why })),
    next: person.nextValues.map(rowOf),
    nextExpectations: person.nextExpectations.map(expectationOf),
    cluster:
      cluster === null
        ? null
        : {
            id: cluster.id,
            operator: cluster.operator,
            member: cluster.member,
            people: cluster.people,
            pairs: cluster.pairs.map(({ a, b, same, agrees, allowed }) => ({
              a,
              b,
              same,
              agrees,
              allowed,
            })),
          },
  });
}

/** The person of a line, number `index` of the set. Throws for a field that the catalogue does not have. */
export function personOfLine(stored: StoredPerson, index: number): SetPerson {
  const { id, control, operators, notApplied, cluster } = stored;
  return {
    id,
    index,
    control,
    chart: makeChart(id, stored.values.map(valueOf)),
    expectations: stored.expectations.map(expectedOf),
    operators: operators.map((each) => ({ ...each, field: fieldId(each.field) })),
    notApplied,
    nextValues: stored.next.map((next): NextValue => {
      return "removed" in next ? { ...next, field: fieldId(next.field) } : valueOf(next);
    }),
    nextExpectations: stored.nextExpectations.map(expectedOf),
    cluster,
  };
}

function rowOf(row: NextValue): object {
  const { field, entry } = row;
  if ("value" in row) return { field, entry, value: row.value };
  return "absent" in row ? { field, entry, absent: row.absent } : { field, entry, removed: true };
}

function valueOf(row: StoredPerson["values"][number]): ChartValue {
  return { ...row, field: fieldId(row.field) };
}

function expectationOf({ field, entry, operators, clean, messy, any }: FieldExpectation): object {
  const alternatives = any.map(({ expect, rule, limit }) => ({ expect, rule, limit }));
  return { field, entry, operators, clean, messy, any: alternatives };
}

function expectedOf(stored: StoredPerson["expectations"][number]): FieldExpectation {
  return { ...stored, field: fieldId(stored.field) };
}
