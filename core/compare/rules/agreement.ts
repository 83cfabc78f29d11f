import type { Field } from "../../catalogue/field.ts";
import type { AllowRule } from "../allow-rule.ts";

const highestTier = 5;
const privacy = /privacy/iu;
const clinical = /clinical|clinician|nurs|physician|doctor|pharmac/iu;

/**
 * Why a rule has not been agreed to by enough people for a field; null where it has. On fields of the
 * highest tier two people sign it (decisions.md 19); accents are removed only with a privacy and a
 * clinical sign-off, whatever the field (faults.md 3.4, AT-24).
 */
export function whyNotAgreed(
  { rule, agreedBy }: Pick<AllowRule, "rule" | "agreedBy">,
  field: Pick<Field, "tier" | "label">,
): string | null {
  const people = new Set(agreedBy.map((name) => name.trim().toLowerCase()));
  const label = field.label.toLowerCase();
  if (rule === "AT-24") {
    const has = (who: RegExp): boolean => [...people].some((name) => who.test(name));
    if (people.size >= 2 && has(privacy) && has(clinical)) return null;
    return `Removing accents from ${label} needs two who agree: one for privacy and one clinical.`;
  }
  if (field.tier < highestTier || people.size >= 2) return null;
  return `A rule on ${label} needs two people who agree; ${agreedBy[0] ?? "nobody"} alone did.`;
}
