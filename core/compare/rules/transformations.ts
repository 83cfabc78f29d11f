import { codeRules } from "./code-rules.ts";
import { contactRules } from "./contact-rules.ts";
import { dateRules } from "./date-rules.ts";
import { numberRules } from "./number-rules.ts";
import { textRules } from "./text-rules.ts";
import type { Transformation } from "./transformation.ts";

/** Every allowed transformation, by number. */
export const transformations: readonly Transformation[] = [
  ...textRules,
  ...contactRules,
  ...numberRules,
  ...dateRules,
  ...codeRules,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

const byId: ReadonlyMap<string, Transformation> = new Map(
  transformations.map((rule) => [rule.id, rule]),
);

/** The transformation of an id, undefined where there is none. */
export function transformationById(id: string): Transformation | undefined {
  return byId.get(id);
}
