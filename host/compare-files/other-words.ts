import type { ChartValue } from "../../core/catalogue/chart.ts";
import type { Field } from "../../core/catalogue/field.ts";
import { readCivil, wallMinutes } from "../../core/compare/forms/civil.ts";
import type { Civil } from "../../core/compare/forms/civil.ts";
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
  if (value.field === "patient.address.type" && "value" in value && plainAddress.has(value.value)) {
    return true;
  }
  const isState = fieldById(value.field)?.form === "status";
  return isState && value.field !== "patient.sex" && "value" in value && usual.has(value.value);
}

/** What a table or a message says of an address that has no other kind: legal, home, permanent (table 0190). */
const plainAddress = new Set(["L", "H", "P", "home"]);

export type OtherWords = (field: Field, from: string, to: string) => string | null;

/** Why two texts of different formats cannot be held against each other, field by field; null where they can. */
export function makeOtherWords(): OtherWords {
  const issuers = namesOfIssuers();
  return (field, from, to) =>
    issuers(field, from, to) ??
    zoneUnsaid(field, from, to) ??
    sameRange(field, from, to) ??
    makerInWords(field, from, to) ??
    sameRoute(field, from, to);
}

const issuer = /-(?:authority|system)$/u;
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/iu.test(text);

/**
 * FHIR names who issued a number by an address, HL7 v2 and tables by a short name: nobody can tell that both are
 * one, but that each address goes with one name. The second name for an address is a difference.
 */
function namesOfIssuers(): OtherWords {
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

/** FHIR requires seconds and a zone, most messages and tables have neither: the same time on the clock. */
function zoneUnsaid({ form }: Field, from: string, to: string): string | null {
  if (form !== "instant" && form !== "date") return null;
  const [one, other] = [readCivil(from), readCivil(to)];
  if (one === null || other === null || (one.offset === null) === (other.offset === null))
    return null;
  const wall = wallMinutes(one);
  const isSame =
    wall !== null && wall === wallMinutes(other) && secondsOf(one) === secondsOf(other);
  return isSame ? "One of the two names no time zone; the time on the clock is the same." : null;
}

function secondsOf({ second, fraction }: Civil): string {
  return `${second ?? 0}.${fraction.replace(/0+$/u, "")}`;
}

/** `13 to 18` and `13-18`: the ends of a range in FHIR are numbers, in a message a text. */
function sameRange({ id }: Field, from: string, to: string): string | null {
  if (id !== "result.reference-range") return null;
  const ends = (text: string): string | null => {
    const found = /^\s*(\d+(?:\.\d+)?)\s*(?:-|–|to)\s*(\d+(?:\.\d+)?)\s*$/u.exec(text);
    return found === null ? null : `${found[1] ?? ""} ${found[2] ?? ""}`;
  };
  const range = ends(from);
  return range !== null && range === ends(to)
    ? "Both name the same two ends, in other words."
    : null;
}

/** Messages name who made a vaccine by a code of table MVX, FHIR mostly in words; nobody but the table can tell. */
function makerInWords({ id }: Field, from: string, to: string): string | null {
  if (id !== "immunization.manufacturer") return null;
  const isCode = (text: string): boolean => /^[A-Z]{2,3}$/u.test(text);
  return isCode(from) === isCode(to)
    ? null
    : "One names the maker by its code in table MVX, the other in words.";
}

/** Routes in SNOMED CT, as FHIR has them, and in HL7's table 0162; those of which both have exactly one. */
const routes = new Map([
  ["26643006", "PO"],
  ["47625008", "IV"],
  ["78421000", "IM"],
  ["34206005", "SC"],
  ["372464004", "ID"],
  ["37839007", "SL"],
  ["54471007", "BC"],
  ["37161004", "PR"],
  ["16857009", "VG"],
  ["46713006", "NS"],
  ["54485002", "OP"],
  ["10547007", "OT"],
  ["45890007", "TD"],
]);

/** Another route, or a code that is not in the list, stays a difference. */
function sameRoute({ id }: Field, from: string, to: string): string | null {
  if (!id.endsWith(".route")) return null;
  return routes.get(from) === to || routes.get(to) === from
    ? "One names the route in SNOMED CT, the other the same one in HL7's table 0162."
    : null;
}
