import type { Field, FieldId } from "../../catalogue/field.ts";
import type { AllowRule } from "../allow-rule.ts";

/** What a rule may look at beside the two values. */
export interface RuleContext {
  readonly field: Field;
  /** The profile's rule with its options; null where a default rule or an expectation asks. */
  readonly declared: AllowRule | null;
  /** Value of another field of the same entry, null where there is none. */
  readonly sourceSibling: (field: FieldId) => string | null;
  readonly targetSibling: (field: FieldId) => string | null;
  /** The target stands in a JSON document, where FHIR writes dates in one form alone. */
  readonly isJson?: boolean;
  /** The parts of the name that this one is a part of, in the order in which they are said. */
  readonly wholeName?: (side: "source" | "target") => string;
}

/** A side of a value as rules on absences see it: its text, why it is absent, or nothing at all. */
export type Side = { readonly text: string } | { readonly absent: string } | null;

/** An allowed transformation: what may become of a value on its way (faults.md 3.4). */
export interface Transformation {
  /** `AT-01` … `AT-27`. */
  readonly id: string;
  /** For the tester. */
  readonly text: string;
  /** On by default, or only where profile or expectation name it. */
  readonly byDefault: boolean;
  /** True for the three that a must-survive expectation leaves on (decisions.md 9). */
  readonly alwaysOn?: true;
  readonly applies: (field: Field) => boolean;
  /** Whether the rule turns exactly this source into exactly this target. One direction. */
  readonly equal: (source: string, target: string, context: RuleContext) => boolean;
  /** The same where one side has no text: lost, added, or a reason on both sides. */
  readonly equalAbsence?: (source: Side, target: Side, context: RuleContext) => boolean;
  /** Result of the rule on a source, where several rules may act on one value. */
  readonly fold?: (source: string) => string;
}

/** A field of words: never an identifier, code, dose or result (decisions.md 20). */
export function holdsWords(field: Field): boolean {
  return (
    field.form === "text" ||
    field.form === "text.name" ||
    field.form === "text.address" ||
    field.form === "text.note"
  );
}

/** Words that rules on accents and spaces may touch: no reference range or sub-id of a result. */
export function holdsPlainWords(field: Field): boolean {
  const ofResult = field.group === "results" || field.group === "vitals";
  return holdsWords(field) && !(ofResult && field.form === "text");
}

export function isDose(field: Field): boolean {
  return field.group === "medications" && field.form === "decimal";
}

/** Wording that must not change beside its code (decisions.md 23). */
export function isClinicalWording(field: Field): boolean {
  return ["medications", "allergies", "problems", "results", "immunizations", "vitals"].includes(
    field.group,
  );
}
