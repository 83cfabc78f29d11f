import { describe, expect, test } from "vitest";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { chartOf, textOfBytes } from "./chart-of.ts";

interface Place {
  readonly field: string;
  readonly entry: string;
  readonly type: string;
  readonly place: string;
}

/** A value of the chart and the literal token that stands for it; a text alone stands as it is. */
type Written = string | readonly [value: string, token: string];
type Literal = readonly [place: Place, ...values: readonly Written[]];

const at = (field: string, entry: string, where: string): Place => {
  const cut = where.indexOf("/");
  return { field, entry, type: where.slice(0, cut), place: where.slice(cut) };
};
const unknown = "extension/0/valueCode";

// Checked by hand against the R4 (4.0.1) resource pages.
const literals: readonly Literal[] = [
  [at("patient.account-number", "", "Account/identifier/1/value"), "0042", "ZZT-A&1", "A 7"],
  [at("guardian.name", "guardian-1", "RelatedPerson/name/0/family"), "Lee", "O’Méara", "Núñez"],
  [
    at("guardian.consent-authority", "guardian-1", "Consent/performer/0/identifier/value"),
    "mother",
    "county",
    "the court, room 4",
  ],
  [at("proxy.name", "proxy-1", "RelatedPerson/name/0/family"), "Ortiz", "de la Cruz", "𠮷"],
  [
    at("proxy.scope", "proxy-1", "Consent/provision/code/0/coding/0/code"),
    "all",
    "limited",
    "labs only",
  ],
  [at("proxy.until", "proxy-1", "Consent/provision/period/end"), "2026-12-31", "2026-12", "2027"],
  [at("guarantor.name", "guarantor-1", "RelatedPerson/name/0/family"), "Palmer", "Ng", "O'Brien"],
  [
    at("guarantor.relationship", "guarantor-1", "RelatedPerson/relationship/1/coding/0/code"),
    "GRMTH",
    "FTH",
    "STPFTH",
  ],
  [at("consent.identifier", "consent-1", "Consent/identifier/0/value"), "ZZT-C1", "7", "00 7"],
  [at("consent.status", "consent-1", "Consent/status"), "active", "rejected", "entered-in-error"],
  [
    at("consent.scope", "consent-1", "Consent/scope/coding/0/code"),
    "treatment",
    "research",
    "patient-privacy",
  ],
  [
    at("consent.category", "consent-1", "Consent/category/0/coding/0/code"),
    "59284-0",
    "64292-6",
    "LOCAL",
  ],
  [
    at("consent.date", "consent-1", "Consent/dateTime"),
    "2025-11-03T09:30:00-05:00",
    "2025-11-03",
    "2025",
  ],
  [
    at("provider.name", "enc-1", "Encounter/contained/0/name/0/family"),
    "Nightingale",
    "O'Brien",
    "Núñez",
  ],
  [
    at("encounter.account", "enc-1", "Encounter/account/0/identifier/value"),
    "ZZT-ACC1",
    "0007",
    "A 1",
  ],
  [
    at("appointment.slot", "appt-1", "Appointment/slot/0/identifier/value"),
    "ZZT-SLOT1",
    "007",
    "morning 3",
  ],
  [
    at(
      "provider.scheduling-resource",
      "appt-1/actor-2",
      "Appointment/participant/1/actor/identifier/value",
    ),
    "9000000023",
    "nurse-1",
    "room 3",
  ],
  [
    at("problem.rank", "dx-1", "Condition/extension/0/valuePositiveInt"),
    ["1", "1"],
    ["12", "12"],
    ["3", "3"],
  ],
  [
    at("immunization.identifier", "vax-1", "Immunization/identifier/0/value"),
    "ZZT-V1",
    "0007",
    "V&7",
  ],
  [at("immunization.code", "vax-1", "Immunization/vaccineCode/coding/0/code"), "08", "140", "998"],
  [
    at("immunization.date", "vax-1", "Immunization/occurrenceDateTime"),
    "2025-10-04",
    "2019-05",
    "2019",
  ],
  [at("immunization.date", "vax-1", "Immunization/occurrenceString"), "as a child", "10/4/2025"],
  [
    at("immunization.date", "vax-1", `Immunization/_occurrenceDateTime/${unknown}`),
    ["!unknown", '"unknown"'],
  ],
  [
    at("immunization.status", "vax-1", "Immunization/status"),
    "completed",
    "not-done",
    "entered-in-error",
  ],
  [at("immunization.lot", "vax-1", "Immunization/lotNumber"), "0042-A", "1E5", "<7 & up>"],
  [
    at("immunization.manufacturer", "vax-1", "Immunization/manufacturer/identifier/value"),
    "ZZM",
    "PFR",
    "Local maker",
  ],
  [at("immunization.site", "vax-1", "Immunization/site/coding/0/code"), "LA", "RT", "LVL"],
  [at("order.placer-number", "ord-1", "ServiceRequest/identifier/0/value"), "ZZT-O1", "7", "0 7"],
  [at("order.filler-number", "ord-1", "ServiceRequest/identifier/0/value"), "ZZT-F1", "8", "0 8"],
  [at("order.status", "ord-1", "ServiceRequest/status"), "draft", "revoked", "on-hold"],
  [at("order.priority", "ord-1", "ServiceRequest/priority"), "routine", "urgent", "stat"],
  [at("order.code", "ord-1", "ServiceRequest/code/coding/0/code"), "2951-2", "LAB7", "24323-8"],
  [
    at("order.provider", "ord-1", "ServiceRequest/requester/identifier/value"),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  [
    at("order.note", "ord-1", "ServiceRequest/note/0/text"),
    "Fasting, please",
    ["one\ntwo", '"one\\ntwo"'],
    ['a|b^c~d&e\\f"', '"a|b^c~d&e\\\\f\\""'],
  ],
  [
    at("order.reason", "ord-1", "ServiceRequest/reasonCode/0/coding/0/code"),
    "E11.9",
    "E119",
    "J45.909",
  ],
  [
    at("order.encounter", "ord-1", "ServiceRequest/encounter/identifier/value"),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  [at("referral.identifier", "ref-1", "ServiceRequest/identifier/0/value"), "ZZT-R1", "9", "0 9"],
  [at("referral.status", "ref-1", "ServiceRequest/status"), "active", "completed", "revoked"],
  [
    at("referral.reason", "ref-1", "ServiceRequest/reasonCode/0/text"),
    "Second opinion",
    "Schmerz – links",
    ['"acute" & more', '"\\"acute\\" & more"'],
  ],
  [
    at("referral.from", "ref-1", "ServiceRequest/requester/identifier/value"),
    "ZZT-RURAL-01",
    "9000000015",
    "0",
  ],
  [
    at("referral.to", "ref-1", "ServiceRequest/performer/0/identifier/value"),
    "9000000031",
    "ZZT-RURAL-02",
    "0",
  ],
  [
    at("referral.authorization", "ref-1", "ServiceRequest/contained/0/preAuthRef"),
    "ZZT123456789",
    "000",
    "A-7",
  ],
  [
    at("result.accession", "obs-1", "DiagnosticReport/identifier/1/value"),
    "ZZT-ACN1",
    "0012",
    "A 1",
  ],
  [
    at("result.report-status", "obs-1", "DiagnosticReport/status"),
    "preliminary",
    "final",
    "corrected",
  ],
  [
    at("result.reported-time", "obs-1", "DiagnosticReport/issued"),
    "2026-01-09T08:15:00-05:00",
    "2026-01-09T13:15:00Z",
    "2026-01-09T08:15:00.250-05:00",
  ],
  [
    at("result.sub-id", "obs-1", "Observation/extension/0/extension/0/valueString"),
    "1",
    "1.2",
    "a-1",
  ],
  [at("note.identifier", "note-1", "DocumentReference/identifier/0/value"), "ZZT-N1", "7", "0 7"],
  [
    at("note.type", "note-1", "DocumentReference/type/coding/0/code"),
    "11488-4",
    "34117-2",
    "LOCAL",
  ],
  [
    at("note.text", "note-1", "DocumentReference/content/0/attachment/data"),
    ["Hello", '"SGVsbG8="'],
    ["Ü\n𠮷", '"w5wK8KCutw=="'],
    ["a", '"YQ=="'],
    ["<b>&|^~\\", '"PGI+Jnxeflw="'],
  ],
  [
    at("note.encounter", "note-1", "DocumentReference/context/encounter/0/identifier/value"),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  [
    at("note.author", "note-1", "DocumentReference/author/0/identifier/value"),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  [
    at("note.status", "note-1", "DocumentReference/docStatus"),
    "preliminary",
    "final",
    "entered-in-error",
  ],
  [
    at("note.confidentiality", "note-1", "DocumentReference/securityLabel/0/coding/0/code"),
    "N",
    "R",
    "V",
  ],
  [
    at("note.date", "note-1", "DocumentReference/date"),
    "2026-01-08T10:05:30-05:00",
    "2026-01-08T15:05:30Z",
    "2026-03-08T02:30:00-05:00",
  ],
  [
    at("note.availability", "note-1", "DocumentReference/status"),
    "current",
    "superseded",
    "entered-in-error",
  ],
  [at("charge.identifier", "chg-1", "Claim/identifier/0/value"), "ZZT-CHG1", "7", "0 7"],
  [at("charge.date", "chg-1", "Claim/item/0/servicedDate"), "2026-01-08", "2026-01", "2026"],
  [
    at("charge.procedure", "chg-1", "Claim/item/0/productOrService/coding/0/code"),
    "ZZ101",
    "99213",
    "A0",
  ],
  [at("charge.modifier", "chg-1/mod-1", "Claim/item/0/modifier/0/coding/0/code"), "ZA", "25", "LT"],
  [
    at("charge.units", "chg-1", "Claim/item/0/quantity/value"),
    ["1", "1"],
    ["1.50", "1.50"],
    [".5", "0.5"],
  ],
  [
    at("charge.amount", "chg-1", "Claim/item/0/net/value"),
    ["125.00", "125.00"],
    ["0", "0"],
    ["-7.5", "-7.5"],
  ],
  [
    at(
      "charge.diagnosis",
      "chg-1/dx-1",
      "Claim/diagnosis/0/diagnosisCodeableConcept/coding/0/code",
    ),
    "E11.9",
    "E119",
    "J45.909",
  ],
  [
    at("charge.diagnosis-pointer", "chg-1/ptr-1", "Claim/item/0/diagnosisSequence/0"),
    ["1", "1"],
    ["2", "2"],
    ["12", "12"],
  ],
  [
    at(
      "charge.diagnosis-pointer",
      "chg-1/ptr-1",
      "Claim/item/0/_diagnosisSequence/0/extension/0/valueString",
    ),
    "A",
  ],
  [
    at("charge.rendering-provider", "chg-1", "Claim/careTeam/0/provider/identifier/value"),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  [
    at("charge.place-of-service", "chg-1", "Claim/item/0/locationCodeableConcept/coding/0/code"),
    "11",
    "02",
    "10",
  ],
  [
    at("charge.encounter", "chg-1", "Claim/item/0/encounter/0/identifier/value"),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  [
    at("record.entered-by", "", "Provenance/agent/0/who/identifier/value"),
    "jdoe",
    "Front desk",
    "0001",
  ],
  [at("record.security-label", "", "Patient/meta/security/0/code"), "ETH", "HIV", "PSY"],
];

interface Bundle {
  readonly entry: readonly { readonly fullUrl: string; readonly resource: object }[];
}

/** What stands at a JSON pointer, read by the platform. */
function follow(document: object, pointer: string): unknown {
  let here: unknown = document;
  for (const key of pointer.split("/").slice(1)) {
    here = here !== null && typeof here === "object" ? Reflect.get(here, key) : undefined;
  }
  return here;
}

const cases = literals.flatMap(([place, ...values]) =>
  values.map((written) => {
    const [value, token] =
      typeof written === "string" ? [written, JSON.stringify(written)] : written;
    return { ...place, value, token };
  }),
);

describe("a value of orders, notes, charges and people is written where R4 has its place", () => {
  test.each(cases)("$field $value → $type$place = $token", (one) => {
    const { bytes, values } = encodeFhir(chartOf([one.field, one.entry, one.value]));
    const found = values.find(({ value }) => value.field === one.field);
    // Bytes of ours.
    const bundle = JSON.parse(textOfBytes(bytes)) as Bundle;
    const index = bundle.entry.findIndex(({ fullUrl }) => fullUrl === found?.at.resource);
    const resource = bundle.entry[index]?.resource ?? {};
    expect(Reflect.get(resource, "resourceType")).toBe(one.type);
    expect(found?.at.place).toBe(`/entry/${String(index)}/resource${one.place}`);
    expect(textOfBytes(bytes, found?.at.start, found?.at.end)).toBe(one.token);
    expect(follow(resource, one.place)).toEqual(JSON.parse(one.token));
  });
});
