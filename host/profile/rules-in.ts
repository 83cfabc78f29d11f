import type { Profile } from "../../api/profile.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";

type Declared = NonNullable<Profile["allow"]>[number];

/** The rules of a profile or rules file, without the keys that were left out. */
export function rulesIn(declared: readonly Declared[]): readonly AllowRule[] {
  return declared.map((rule) => {
    const given = Object.entries(rule).filter(([, value]) => value !== undefined);
    // Nothing but keys without a value was taken away.
    return Object.fromEntries(given) as unknown as AllowRule;
  });
}
