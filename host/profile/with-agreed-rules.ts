import type { Profile } from "../../api/profile.ts";
import { allowRule } from "../../api/profile.ts";
import type { ReadableStores } from "../../db/stores.ts";

/**
 * A profile with the rules that people agreed to in the workspace. They are part of what a run keeps, so
 * its fingerprint is another one: a rule cannot quietly turn an old red into a green.
 */
export async function withAgreedRules(
  { rules }: Pick<ReadableStores, "rules">,
  profile: Profile,
): Promise<Profile> {
  const agreed = await rules.inForce(profile.name);
  if (agreed.length === 0) return profile;
  const declared = agreed.map((rule) => allowRule.parse(rule.declared));
  return { ...profile, allow: [...(profile.allow ?? []), ...declared] };
}
