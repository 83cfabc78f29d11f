import type { Field } from "../../catalogue/field.ts";
import type { FieldExpectation } from "../../mess/expectation.ts";
import { isFor } from "../allow-rule.ts";
import type { AllowRule } from "../allow-rule.ts";
import { whyNotAgreed } from "./agreement.ts";
import type { RuleContext, Side, Transformation } from "./transformation.ts";
import { transformationById, transformations } from "./transformations.ts";

/** A transformation that may be used for one value, with the profile's words where it has some. */
export interface RuleInForce {
  readonly transformation: Transformation;
  readonly declared: AllowRule | null;
}

const byDefault = transformations.filter((rule) => rule.byDefault);
const alwaysOn = byDefault.filter((rule) => rule.alwaysOn === true);

/**
 * The rules for one value, in the order in which they are asked (decisions.md 9): what its
 * expectation names, then the profile's, then the default ones. A must-survive or may-normalise
 * expectation switches the default rules off, AT-14, AT-18 and AT-23 apart.
 */
export function rulesInForce(
  field: Field,
  expectation: FieldExpectation | undefined,
  declared: readonly AllowRule[],
): readonly RuleInForce[] {
  const named: RuleInForce[] = [];
  let defaults = byDefault;
  for (const expected of expectation?.any ?? []) {
    if (expected.expect === "must-survive" || expected.expect === "may-normalise") {
      defaults = alwaysOn;
    }
    const rule = expected.rule === undefined ? undefined : transformationById(expected.rule);
    if (rule !== undefined) named.push({ transformation: rule, declared: null });
  }
  const ofProfile = declared.flatMap((allow): RuleInForce[] => {
    const rule = transformationById(allow.rule);
    if (rule === undefined || !isFor(allow, field.id)) return [];
    if (whyNotAgreed(allow, field) !== null) return [];
    return [{ transformation: rule, declared: allow }];
  });
  return [
    ...named,
    ...ofProfile,
    ...defaults.map((transformation) => ({ transformation, declared: null })),
  ].filter(({ transformation }) => transformation.applies(field));
}

/**
 * The rule that turns source into target, as its id (`AT-01+AT-02` where two act together);
 * null where none does. Source and target differ.
 */
export function allowingRule(
  source: string,
  target: string,
  rules: readonly RuleInForce[],
  context: Omit<RuleContext, "declared">,
): string | null {
  for (const { transformation, declared } of rules) {
    if (transformation.equal(source, target, { ...context, declared })) return transformation.id;
  }
  for (const first of rules) {
    const folded = first.transformation.fold?.(source);
    if (folded === undefined || folded === source) continue;
    for (const { transformation, declared } of rules) {
      if (transformation === first.transformation) continue;
      if (transformation.equal(folded, target, { ...context, declared })) {
        return `${first.transformation.id}+${transformation.id}`;
      }
    }
  }
  return null;
}

/** The rule that allows a value to be lost, added, or absent for another reason; null where none does. */
export function allowingAbsence(
  source: Side,
  target: Side,
  rules: readonly RuleInForce[],
  context: Omit<RuleContext, "declared">,
): string | null {
  const found = rules.find(
    ({ transformation, declared }) =>
      transformation.equalAbsence?.(source, target, { ...context, declared }) === true,
  );
  return found?.transformation.id ?? null;
}
