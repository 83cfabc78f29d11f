import { field } from "./practice-field.ts";
import type { PracticeField } from "./practice-field.ts";

function related(id: string, code: string): PracticeField {
  const row = field(id, "name", "RelatedPerson", "name.family");
  return { ...row, where: { element: "relationship", code } };
}

/** SNOMED CT: laboratory procedure, patient referral. */
const categories = { order: "108252007", referral: "3457005" } as const;

function requested(kind: keyof typeof categories, row: PracticeField): PracticeField {
  return { ...row, where: { element: "category", code: categories[kind] } };
}

/**
 * Where the fields of orders, notes, charges and people around the patient stand in FHIR R4 (4.0.1).
 * The text of a note is base64, so no fault of this table reaches it.
 */
export const furtherFields: readonly PracticeField[] = [
  field(
    "patient.account-number",
    "identifier",
    "Account",
    "identifier[system!=urn:crosschart:uuid].value",
  ),
  related("guardian.name", "GUARD"),
  related("proxy.name", "DELEGATEE"),
  related("guarantor.name", "GT"),
  field("proxy.until", "date", "Consent", "provision.period.end"),
  field("proxy.scope", "code", "Consent", "provision.code.coding.code", "provision.code.text"),
  field("guardian.consent-authority", "text", "Consent", "performer.identifier.value"),
  field(
    "consent.identifier",
    "identifier",
    "Consent",
    "identifier[system!=urn:crosschart:uuid].value",
  ),
  field("consent.date", "datetime", "Consent", "dateTime"),
  field("immunization.identifier", "identifier", "Immunization", "identifier.value"),
  field("immunization.code", "code", "Immunization", "vaccineCode.coding.code"),
  field("immunization.date", "date", "Immunization", "occurrenceDateTime"),
  field("immunization.status", "code", "Immunization", "status"),
  field("immunization.lot", "text", "Immunization", "lotNumber"),
  field("immunization.manufacturer", "text", "Immunization", "manufacturer.identifier.value"),
  field("immunization.site", "code", "Immunization", "site.coding.code", "site.text"),
  field("order.placer-number", "identifier", "ServiceRequest", "identifier[type=PLAC].value"),
  field("order.filler-number", "identifier", "ServiceRequest", "identifier[type=FILL].value"),
  field("order.code", "code", "ServiceRequest", "code.coding.code", "code.text"),
  requested("order", field("order.status", "code", "ServiceRequest", "status")),
  requested("referral", field("referral.status", "code", "ServiceRequest", "status")),
  field("order.priority", "code", "ServiceRequest", "priority"),
  field("order.note", "text", "ServiceRequest", "note.text"),
  field("order.reason", "code", "ServiceRequest", "reasonCode.coding.code"),
  field("order.encounter", "identifier", "ServiceRequest", "encounter.identifier.value"),
  field(
    "referral.identifier",
    "identifier",
    "ServiceRequest",
    "identifier[type!=PLAC,type!=FILL].value",
  ),
  field("referral.reason", "text", "ServiceRequest", "reasonCode.text"),
  field("referral.to", "identifier", "ServiceRequest", "performer.identifier.value"),
  field("result.accession", "identifier", "DiagnosticReport", "identifier[type=ACSN].value"),
  field("result.report-status", "code", "DiagnosticReport", "status"),
  field("result.reported-time", "datetime", "DiagnosticReport", "issued"),
  field("note.identifier", "identifier", "DocumentReference", "identifier.value"),
  field("note.type", "code", "DocumentReference", "type.coding.code", "type.text"),
  field("note.date", "datetime", "DocumentReference", "date"),
  field("note.status", "code", "DocumentReference", "docStatus"),
  field("note.availability", "code", "DocumentReference", "status"),
  field("note.author", "provider", "DocumentReference", "author.identifier.value"),
  field("note.confidentiality", "code", "DocumentReference", "securityLabel.coding.code"),
  field("note.encounter", "identifier", "DocumentReference", "context.encounter.identifier.value"),
  field("charge.identifier", "identifier", "Claim", "identifier.value"),
  field("charge.date", "date", "Claim", "item.servicedDate"),
  field(
    "charge.procedure",
    "code",
    "Claim",
    "item.productOrService.coding.code",
    "item.productOrService.text",
  ),
  field("charge.modifier", "code", "Claim", "item.modifier.coding.code", "item.modifier.text"),
  field("charge.units", "decimal", "Claim", "item.quantity.value"),
  field("charge.amount", "decimal", "Claim", "item.net.value"),
  field("charge.diagnosis", "code", "Claim", "diagnosis.diagnosisCodeableConcept.coding.code"),
  field("charge.rendering-provider", "provider", "Claim", "careTeam.provider.identifier.value"),
  field("charge.place-of-service", "code", "Claim", "item.locationCodeableConcept.coding.code"),
  field("provider.pcp", "provider", "Patient", "generalPractitioner.identifier.value"),
  field("provider.rendering", "provider", "Encounter", "participant.individual.identifier.value"),
  field("medication.prescriber", "provider", "MedicationRequest", "requester.identifier.value"),
  field("order.provider", "provider", "ServiceRequest", "requester.identifier.value"),
  field("charge.encounter", "identifier", "Claim", "item.encounter.identifier.value"),
];
