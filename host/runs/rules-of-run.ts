import type { Profile } from "../../api/profile.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import { splitRules } from "../../core/compare/void-rules.ts";
import type { RunRecord } from "../../db/records.ts";
import { casesOf, chartIn } from "./load-cases.ts";
import type { RunContext } from "./run-context.ts";

/** The rules that a profile declares. */
export function rulesOf(profile: Profile): readonly AllowRule[] {
  return (profile.allow ?? []).map(({ field, rule, reason, agreedBy, width, pairs }) => ({
    field,
    rule,
    reason,
    agreedBy,
    ...(width === undefined ? {} : { width }),
    ...(pairs === undefined ? {} : { pairs }),
  }));
}

/**
 * The profile's rules without those that make two different identifiers of the run's people equal
 * (decisions.md 19); of each of these it is said once why it is not used.
 */
export async function rulesOfRun(
  context: Pick<RunContext, "workspace" | "profile" | "events">,
  run: RunRecord,
): Promise<readonly AllowRule[]> {
  const declared = rulesOf(context.profile);
  if (declared.length === 0) return declared;
  const { read } = context.workspace;
  const charts: Chart[] = [];
  for (const { personIndex } of await casesOf(read, run.id)) {
    for (const round of [1, 2]) {
      const stored = await read.people.round(run.peopleSet, personIndex, round);
      if (stored !== null) charts.push(chartIn(stored));
    }
  }
  const { inForce, void: voided } = splitRules(declared, charts);
  for (const { rule, reason } of voided) {
    const says = `The rule ${rule.rule} on ${rule.field} is not used: ${reason}`;
    context.events.say("warning", says, "void rule");
  }
  return inForce;
}
