import type { MessageFormat } from "../../api/calls/people.ts";

/** The formats by which records travel, as the screens name them. */
export const formatWords: Readonly<Record<MessageFormat, string>> = {
  fhir: "FHIR",
  hl7: "HL7",
  csv: "CSV",
};
