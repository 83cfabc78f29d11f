import { describe, expect, test } from "vitest";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { chartOf, textOfBytes } from "./chart-of.ts";

/** Rows of one chart, and for the first of them its place in the resource and its literal token. */
type Literal = readonly [rows: readonly Row[], place: string, token: string];

const one = (field: string, value: string, place: string, token: string, entry = ""): Literal => [
  [[field, entry, value]],
  place,
  token,
];
const rx = (field: string, value: string, place: string, token: string): Literal =>
  one(field, value, place, token, "rx-1");
const al = (field: string, value: string, place: string, token: string): Literal =>
  one(field, value, place, token, "al-1");
const dx = (field: string, value: string, place: string, token: string): Literal =>
  one(field, value, place, token, "dx-1");
const obs = (value: string, unit: string, place: string, token: string): Literal => [
  [
    ["result.value", "obs-1", value],
    ["result.unit", "obs-1", unit],
  ],
  place,
  token,
];

// Checked by hand against the R4 (4.0.1) resource pages.
const literals: readonly Literal[] = [
  one("patient.identifier.mrn", "0001234", "/identifier/0/value", '"0001234"'),
  one("patient.identifier.mrn", "12E3", "/identifier/0/value", '"12E3"'),
  one("patient.identifier.mrn", "ZZ 0012", "/identifier/0/value", '"ZZ 0012"'),
  one(
    "patient.identifier.mrn-authority",
    "urn:clinic:mrn",
    "/identifier/0/system",
    '"urn:clinic:mrn"',
  ),
  one(
    "patient.identifier.mrn-authority",
    "urn:oid:1.2.3",
    "/identifier/0/system",
    '"urn:oid:1.2.3"',
  ),
  one("patient.identifier.type", "MR", "/identifier/0/type/coding/0/code", '"MR"'),
  one("patient.identifier.type", "PI", "/identifier/0/type/coding/0/code", '"PI"'),
  one("patient.identifier.ssn", "000-12-3456", "/identifier/0/value", '"000-12-3456"'),
  one("patient.identifier.ssn", "000123456", "/identifier/0/value", '"000123456"'),
  one(
    "patient.identifier.ssn",
    "!asked-declined",
    "/identifier/0/_value/extension/0/valueCode",
    '"asked-declined"',
  ),
  one("patient.active", "true", "/active", "true"),
  one("patient.active", "false", "/active", "false"),
  one("patient.name.family", "O'Brien", "/name/0/family", '"O\'Brien"'),
  one("patient.name.family", "O’Méara-D'Lacy", "/name/0/family", '"O’Méara-D\'Lacy"'),
  one("patient.name.family", '=1+1, "Bud"\\', "/name/0/family", '"=1+1, \\"Bud\\"\\\\"'),
  one("patient.name.given", "José", "/name/0/given/0", '"José"'),
  one("patient.name.given", "Jose\u0301", "/name/0/given/0", '"Jose\u0301"'),
  one("patient.name.given", "𠮷", "/name/0/given/0", '"𠮷"'),
  one("patient.name.middle", "Ann", "/name/0/given/1", '"Ann"'),
  one("patient.name.further-given", "Lee", "/name/0/given/2", '"Lee"', "given-3"),
  one("patient.name.prefix", "ZZTEST", "/name/0/prefix/0", '"ZZTEST"', "marker"),
  one("patient.name.suffix", "Jr.", "/name/0/suffix/0", '"Jr."'),
  one("patient.name.maiden", "Lee", "/name/0/family", '"Lee"'),
  one("patient.name.preferred", "Bobbie", "/name/0/given/0", '"Bobbie"'),
  one("patient.name.alias", "Ng", "/name/0/family", '"Ng"', "alias-1"),
  one("patient.birth-date", "1980-03-04", "/birthDate", '"1980-03-04"'),
  one("patient.birth-date", "1980-03", "/birthDate", '"1980-03"'),
  one("patient.birth-date", "1980", "/birthDate", '"1980"'),
  one("patient.birth-date", "!unknown", "/_birthDate/extension/0/valueCode", '"unknown"'),
  one(
    "patient.birth-time",
    "2026-01-02T03:04:00-05:00",
    "/_birthDate/extension/0/valueDateTime",
    '"2026-01-02T03:04:00-05:00"',
  ),
  one("patient.sex", "female", "/gender", '"female"'),
  one("patient.sex", "other", "/gender", '"other"'),
  one("patient.sex", "!unknown", "/_gender/extension/0/valueCode", '"unknown"'),
  one("patient.deceased", "true", "/deceasedBoolean", "true"),
  one("patient.deceased", "false", "/deceasedBoolean", "false"),
  one("patient.death-date", "2025-11-02", "/deceasedDateTime", '"2025-11-02"'),
  one("patient.multiple-birth", "true", "/multipleBirthBoolean", "true"),
  one("patient.birth-order", "2", "/multipleBirthInteger", "2"),
  one("patient.language", "es-MX", "/communication/0/language/coding/0/code", '"es-MX"'),
  one("patient.language", "Spanish", "/communication/0/language/coding/0/code", '"Spanish"'),
  one(
    "patient.language",
    "sign language, signed",
    "/communication/0/language/coding/0/code",
    '"sign language, signed"',
  ),
  one("patient.interpreter-required", "true", "/extension/0/valueBoolean", "true"),
  one(
    "patient.gender-identity",
    "446151000124109",
    "/extension/0/valueCodeableConcept/coding/0/code",
    '"446151000124109"',
  ),
  one("patient.race", "2054-5", "/extension/0/extension/0/valueCoding/code", '"2054-5"'),
  one("patient.ethnicity", "2186-5", "/extension/0/extension/0/valueCoding/code", '"2186-5"'),
  one("patient.address.line1", "12 Elm St #3", "/address/0/line/0", '"12 Elm St #3"'),
  one(
    "patient.address.line1",
    "Suite ^ 5 | Dock & Bay",
    "/address/0/line/0",
    '"Suite ^ 5 | Dock & Bay"',
  ),
  one("patient.address.line1", "A".repeat(300), "/address/0/line/0", `"${"A".repeat(300)}"`),
  one("patient.address.line2", "Apt 4B", "/address/0/line/1", '"Apt 4B"'),
  one("patient.address.city", "Dresden", "/address/0/city", '"Dresden"'),
  one("patient.address.county", "Douglas", "/address/0/district", '"Douglas"'),
  one("patient.address.state", "MA", "/address/0/state", '"MA"'),
  one("patient.address.postal-code", "02139", "/address/0/postalCode", '"02139"'),
  one("patient.address.postal-code", "02139-4307", "/address/0/postalCode", '"02139-4307"'),
  one("patient.address.country", "DEU", "/address/0/country", '"DEU"'),
  one("patient.address.mailing", "PO Box 77", "/address/0/line/0", '"PO Box 77"'),
  one("patient.address.period-end", "2026-03-31", "/address/0/period/end", '"2026-03-31"'),
  one("patient.telecom.home", "(617)5550142", "/telecom/0/value", '"(617)5550142"'),
  one("patient.telecom.mobile", "+1 617 555 0142", "/telecom/0/value", '"+1 617 555 0142"'),
  one("patient.telecom.work", "617-555-0142 x 305", "/telecom/0/value", '"617-555-0142 x 305"'),
  one(
    "patient.telecom.email",
    "ana+clinic@example.org",
    "/telecom/0/value",
    '"ana+clinic@example.org"',
  ),
  one("contact.name", "Lee", "/contact/0/name/family", '"Lee"', "contact-1"),
  one("contact.relationship", "N", "/contact/0/relationship/0/coding/0/code", '"N"', "contact-1"),
  one("contact.phone", "603-555-0174", "/contact/0/telecom/0/value", '"603-555-0174"', "contact-1"),
  al(
    "allergy.substance",
    "the red pill at St. Mary's – hives",
    "/code/text",
    '"the red pill at St. Mary\'s – hives"',
  ),
  al("allergy.substance", "Penicillin", "/code/text", '"Penicillin"'),
  al("allergy.substance", "Nüsse\n(alle)", "/code/text", '"Nüsse\\n(alle)"'),
  al("allergy.code", "91936005", "/code/coding/0/code", '"91936005"'),
  al("allergy.code", "ALG-0417", "/code/coding/0/code", '"ALG-0417"'),
  al("allergy.code", "!unknown", "/code/coding/0/_code/extension/0/valueCode", '"unknown"'),
  al(
    "allergy.code-system",
    "http://snomed.info/sct",
    "/code/coding/0/system",
    '"http://snomed.info/sct"',
  ),
  al("allergy.clinical-status", "active", "/clinicalStatus/coding/0/code", '"active"'),
  al("allergy.verification", "refuted", "/verificationStatus/coding/0/code", '"refuted"'),
  al("allergy.type", "intolerance", "/type", '"intolerance"'),
  al("allergy.category", "food", "/category/0", '"food"'),
  al("allergy.criticality", "high", "/criticality", '"high"'),
  al("allergy.onset", "2019-05", "/onsetDateTime", '"2019-05"'),
  al("allergy.identifier", "ZZT-A1", "/identifier/0/value", '"ZZT-A1"'),
  al("allergy.none-known", "true", "/code/coding/0/code", '"716186003"'),
  one(
    "allergy.reaction",
    "Hives",
    "/reaction/0/manifestation/0/text",
    '"Hives"',
    "al-1/reaction-1",
  ),
  one("allergy.reaction-severity", "severe", "/reaction/0/severity", '"severe"', "al-1/reaction-1"),
  rx("medication.name", "hydrALAZINE", "/medicationCodeableConcept/text", '"hydrALAZINE"'),
  rx("medication.code", "00002821501", "/medicationCodeableConcept/coding/0/code", '"00002821501"'),
  rx(
    "medication.code-system",
    "http://hl7.org/fhir/sid/ndc",
    "/medicationCodeableConcept/coding/0/system",
    '"http://hl7.org/fhir/sid/ndc"',
  ),
  rx(
    "medication.dose-value",
    "2.50",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/value",
    "2.50",
  ),
  rx(
    "medication.dose-value",
    "0.125",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/value",
    "0.125",
  ),
  rx(
    "medication.dose-value",
    "1e-3",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/value",
    "1e-3",
  ),
  rx(
    "medication.dose-value",
    "12345678901234567890.10",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/value",
    "12345678901234567890.10",
  ),
  rx("medication.dose-value", ".5", "/dosageInstruction/0/doseAndRate/0/doseQuantity/value", "0.5"),
  rx(
    "medication.dose-value",
    "1,200,000",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/_value/extension/0/valueString",
    '"1,200,000"',
  ),
  rx(
    "medication.dose-value",
    "!unknown",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/_value/extension/0/valueCode",
    '"unknown"',
  ),
  rx("medication.dose-max", "2", "/dosageInstruction/0/doseAndRate/0/doseRange/high/value", "2"),
  rx("medication.dose-unit", "mg", "/dosageInstruction/0/doseAndRate/0/doseQuantity/code", '"mg"'),
  rx(
    "medication.dose-unit",
    "mcg",
    "/dosageInstruction/0/doseAndRate/0/doseQuantity/unit",
    '"mcg"',
  ),
  rx("medication.dose-unit", "μg", "/dosageInstruction/0/doseAndRate/0/doseQuantity/unit", '"μg"'),
  rx("medication.route", "PO", "/dosageInstruction/0/route/coding/0/code", '"PO"'),
  rx("medication.route", "26643006", "/dosageInstruction/0/route/coding/0/code", '"26643006"'),
  rx("medication.frequency", "BID", "/dosageInstruction/0/timing/code/coding/0/code", '"BID"'),
  rx("medication.frequency", "Q12H", "/dosageInstruction/0/timing/code/text", '"Q12H"'),
  rx(
    "medication.frequency",
    "every other day",
    "/dosageInstruction/0/timing/code/text",
    '"every other day"',
  ),
  rx("medication.sig", "½ tablet", "/dosageInstruction/0/text", '"½ tablet"'),
  rx("medication.prn", "false", "/dosageInstruction/0/asNeededBoolean", "false"),
  rx(
    "medication.prn-reason",
    "for pain",
    "/dosageInstruction/0/asNeededCodeableConcept/text",
    '"for pain"',
  ),
  rx(
    "medication.start",
    "2026-01-03",
    "/dosageInstruction/0/timing/repeat/boundsPeriod/start",
    '"2026-01-03"',
  ),
  rx(
    "medication.stop",
    "2026-02-03",
    "/dosageInstruction/0/timing/repeat/boundsPeriod/end",
    '"2026-02-03"',
  ),
  rx("medication.status", "stopped", "/status", '"stopped"'),
  rx("medication.refills", "0", "/dispenseRequest/numberOfRepeatsAllowed", "0"),
  rx("medication.quantity", "12.50", "/dispenseRequest/quantity/value", "12.50"),
  rx("medication.identifier", "ZZT-R1", "/identifier/0/value", '"ZZT-R1"'),
  one(
    "medication.step-dose",
    "40",
    "/dosageInstruction/1/doseAndRate/0/doseQuantity/value",
    "40",
    "rx-1/step-1",
  ),
  rx("medication.strength", "5", "/contained/0/ingredient/0/strength/numerator/value", "5"),
  dx("problem.code", "E11.9", "/code/coding/0/code", '"E11.9"'),
  dx("problem.code", "E119", "/code/coding/0/code", '"E119"'),
  dx("problem.code", "239873007", "/code/coding/0/code", '"239873007"'),
  dx(
    "problem.code-system",
    "http://hl7.org/fhir/sid/icd-10-cm",
    "/code/coding/0/system",
    '"http://hl7.org/fhir/sid/icd-10-cm"',
  ),
  dx("problem.text", "Asthma", "/code/text", '"Asthma"'),
  dx("problem.onset", "2020", "/onsetDateTime", '"2020"'),
  dx("problem.clinical-status", "resolved", "/clinicalStatus/coding/0/code", '"resolved"'),
  dx("problem.verification", "confirmed", "/verificationStatus/coding/0/code", '"confirmed"'),
  one(
    "coverage.payer-name",
    "Workers' Comp – J&J",
    "/contained/0/name",
    '"Workers\' Comp – J&J"',
    "cov-1",
  ),
  one("coverage.payer-id", "0000", "/contained/0/identifier/0/value", '"0000"', "cov-1"),
  one("coverage.subscriber-name", "Ruiz", "/contained/0/name/0/family", '"Ruiz"', "cov-1"),
  one("coverage.subscriber-dob", "1951-02-03", "/contained/0/birthDate", '"1951-02-03"', "cov-1"),
  one("coverage.member-id", "W1234567801", "/subscriberId", '"W1234567801"', "cov-1"),
  one("coverage.policy-number", "P-1", "/identifier/0/value", '"P-1"', "cov-1"),
  one("coverage.group-number", "G-7", "/class/0/value", '"G-7"', "cov-1"),
  one("coverage.group-name", "Smith & Sons", "/class/0/name", '"Smith & Sons"', "cov-1"),
  one("coverage.payer-order", "2", "/order", "2", "cov-1"),
  one("coverage.relationship", "child", "/relationship/coding/0/code", '"child"', "cov-1"),
  one("coverage.start", "2025-01-01", "/period/start", '"2025-01-01"', "cov-1"),
  one("coverage.end", "2025-12-31", "/period/end", '"2025-12-31"', "cov-1"),
  one("coverage.status", "cancelled", "/status", '"cancelled"', "cov-1"),
  one("encounter.number", "ZZT-E1", "/identifier/0/value", '"ZZT-E1"', "enc-1"),
  one("encounter.class", "VR", "/class/code", '"VR"', "enc-1"),
  one("encounter.status", "in-progress", "/status", '"in-progress"', "enc-1"),
  one(
    "encounter.start",
    "2026-01-08T09:15:00-05:00",
    "/period/start",
    '"2026-01-08T09:15:00-05:00"',
    "enc-1",
  ),
  one("encounter.reason", "Follow-up", "/reasonCode/0/text", '"Follow-up"', "enc-1"),
  one(
    "provider.rendering",
    "9000000015",
    "/participant/0/individual/identifier/value",
    '"9000000015"',
    "enc-1",
  ),
  one(
    "appointment.start",
    "2026-03-08T02:30:00-05:00",
    "/start",
    '"2026-03-08T02:30:00-05:00"',
    "appt-1",
  ),
  one(
    "appointment.end",
    "2026-03-08T03:00:00-04:00",
    "/end",
    '"2026-03-08T03:00:00-04:00"',
    "appt-1",
  ),
  one("appointment.status", "noshow", "/status", '"noshow"', "appt-1"),
  one("appointment.duration", "45", "/minutesDuration", "45", "appt-1"),
  one("appointment.cancel-reason", "pat", "/cancelationReason/coding/0/code", '"pat"', "appt-1"),
  one("appointment.comment", "Ramp needed", "/comment", '"Ramp needed"', "appt-1"),
  one(
    "appointment.location",
    "room-3",
    "/participant/1/actor/identifier/value",
    '"room-3"',
    "appt-1",
  ),
  obs("7.0", "mmol/L", "/valueQuantity/value", "7.0"),
  obs("<0.01", "mg/dL", "/valueQuantity/value", "0.01"),
  obs("1:128", "titer", "/valueString", '"1:128"'),
  obs("hemolyzed", "g/dL", "/valueString", '"hemolyzed"'),
  one("result.value", "5.4", "/valueString", '"5.4"', "obs-1"),
  one(
    "result.value",
    "!not-performed",
    "/dataAbsentReason/coding/0/code",
    '"not-performed"',
    "obs-1",
  ),
  one("result.unit", "g/dL", "/valueQuantity/unit", '"g/dL"', "obs-1"),
  one("result.code", "2951-2", "/code/coding/0/code", '"2951-2"', "obs-1"),
  one("result.flag", "HH", "/interpretation/0/coding/0/code", '"HH"', "obs-1"),
  one("result.status", "corrected", "/status", '"corrected"', "obs-1"),
  one("result.reference-range", "3.5-5.1", "/referenceRange/0/text", '"3.5-5.1"', "obs-1"),
  one(
    "result.observed-time",
    "2026-03-04T23:30:00-08:00",
    "/effectiveDateTime",
    '"2026-03-04T23:30:00-08:00"',
    "obs-1",
  ),
  one(
    "result.note",
    "BP 120|80 ^ meds & labs ~ C:\\dir",
    "/note/0/text",
    '"BP 120|80 ^ meds & labs ~ C:\\\\dir"',
    "obs-1",
  ),
  one("vital.value", "82.50", "/valueQuantity/value", "82.50", "vit-1"),
  one("vital.unit", "[lb_av]", "/valueQuantity/code", '"[lb_av]"', "vit-1"),
];

/** What stands at a JSON pointer, read by the platform. */
function at(document: unknown, pointer: string): unknown {
  let here = document;
  for (const key of pointer.split("/").slice(1)) {
    here = here !== null && typeof here === "object" ? Reflect.get(here, key) : undefined;
  }
  return here;
}

describe("a value is written where FHIR R4 has its place", () => {
  test.each(literals)("%j → %s = %s", (rows, place, token) => {
    const { bytes, values } = encodeFhir(chartOf(...rows));
    const [field, entry] = rows[0] ?? ["", ""];
    const found = values.filter(({ value }) => value.field === field && value.entry === entry);
    expect(found.length).toBe(1);
    const where = found[0]?.at;
    const top = where?.place.split("/").slice(0, 4).join("/") ?? "";
    expect(where?.place.slice(top.length)).toBe(place);
    expect(textOfBytes(bytes, where?.start, where?.end)).toBe(token);
    expect(at(JSON.parse(textOfBytes(bytes)), where?.place ?? "")).toEqual(JSON.parse(token));
  });
});
