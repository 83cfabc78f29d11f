/** The resource types that the practice's servers hold. */
export const resourceTypes = [
  "Patient",
  "RelatedPerson",
  "Practitioner",
  "Organization",
  "Location",
  "AllergyIntolerance",
  "MedicationRequest",
  "MedicationStatement",
  "Condition",
  "Coverage",
  "Account",
  "Encounter",
  "Appointment",
  "Observation",
  "Immunization",
  "DiagnosticReport",
  "ServiceRequest",
  "DocumentReference",
  "Consent",
  "ChargeItem",
  "Claim",
  "Provenance",
] as const;

export function isResourceType(text: string): boolean {
  return resourceTypes.some((type) => type === text);
}

/** R4 datatype id. */
export const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
