import type { MappingTable } from "./tables/mapping-table.ts";
import type { SynonymTable } from "./tables/synonym-table.ts";

/** A rule of the profile, or of `compare --rules`: one AT id, one field pattern, one direction. */
export interface AllowRule {
  /** A field id; `*` stands for one or more segments. */
  readonly field: string;
  /** `AT-01` … `AT-27`. */
  readonly rule: string;
  readonly reason: string;
  readonly agreedBy: readonly string[];
  /** AT-10: the width identifiers are padded to. */
  readonly width?: number;
  /** AT-13 (units), AT-16, AT-19, AT-22, AT-25, AT-27: pairs from the source's value to the target's. */
  readonly pairs?: readonly (readonly [string, string])[];
  /** AT-13: what a value in the first unit is multiplied by, where the two measure different things. */
  readonly factor?: string;
  /** AT-13: decimals to which the converted value is rounded, half up. */
  readonly decimals?: number;
  /** AT-14: how the target writes dates, where no standard fixes it: `MM/DD/YYYY`, `epoch-seconds`, … */
  readonly format?: string;
  /** AT-16, AT-26: segments of a bare ten-digit NDC. */
  readonly layout?: string;
  /** AT-26: the signs that may be lost or gained; `-`, `.` and space where it is left out. */
  readonly separators?: string;
  /** AT-26: small letters may become capitals. */
  readonly capitals?: boolean;
  /** AT-16: the agreed map. */
  readonly map?: MappingTable;
  /** AT-17: which wordings stand together with a code. */
  readonly synonyms?: SynonymTable;
}

const compiled = new Map<string, RegExp>();

/** Whether a field id is meant by a pattern in which `*` stands for one or more segments. */
export function fieldMatches(pattern: string, field: string): boolean {
  if (pattern === field) return true;
  if (!pattern.includes("*")) return false;
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/gu, "\\$&"))
      .join(".+");
    expression = new RegExp(`^${source}$`, "u");
    compiled.set(pattern, expression);
  }
  return expression.test(field);
}

/**
 * Whether a rule is meant for a field. A map of codes goes for a code together with its system, and a
 * conversion for a number together with its unit: half of either would say something else.
 */
export function isFor({ field, rule }: Pick<AllowRule, "field" | "rule">, id: string): boolean {
  if (fieldMatches(field, id)) return true;
  const belongsTo = (ending: RegExp, to: string): boolean =>
    ending.test(id) && fieldMatches(field, id.replace(ending, to));
  if (rule === "AT-16") return belongsTo(/-system$/u, "");
  if (rule !== "AT-13") return false;
  return (
    belongsTo(/-unit$/u, "-value") || belongsTo(/-unit$/u, "") || belongsTo(/\.unit$/u, ".value")
  );
}
