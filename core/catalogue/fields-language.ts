import { row, sent } from "./field-row.ts";

/** Rows of the group "language": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const languageFields = [
  row("patient.language", "Language we speak with the patient", "language", "front-desk", "code", "code", "0..*", "high", 3,
    { hl7: "PID-15.1", max: 20, fhir: "Patient.communication.language", csv: "language", list: "language", mess: "pat.lang" },
    sent.patient, "v2 carries one, FHIR many. ISO 639-2 three-letter versus BCP-47 two-letter; \"spa\" versus \"es\"."),
  row("patient.interpreter-required", "Needs an interpreter", "language", "front-desk", "boolean", "boolean", "0..1", "high", 3,
    { fhir: "Patient.extension[patient-interpreterRequired].valueBoolean", csv: "interpreter", mess: "pat.interp" },
    sent.none, "Hole in v2.5.1: hidden in a Z segment or in the SIU comment (NTE-3); ADT has no NTE."),
  row("patient.language-preferred", "Preferred language", "language", "front-desk", "boolean", "boolean", "0..1 per language", "medium", 3,
    { fhir: "Patient.communication.preferred", csv: "language_preferred", list: "language" },
    sent.none, "Hole: set only by local agreement that PID-15 is the preferred one."),
];
