import type { Profile } from "../../api/profile.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import { splitRules } from "../../core/compare/void-rules.ts";
import type { RunRecord } from "../../db/records.ts";
import type { ReadableStores } from "../../db/stores.ts";
import { rulesIn, tableRemarks } from "../profile/rules-in.ts";
import { casesOf, chartIn } from "./load-cases.ts";
import type { RunContext } from "./run-context.ts";
import { profileOf } from "./stored-run.ts";

/** The rules that a profile declares. */
export function rulesOf(profile: Profile): readonly AllowRule[] {
  return rulesIn(profile.allow ?? []);
}

/** The profile's rules that are in force over the run's people, and those that are void. */
export async function splitRulesOfRun(
  read: ReadableStores,
  run: RunRecord,
): Promise<ReturnType<typeof splitRules>> {
  const declared = rulesOf(profileOf(run));
  if (declared.length === 0) return { inForce: [], void: [] };
  return splitRules(declared, await chartsOfRun(read, run));
}

/** What the people of a run are expected to be, in both rounds. */
export async function chartsOfRun(read: ReadableStores, run: RunRecord): Promise<readonly Chart[]> {
  const charts: Chart[] = [];
  for (const { personIndex } of await casesOf(read, run.id)) {
    for (const round of [1, 2]) {
      const stored = await read.people.round(run.peopleSet, personIndex, round);
      if (stored !== null) charts.push(chartIn(stored));
    }
  }
  return charts;
}

/** The rules in force; of each that is void it is said once why it is not used. */
export async function rulesOfRun(
  context: Pick<RunContext, "workspace" | "events">,
  run: RunRecord,
): Promise<readonly AllowRule[]> {
  const { inForce, void: voided } = await splitRulesOfRun(context.workspace.read, run);
  for (const says of tableRemarks(inForce)) context.events.say("info", says, "table");
  for (const { rule, reason } of voided) {
    const says = `The rule ${rule.rule} on ${rule.field} is not used: ${reason}`;
    context.events.say("warning", says, "void rule");
  }
  return inForce;
}
