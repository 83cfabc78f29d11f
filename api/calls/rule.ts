import { z } from "zod";
import { command, query } from "../call.ts";

/** Which difference of which case: `field` and `entry` as `case.detail` has them. */
const difference = z.strictObject({ case: z.string(), field: z.string(), entry: z.string() });

export const ruleProposal = z.strictObject({
  /** `AT-14 MM/DD/YYYY`: what `rule.agree` takes. */
  id: z.string(),
  rule: z.string(),
  /** What it allows, in words. */
  text: z.string(),
  /** Why one person alone cannot agree to it; null where one can. */
  needs: z.string().nullable(),
  /** Why it would not be used; null where it would. */
  void: z.string().nullable(),
});

export const agreedRule = z.strictObject({
  id: z.string(),
  /** Runs through a profile of this name have it. */
  profile: z.string(),
  rule: z.string(),
  text: z.string(),
  field: z.string(),
  label: z.string(),
  reason: z.string(),
  agreedBy: z.array(z.string()),
  /** The case that it was proposed from, and the two texts. */
  case: z.string(),
  source: z.string().nullable(),
  target: z.string().nullable(),
  at: z.string(),
  withdrawn: z.strictObject({ at: z.string(), why: z.string() }).nullable(),
});

export const ruleCalls = {
  /** The rules that describe a difference exactly; none = it is no allowed difference. */
  "rule.propose": query(difference, z.strictObject({ proposals: z.array(ruleProposal) })),
  /** In force for later runs of this workspace; those that were made keep what they said. */
  "rule.agree": command(
    difference.extend({
      proposal: z.string(),
      reason: z.string().max(2000),
      agreedBy: z.array(z.string().max(200)).max(20),
    }),
    z.strictObject({ rule: agreedRule }),
  ),
  /** Oldest first, withdrawn ones included. */
  "rule.list": query(z.strictObject({}), z.strictObject({ rules: z.array(agreedRule) })),
  "rule.withdraw": command(
    z.strictObject({ rule: z.string(), reason: z.string().max(2000) }),
    z.strictObject({}),
  ),
};
