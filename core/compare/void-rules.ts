import type { Chart } from "../catalogue/chart.ts";
import { fieldById } from "../catalogue/fields.ts";
import { fieldMatches } from "./allow-rule.ts";
import type { AllowRule } from "./allow-rule.ts";
import { transformationById } from "./rules/transformations.ts";

/** A declared rule that must not be used, with the reason for the tester. */
export interface VoidRule {
  readonly rule: AllowRule;
  readonly reason: string;
}

const identifierRules = new Set(["AT-10", "AT-26", "AT-27"]);

/**
 * Splits the profile's rules into those in force and those that are void: a rule on identifiers is
 * void as soon as it makes two different identifiers of the run equal (decisions.md 19).
 */
export function splitRules(
  rules: readonly AllowRule[],
  charts: readonly Chart[],
): { readonly inForce: readonly AllowRule[]; readonly void: readonly VoidRule[] } {
  const voided: VoidRule[] = [];
  const inForce = rules.filter((rule) => {
    if (!identifierRules.has(rule.rule)) return true;
    const clash = findClash(rule, charts);
    if (clash === null) return true;
    const [a, b] = clash;
    voided.push({ rule, reason: `${a} and ${b} are two numbers, and equal under ${rule.rule}.` });
    return false;
  });
  return { inForce, void: voided };
}

function findClash(rule: AllowRule, charts: readonly Chart[]): readonly [string, string] | null {
  const transformation = transformationById(rule.rule);
  if (transformation === undefined) return null;
  const seen = new Map<string, Set<string>>();
  for (const { field, ...row } of charts.flatMap((chart) => chart.values)) {
    if (!("value" in row) || !fieldMatches(rule.field, field)) continue;
    const known = fieldById(field);
    if (known === undefined || !transformation.applies(known)) continue;
    const key = `${field} ${foldForClash(rule, row.value)}`;
    const values = seen.get(key) ?? new Set<string>();
    values.add(row.value);
    seen.set(key, values);
    const [first, second] = values;
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return null;
}

function foldForClash(rule: AllowRule, value: string): string {
  if (rule.rule === "AT-10") return value.replace(/^0+/u, "");
  if (rule.rule === "AT-26") return value.replace(/[-. ]/gu, "");
  return rule.pairs?.find(([from]) => from === value)?.[1] ?? value;
}
