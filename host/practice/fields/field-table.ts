import { furtherFields } from "./further-fields.ts";
import { field } from "./practice-field.ts";
import type { FieldKind, PracticeField } from "./practice-field.ts";

const medication = "medicationCodeableConcept";
const dose = "dosageInstruction";

/**
 * The practice's own list of fields: where each stands in FHIR R4 (4.0.1), written from the
 * standard's resource pages. It is not generated from, nor checked against, anything of the
 * workbench.
 */
export const practiceFields: readonly PracticeField[] = [
  field("patient.identifier.mrn", "identifier", "Patient", "identifier[type=MR].value"),
  field("patient.identifier.mrn-authority", "system", "Patient", "identifier[type=MR].system"),
  field("patient.identifier.legacy", "identifier", "Patient", "identifier[use=old].value"),
  field(
    "patient.identifier.ssn",
    "identifier",
    "Patient",
    "identifier[system=http://hl7.org/fhir/sid/us-ssn].value",
  ),
  field("patient.identifier.drivers-license", "identifier", "Patient", "identifier[type=DL].value"),
  field("patient.identifier.mbi", "identifier", "Patient", "identifier[type=MC].value"),
  field("patient.active", "boolean", "Patient", "active"),
  field("patient.name.family", "name", "Patient", "name[use=official].family"),
  field("patient.name.given", "name", "Patient", "name[use=official].given[0]"),
  field("patient.name.middle", "name", "Patient", "name[use=official].given[1]"),
  field("patient.name.suffix", "text", "Patient", "name[use=official].suffix"),
  field("patient.name.prefix", "text", "Patient", "name[use=official].prefix"),
  field("patient.name.maiden", "name", "Patient", "name[use=maiden].family"),
  field(
    "patient.name.alias",
    "name",
    "Patient",
    "name[use!=official,use!=maiden,use!=nickname].family",
  ),
  field("patient.name.preferred", "name", "Patient", "name[use=nickname].given"),
  field("patient.name.text", "text", "Patient", "name.text"),
  field("patient.birth-date", "date", "Patient", "birthDate"),
  field("patient.multiple-birth", "boolean", "Patient", "multipleBirthBoolean"),
  field("patient.deceased", "boolean", "Patient", "deceasedBoolean"),
  field("patient.death-date", "datetime", "Patient", "deceasedDateTime"),
  field("patient.sex", "code", "Patient", "gender"),
  field("patient.marital-status", "code", "Patient", "maritalStatus.coding.code"),
  field(
    "patient.language",
    "code",
    "Patient",
    "communication.language.coding.code",
    "communication.language.text",
  ),
  field("patient.address.line1", "address", "Patient", "address[type!=postal].line[0]"),
  field("patient.address.line2", "address", "Patient", "address[type!=postal].line[1]"),
  field("patient.address.city", "address", "Patient", "address[type!=postal].city"),
  field("patient.address.state", "code", "Patient", "address[type!=postal].state"),
  field("patient.address.postal-code", "identifier", "Patient", "address[type!=postal].postalCode"),
  field("patient.address.county", "text", "Patient", "address[type!=postal].district"),
  field("patient.address.country", "code", "Patient", "address[type!=postal].country"),
  field("patient.address.mailing", "address", "Patient", "address[type=postal].line[0]"),
  field("patient.telecom.home", "phone", "Patient", "telecom[system=phone,use=home].value"),
  field("patient.telecom.mobile", "phone", "Patient", "telecom[system=phone,use=mobile].value"),
  field("patient.telecom.work", "phone", "Patient", "telecom[system=phone,use=work].value"),
  field("patient.telecom.email", "email", "Patient", "telecom[system=email].value"),
  field("contact.name", "name", "Patient", "contact.name.family"),
  field("contact.phone", "phone", "Patient", "contact.telecom.value"),
  field("contact.relationship", "code", "Patient", "contact.relationship.coding.code"),

  field("allergy.substance", "text", "AllergyIntolerance", "code.text"),
  field("allergy.code", "code", "AllergyIntolerance", "code.coding.code"),
  field("allergy.code-system", "system", "AllergyIntolerance", "code.coding.system"),
  field("allergy.clinical-status", "code", "AllergyIntolerance", "clinicalStatus.coding.code"),
  field("allergy.verification", "code", "AllergyIntolerance", "verificationStatus.coding.code"),
  field("allergy.criticality", "code", "AllergyIntolerance", "criticality"),
  field("allergy.reaction", "text", "AllergyIntolerance", "reaction.manifestation.text"),
  field("allergy.reaction-severity", "code", "AllergyIntolerance", "reaction.severity"),
  field("allergy.onset", "date", "AllergyIntolerance", "onsetDateTime"),
  field("allergy.type", "code", "AllergyIntolerance", "type"),
  field("allergy.category", "code", "AllergyIntolerance", "category"),
  field("allergy.identifier", "identifier", "AllergyIntolerance", "identifier.value"),

  field("medication.name", "text", "MedicationRequest", `${medication}.text`),
  field("medication.code", "code", "MedicationRequest", `${medication}.coding.code`),
  field("medication.code-system", "system", "MedicationRequest", `${medication}.coding.system`),
  field(
    "medication.dose-value",
    "decimal",
    "MedicationRequest",
    `${dose}.doseAndRate.doseQuantity.value`,
  ),
  field(
    "medication.dose-unit",
    "code",
    "MedicationRequest",
    `${dose}.doseAndRate.doseQuantity.code`,
  ),
  field(
    "medication.route",
    "code",
    "MedicationRequest",
    `${dose}.route.coding.code`,
    `${dose}.route.text`,
  ),
  field(
    "medication.frequency",
    "code",
    "MedicationRequest",
    `${dose}.timing.code.coding.code`,
    `${dose}.timing.code.text`,
  ),
  field("medication.sig", "text", "MedicationRequest", `${dose}.text`),
  field("medication.prn", "boolean", "MedicationRequest", `${dose}.asNeededBoolean`),
  field(
    "medication.start",
    "datetime",
    "MedicationRequest",
    `${dose}.timing.repeat.boundsPeriod.start`,
  ),
  field(
    "medication.stop",
    "datetime",
    "MedicationRequest",
    `${dose}.timing.repeat.boundsPeriod.end`,
  ),
  field("medication.status", "code", "MedicationRequest", "status"),
  field(
    "medication.refills",
    "code",
    "MedicationRequest",
    "dispenseRequest.numberOfRepeatsAllowed",
  ),
  field("medication.identifier", "identifier", "MedicationRequest", "identifier.value"),

  field("problem.code", "code", "Condition", "code.coding.code"),
  field("problem.code-system", "system", "Condition", "code.coding.system"),
  field("problem.text", "text", "Condition", "code.text"),
  field("problem.onset", "date", "Condition", "onsetDateTime"),
  field("problem.clinical-status", "code", "Condition", "clinicalStatus.coding.code"),
  field("problem.verification", "code", "Condition", "verificationStatus.coding.code"),
  field("problem.identifier", "identifier", "Condition", "identifier.value"),

  field("coverage.payer-name", "text", "Coverage", "contained[resourceType=Organization].name"),
  field(
    "coverage.payer-id",
    "identifier",
    "Coverage",
    "contained[resourceType=Organization].identifier.value",
  ),
  field("coverage.type", "code", "Coverage", "type.coding.code", "type.text"),
  field("coverage.member-id", "identifier", "Coverage", "subscriberId"),
  field("coverage.status", "code", "Coverage", "status"),
  field("coverage.group-name", "text", "Coverage", "class[type=group].name"),
  field("coverage.policy-number", "identifier", "Coverage", "identifier.value"),
  field("coverage.group-number", "identifier", "Coverage", "class[type=group].value"),
  field("coverage.payer-order", "code", "Coverage", "order"),
  field(
    "coverage.subscriber-name",
    "name",
    "Coverage",
    "contained[resourceType=RelatedPerson].name.family",
  ),
  field(
    "coverage.subscriber-dob",
    "date",
    "Coverage",
    "contained[resourceType=RelatedPerson].birthDate",
  ),
  field("coverage.relationship", "code", "Coverage", "relationship.coding.code"),
  field("coverage.start", "date", "Coverage", "period.start"),
  field("coverage.end", "date", "Coverage", "period.end"),

  field("encounter.number", "identifier", "Encounter", "identifier.value"),
  field("encounter.class", "code", "Encounter", "class.code"),
  field("encounter.status", "code", "Encounter", "status"),
  field(
    "encounter.location",
    "text",
    "Encounter",
    "location.location.display",
    "location.location.identifier.value",
  ),
  field("encounter.start", "datetime", "Encounter", "period.start"),
  field("encounter.end", "datetime", "Encounter", "period.end"),
  field("encounter.reason", "text", "Encounter", "reasonCode.text"),

  field("appointment.identifier", "identifier", "Appointment", "identifier.value"),
  field("appointment.status", "code", "Appointment", "status"),
  field("appointment.start", "datetime", "Appointment", "start"),
  field("appointment.end", "datetime", "Appointment", "end"),
  field("appointment.reason", "text", "Appointment", "reasonCode.text"),
  field("appointment.duration", "decimal", "Appointment", "minutesDuration"),
  field(
    "appointment.cancel-reason",
    "code",
    "Appointment",
    "cancelationReason.coding.code",
    "cancelationReason.text",
  ),

  field("result.code", "code", "Observation", "code.coding.code"),
  field("result.value", "decimal", "Observation", "valueQuantity.value"),
  field("result.value-text", "text", "Observation", "valueString"),
  field("result.unit", "code", "Observation", "valueQuantity.code"),
  field("result.flag", "code", "Observation", "interpretation.coding.code"),
  field("result.status", "code", "Observation", "status"),
  field("result.observed-time", "datetime", "Observation", "effectiveDateTime"),
  field("result.note", "text", "Observation", "note.text"),
  field("result.identifier", "identifier", "Observation", "identifier.value"),
  field("result.reference-range", "text", "Observation", "referenceRange.text"),

  ...furtherFields,
];

/** Ids of all fields of the given kinds. */
export function fieldsOfKind(...kinds: readonly FieldKind[]): readonly string[] {
  return practiceFields.filter((row) => kinds.includes(row.kind)).map((row) => row.id);
}

/** Whether a pattern (`patient.telecom.*`, `*` = one or more segments) names this field. */
export function fieldMatches(pattern: string, id: string): boolean {
  if (pattern === id || pattern === "*") return true;
  if (!pattern.includes("*")) return false;
  const source = pattern
    .split("*")
    .map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"))
    .join(".+");
  return new RegExp(`^${source}$`).test(id);
}
