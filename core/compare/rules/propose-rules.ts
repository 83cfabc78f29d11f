import type { Field, FieldId } from "../../catalogue/field.ts";
import type { AllowRule } from "../allow-rule.ts";
import { declaredFormats } from "../forms/declared-date.ts";
import { ndcLayouts } from "../tables/ndc.ts";
import { whyNotAgreed } from "./agreement.ts";
import type { RuleContext, Side, Transformation } from "./transformation.ts";
import { transformations } from "./transformations.ts";

/** A difference as rules see it. */
export interface RuledDifference {
  readonly field: Field;
  readonly source: Side;
  readonly target: Side;
  readonly sourceSibling: (field: FieldId) => string | null;
  readonly targetSibling: (field: FieldId) => string | null;
  readonly wholeName?: RuleContext["wholeName"];
}

/** What a person must add before it is a rule: a reason, and who agreed. */
export type RuleDraft = Omit<AllowRule, "reason" | "agreedBy">;

export interface RuleProposal {
  /** `AT-14 MM/DD/YYYY`: the rule and what it needs, unique among the proposals of a difference. */
  readonly id: string;
  readonly draft: RuleDraft;
  /** What it allows, in words. */
  readonly text: string;
  /** Why one person alone cannot agree to it; null where one can. */
  readonly needs: string | null;
}

/**
 * The rules that describe a difference exactly, each for this one field and in this direction; none where
 * no rule does, and then it is no allowed difference. What needs a loaded table is never proposed: a
 * table is agreed to as a whole.
 */
export function proposeRules(difference: RuledDifference): readonly RuleProposal[] {
  const { field } = difference;
  return transformations
    .filter((each) => each.alwaysOn !== true || each.id === "AT-14")
    .filter((each) => each.applies(field))
    .flatMap((transformation) =>
      draftsOf(transformation.id, difference)
        .filter((draft) => describes(transformation, draft, difference))
        .slice(0, 1)
        .map((draft): RuleProposal => {
          const { width, format, layout, pairs } = draft;
          const [pair] = pairs ?? [];
          const what =
            width ?? format ?? layout ?? pair?.map((text) => text || "nothing").join(" → ");
          return {
            id: what === undefined ? transformation.id : `${transformation.id} ${what}`,
            draft,
            text: transformation.text,
            needs: whyNotAgreed({ rule: draft.rule, agreedBy: [] }, field),
          };
        }),
    );
}

/** The smallest ways in which a rule can be declared for a difference. */
function draftsOf(
  rule: string,
  { field, source, target, ...beside }: RuledDifference,
): RuleDraft[] {
  const plain: RuleDraft = { field: field.id, rule };
  const [from, to] = [textOf(source), textOf(target)];
  const pair = (a: string, b: string): RuleDraft => ({ ...plain, pairs: [[a, b]] });
  switch (rule) {
    case "AT-10":
      return to === null ? [] : [{ ...plain, width: to.length }];
    case "AT-13":
      return [plain, ...conversions(plain, field, beside)];
    case "AT-14":
      return [plain, ...declaredFormats.map((format) => ({ ...plain, format }))];
    case "AT-16":
    case "AT-22":
    case "AT-27":
      return from === null || to === null ? [] : [pair(from, to)];
    case "AT-25":
      return to === null ? [] : [pair("", to)];
    case "AT-19":
      return source !== null && target !== null && "absent" in source && "absent" in target
        ? [pair(source.absent, target.absent)]
        : [];
    case "AT-26":
      return [
        ...["-", ".", " ", "-. "].map((separators) => ({ ...plain, separators })),
        { ...plain, capitals: true },
        ...ndcLayouts.map((layout) => ({ ...plain, separators: "", layout })),
      ];
    default:
      return [plain];
  }
}

/** A conversion between the two units that stand beside a number, where it is exact. */
function conversions(
  plain: RuleDraft,
  field: Field,
  { sourceSibling, targetSibling }: Pick<RuledDifference, "sourceSibling" | "targetSibling">,
): RuleDraft[] {
  const unit = field.id.endsWith(".value")
    ? field.id.replace(/\.value$/u, ".unit")
    : `${field.id.replace(/-value$/u, "")}-unit`;
  // An id by the catalogue's naming; one without a row simply has no value.
  const [from, to] = [sourceSibling(unit as FieldId), targetSibling(unit as FieldId)];
  return from === null || to === null || from === to ? [] : [{ ...plain, pairs: [[from, to]] }];
}

function describes(
  { equal, equalAbsence }: Transformation,
  draft: RuleDraft,
  difference: RuledDifference,
): boolean {
  const { source, target, field, sourceSibling, targetSibling, wholeName } = difference;
  const declared: AllowRule = { ...draft, reason: "", agreedBy: [] };
  const context = {
    field,
    declared,
    sourceSibling,
    targetSibling,
    ...(wholeName === undefined ? {} : { wholeName }),
  };
  const [from, to] = [textOf(source), textOf(target)];
  if (from !== null && to !== null) return equal(from, to, context);
  return equalAbsence?.(source, target, context) === true;
}

function textOf(side: Side): string | null {
  return side !== null && "text" in side ? side.text : null;
}
