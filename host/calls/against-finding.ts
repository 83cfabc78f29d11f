import { textOf, type Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { RunFault } from "../../core/compare/result.ts";
import { recogniserById } from "../../core/faults/recognise/recognisers.ts";
import { valueKey } from "./hop-values.ts";

/** A value that came back as it was sent, of a field in which a finding was seen. */
export interface Survivor {
  readonly key: string;
  readonly field: string;
  readonly source: string;
  /** What the fault would have made of it; null where the fault says nothing about single values. */
  readonly expected: string | null;
}

/** What one case says against a finding. */
export interface AgainstFinding {
  readonly survivors: readonly Survivor[];
  /** Values of the same fields that the fault would have left as they are. */
  readonly untouched: number;
}

/**
 * What the fault would make of a value: another text, `same`, or null where it cannot be said, because
 * the fault has no forward simulation or has parameters of its own for each value.
 */
export type Foretell = (field: string, source: string) => string | "same" | null;

/** @param needed names of the parameters that a single sighting of the fault has */
export function foretellerOf(fault: RunFault, needed: readonly string[]): Foretell {
  const recogniser = recogniserById(fault.id);
  if (recogniser === undefined || needed.some((name) => !(name in fault.params))) return () => null;
  return (field, source) => {
    const row = fieldById(field);
    if (row === undefined || !recogniser.applies(row)) return "same";
    const nothing = () => null;
    const pair = {
      field: row,
      source,
      target: source,
      sourceSibling: nothing,
      targetSibling: nothing,
    };
    const made = recogniser.simulate(fault.params, source, pair);
    return made === null || made === source ? "same" : made;
  };
}

/**
 * The values of a case that speak against a finding. Where the fault can be acted out, only those that
 * it would have changed do; else every one of the same field that came back.
 */
export function againstFinding(
  fault: RunFault,
  chart: Chart,
  matched: readonly string[],
  foretell: Foretell,
): AgainstFinding {
  const arrived = new Set(matched);
  const survivors: Survivor[] = [];
  let untouched = 0;
  for (const value of chart.values) {
    const key = valueKey(value.field, value.entry);
    const source = textOf(value);
    if (!fault.fields.includes(value.field) || source === null || source === "") continue;
    if (!arrived.has(key)) continue;
    const expected = foretell(value.field, source);
    if (expected === "same") untouched++;
    else survivors.push({ key, field: value.field, source, expected });
  }
  return { survivors, untouched };
}
