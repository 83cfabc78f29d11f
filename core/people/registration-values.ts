import { providers } from "./clinic-tables.ts";
import { entryKinds } from "./entry-kinds.ts";
import { type Making, withWord } from "./making.ts";
import { plainFamilyName, withToken } from "./plain-names.ts";

/** Which of a person's nine-digit numbers it is; coverage has 4 to 6, operators 20 and more. Never reused. */
const ownNumbers = { license: 7, medicaid: 8, medicare: 10 } as const;

/** What the front desk asks beside name and address: cards, employer, the doctor of the family. */
export function putRegistration(making: Making): void {
  const { draft, numbers, index } = making;
  const draw = making.draw;
  draft.put("patient.account-number", "", numbers.entryId(index, entryKinds.account, 0));
  if (draw("patient.identifier.drivers-license", "", "has").below(10) < 7) {
    draft.put(
      "patient.identifier.drivers-license",
      "",
      numbers.cardNumber(index, ownNumbers.license),
    );
  }
  const born = Number((draft.text("patient.birth-date") ?? "").slice(0, 4));
  if (Number(making.set.referenceDate.slice(0, 4)) - born > 65) {
    draft.put("patient.identifier.mbi", "", medicareNumber(making));
  } else if (draw("patient.identifier.medicaid", "", "has").below(5) === 0) {
    draft.put("patient.identifier.medicaid", "", numbers.cardNumber(index, ownNumbers.medicaid));
  }
  if (draw("patient.employer", "", "has").below(2) === 0) {
    const kind = draw("patient.employer").pick(["Works", "Store", "School"]);
    draft.put("patient.employer", "", withWord(kind, making.token("patient.employer")));
  }
  if (draft.text("patient.telecom.work") !== null) {
    const digits = 100 + draw("patient.telecom.extension").below(900);
    draft.put("patient.telecom.extension", "", String(digits));
  }
  draft.put("provider.pcp", "pcp-1", draw("provider.pcp", "pcp-1").pick(providers));
  draft.put(
    "record.entered-by",
    "",
    draw("record.entered-by").pick(["ZZT.DESK1", "ZZT.DESK2", "ZZT.NURSE1"]),
  );
  const minute = 10 + draw("record.last-updated").below(50);
  draft.put(
    "record.last-updated",
    "",
    `${making.daysBefore(0, 0, "record.last-updated")}T07:${minute}:00-05:00`,
  );
  draft.put("record.version", "", String(1 + draw("record.version").below(9)));
}

/** What is known of the person to call beside name and number. */
export function putContactFurther(making: Making): void {
  const { draft } = making;
  const entry = "contact-1";
  // Table 0131: E employer, C emergency contact, N next of kin.
  draft.put("contact.role", entry, draft.text("contact.relationship", entry) === "N" ? "C" : "N");
  const draw = making.draw("contact.address", entry);
  const token = making.token("contact.address", entry);
  draft.put(
    "contact.address",
    entry,
    `${101 + draw.below(899)} ${token.charAt(0).toUpperCase()}${token.slice(1)} Street`,
  );
}

/** Who pays where the patient does not, for every second person. */
export function putGuarantor(making: Making): void {
  const { draft, locale, sex } = making;
  const entry = "guarantor-1";
  if (making.draw("guarantor.list", "", "has").below(2) === 0) return;
  const other = sex === "female" ? "male" : "female";
  const family = plainFamilyName(locale, other, making.draw("guarantor.name", entry));
  draft.put("guarantor.name", entry, withToken(family, making.token("guarantor.name", entry)));
  // Codes of v3 RoleCode: spouse, brother or sister, child.
  draft.put(
    "guarantor.relationship",
    entry,
    making.draw("guarantor.relationship", entry).pick(["SPS", "SIB", "CHILD"]),
  );
}

/** Consent to treatment, signed once. */
export function putConsent(making: Making): void {
  const { draft, numbers, index } = making;
  const entry = "consent-1";
  draft.put("consent.identifier", entry, numbers.entryId(index, entryKinds.consent, 1));
  draft.put("consent.status", entry, "active");
  draft.put("consent.scope", entry, "treatment");
  // LOINC: patient consent.
  draft.put("consent.category", entry, "59284-0");
  draft.put(
    "consent.date",
    entry,
    `${making.daysBefore(1380, 1100, "consent.date", entry)}T11:20:00-05:00`,
  );
}

const letters = "ACDEFGHJKMNPQRTUVWXY";
const lettersAndDigits = `0123456789${letters}`;

/**
 * A Medicare number that cannot be issued: S stands in its second place, as in the synthetic data of
 * its issuer (mess.md section 7). One for each person.
 */
function medicareNumber({ numbers, index }: Making): string {
  let rest = Number(numbers.cardNumber(index, ownNumbers.medicare).slice(3));
  const take = (set: string): string => {
    const one = set.charAt(rest % set.length);
    rest = Math.floor(rest / set.length);
    return one;
  };
  const digits = "0123456789";
  const places = [
    lettersAndDigits,
    digits,
    letters,
    lettersAndDigits,
    digits,
    letters,
    letters,
    digits,
    digits,
  ];
  return `1S${places.map(take).join("")}`;
}
