import { textOf, type Chart } from "../../core/catalogue/chart.ts";
import { fieldById } from "../../core/catalogue/fields.ts";
import type { RunFault } from "../../core/compare/result.ts";
import type { Params } from "../../core/faults/recognise/recogniser.ts";
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
 * What the fault would make of a value: another text, `same`, or null where that cannot be said, because
 * the fault has no forward simulation or its parameters differ from value to value.
 */
export type Foretell = (field: string, source: string) => string | "same" | null;

/** More sets of parameters than this are not tried on every value. */
const mostTried = 20;

/** @param seen parameters of the fault on single values; tried one by one where the finding has none of its own */
export function foretellerOf(fault: RunFault, seen: readonly Params[]): Foretell {
  const recogniser = recogniserById(fault.id);
  if (recogniser === undefined) return () => null;
  const whole = Object.keys(seen[0] ?? {}).every((name) => name in fault.params);
  const each = new Map(seen.map((params) => [JSON.stringify(params), params]));
  const tried = whole ? [fault.params] : [...each.values()].slice(0, mostTried);
  return (field, source) => {
    const row = fieldById(field);
    if (row === undefined || !recogniser.applies(row)) return "same";
    const nothing = () => null;
    const siblings = { sourceSibling: nothing, targetSibling: nothing };
    const pair = { field: row, source, target: source, ...siblings };
    const made = tried.map((params) => recogniser.simulate(params, source, pair) ?? source);
    const [first = source] = made;
    if (made.every((text) => text === source)) return "same";
    return made.every((text) => text === first) ? first : null;
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
