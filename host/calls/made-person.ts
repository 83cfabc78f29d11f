import type { z } from "zod";
import type { madePerson } from "../../api/calls/people.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { PairOutcome } from "../../core/mess/pair-truth.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { chartName } from "../chart-name.ts";
import type { SetPerson } from "../sets/people-source.ts";
import { expectedWords } from "./field-words.ts";

type MadePerson = z.infer<typeof madePerson>;

const operatorSays: ReadonlyMap<string, string> = new Map(
  messOperators.map(({ id, says }) => [id, says]),
);

const outcomes: Readonly<Record<PairOutcome, string>> = {
  one: "one chart",
  "one-with-review": "one chart after a look",
  review: "a person decides",
  "two-with-review": "two flagged charts",
  two: "two charts",
  refused: "refused",
};

function outcomeWords(allowed: readonly PairOutcome[]): string {
  return allowed.map((outcome) => outcomes[outcome]).join(", or ");
}

/** What an operator does, for a tester; of one that the catalogue no longer has, its id. */
export function saysOf(operator: string): string {
  return operatorSays.get(operator) ?? operator;
}

/** A person as lists and heads of the screens show one. */
export function madePersonOf(person: SetPerson): MadePerson {
  const { id, index, chart, control, expectations, cluster } = person;
  return {
    id,
    index,
    name: chartName(chart),
    family: cellOf(chart, "patient.name.family"),
    given: cellOf(chart, "patient.name.given"),
    born: cellOf(chart, "patient.birth-date"),
    mrn: cellOf(chart, "patient.identifier.mrn"),
    control,
    planted: expectations.map(({ field, entry, operators, clean, messy, any }) => ({
      field,
      label: fieldById(field)?.label ?? field,
      entry,
      operators: [...operators],
      says: operators.map(saysOf),
      clean,
      messy,
      expected: expectedWords(any),
    })),
    cluster:
      cluster === null
        ? null
        : {
            id: cluster.id,
            operator: cluster.operator,
            says: saysOf(cluster.operator),
            member: cluster.member,
            people: [...cluster.people],
            truth: cluster.pairs
              .filter(({ a, b }) => a === id || b === id)
              .map(({ a, b, same, allowed }) => ({
                with: a === id ? b : a,
                says: `${same ? "the same person" : "another person"}: ${outcomeWords(allowed)}`,
              })),
          },
  };
}

/** The first value of a field; where the person has several, the others stand in the opened record. */
function cellOf(chart: Chart, field: string): MadePerson["family"] {
  const row = chart.values.find((each) => each.field === field);
  return {
    field,
    value: row !== undefined && "value" in row ? row.value : null,
    absent: row !== undefined && "absent" in row ? row.absent : null,
  };
}
