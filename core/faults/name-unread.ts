import type { Field, FieldId, Form } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import { existsInCalendar, readCivil } from "../compare/forms/civil.ts";
import type { NamedFault } from "../compare/result.ts";
import { nameExplained } from "./diagnose.ts";
import { explain, saysLittle } from "./explain.ts";
import { isDefaultValue } from "./presence.ts";
import { quoted } from "./recognise/recogniser.ts";

/** A difference in an element of which nothing is known but its name and its texts. */
export interface UnreadTexts {
  readonly element: string;
  readonly verdict: "delta" | "missing" | "extra";
  readonly source?: string;
  readonly target?: string;
  /** A number by its format (JSON), not by its look. */
  readonly isNumber: boolean;
  /** A record as a whole, or one of several items that stand in a list. */
  readonly of: "record" | "list" | null;
}

const standIn = fieldById("patient.address.line2");

/** A field with the form alone: no place, no list and no length that a recogniser could lean on. */
function fieldOf(form: Form): Field | null {
  if (standIn === undefined) return null;
  return {
    ...standIn,
    // An id that no row of the catalogue has, so that nothing is looked up by it.
    id: `unread.${form}` as FieldId,
    ...{ form, list: null, hl7: null, hl7Max: null, fhir: null, csv: null, mess: null },
  };
}

const forms = ["text", "date", "instant", "decimal", "boolean", "code"] as const;
const fields: ReadonlyMap<Form, Field | null> = new Map(
  forms.map((form) => [form, fieldOf(form)] as const),
);

/**
 * The faults of an element that no field of the catalogue holds, by its texts alone: those that make exactly the
 * one out of the other. Never empty; what nothing explains, or what would explain any two values, is UNKNOWN.
 */
export function nameUnread(texts: UnreadTexts): readonly NamedFault[] {
  const { verdict, source = "", target = "", of } = texts;
  if (verdict === "delta") return [...nameDelta(texts)];
  if (verdict === "extra") {
    const why = `Only the target has this: ${quoted(target)}.`;
    return isDefaultValue(target)
      ? [{ id: "DEFAULT-INJECT", params: { value: target }, confidence: 0.8, why }]
      : [unknown(why)];
  }
  const id = of === "record" ? "DROP-RECORD" : of === "list" ? "DROP-REPETITION" : "DROP-ELEMENT";
  const why = `It was sent and did not arrive: ${quoted(source)}.`;
  const oneOf = [[id], ...(of === "record" ? [["VISIBILITY"]] : []), ["UNKNOWN"]];
  return [{ id, params: {}, confidence: 0.7, oneOf, why }];
}

function nameDelta(texts: UnreadTexts): readonly NamedFault[] {
  const { source = "", target = "" } = texts;
  const field = fields.get(formOf(texts)) ?? null;
  const why = `Different, and no known pattern: ${quoted(source)} became ${quoted(target)}.`;
  if (field === null) return [unknown(why)];
  const none = (): null => null;
  const pair = { field, source, target, sourceSibling: none, targetSibling: none };
  const explanations = explain(pair);
  const [best] = explanations;
  if (best === undefined || best.steps.some(({ id }) => saysLittle.has(id))) {
    return isDefaultValue(target)
      ? [{ id: "DEFAULT-INJECT", params: { value: target }, confidence: 0.8, why }]
      : [unknown(why)];
  }
  return nameExplained(best, explanations, source, target);
}

function formOf({ element, source = "", target = "", isNumber }: UnreadTexts): Form {
  if (isNumber) return "decimal";
  const both = [source, target];
  if (both.every((text) => text === "true" || text === "false")) return "boolean";
  // Digits alone are mostly a number of something; a point makes them a decimal.
  const decimals = both.every((text) => /^[-+]?\d+(?:[.,]\d+)?$/u.test(text));
  if (decimals && both.some((text) => /[.,]/u.test(text))) return "decimal";
  const [from, into] = [readCivil(source), readCivil(target)];
  if (from?.format === "iso" && from.month !== null && existsInCalendar(from)) {
    return from.hour !== null || (into?.hour ?? null) !== null ? "instant" : "date";
  }
  // A time of HL7 v2, to the minute at least: fewer digits may be any number.
  if (from?.format === "hl7" && from.minute !== null && from.year >= 1850 && existsInCalendar(from))
    return "instant";
  return /(?:^|\.)code$/u.test(element) ? "code" : "text";
}

function unknown(why: string): NamedFault {
  return { id: "UNKNOWN", params: {}, confidence: 0, why };
}
