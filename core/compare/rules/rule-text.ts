import { transformationById } from "./transformations.ts";

/** What a rule allows, in words; `AT-01+AT-02` is two sentences. An unknown id is its own text. */
export function ruleText(rule: string): string {
  return rule
    .split("+")
    .map((id) => transformationById(id)?.text ?? id)
    .join(" ");
}
