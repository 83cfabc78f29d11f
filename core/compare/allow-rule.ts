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
  /** AT-16, AT-22, AT-25, AT-27: pairs from the source's value to the target's. */
  readonly pairs?: readonly (readonly [string, string])[];
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
