import type { AllowRule } from "../allow-rule.ts";

/** Whether a rule lists a pair, in its direction. */
export function isListed(declared: AllowRule | null, source: string, target: string): boolean {
  return declared?.pairs?.some(([from, to]) => from === source && to === target) ?? false;
}

/** A pair counts only where no second source of the rule maps to the same target. */
export function isInjective(declared: AllowRule | null, target: string): boolean {
  return (declared?.pairs ?? []).filter(([, to]) => to === target).length <= 1;
}
