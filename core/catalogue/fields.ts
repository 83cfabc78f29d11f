import type { Field, FieldId } from "./field.ts";
import { addressFields } from "./fields-address.ts";
import { allergiesFields } from "./fields-allergies.ts";
import { appointmentsFields } from "./fields-appointments.ts";
import { birthDeathSexFields } from "./fields-birth-death-sex.ts";
import { chargesFields } from "./fields-charges.ts";
import { contactsConsentFields } from "./fields-contacts-consent.ts";
import { coverageFields } from "./fields-coverage.ts";
import { encountersFields } from "./fields-encounters.ts";
import { identityFields } from "./fields-identity.ts";
import { immunizationsFields } from "./fields-immunizations.ts";
import { languageFields } from "./fields-language.ts";
import { medicationsFields } from "./fields-medications.ts";
import { nameFields } from "./fields-name.ts";
import { notesFields } from "./fields-notes.ts";
import { ordersFields } from "./fields-orders.ts";
import { problemsFields } from "./fields-problems.ts";
import { providersFields } from "./fields-providers.ts";
import { recordFields } from "./fields-record.ts";
import { referralsFields } from "./fields-referrals.ts";
import { resultsFields } from "./fields-results.ts";
import { telecomFields } from "./fields-telecom.ts";
import { vitalsFields } from "./fields-vitals.ts";

/** The field catalogue: every field that is generated, carried, compared and shown. */
export const fields: readonly Field[] = [
  ...identityFields,
  ...nameFields,
  ...birthDeathSexFields,
  ...languageFields,
  ...addressFields,
  ...telecomFields,
  ...contactsConsentFields,
  ...coverageFields,
  ...providersFields,
  ...allergiesFields,
  ...medicationsFields,
  ...problemsFields,
  ...immunizationsFields,
  ...ordersFields,
  ...resultsFields,
  ...vitalsFields,
  ...notesFields,
  ...encountersFields,
  ...appointmentsFields,
  ...chargesFields,
  ...referralsFields,
  ...recordFields,
];

const byId: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.id, field]));

const byList = new Map<string, Field[]>();
for (const field of fields) {
  if (field.list === null) continue;
  const rows = byList.get(field.list);
  if (rows === undefined) byList.set(field.list, [field]);
  else rows.push(field);
}

/** The row of an id, undefined where the catalogue has none. */
export function fieldById(id: string): Field | undefined {
  return byId.get(id);
}

/** The id from its text. Throws where the catalogue has no such row: that is our own mistake. */
export function fieldId(text: string): FieldId {
  const field = byId.get(text);
  if (field === undefined) throw new Error(`The field catalogue has no row "${text}".`);
  return field.id;
}

/** The rows that are attributes of one list (`allergy`, nested `allergy/reaction`), in catalogue order. */
export function fieldsOfList(list: string): readonly Field[] {
  return byList.get(list) ?? [];
}
