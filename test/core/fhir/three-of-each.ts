/**
 * Three values of each field that is written as it stands, by hand after the R4 (4.0.1) resource pages.
 * `field | entry | where we write it | value ; value ; value`; `#` before the place: no quotes in JSON,
 * `-` for no entry.
 */
const written = `
patient.identifier.mrn | m-1 | Patient/identifier/0/value | 0001234 ; 12E3 ; ZZ 0012
patient.identifier.mrn-authority | m-1 | Patient/identifier/0/system | urn:clinic:mrn ; urn:oid:1.2.3 ; http://example.org/mrn
patient.identifier.type | m-1 | Patient/identifier/0/type/coding/0/code | MR ; PI ; PT
patient.identifier.period-end | m-1 | Patient/identifier/0/period/end | 2020-01-31 ; 2020-01 ; 2020
patient.identifier.mrn-other-site | o-1 | Patient/identifier/0/value | 0001 ; A-7 ; 1E5
patient.identifier.legacy | l-1 | Patient/identifier/0/value | 0001 ; OLD/7 ; x y
patient.identifier.ssn | - | Patient/identifier/0/value | 000-12-3456 ; 000123456 ; 666-00-0000
patient.identifier.drivers-license | - | Patient/identifier/0/value | ZZTDL001 ; 0007 ; S-99 1
patient.identifier.mbi | - | Patient/identifier/0/value | 1S00AA0AA00 ; 1S00-AA0-AA00 ; 0
patient.identifier.medicaid | - | Patient/identifier/0/value | ZZT123456789 ; 0001 ; A 1
patient.identifier.synthetic | - | Patient/identifier/0/value | ZZT-0001 ; ZZT-M8R077AQ ; ZZT-1
patient.active | - | #Patient/active | true ; false
patient.link.replaced-by | l-1 | Patient/link/0/other/identifier/value | 7700009 ; 0001 ; A-1
patient.test-mark | - | Patient/meta/tag/0/code | HTEST
patient.name.family | - | Patient/name/0/family | O'Brien ; O’Méara-D'Lacy ; Núñez 𠮷
patient.name.given | - | Patient/name/0/given/0 | José ; Jose\u0301 ; Mary Ann
patient.name.middle | - | Patient/name/0/given/1 | Ann ; B. ; de la
patient.name.further-given | g-3 | Patient/name/0/given/2 | Lee ; María ; C.
patient.name.suffix | s-1 | Patient/name/0/suffix/0 | Jr. ; III ; MD
patient.name.prefix | p-1 | Patient/name/0/prefix/0 | Dr ; ZZTEST ; Sra.
patient.name.maiden | - | Patient/name/0/family | Lee ; Ruiz-Ortiz ; Ø
patient.name.alias | a-1 | Patient/name/0/family | Ng ; Nguyễn ; Lee
patient.name.use | a-1 | Patient/name/0/use | old ; temp ; anonymous
patient.name.preferred | - | Patient/name/0/given/0 | Bobbie ; Zoë ; T.J.
patient.birth-date | - | Patient/birthDate | 1980-03-04 ; 1980-03 ; 1980
patient.birth-time | - | Patient/_birthDate/extension/0/valueDateTime | 2026-01-02T03:04:00-05:00 ; 2026-01-02T03:04:05Z ; 2026-01-02T03:04:00+13:45
patient.multiple-birth | - | #Patient/multipleBirthBoolean | true ; false
patient.birth-order | - | #Patient/multipleBirthInteger | 1 ; 2 ; 3
patient.deceased | - | #Patient/deceasedBoolean | true ; false
patient.death-date | - | Patient/deceasedDateTime | 2025-11-02 ; 2025-11 ; 2025-11-02T10:00:00Z
patient.sex | - | Patient/gender | female ; other ; unknown
patient.sex-at-birth | - | Patient/extension/0/valueCode | F ; M ; UNK
patient.gender-identity | g-1 | Patient/extension/0/valueCodeableConcept/coding/0/code | 446151000124109 ; 446141000124107 ; OTH
patient.race | r-1 | Patient/extension/0/extension/0/valueCoding/code | 2054-5 ; 2106-3 ; 2028-9
patient.ethnicity | - | Patient/extension/0/extension/0/valueCoding/code | 2186-5 ; 2135-2 ; 2137-8
patient.marital-status | - | Patient/maritalStatus/coding/0/code | M ; S ; UNK
patient.language | l-1 | Patient/communication/0/language/coding/0/code | es-MX ; vi ; Spanish
patient.language-preferred | l-1 | #Patient/communication/0/preferred | true ; false
patient.interpreter-required | - | #Patient/extension/0/valueBoolean | true ; false
patient.address.line1 | a-1 | Patient/address/0/line/0 | 12 Elm St #3 ; Suite ^ 5 | Dock & Bay ; Ñ 7
patient.address.line2 | a-1 | Patient/address/0/line/1 | Apt 4B ; # 7 ; c/o Lee
patient.address.city | a-1 | Patient/address/0/city | Dresden ; St. Paul ; Coeur d'Alene
patient.address.county | a-1 | Patient/address/0/district | Douglas ; Prince George's ; Doña Ana
patient.address.state | a-1 | Patient/address/0/state | MA ; AE ; Massachusetts
patient.address.postal-code | a-1 | Patient/address/0/postalCode | 02139 ; 02139-4307 ; 00501
patient.address.country | a-1 | Patient/address/0/country | US ; DEU ; MX
patient.address.period-start | a-1 | Patient/address/0/period/start | 2026-01-01 ; 2026-01 ; 2025
patient.address.period-end | a-1 | Patient/address/0/period/end | 2026-03-31 ; 2026-03 ; 2026
patient.address.type | a-1 | Patient/address/0/use | temp ; old ; work
patient.address.mailing | m-1 | Patient/address/0/line/0 | PO Box 77 ; RR 3 Box 12 ; PSC 1 Box 2
patient.address.mailing-city | m-1 | Patient/address/0/city | Salem ; APO ; Ely
patient.address.mailing-state | m-1 | Patient/address/0/state | MA ; AE ; NV
patient.address.mailing-postal-code | m-1 | Patient/address/0/postalCode | 02139 ; 09001 ; 00501-0001
patient.telecom.home | h-1 | Patient/telecom/0/value | (617)5550142 ; 617-555-0142 ; +1 617 555 0142
patient.telecom.mobile | m-1 | Patient/telecom/0/value | +1 617 555 0142 ; 6175550142 ; 617.555.0142
patient.telecom.work | w-1 | Patient/telecom/0/value | 617-555-0142 x 305 ; 617-555-0142 ; 1-800-555-0199
patient.telecom.email | e-1 | Patient/telecom/0/value | ana+clinic@example.org ; A.B@EXAMPLE.org ; "a b"@example.org
contact.name | c-1 | Patient/contact/0/name/family | Lee ; O'Brien ; Núñez
contact.relationship | c-1 | Patient/contact/0/relationship/0/coding/0/code | N ; MTH ; STPFTH
contact.role | c-1 | Patient/contact/0/relationship/1/coding/0/code | C ; E ; N
contact.phone | c-1 | Patient/contact/0/telecom/0/value | 603-555-0174 ; 6035550174 ; +1 603 555 0174
contact.address | c-1 | Patient/contact/0/address/line/0 | 1 Oak Rd ; PO Box 7 ; Ñ 7
contact.end | c-1 | Patient/contact/0/period/end | 2025-06-30 ; 2025-06 ; 2025
privacy.vip | - | Patient/extension/0/valueCodeableConcept/coding/0/code | VIP ; E ; Y
provider.pcp | p-1 | Patient/generalPractitioner/0/identifier/value | 9000000015 ; 007 ; Dr. Far
coverage.payer-name | c-1 | Coverage/contained/0/name | Workers' Comp – J&J ; Practice Care ; A
coverage.payer-id | c-1 | Coverage/contained/0/identifier/0/value | 0000 ; 00421 ; X-1
coverage.type | c-1 | Coverage/type/coding/0/code | EHCPOL ; PUBLICPOL ; WCBPOL
coverage.member-id | c-1 | Coverage/subscriberId | W1234567801 ; 007 ; W 12-3
coverage.policy-number | c-1 | Coverage/identifier/0/value | P-1 ; 0001 ; 1E5
coverage.identifier | c-1 | Coverage/identifier/0/value | ZZT-C1 ; 7 ; 0 7
coverage.group-number | c-1 | Coverage/class/0/value | G-7 ; 000 ; 1E5
coverage.group-name | c-1 | Coverage/class/0/name | Smith & Sons ; A ; "B" Inc.
coverage.plan-id | c-1 | Coverage/class/0/value | P9 ; 09 ; PPO 1
coverage.payer-order | c-1 | #Coverage/order | 1 ; 2 ; 3
coverage.subscriber-name | c-1 | Coverage/contained/0/name/0/family | Ruiz ; O'Brien ; Núñez
coverage.subscriber-dob | c-1 | Coverage/contained/0/birthDate | 1951-02-03 ; 1951-02 ; 1951
coverage.relationship | c-1 | Coverage/relationship/coding/0/code | self ; child ; spouse
coverage.start | c-1 | Coverage/period/start | 2025-01-01 ; 2025-01 ; 2025
coverage.end | c-1 | Coverage/period/end | 2025-12-31 ; 2025-12 ; 2025
coverage.status | c-1 | Coverage/status | active ; cancelled ; entered-in-error
provider.rendering | e-1 | Encounter/participant/0/individual/identifier/value | 9000000015 ; 007 ; Dr. Far
provider.supervising | e-1 | Encounter/participant/0/individual/identifier/value | 9000000015 ; 007 ; Dr. Far
provider.referring | e-1 | Encounter/participant/0/individual/identifier/value | 9000000015 ; 007 ; Dr. Far
allergy.substance | a-1 | AllergyIntolerance/code/text | Penicillin ; the red pill at St. Mary's – hives ; Nüsse (alle)
allergy.code | a-1 | AllergyIntolerance/code/coding/0/code | 91936005 ; ALG-0417 ; 0007
allergy.code-system | a-1 | AllergyIntolerance/code/coding/0/system | http://snomed.info/sct ; urn:oid:1.2 ; http://www.nlm.nih.gov/research/umls/rxnorm
allergy.clinical-status | a-1 | AllergyIntolerance/clinicalStatus/coding/0/code | active ; inactive ; resolved
allergy.verification | a-1 | AllergyIntolerance/verificationStatus/coding/0/code | confirmed ; refuted ; entered-in-error
allergy.criticality | a-1 | AllergyIntolerance/criticality | low ; high ; unable-to-assess
allergy.reaction | a-1/r-1 | AllergyIntolerance/reaction/0/manifestation/0/text | Hives ; Rash, arms ; Übelkeit
allergy.reaction-severity | a-1/r-1 | AllergyIntolerance/reaction/0/severity | mild ; moderate ; severe
allergy.identifier | a-1 | AllergyIntolerance/identifier/0/value | ZZT-A1 ; 7 ; 0 7
allergy.type | a-1 | AllergyIntolerance/type | allergy ; intolerance
allergy.category | a-1 | AllergyIntolerance/category/0 | food ; medication ; environment
allergy.onset | a-1 | AllergyIntolerance/onsetDateTime | 2019-05-04 ; 2019-05 ; 2019
medication.name | r-1 | MedicationRequest/medicationCodeableConcept/text | hydrALAZINE ; Metformin 500 mg ; Aspirin & C
medication.code | r-1 | MedicationRequest/medicationCodeableConcept/coding/0/code | 00002821501 ; 860975 ; 0002-8215-01
medication.code-system | r-1 | MedicationRequest/medicationCodeableConcept/coding/0/system | http://hl7.org/fhir/sid/ndc ; http://www.nlm.nih.gov/research/umls/rxnorm ; urn:local
medication.dose-value | r-1 | #MedicationRequest/dosageInstruction/0/doseAndRate/0/doseQuantity/value | 2.50 ; 0.125 ; 12345678901234567890.10
medication.dose-unit | r-1 | MedicationRequest/dosageInstruction/0/doseAndRate/0/doseQuantity/code | mg ; ug ; mL
medication.dose-max | r-1 | #MedicationRequest/dosageInstruction/0/doseAndRate/0/doseRange/high/value | 2 ; 2.50 ; 0.5
medication.route | r-1 | MedicationRequest/dosageInstruction/0/route/coding/0/code | PO ; 26643006 ; TOP
medication.frequency | r-1 | MedicationRequest/dosageInstruction/0/timing/code/coding/0/code | BID ; QID ; QOD
medication.sig | r-1 | MedicationRequest/dosageInstruction/0/text | ½ tablet ; take 1-2 by mouth ; 1 tab <daily>
medication.prn | r-1 | #MedicationRequest/dosageInstruction/0/asNeededBoolean | true ; false
medication.prn-reason | r-1 | MedicationRequest/dosageInstruction/0/asNeededCodeableConcept/text | for pain ; itching, at night ; Schmerz
medication.start | r-1 | MedicationRequest/dosageInstruction/0/timing/repeat/boundsPeriod/start | 2026-01-03 ; 2026-01 ; 2026-01-03T08:00:00-05:00
medication.stop | r-1 | MedicationRequest/dosageInstruction/0/timing/repeat/boundsPeriod/end | 2026-02-03 ; 2026-02 ; 2026-02-03T08:00:00-05:00
medication.status | r-1 | MedicationRequest/status | active ; stopped ; on-hold
medication.stop-reason | r-1 | MedicationRequest/statusReason/coding/0/code | drughigh ; altchoice ; LOCAL
medication.refills | r-1 | #MedicationRequest/dispenseRequest/numberOfRepeatsAllowed | 0 ; 3 ; 11
medication.quantity | r-1 | #MedicationRequest/dispenseRequest/quantity/value | 12.50 ; 30 ; 0.5
medication.identifier | r-1 | MedicationRequest/identifier/0/value | ZZT-R1 ; 7 ; 0 7
medication.prescriber | r-1 | MedicationRequest/requester/identifier/value | 9000000015 ; 007 ; Dr. Far
medication.form | r-1 | MedicationRequest/contained/0/form/coding/0/code | TAB ; SYR ; 385055001
medication.strength | r-1 | #MedicationRequest/contained/0/ingredient/0/strength/numerator/value | 5 ; 2.50 ; 0.1
medication.strength-unit | r-1 | MedicationRequest/contained/0/ingredient/0/strength/numerator/code | mg ; ug ; mg/mL
medication.step-sig | r-1/s-1 | MedicationRequest/dosageInstruction/1/text | then 20 mg ; then stop ; ½
medication.step-dose | r-1/s-1 | #MedicationRequest/dosageInstruction/1/doseAndRate/0/doseQuantity/value | 40 ; 2.50 ; 0.5
medication.step-dose-unit | r-1/s-1 | MedicationRequest/dosageInstruction/1/doseAndRate/0/doseQuantity/code | mg ; ug ; mL
problem.code | d-1 | Condition/code/coding/0/code | E11.9 ; E119 ; 239873007
problem.code-system | d-1 | Condition/code/coding/0/system | http://hl7.org/fhir/sid/icd-10-cm ; http://snomed.info/sct ; urn:local
problem.text | d-1 | Condition/code/text | Asthma ; no history of asthma ; Zöliakie
problem.onset | d-1 | Condition/onsetDateTime | 2020-08-04 ; 2020-08 ; 2020
problem.clinical-status | d-1 | Condition/clinicalStatus/coding/0/code | active ; resolved ; remission
problem.verification | d-1 | Condition/verificationStatus/coding/0/code | confirmed ; refuted ; entered-in-error
problem.identifier | d-1 | Condition/identifier/0/value | ZZT-D1 ; 7 ; 0 7
result.code | o-1 | Observation/code/coding/0/code | 2951-2 ; 718-7 ; LAB7
result.value | o-1 | Observation/valueString | 1:128 ; hemolyzed ; 5.4
result.unit | o-1 | Observation/valueQuantity/unit | g/dL ; mmol/L ; titer
result.reference-range | o-1 | Observation/referenceRange/0/text | 3.5-5.1 ; <0.5 ; negative
result.flag | o-1 | Observation/interpretation/0/coding/0/code | H ; HH ; N
result.status | o-1 | Observation/status | preliminary ; corrected ; entered-in-error
result.observed-time | o-1 | Observation/effectiveDateTime | 2026-03-04T23:30:00-08:00 ; 2026-03-04T23:30:00Z ; 2026-03-04
result.note | o-1 | Observation/note/0/text | BP 120|80 ^ meds & labs ~ ; fasting ; Ü 𠮷
result.identifier | o-1 | Observation/identifier/0/value | ZZT-O1 ; 7 ; 0 7
vital.code | v-1 | Observation/code/coding/0/code | 29463-7 ; 8480-6 ; 8302-2
vital.value | v-1 | #Observation/valueQuantity/value | 82.50 ; 120 ; 37.0
vital.unit | v-1 | Observation/valueQuantity/code | [lb_av] ; kg ; mm[Hg]
vital.time | v-1 | Observation/effectiveDateTime | 2026-01-08T09:20:00-05:00 ; 2026-01-08T14:20:00Z ; 2026-01-08
vital.status | v-1 | Observation/status | final ; amended ; entered-in-error
vital.identifier | v-1 | Observation/identifier/0/value | ZZT-V1 ; 7 ; 0 7
encounter.number | e-1 | Encounter/identifier/0/value | ZZT-E1 ; 0007 ; V 7
encounter.class | e-1 | Encounter/class/code | AMB ; VR ; EMER
encounter.status | e-1 | Encounter/status | planned ; in-progress ; finished
encounter.location | e-1 | Encounter/location/0/location/identifier/value | ZZT-LAB ; room-3 ; 007
encounter.start | e-1 | Encounter/period/start | 2026-01-08T09:15:00-05:00 ; 2026-01-08T14:15:00Z ; 2026-01-08
encounter.end | e-1 | Encounter/period/end | 2026-01-08T09:45:00-05:00 ; 2026-01-08T14:45:00Z ; 2026-01-08
encounter.reason | e-1 | Encounter/reasonCode/0/text | Follow-up ; chest pain & cough ; Grippe
appointment.identifier | p-1 | Appointment/identifier/0/value | ZZT-P1 ; 7 ; 0 7
appointment.filler-id | p-1 | Appointment/identifier/0/value | ZZT-F1 ; 8 ; 0 8
appointment.status | p-1 | Appointment/status | booked ; cancelled ; noshow
appointment.start | p-1 | Appointment/start | 2026-03-08T02:30:00-05:00 ; 2026-03-08T07:30:00Z ; 2026-03-08T02:30:00.500-05:00
appointment.end | p-1 | Appointment/end | 2026-03-08T03:00:00-04:00 ; 2026-03-08T08:00:00Z ; 2026-03-09T00:00:00-04:00
appointment.duration | p-1 | #Appointment/minutesDuration | 45 ; 15 ; 120
appointment.cancel-reason | p-1 | Appointment/cancelationReason/coding/0/code | pat ; prov ; weather
appointment.type | p-1 | Appointment/appointmentType/coding/0/code | FOLLOWUP ; ROUTINE ; CHECKUP
appointment.reason | p-1 | Appointment/reasonCode/0/text | Lab review ; "cough" & fever ; Kontrolle
appointment.comment | p-1 | Appointment/comment | Ramp needed ; interpreter: ASL ; <late>
appointment.location | p-1 | Appointment/participant/1/actor/identifier/value | room-3 ; ZZT-LAB ; 007
provider.scheduling-resource | p-1 | Appointment/participant/1/actor/identifier/value | 9000000015 ; room 3 ; 007
`;

interface WrittenRow {
  readonly field: string;
  readonly entry: string;
  readonly type: string;
  /** JSON pointer within the resource. */
  readonly place: string;
  /** A number or a boolean. */
  readonly bare: boolean;
  readonly values: readonly string[];
}

/** The table above, row by row. */
export function rowsWritten(): readonly WrittenRow[] {
  return written
    .trim()
    .split("\n")
    .map((line) => {
      const [field = "", entry = "", where = "", ...rest] = line.split(" | ");
      const [type = "", ...steps] = where.replace("#", "").split("/");
      return {
        field,
        entry: entry === "-" ? "" : entry,
        type,
        place: `/${steps.join("/")}`,
        bare: where.startsWith("#"),
        values: rest.join(" | ").split(" ; "),
      };
    });
}

const mr = `"type":{"coding":[{"code":"MR"}]}`;
const person = (use: string, elements: string): string => `"name":[{"use":"${use}",${elements}}]`;
const part = (role: string): string =>
  `"participant":[{"individual":{"identifier":{"value":"%"}},"type":[{"coding":[{"code":"${role}"}]}]}]`;
const coded = (key: string): string => `"${key}":{"coding":[{"code":"%"}]}`;
const identifier = `"identifier":[{"value":"%"}]`;
const dosage = (elements: string): string => `"dosageInstruction":[{${elements}}]`;
const step = (elements: string): string => `"dosageInstruction":[{},{${elements}}]`;
const rate = (elements: string): string => `"doseAndRate":[{${elements}}]`;
const product = (elements: string): string =>
  `"supportingInformation":[{"reference":"#m"}],"contained":[{"resourceType":"Medication","id":"m",${elements}}]`;
const vital = `"category":[{"coding":[{"code":"vital-signs"}]}]`;
const payer = (elements: string): string =>
  `"payor":[{"reference":"#p"}],"contained":[{"resourceType":"Organization","id":"p",${elements}}]`;
const insured = (elements: string): string =>
  `"subscriber":{"reference":"#s"},"contained":[{"id":"s","resourceType":"RelatedPerson",${elements}}]`;
const classOf = (code: string, elements: string): string =>
  `"class":[{${elements},"type":{"coding":[{"code":"${code}"}]}}]`;
const us = "http://hl7.org/fhir/us/core/StructureDefinition";
const hl7 = "http://hl7.org/fhir/StructureDefinition";
const extension = (url: string, value: string): string => `"extension":[{${value},"url":"${url}"}]`;

/**
 * How another system may have each of these fields, element by element: `%` stands for the value, and
 * the entry is that of the wire.
 */
export const foreign: readonly (readonly [field: string, entry: string, json: string])[] = [
  ["patient.identifier.mrn", "#1", `"identifier":[{"value":"%",${mr}}]`],
  ["patient.identifier.mrn-authority", "#1", `"identifier":[{${mr},"system":"%"}]`],
  [
    "patient.identifier.type",
    "#1",
    `"identifier":[{"use":"official","value":"1",${coded("type")}}]`,
  ],
  ["patient.identifier.period-end", "#1", `"identifier":[{${mr},"period":{"end":"%"}}]`],
  [
    "patient.identifier.mrn-other-site",
    "#1",
    `"identifier":[{"system":"urn:clinic:mrn:other-site","value":"%"}]`,
  ],
  ["patient.identifier.legacy", "#1", `"identifier":[{"value":"%","use":"old"}]`],
  [
    "patient.identifier.ssn",
    "",
    `"identifier":[{"value":"%","system":"http://hl7.org/fhir/sid/us-ssn"}]`,
  ],
  [
    "patient.identifier.drivers-license",
    "",
    `"identifier":[{"value":"%","type":{"coding":[{"code":"DL"}]}}]`,
  ],
  [
    "patient.identifier.mbi",
    "",
    `"identifier":[{"value":"%","system":"http://hl7.org/fhir/sid/us-mbi"}]`,
  ],
  [
    "patient.identifier.medicaid",
    "",
    `"identifier":[{"value":"%","type":{"coding":[{"code":"MA"}]}}]`,
  ],
  [
    "patient.identifier.synthetic",
    "",
    `"identifier":[{"value":"%","system":"urn:crosschart:synthetic"}]`,
  ],
  ["patient.active", "", `"active":#`],
  [
    "patient.link.replaced-by",
    "#1",
    `"link":[{"other":{"identifier":{"value":"%"}},"type":"replaced-by"}]`,
  ],
  [
    "patient.test-mark",
    "",
    `"meta":{"tag":[{"code":"%","system":"http://terminology.hl7.org/CodeSystem/v3-ActReason"}]}`,
  ],
  ["patient.name.family", "", person("usual", `"family":"%"`)],
  ["patient.name.given", "", person("official", `"given":["%"]`)],
  ["patient.name.middle", "", person("official", `"given":["A","%"]`)],
  ["patient.name.further-given", "#1", person("official", `"given":["A","B","%"]`)],
  ["patient.name.suffix", "#1", person("official", `"suffix":["%"]`)],
  ["patient.name.prefix", "#1", person("official", `"prefix":["%"]`)],
  ["patient.name.maiden", "", person("maiden", `"family":"%"`)],
  ["patient.name.alias", "#1", person("old", `"family":"%"`)],
  ["patient.name.use", "#1", `"name":[{"use":"official","family":"A"},{"family":"B","use":"%"}]`],
  ["patient.name.preferred", "", person("nickname", `"given":["%"]`)],
  ["patient.birth-date", "", `"birthDate":"%"`],
  [
    "patient.birth-time",
    "",
    `"_birthDate":{${extension(`${hl7}/patient-birthTime`, `"valueDateTime":"%"`)}}`,
  ],
  ["patient.multiple-birth", "", `"multipleBirthBoolean":#`],
  ["patient.birth-order", "", `"multipleBirthInteger":#`],
  ["patient.deceased", "", `"deceasedBoolean":#`],
  ["patient.death-date", "", `"deceasedDateTime":"%"`],
  ["patient.sex", "", `"gender":"%"`],
  ["patient.sex-at-birth", "", extension(`${us}/us-core-birthsex`, `"valueCode":"%"`)],
  [
    "patient.gender-identity",
    "#1",
    extension(`${hl7}/patient-genderIdentity`, coded("valueCodeableConcept")),
  ],
  [
    "patient.race",
    "#1",
    extension(
      `${us}/us-core-race`,
      `"extension":[{"url":"text","valueString":"x"},{"url":"ombCategory","valueCoding":{"code":"%"}}]`,
    ),
  ],
  [
    "patient.ethnicity",
    "",
    extension(
      `${us}/us-core-ethnicity`,
      `"extension":[{"url":"ombCategory","valueCoding":{"code":"%"}}]`,
    ),
  ],
  ["patient.marital-status", "", coded("maritalStatus")],
  ["patient.language", "#1", `"communication":[{${coded("language")}}]`],
  ["patient.language-preferred", "#1", `"communication":[{"preferred":#}]`],
  [
    "patient.interpreter-required",
    "",
    extension(`${hl7}/patient-interpreterRequired`, `"valueBoolean":#`),
  ],
  ["patient.address.line1", "#1", `"address":[{"line":["%"]}]`],
  ["patient.address.line2", "#1", `"address":[{"line":["x","%"]}]`],
  ["patient.address.city", "#1", `"address":[{"city":"%"}]`],
  ["patient.address.county", "#1", `"address":[{"district":"%"}]`],
  ["patient.address.state", "#1", `"address":[{"state":"%"}]`],
  ["patient.address.postal-code", "#1", `"address":[{"postalCode":"%","type":"both"}]`],
  ["patient.address.country", "#1", `"address":[{"country":"%"}]`],
  ["patient.address.period-start", "#1", `"address":[{"period":{"start":"%"}}]`],
  ["patient.address.period-end", "#1", `"address":[{"period":{"end":"%"}}]`],
  ["patient.address.type", "#1", `"address":[{"use":"%"}]`],
  ["patient.address.mailing", "#1", `"address":[{"line":["%"],"type":"postal"}]`],
  ["patient.address.mailing-city", "#1", `"address":[{"city":"%","type":"postal"}]`],
  ["patient.address.mailing-state", "#1", `"address":[{"state":"%","type":"postal"}]`],
  ["patient.address.mailing-postal-code", "#1", `"address":[{"postalCode":"%","type":"postal"}]`],
  ["patient.telecom.home", "#1", `"telecom":[{"value":"%","use":"home","system":"phone"}]`],
  ["patient.telecom.mobile", "#1", `"telecom":[{"value":"%","use":"mobile","system":"sms"}]`],
  ["patient.telecom.work", "#1", `"telecom":[{"value":"%","use":"work","system":"phone"}]`],
  ["patient.telecom.email", "#1", `"telecom":[{"value":"%","system":"email"}]`],
  ["contact.name", "#1", `"contact":[{"name":{"family":"%"}}]`],
  ["contact.relationship", "#1", `"contact":[{"relationship":[{"coding":[{"code":"%"}]}]}]`],
  ["contact.role", "#1", `"contact":[{"relationship":[{"text":"x"},{"coding":[{"code":"%"}]}]}]`],
  ["contact.phone", "#1", `"contact":[{"telecom":[{"value":"%"}]}]`],
  ["contact.address", "#1", `"contact":[{"address":{"line":["%"]}}]`],
  ["contact.end", "#1", `"contact":[{"period":{"end":"%"}}]`],
  ["privacy.vip", "", extension(`${hl7}/patient-importance`, coded("valueCodeableConcept"))],
  ["provider.pcp", "#1", `"generalPractitioner":[{"display":"%"}]`],
  ["coverage.payer-name", "#1", payer(`"name":"%"`)],
  ["coverage.payer-id", "#1", payer(identifier)],
  ["coverage.type", "#1", coded("type")],
  ["coverage.member-id", "#1", `"subscriberId":"%"`],
  ["coverage.policy-number", "#1", `"identifier":[{"system":"urn:clinic:policy","value":"%"}]`],
  ["coverage.identifier", "#1", identifier],
  ["coverage.group-number", "#1", classOf("group", `"value":"%"`)],
  ["coverage.group-name", "#1", classOf("group", `"name":"%"`)],
  ["coverage.plan-id", "#1", classOf("plan", `"value":"%"`)],
  ["coverage.payer-order", "#1", `"order":#`],
  ["coverage.subscriber-name", "#1", insured(`"name":[{"given":["A"],"family":"%"}]`)],
  ["coverage.subscriber-dob", "#1", insured(`"birthDate":"%"`)],
  ["coverage.relationship", "#1", coded("relationship")],
  ["coverage.start", "#1", `"period":{"start":"%"}`],
  ["coverage.end", "#1", `"period":{"end":"%"}`],
  ["coverage.status", "#1", `"status":"%"`],
  ["provider.rendering", "#1", part("ATND")],
  ["provider.supervising", "#1", part("SPRF")],
  ["provider.referring", "#1", part("REF")],
  ["allergy.substance", "#1", `"code":{"text":"%"}`],
  ["allergy.code", "#1", coded("code")],
  ["allergy.code-system", "#1", `"code":{"coding":[{"system":"%"}]}`],
  ["allergy.clinical-status", "#1", coded("clinicalStatus")],
  ["allergy.verification", "#1", coded("verificationStatus")],
  ["allergy.criticality", "#1", `"criticality":"%"`],
  ["allergy.reaction", "#1/#1", `"reaction":[{"manifestation":[{"text":"%"}]}]`],
  ["allergy.reaction-severity", "#1/#1", `"reaction":[{"severity":"%"}]`],
  ["allergy.identifier", "#1", identifier],
  ["allergy.type", "#1", `"type":"%"`],
  ["allergy.category", "#1", `"category":["%"]`],
  ["allergy.onset", "#1", `"onsetDateTime":"%"`],
  ["medication.name", "#1", `"medicationCodeableConcept":{"text":"%"}`],
  ["medication.code", "#1", coded("medicationCodeableConcept")],
  ["medication.code-system", "#1", `"medicationCodeableConcept":{"coding":[{"system":"%"}]}`],
  ["medication.dose-value", "#1", dosage(rate(`"doseQuantity":{"unit":"mg","value":#}`))],
  ["medication.dose-unit", "#1", dosage(rate(`"doseQuantity":{"code":"%"}`))],
  ["medication.dose-max", "#1", dosage(rate(`"doseRange":{"high":{"value":#}}`))],
  ["medication.route", "#1", dosage(coded("route"))],
  ["medication.frequency", "#1", dosage(`"timing":{${coded("code")}}`)],
  ["medication.sig", "#1", dosage(`"text":"%"`)],
  ["medication.prn", "#1", dosage(`"asNeededBoolean":#`)],
  ["medication.prn-reason", "#1", dosage(`"asNeededCodeableConcept":{"text":"%"}`)],
  ["medication.start", "#1", dosage(`"timing":{"repeat":{"boundsPeriod":{"start":"%"}}}`)],
  ["medication.stop", "#1", dosage(`"timing":{"repeat":{"boundsPeriod":{"end":"%"}}}`)],
  ["medication.status", "#1", `"status":"%"`],
  ["medication.stop-reason", "#1", coded("statusReason")],
  ["medication.refills", "#1", `"dispenseRequest":{"numberOfRepeatsAllowed":#}`],
  ["medication.quantity", "#1", `"dispenseRequest":{"quantity":{"value":#}}`],
  ["medication.identifier", "#1", identifier],
  ["medication.prescriber", "#1", `"requester":{"display":"%"}`],
  ["medication.form", "#1", product(coded("form"))],
  ["medication.strength", "#1", product(`"ingredient":[{"strength":{"numerator":{"value":#}}}]`)],
  [
    "medication.strength-unit",
    "#1",
    product(`"ingredient":[{"strength":{"numerator":{"code":"%"}}}]`),
  ],
  ["medication.step-sig", "#1/#1", step(`"text":"%"`)],
  ["medication.step-dose", "#1/#1", step(rate(`"doseQuantity":{"value":#}`))],
  ["medication.step-dose-unit", "#1/#1", step(rate(`"doseQuantity":{"code":"%"}`))],
  ["problem.code", "#1", coded("code")],
  ["problem.code-system", "#1", `"code":{"coding":[{"system":"%"}]}`],
  ["problem.text", "#1", `"code":{"text":"%"}`],
  ["problem.onset", "#1", `"onsetDateTime":"%"`],
  ["problem.clinical-status", "#1", coded("clinicalStatus")],
  ["problem.verification", "#1", coded("verificationStatus")],
  ["problem.identifier", "#1", identifier],
  ["result.code", "#1", coded("code")],
  ["result.value", "#1", `"valueString":"%"`],
  ["result.unit", "#1", `"valueQuantity":{"value":1,"unit":"%"}`],
  ["result.reference-range", "#1", `"referenceRange":[{"text":"%"}]`],
  ["result.flag", "#1", `"interpretation":[{"coding":[{"code":"%"}]}]`],
  ["result.status", "#1", `"status":"%"`],
  ["result.observed-time", "#1", `"effectiveDateTime":"%"`],
  ["result.note", "#1", `"note":[{"text":"%"}]`],
  ["result.identifier", "#1", identifier],
  ["vital.code", "#1", `${vital},${coded("code")}`],
  ["vital.value", "#1", `"valueQuantity":{"value":#},${vital}`],
  ["vital.unit", "#1", `"valueQuantity":{"code":"%"},${vital}`],
  ["vital.time", "#1", `"effectiveDateTime":"%",${vital}`],
  ["vital.status", "#1", `"status":"%",${vital}`],
  ["vital.identifier", "#1", `${identifier},${vital}`],
  ["encounter.number", "#1", identifier],
  ["encounter.class", "#1", `"class":{"code":"%"}`],
  ["encounter.status", "#1", `"status":"%"`],
  ["encounter.location", "#1", `"location":[{"location":{"display":"%"}}]`],
  ["encounter.start", "#1", `"period":{"start":"%"}`],
  ["encounter.end", "#1", `"period":{"end":"%"}`],
  ["encounter.reason", "#1", `"reasonCode":[{"text":"%"}]`],
  ["appointment.identifier", "#1", identifier],
  ["appointment.filler-id", "#1", `"identifier":[{"value":"%","system":"urn:clinic:filler"}]`],
  ["appointment.status", "#1", `"status":"%"`],
  ["appointment.start", "#1", `"start":"%"`],
  ["appointment.end", "#1", `"end":"%"`],
  ["appointment.duration", "#1", `"minutesDuration":#`],
  ["appointment.cancel-reason", "#1", coded("cancelationReason")],
  ["appointment.type", "#1", coded("appointmentType")],
  ["appointment.reason", "#1", `"reasonCode":[{"text":"%"}]`],
  ["appointment.comment", "#1", `"comment":"%"`],
  [
    "appointment.location",
    "#1",
    `"participant":[{"actor":{"reference":"Location/7","display":"%"}}]`,
  ],
  [
    "provider.scheduling-resource",
    "#1",
    `"participant":[{"actor":{"type":"Practitioner","display":"%"}}]`,
  ],
];
