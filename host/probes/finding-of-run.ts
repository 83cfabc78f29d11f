import type { Form } from "../../core/catalogue/field.ts";
import { textOf } from "../../core/catalogue/chart.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { Difference, RunFault } from "../../core/compare/result.ts";
import { findingByKey, findingKey } from "../../core/probes/finding-key.ts";
import type { AlongValue, Finding, FindingExample } from "../../core/probes/shot.ts";
import type { RunRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { chartIn } from "../runs/load-cases.ts";

/** Differences that are looked at for one finding: enough to see what it struck. */
const atMost = 300;

/**
 * A finding of a run with the differences that bear its name.
 * @throws CliFailure (exit 2) where the run has no such finding, or has not ended
 */
export async function findingOfRun(
  stores: ReadableStores,
  run: RunRecord,
  key: string,
): Promise<{ readonly key: string; readonly finding: Finding }> {
  if (run.faults === null) throw refusal(`The run ${run.id} has not ended yet`, run.id, []);
  const fault = findingByKey(key, run.faults);
  if (fault === null) {
    throw refusal(`The run ${run.id} has no finding "${key}"`, key, run.faults);
  }
  const examples = await examplesOf(stores, run, fault);
  return { key: findingKey(fault, run.faults), finding: { fault, examples } };
}

function refusal(happened: string, at: string, all: readonly RunFault[]): CliFailure {
  const keys = all.map((fault) => findingKey(fault, all));
  return new CliFailure(exitCodes.usage, {
    happened: `${happened}.`,
    safe: "Nothing was sent.",
    todo: keys.length === 0 ? "Let the run end first." : `Its findings are ${keys.join(", ")}.`,
    at,
  });
}

async function examplesOf(
  stores: ReadableStores,
  run: RunRecord,
  fault: RunFault,
): Promise<readonly FindingExample[]> {
  const examples: FindingExample[] = [];
  for await (const { case: record, rounds } of stores.comparisons.ofRun(run.id)) {
    for (const { differences, round } of rounds) {
      const named = differences.filter((difference) => bears(difference, fault));
      if (named.length === 0) continue;
      const at = await stores.people.round(run.peopleSet, record.personIndex, round > 1 ? 2 : 1);
      const chart = at === null ? null : chartIn(at);
      for (const { field, entry, source, target } of named) {
        const along = chart === null ? [] : alongOf(chart, field, entry);
        examples.push({ field, source: source ?? null, target: target ?? null, along });
      }
    }
    if (examples.length >= atMost) break;
  }
  return examples;
}

/** Whether a difference bears the name of a finding, with the parameters that the finding has. */
export function bears(difference: Difference, fault: RunFault): boolean {
  if (!fault.fields.includes(difference.field)) return false;
  return difference.faults.some(
    ({ id, params }) =>
      id === fault.id &&
      Object.entries(fault.params).every(([name, value]) => params[name] === value),
  );
}

/** Numbers, references and days of a record are its own; everything else of an entry can go with a value. */
const goesAlong: ReadonlySet<Form> = new Set<Form>([
  ...(["text", "text.name", "text.address", "text.note", "code", "status"] as const),
  ...(["decimal", "quantity", "boolean", "phone"] as const),
]);

/** What a value stands with in its entry: struck on another person, it needs the same company. */
function alongOf(chart: Chart, field: string, entry: string): readonly AlongValue[] {
  const row = fieldById(field);
  if (row === undefined || row.list === null) return [];
  return chart.values.flatMap((value) => {
    const other = fieldById(value.field);
    const text = textOf(value);
    if (value.entry !== entry || other?.list !== row.list || other.id === row.id) return [];
    return text !== null && goesAlong.has(other.form) ? [{ field: other.id, value: text }] : [];
  });
}
