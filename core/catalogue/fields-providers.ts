import { row, sent } from "./field-row.ts";

/** Rows of the group "providers": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const providersFields = [
  row("provider.pcp", "Primary care provider", "providers", "front-desk", "reference", "reference", "0..*", "medium", 3,
    { hl7: "PD1-4.1", max: 15, fhir: "Patient.generalPractitioner", csv: "pcp_id", list: "provider.pcp" },
    sent.demographics, "PD1-3 (organization) lands in the same list. MDM carries no PD1."),
  row("provider.rendering", "Provider who sees the patient", "providers", "front-desk", "reference", "reference", "0..*", "high", 4,
    { hl7: "PV1-7.1", max: 15, fhir: "Encounter.participant[type=ATND].individual", csv: "rendering_provider_id", list: "encounter", mess: "provider.rendering" },
    sent.visit, "Rendering, supervising and scheduling resource collapse into attending (S-14)."),
  row("provider.supervising", "Supervising provider", "providers", "billing", "reference", "reference", "0..*", "high", 4,
    { hl7: "PV1-52.1 | ROL-4.1", max: 15, fhir: "Encounter.participant[type=SPRF].individual", csv: "supervising_provider_id", list: "encounter", mess: "provider.supervising" },
    sent.visit, "No dedicated PV1 field in 2.5.1. PV1-52 becomes a generic participant (PART); role only if ROL is sent. The FHIR type code for a supervisor (here SPRF) is local choice: write it in the mapping document."),
  row("provider.referring", "Referring provider", "providers", "front-desk", "reference", "reference", "0..*", "high", 4,
    { hl7: "PV1-8.1", max: 15, fhir: "Encounter.participant[type=REF].individual", csv: "referring_provider_id", list: "encounter" },
    sent.visit, "Second repetition lost; rural referrer has no local ID."),
  row("provider.scheduling-resource", "Whose calendar the visit is on", "providers", "front-desk", "reference", "reference", "1..*", "high", 4,
    { hl7: "AIP-3.1 | AIG-3.1", max: 15, fhir: "Appointment.participant.actor", csv: "schedule_resource", list: "appointment", mess: "appt[].participants" },
    sent.schedule, "A room or a nurse calendar read as the provider."),
  row("provider.npi", "Provider NPI", "providers", "billing", "identifier", "identifier", "0..1", "high", 4,
    { hl7: "PV1-7[13=NPI].1", max: 15, fhir: "Practitioner.identifier[system=us-npi].value", csv: "provider_npi", list: "encounter", sharesWith: "provider.rendering", mess: "provider.npi" },
    sent.visit, "10 digits with check digit; several IDs for one person are XCN repetitions, read as several providers. Our references name a provider by this number, so it stands in the provider rows."),
  row("provider.name", "Provider name", "providers", "front-desk", "name", "text.name", "0..1", "low", 2,
    { hl7: "PV1-7.2.1", max: 50, fhir: "Practitioner.name.family", csv: "provider_last_name", list: "encounter" },
    sent.visit, "XCN.2 is FN; ID empty, name only: creates a new Practitioner each time."),
];
