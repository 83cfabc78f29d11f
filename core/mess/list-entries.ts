import { fieldById, fieldsOfList } from "../catalogue/fields.ts";
import { codeSystems } from "../people/clinical-tables.ts";
import { dateText } from "../people/civil-date.ts";
import { entryKinds } from "../people/entry-kinds.ts";
import type { Expected } from "./expectation.ts";
import { type Acting, change, type MessChange, removal } from "./operator.ts";

/** Takes away everything that the person has in some fields, in all their entries. */
export function withoutFields(
  acting: Acting,
  fields: readonly string[],
  any?: readonly Expected[],
): readonly MessChange[] {
  return fields.flatMap((field) =>
    acting.entries(field).map((entry) => removal(field, entry, any)),
  );
}

/** Everything that an appointment can have. */
export const wholeVisit: readonly string[] = [
  ...fieldsOfList("appointment").map(({ id }) => id),
].filter((id) => fieldById(id)?.place === "own");

/** Everything that was done before, with its dates: what a newborn has not. */
export const history: readonly string[] = [
  "allergy",
  "allergy/reaction",
  "medication",
  "medication/step",
  "problem",
  "encounter",
  "result",
  "vital",
  "order",
  "charge",
  "charge/modifier",
  "charge/diagnosis",
  "charge/diagnosis-pointer",
  "referral",
  "immunization",
  "note",
].flatMap((list) =>
  fieldsOfList(list)
    .filter(({ place, form }) => place === "own" && form !== "list")
    .map(({ id }) => id as string),
);

/** What an entry of the list of allergies can have. */
export const allergyFields = [
  "allergy.substance",
  "allergy.code",
  "allergy.code-system",
  "allergy.none-known",
  "allergy.clinical-status",
  "allergy.verification",
  "allergy.type",
  "allergy.category",
  "allergy.criticality",
  "allergy.onset",
  "allergy.identifier",
  "allergy.reaction",
  "allergy.reaction-severity",
] as const;

/** What a further allergy of an operator has. */
export const furtherAllergyFields = [
  "allergy.substance",
  "allergy.code",
  "allergy.code-system",
  "allergy.clinical-status",
  "allergy.verification",
  "allergy.identifier",
] as const;

/** One more allergy, active and confirmed, with a number of its own. */
export function furtherAllergy(
  acting: Acting,
  at: number,
  words: string,
  code: string,
): readonly MessChange[] {
  const { numbers, index } = acting.making;
  const entry = `al-${at}`;
  return [
    change("allergy.substance", entry, `${words} ${acting.token("allergy.substance", entry)}`),
    change("allergy.code", entry, code),
    change("allergy.code-system", entry, codeSystems.snomed),
    change("allergy.clinical-status", entry, "active"),
    change("allergy.verification", entry, "confirmed"),
    change("allergy.identifier", entry, numbers.entryId(index, entryKinds.allergy, at)),
  ];
}

/** What a further medicine of an operator has. */
export const furtherMedicineFields = [
  "medication.name",
  "medication.dose-value",
  "medication.dose-unit",
  "medication.status",
  "medication.start",
  "medication.identifier",
] as const;

/** One more medicine, active, with a number of its own. */
export function furtherMedicine(
  acting: Acting,
  at: number,
  words: string,
  dose: string,
): readonly MessChange[] {
  const { numbers, index } = acting.making;
  const entry = `rx-${at}`;
  return [
    change("medication.name", entry, `${words} ${acting.token("medication.name", entry)}`),
    change("medication.dose-value", entry, dose),
    change("medication.dose-unit", entry, "mg"),
    change("medication.status", entry, "active"),
    change("medication.start", entry, dateText(numbers.today - 200 - at)),
    change("medication.identifier", entry, numbers.entryId(index, entryKinds.medication, at)),
  ];
}

/** The number of a further entry of a person's list. */
export function furtherId(acting: Acting, kind: keyof typeof entryKinds, at: number): string {
  const { numbers, index } = acting.making;
  return numbers.entryId(index, entryKinds[kind], at);
}
