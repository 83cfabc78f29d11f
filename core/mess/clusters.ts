import { history, withoutFields } from "./list-entries.ts";
import { dateText } from "../people/civil-date.ts";
import { ownNumbers } from "./own-numbers.ts";
import { family, given } from "./name/name-carriers.ts";
import { type Acting, carrier, change, type MessChange, removal } from "./operator.ts";

/** What two records of one person, or of one household, may share. */
export const address = [
  "patient.address.line1",
  "patient.address.city",
  "patient.address.county",
  "patient.address.state",
  "patient.address.postal-code",
  "patient.address.country",
] as const;
export const sexes = ["patient.sex", "patient.sex-at-birth"] as const;
export const birthDate = "patient.birth-date";
export const home = "patient.telecom.home";
export const marital = "patient.marital-status";
/** What two records of one person have in common whoever asks. */
export const onePerson = [
  family,
  given,
  "patient.name.middle",
  "patient.name.suffix",
  birthDate,
  ...sexes,
  marital,
  "patient.race",
  "patient.ethnicity",
  "patient.language",
  "patient.language-preferred",
  "patient.interpreter-required",
  "patient.name.maiden",
  "patient.gender-identity",
  "patient.birth-order",
  "patient.birth-time",
  "patient.multiple-birth",
  "patient.deceased",
  "patient.death-date",
] as const;
export const ssn = "patient.identifier.ssn";
/** Cards that a desk in a hurry does not ask for again. */
export const cards = [
  "patient.identifier.drivers-license",
  "patient.identifier.mbi",
  "patient.identifier.medicaid",
] as const;

/** Takes away what a person has in some fields. */
export function without(acting: Acting, fields: readonly string[]): readonly MessChange[] {
  return fields.filter((field) => acting.text(field) !== null).map((field) => removal(field, ""));
}

/** The values that the first one of the cluster has, in the place of one's own. */
export function asFirst(acting: Acting, fields: readonly string[]): readonly MessChange[] {
  const first = acting.other(0);
  return fields.flatMap((field) => {
    const value = first.text(field);
    if (value !== null) return [change(field, "", value)];
    return acting.text(field) === null ? [] : [removal(field, "")];
  });
}

/** A first name of the list with the sentinel of the first one of the cluster in its letters. */
export function sharedGiven(acting: Acting, names: readonly string[]): MessChange {
  const first = acting.other(0);
  return change(given, "", carrier(names, acting.variant) + first.making.token(given));
}

export function sexIs(sex: "female" | "male"): readonly MessChange[] {
  return [
    change("patient.sex", "", sex),
    change("patient.sex-at-birth", "", sex === "female" ? "F" : "M"),
  ];
}

/** A day so many years ago that nobody else of the block has; the cluster shares that of its first one. */
export function bornYearsAgo(acting: Acting, years: number): string {
  const { numbers, index } = acting.other(0).making;
  return dateText(numbers.today - years * 366 - numbers.blockSlot(index, "birth-date"));
}

/** What a child of some days has not, and what it is instead. */
const notYet = [
  "patient.employer",
  "patient.identifier.drivers-license",
  "patient.identifier.mbi",
  "patient.name.middle",
  "patient.name.suffix",
] as const;
const titles = "patient.name.prefix";
export const newbornFields: readonly string[] = [
  birthDate,
  "patient.birth-time",
  marital,
  titles,
  ...notYet,
  ...history,
  "consent.date",
  "coverage.start",
];

/** A birth so many days ago, at an hour of the night. */
export function newborn(acting: Acting, days: number, hour: string): readonly MessChange[] {
  const day = dateText(acting.making.numbers.today - days);
  return [
    change(birthDate, "", day),
    change("patient.birth-time", "", `${day}T${hour}:00-05:00`),
    change(marital, "", "S"),
    ...acting
      .entries(titles)
      .filter((entry) => entry !== "marker")
      .map((entry) => removal(titles, entry)),
    ...without(acting, notYet),
    ...withoutFields(acting, history),
    change("consent.date", "consent-1", `${day}T11:20:00-05:00`),
    change("coverage.start", "cov-1", day),
  ];
}

/** The number that the first one of the cluster has at the other site. */
export function numberOfFirst(acting: Acting): string {
  const { numbers, index } = acting.other(0).making;
  return numbers.cardNumber(index, ownNumbers.otherSite);
}

/** A slip at the front of a name: its sentinel behind stays whole. */
export function doubledFirstLetter(acting: Acting, field: string): readonly MessChange[] {
  const name = acting.other(0).text(field);
  if (name === null) return [];
  return [change(field, "", name.charAt(0) + name.charAt(0).toLowerCase() + name.slice(1))];
}

export { family, given };
