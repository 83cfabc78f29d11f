import type { ChartValue } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { ComparedCase } from "../../core/compare/build-report.ts";
import { compareRound } from "../../core/compare/compare-round.ts";
import { readCivil, shiftDays, writeCivil } from "../../core/compare/forms/civil.ts";
import { inferRunFaults } from "../../core/faults/infer-run-faults.ts";
import { makePerson } from "../../core/people/make-person.ts";
import { benchPeople } from "../bench-people.ts";

/**
 * `node inference-cases.ts COUNT cases|inference`: makes cases of as many people, every one with faults
 * of several kinds, and finds what is behind them all. A process of its own, so that its peak is its own.
 */

/** What an interface does to the values of every person, of every second one, and so on. */
const damages: readonly {
  readonly every: number;
  readonly form: string;
  readonly make: (text: string) => string;
}[] = [
  { every: 1, form: "text.address", make: (text) => text.slice(0, 20) },
  { every: 2, form: "text.name", make: (text) => text.toUpperCase() },
  { every: 3, form: "decimal", make: (text) => text.replace(".", "") },
  { every: 4, form: "date", make: dayBefore },
  { every: 5, form: "phone", make: (text) => text.replaceAll(/\D/gu, "") },
];

function dayBefore(text: string): string {
  const civil = readCivil(text);
  const moved = civil === null ? null : shiftDays(civil, -1);
  return moved === null ? text : writeCivil(moved);
}

function damaged(value: ChartValue, index: number): ChartValue {
  if (!("value" in value)) return value;
  const form = fieldById(value.field)?.form;
  const damage = damages.find((each) => each.form === form && index % each.every === 0);
  return damage === undefined ? value : { ...value, value: damage.make(value.value) };
}

function makeCase(index: number): ComparedCase {
  const { chart, id } = makePerson(benchPeople, index);
  const at = { resource: "", place: "", start: 0, end: 0, document: 0 };
  const values = chart.values.map((value) => ({ value: damaged(value, index), at }));
  const round = compareRound({
    person: id,
    round: 1,
    generated: chart,
    earlier: [],
    hops: [
      { hop: "target", observed: { values, problems: [], resources: [] }, exchanges: ["read"] },
    ],
    expectations: [],
    rules: [],
    carries: () => true,
  });
  return {
    id: `bench/${index}`,
    scenario: null,
    person: id,
    pairedBy: null,
    hops: { sent: "accepted", stored: "found" },
    rounds: [round],
    generated: chart,
  };
}

const [count = "0", what = "cases"] = process.argv.slice(2);
const cases = Array.from({ length: Number(count) }, (_, index) => makeCase(index));
const started = performance.now();
const faults = what === "inference" ? inferRunFaults(cases).faults.length : 0;
const seconds = (performance.now() - started) / 1000;
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ cases: cases.length, faults, seconds, megabytes }));
