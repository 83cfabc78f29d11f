import type { Profile } from "../../api/profile.ts";
import { fields } from "../../core/catalogue/fields.ts";
import { fieldMatches } from "../../core/compare/allow-rule.ts";
import { transformationById } from "../../core/compare/rules/transformations.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { nearMatch } from "./near-match.ts";

/** What the schema alone cannot say: keys that must fit each other. */
export function checkTogether(
  profile: Profile,
): { readonly path: readonly (string | number)[]; readonly says: string } | null {
  for (const [system, { range }] of Object.entries(profile.identifiers)) {
    const [from = "", to = ""] = range.split("-");
    const path = ["identifiers", system, "range"];
    if (from.length !== to.length)
      return { path, says: "both ends need the same number of digits." };
    if (from > to) return { path, says: "the range ends before it begins." };
  }
  if (profile.direction === "two-way") {
    if (profile.target.send === undefined) {
      return { path: ["target"], says: "two-way needs target.send." };
    }
    if ((profile.source.find ?? profile.source.read?.find) === undefined) {
      return { path: ["source"], says: "two-way needs source.find." };
    }
  }
  for (const [at, host] of profile.guard.hosts.entries()) {
    const anyPort = host.endsWith(":*");
    if (anyPort && !isLoopbackName(host.slice(0, -2))) {
      const path = ["guard", "hosts", at];
      return { path, says: "any port (*) is for this machine alone; elsewhere name the port." };
    }
  }
  return checkNames(profile);
}

/** Names that nothing bears would do nothing, and nobody would see it. */
function checkNames(profile: Profile): ReturnType<typeof checkTogether> {
  for (const [at, { field, rule }] of (profile.allow ?? []).entries()) {
    if (transformationById(rule) === undefined) {
      return { path: ["allow", at, "rule"], says: `there is no rule ${rule}.` };
    }
    const says = unknownField(field);
    if (says !== null) return { path: ["allow", at, "field"], says };
  }
  for (const pattern of Object.keys(profile.owners ?? {})) {
    const says = unknownField(pattern);
    if (says !== null) return { path: ["owners", pattern], says };
  }
  const operators = messOperators.map(({ id }) => id);
  for (const [at, id] of (profile.declares?.["must-reject"] ?? []).entries()) {
    if (operators.includes(id)) continue;
    const near = nearMatch(id, operators);
    const hint = near === null ? "crosschart mess lists them." : `Did you mean "${near}"?`;
    return {
      path: ["declares", "must-reject", at],
      says: `there is no kind of mess "${id}". ${hint}`,
    };
  }
  return null;
}

/** A sentence for a field pattern that no field of the catalogue has; null for all others. */
export function unknownField(pattern: string): string | null {
  if (fields.some(({ id }) => fieldMatches(pattern, id))) return null;
  const near = nearMatch(
    pattern,
    fields.map(({ id }) => id),
  );
  const hint = near === null ? "crosschart fields lists them." : `Did you mean "${near}"?`;
  return `there is no field "${pattern}". ${hint}`;
}

/** Names and addresses that never leave this machine. */
export function isLoopbackName(host: string): boolean {
  return (
    host === "localhost" || host === "::1" || host === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(host)
  );
}
