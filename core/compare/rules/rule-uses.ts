import { isFor } from "../allow-rule.ts";
import type { AllowRule } from "../allow-rule.ts";
import type { ComparedCase } from "../build-report.ts";
import { ruleText } from "./rule-text.ts";

/** What a rule allowed on one field in a run: shown wherever it acts, counted in every report. */
export interface RuleUse {
  /** `AT-03`; two that acted together are one line (`AT-01+AT-02`). */
  readonly rule: string;
  readonly text: string;
  readonly field: string;
  /** Differences that it allowed. */
  readonly count: number;
  /** People of whom it allowed something. */
  readonly cases: number;
  /** People who have a value in the field. */
  readonly of: number;
  /** True where it acted on more than a fifth of them (faults.md 3.4): stands in the evidence as accepted loss. */
  readonly acceptedLoss: boolean;
  /** Why, and who agreed; null and empty for a default rule and for what a person's mess expects. */
  readonly reason: string | null;
  readonly agreedBy: readonly string[];
}

const acceptedShare = 0.2;

/** Every rule that acted, by rule and field. */
export function ruleUses(
  cases: readonly ComparedCase[],
  declared: readonly AllowRule[],
): readonly RuleUse[] {
  const uses = new Map<
    string,
    { rule: string; field: string; count: number; people: Set<string> }
  >();
  for (const { id, rounds } of cases) {
    for (const { field, rule = "" } of rounds.flatMap(({ allowed }) => allowed)) {
      const key = `${rule} ${field}`;
      const use = uses.get(key) ?? { rule, field, count: 0, people: new Set<string>() };
      use.count += 1;
      use.people.add(id);
      uses.set(key, use);
    }
  }
  return [...uses.values()]
    .toSorted((a, b) =>
      a.rule === b.rule ? (a.field < b.field ? -1 : 1) : a.rule < b.rule ? -1 : 1,
    )
    .map(({ rule, field, count, people }) => {
      const of = cases.filter((one) => holds(one, field)).length;
      const said = declared.find(
        (each) => rule.split("+").includes(each.rule) && isFor(each, field),
      );
      return {
        rule,
        text: ruleText(rule),
        field,
        count,
        cases: people.size,
        of,
        acceptedLoss: people.size > of * acceptedShare,
        reason: said?.reason ?? null,
        agreedBy: said?.agreedBy ?? [],
      };
    });
}

function holds({ rounds }: ComparedCase, field: string): boolean {
  return rounds.some(
    ({ matched, differences, allowed }) =>
      matched.some((key) => key === field || key.startsWith(`${field} `)) ||
      differences.some((each) => each.field === field) ||
      allowed.some((each) => each.field === field),
  );
}
