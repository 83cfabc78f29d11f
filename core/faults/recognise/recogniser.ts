import type { Field, FieldId } from "../../catalogue/field.ts";

export type Params = Readonly<Record<string, string | number>>;

/** Two texts of one field that differ. */
export interface ValuePair {
  readonly field: Field;
  readonly source: string;
  readonly target: string;
  /** Another field of the same entry, null where it has no value there. */
  readonly sourceSibling: (field: FieldId) => string | null;
  readonly targetSibling: (field: FieldId) => string | null;
  /** Classes that are not to be named. */
  readonly unlisted?: ReadonlySet<string>;
  /**
   * The other of two faults, where the source is already what that one made: what a fault puts in of its own
   * (the mark of a cut, a hidden sign) went through the other one as well where that acted after it.
   */
  readonly through?: (text: string) => string;
}

/**
 * How one fault is recognised on a value. It proposes parameters and is believed only where its own
 * forward simulation makes exactly the target out of the source: likeness never names a fault.
 */
export interface Recogniser {
  readonly id: string;
  /** Base cost; one more for each fitted parameter. The cheapest explanation wins, equals are shown. */
  readonly cost: number;
  /** Parameters that one cause has everywhere; null = each value has its own (a pair of codes). */
  readonly agree: readonly string[];
  readonly applies: (field: Field) => boolean;
  readonly propose: (pair: ValuePair) => readonly Params[];
  readonly simulate: (params: Params, source: string, pair: ValuePair) => string | null;
  /** How much less usual some parameters are; two usual faults may then explain a value as well. */
  readonly dear?: (params: Params) => number;
  /** Parameters worth trying as the first of two faults; none = never tried as a first one. */
  readonly first?: readonly Params[];
  /** More of them, where only the two texts can suggest one. */
  readonly firstOf?: (pair: ValuePair) => readonly Params[];
  /** What it may put in of its own; another fault may leave the text alone and change that. */
  readonly puts?: readonly string[];
  /**
   * The text before the fault acted, read from the target alone; null where it shows no sign of it. It lets
   * the fault be found as the second of two whose first has a parameter that only the values know.
   */
  readonly undo?: (target: string) => string | null;
  /** Plain words with the values in them. */
  readonly why: (params: Params, source: string, target: string) => string;
}

/** Number parameter of a fault; NaN where it is missing. */
export function numberOf(params: Params, name: string): number {
  const value = params[name];
  return typeof value === "number" ? value : Number.NaN;
}

export function textOfParam(params: Params, name: string): string {
  return String(params[name] ?? "");
}

/** A value in a sentence; long ones are cut in the middle. */
export function quoted(text: string): string {
  const letters = Array.from(text);
  if (letters.length <= 60) return `"${text}"`;
  return `"${letters.slice(0, 40).join("")}…${letters.slice(-15).join("")}"`;
}

/** Words of any kind, also identifiers, codes and phones: whatever is stored as letters. */
export function isText(field: Field): boolean {
  return !["date", "instant", "decimal", "boolean"].includes(field.form);
}

export function isNumber(field: Field): boolean {
  return field.form === "decimal" || field.form === "quantity";
}

export function isDate(field: Field): boolean {
  return field.form === "date" || field.form === "instant";
}
