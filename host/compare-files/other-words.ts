import type { ChartValue } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import { fieldById } from "../../core/catalogue/fields.ts";

/** States that one format requires and another leaves out, as the record being there says them. */
const usual = new Set([
  "active",
  "confirmed",
  "final",
  "completed",
  "finished",
  "current",
  "AMB",
  "proposed",
]);

/** Answers that one format gives and another leaves out. */
const usualAnswers: Readonly<Record<string, string>> = {
  "medication.prn": "false",
  "patient.deceased": "false",
  "patient.multiple-birth": "false",
  "patient.interpreter-required": "false",
  "patient.identity-unknown": "false",
  "privacy.protected": "false",
  "privacy.do-not-contact": "false",
  "patient.active": "true",
  "patient.language-preferred": "true",
};

/**
 * Whether a value says no more than that the record is there: FHIR has a state for each record, HL7 v2 and tables
 * for few. Any other state is said. What kind of number an identifier is, HL7 alone requires (CX.5).
 */
export function goesWithoutSaying(value: ChartValue): boolean {
  if (value.field === "patient.identifier.type") return true;
  if ("value" in value && usualAnswers[value.field] === value.value) return true;
  const isState = fieldById(value.field)?.form === "status";
  return isState && value.field !== "patient.sex" && "value" in value && usual.has(value.value);
}

const issuer = /-(?:authority|system)$/u;
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/iu.test(text);

/**
 * FHIR names who issued a number by an address, HL7 v2 and tables by a short name: nobody can tell that both are
 * one, but that each address goes with one name. The second name for an address is a difference.
 */
export function namesOfIssuers(): (field: Field, from: string, to: string) => string | null {
  const known = new Map<string, string>();
  const goes = (key: string, other: string): boolean => {
    const first = known.get(key) ?? other;
    known.set(key, first);
    return first === other;
  };
  return ({ id }, from, to) => {
    if (!issuer.test(id) || isUri(from) === isUri(to)) return null;
    const there = goes(`${id} > ${from}`, to);
    const back = goes(`${id} < ${to}`, from);
    return there && back
      ? "Each format names who issued a number in its own way; here one name goes with one address."
      : null;
  };
}
