/** Ids of what a workspace stores. Made by the host; the store never invents one. */

import type { PersonId } from "../core/catalogue/chart.ts";

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type CampaignId = Branded<"campaign">;
/** A round of a campaign (a pass over it after a change), not a round of a case. */
export type CampaignRoundId = Branded<"campaign-round">;
export type PeopleSetId = Branded<"people-set">;
export type RunId = Branded<"run">;
export type CaseId = Branded<"case">;
export type ExchangeId = Branded<"exchange">;

// A brand exists for the compiler only; these functions are the one place that gives it.
export const campaignId = (text: string): CampaignId => text as CampaignId;
export const campaignRoundId = (text: string): CampaignRoundId => text as CampaignRoundId;
export const peopleSetId = (text: string): PeopleSetId => text as PeopleSetId;
export const runId = (text: string): RunId => text as RunId;
export const caseId = (text: string): CaseId => text as CaseId;
export const exchangeId = (text: string): ExchangeId => text as ExchangeId;

/** The id of a case: `run/scenario/person`, where the scenario is `SYN-00` or `ROUND-TRIP`. */
export function caseIdOf(run: RunId, scenario: string, person: PersonId): CaseId {
  return caseId(`${run}/${scenario}/${person}`);
}
