import type { Making } from "./making.ts";
import { plainFamilyName, withToken } from "./plain-names.ts";

/** Which of a person's phone numbers it is. Never reused, at most 8. */
export const phoneKinds = {
  home: 0,
  mobile: 1,
  work: 2,
  contact: 3,
  homeLater: 4,
  operator: 5,
  second: 6,
  third: 7,
} as const;

export function putTelecom(making: Making): void {
  const { draft, numbers, index } = making;
  draft.put("patient.telecom.home", "", numbers.phone(index, phoneKinds.home));
  draft.put("patient.telecom.mobile", "", numbers.phone(index, phoneKinds.mobile));
  if (making.draw("patient.telecom.work", "", "has").below(2) === 0) {
    draft.put("patient.telecom.work", "", numbers.phone(index, phoneKinds.work));
  }
  const given = (draft.text("patient.name.given") ?? "").charAt(0).toLowerCase();
  draft.put(
    "patient.telecom.email",
    "",
    `${given}.${making.token("patient.telecom.email")}@example.org`,
  );
}

export function putEmergencyContact(making: Making): void {
  const { draft, numbers, index, locale, sex } = making;
  const entry = "contact-1";
  const other = sex === "female" ? "male" : "female";
  const family = plainFamilyName(locale, other, making.draw("contact.name", entry));
  draft.put("contact.name", entry, withToken(family, making.token("contact.name", entry)));
  // Codes of HL7 table 0131 and of v3 RoleCode in the FHIR value set: next of kin, emergency contact.
  draft.put(
    "contact.relationship",
    entry,
    making.draw("contact.relationship", entry).pick(["N", "C"]),
  );
  draft.put("contact.phone", entry, numbers.phone(index, phoneKinds.contact));
}
