import { createHash } from "node:crypto";

import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import type { ComparedCase } from "../../../core/compare/build-report.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import { inferRunFaults } from "../../../core/faults/infer-run-faults.ts";
import type { RunInference } from "../../../core/faults/infer-run-faults.ts";
import { parseMess } from "../../../core/mess/parse-mess.ts";
import { defaultMrn } from "../../../core/people/people-set.ts";
import type { PeopleSet, Person } from "../../../core/people/people-set.ts";
import { makePerson, peopleSentinels } from "../../../core/people/make-person.ts";
import { observedOf } from "../compare/chart-of.ts";

export interface TestRun {
  readonly set: PeopleSet;
  readonly people: readonly Person[];
}

/** Fifty made-up people with the mess of the coverage preset. */
export function peopleOfRun(seed: string, count = 50): TestRun {
  const set: PeopleSet = {
    seed,
    referenceDate: "2026-01-15",
    locales: ["en-US"],
    mess: parseMess("coverage"),
    mrn: defaultMrn,
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  };
  return { set, people: Array.from({ length: count }, (_, index) => makePerson(set, index)) };
}

/** What a system in the middle makes of a chart. */
export type Damage = (chart: Chart, person: Person) => Chart;

/** The chart as it would be read from a wire: entries numbered, in an order of their own. */
export function onTheWire(chart: Chart): Chart {
  const numbers = new Map<string, number>();
  const numberOf = (list: string, key: string): string => {
    const known = numbers.get(`${list} ${key}`);
    if (known !== undefined) return `#${known}`;
    const next = [...numbers.keys()].filter((each) => each.startsWith(`${list} `)).length + 1;
    numbers.set(`${list} ${key}`, next);
    return `#${next}`;
  };
  const values = chart.values.map((value): ChartValue => {
    const list = fieldById(value.field)?.list ?? null;
    if (list === null || value.entry === "") return value;
    const names = list.split("/");
    const keys = value.entry.split("/");
    const entry = keys
      .map((key, depth) =>
        depth < names.length
          ? numberOf(names.slice(0, depth + 1).join("/"), keys.slice(0, depth + 1).join("/"))
          : key,
      )
      .join("/");
    return { ...value, entry };
  });
  return makeChart(chart.person, values);
}

/** Changes the text of single values; null leaves the value out. */
export function changing(
  change: (field: string, text: string, value: ChartValue) => string | null,
): Damage {
  return (chart) =>
    makeChart(
      chart.person,
      chart.values.flatMap((value): ChartValue[] => {
        if (!("value" in value)) return [value];
        const text = change(value.field, value.value, value);
        return text === null ? [] : [{ ...value, value: text }];
      }),
    );
}

/**
 * Runs a damage over all people, compares, and infers; `before` is what the first pass said.
 * Identifiers of ours are left alone by most.
 */
export function runWith(
  run: TestRun,
  damage: Damage,
  blind = false,
): RunInference & { readonly before: readonly ComparedCase[] } {
  const sentinels = peopleSentinels(run.set);
  const cases = run.people.map((person): ComparedCase => {
    const observed = observedOf(onTheWire(damage(person.chart, person)));
    const comparison = compareRound({
      person: person.id,
      ...(blind ? {} : { index: person.index, sentinels }),
      round: 1,
      generated: person.chart,
      earlier: [],
      hops: [{ hop: "target", observed, exchanges: ["x"] }],
      expectations: person.expectations,
      rules: [],
      carries: () => true,
    });
    return {
      id: `r/s/${person.id}`,
      scenario: null,
      person: person.id,
      pairedBy: null,
      hops: { sent: "accepted", stored: "found" },
      rounds: [comparison],
      control: person.control,
      generated: person.chart,
    };
  });
  return { ...inferRunFaults(cases), before: cases };
}
