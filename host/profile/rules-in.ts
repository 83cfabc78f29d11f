import type { DeclaredRule } from "../../api/profile.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";

/** The rules of a profile or rules file whose tables were loaded, without the keys that were left out. */
export function rulesIn(declared: readonly DeclaredRule[]): readonly AllowRule[] {
  return declared.map(({ map, synonyms, ...rule }): AllowRule => {
    const tables = {
      ...(typeof map === "object" ? { map } : {}),
      ...(typeof synonyms === "object" ? { synonyms } : {}),
    };
    const given = Object.entries(rule).filter(([, value]) => value !== undefined);
    // Only keys without a value were taken away; those that must be there are.
    return { ...(Object.fromEntries(given) as unknown as AllowRule), ...tables };
  });
}

/** What of the files that rules name is not used, for whoever reads the results. */
export function tableRemarks(rules: readonly AllowRule[]): readonly string[] {
  return rules
    .flatMap(({ map, synonyms }) => [map, synonyms])
    .flatMap((table) => (table?.remarks ?? []).map((says) => `${table?.name ?? ""}: ${says}`));
}
