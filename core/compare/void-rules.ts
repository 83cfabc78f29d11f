import type { Chart } from "../catalogue/chart.ts";
import type { Field } from "../catalogue/field.ts";
import { fieldById, fields } from "../catalogue/fields.ts";
import { isFor } from "./allow-rule.ts";
import type { AllowRule } from "./allow-rule.ts";
import { declaredFormats } from "./forms/declared-date.ts";
import { whyNotAgreed } from "./rules/agreement.ts";
import { transformationById } from "./rules/transformations.ts";
import { ndcDigits, ndcLayouts } from "./tables/ndc.ts";

/** A declared rule that must not be used, with the reason for the tester. */
export interface VoidRule {
  readonly rule: AllowRule;
  readonly reason: string;
}

/** Rules that say of two texts that they are one number. */
const identifierRules = new Set(["AT-10", "AT-26", "AT-27"]);
/** Rules that could make two numbers one which the target keeps apart. */
const foldingRules = new Set(["AT-10", "AT-26"]);
/** Rules whose pairs could make two values in use one. */
const pairRules = new Set(["AT-16", "AT-22", "AT-27"]);

/**
 * Splits the profile's rules into those in force and those that are void, with the reason. Void is a rule
 * that says nothing, one that too few people agreed to (for these fields), and one under which two
 * different numbers, codes or states of the run or the target become one (decisions.md 19, 25).
 * @param charts what was generated
 * @param targets what stands at the target, where all of it is known
 */
export function splitRules(
  rules: readonly AllowRule[],
  charts: readonly Chart[],
  targets: readonly Chart[] = [],
): { readonly inForce: readonly AllowRule[]; readonly void: readonly VoidRule[] } {
  const voided: VoidRule[] = [];
  const inForce = rules.filter((rule) => {
    const reason = whyEmpty(rule) ?? whyClash(rule, charts, targets);
    if (reason !== null) {
      voided.push({ rule, reason });
      return false;
    }
    const meant = fields.filter((field) => acts(rule, field));
    const lone = meant.flatMap((field) => {
      const why = whyNotAgreed(rule, field);
      return why === null ? [] : [{ rule: { ...rule, field: field.id }, reason: why }];
    });
    voided.push(...lone);
    return lone.length < meant.length || meant.length === 0;
  });
  return { inForce, void: voided };
}

function acts(rule: AllowRule, field: Field): boolean {
  return isFor(rule, field.id) && transformationById(rule.rule)?.applies(field) === true;
}

/** A rule that lacks what it is about, or means no field that it can act on, would do nothing unseen. */
function whyEmpty(rule: AllowRule): string | null {
  const { rule: id, pairs, map, width, format, layout } = rule;
  if (!fields.some((field) => acts(rule, field))) return `${id} does not act on such a field.`;
  const none = pairs === undefined || pairs.length === 0;
  if (id === "AT-10" && width === undefined) return "It does not say to which width (width).";
  if (id === "AT-16" && none && map === undefined) return "It names no map and lists no pairs.";
  if (["AT-19", "AT-22", "AT-25", "AT-27"].includes(id) && none) return "It lists no pairs.";
  if (format !== undefined && !declaredFormats.some((known) => known === format)) {
    return `There is no date format ${format}; known are ${declaredFormats.join(", ")}.`;
  }
  if (layout !== undefined && !ndcLayouts.includes(layout)) {
    return `There is no NDC layout ${layout}; known are ${ndcLayouts.join(", ")}.`;
  }
  return null;
}

function whyClash(
  rule: AllowRule,
  charts: readonly Chart[],
  targets: readonly Chart[],
): string | null {
  const identifiers = identifierRules.has(rule.rule);
  if (!identifiers && !(pairRules.has(rule.rule) && rule.pairs !== undefined)) return null;
  const clash =
    findClash(rule, charts) ?? (foldingRules.has(rule.rule) ? findClash(rule, targets) : null);
  if (clash === null) return null;
  const [a, b] = clash;
  const what = identifiers ? "two numbers" : "two different values in use";
  return `${a} and ${b} are ${what}, and equal under ${rule.rule}.`;
}

function findClash(rule: AllowRule, charts: readonly Chart[]): readonly [string, string] | null {
  const seen = new Map<string, Set<string>>();
  for (const { field, ...row } of charts.flatMap((chart) => chart.values)) {
    if (!("value" in row)) continue;
    const known = fieldById(field);
    if (known === undefined || !acts(rule, known)) continue;
    const key = `${field} ${foldForClash(rule, row.value)}`;
    const values = seen.get(key) ?? new Set<string>();
    values.add(row.value);
    seen.set(key, values);
    const [first, second] = values;
    if (first !== undefined && second !== undefined) return [first, second];
  }
  return null;
}

/** What a value becomes under a rule: two values with one result are one to it. */
function foldForClash(rule: AllowRule, value: string): string {
  if (rule.rule === "AT-10") return value.replace(/^0+/u, "");
  if (rule.rule === "AT-26") {
    const ndc = ndcDigits(value, rule.layout ?? null);
    if (rule.layout !== undefined && ndc !== null) return ndc;
    const signs = rule.separators ?? "-. ";
    const bare = Array.from(value)
      .filter((each) => !signs.includes(each))
      .join("");
    return rule.capitals === true ? bare.toUpperCase() : bare;
  }
  return rule.pairs?.find(([from]) => from === value)?.[1] ?? value;
}
