import { row, sent } from "./field-row.ts";

/** Rows of the group "immunizations": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const immunizationsFields = [
  row("immunization.code", "Vaccine", "immunizations", "nurse", "code", "code", "1..1", "high", 4,
    { hl7: "RXA-5.1", max: 20, fhir: "Immunization.vaccineCode", csv: "vax_code", list: "immunization" },
    sent.vaccine, "CVX and NDC both; leading zero of CVX (08) lost."),
  row("immunization.date", "Given on", "immunizations", "nurse", "date", "date", "1..1", "high", 4,
    { hl7: "RXA-3.1", max: 24, fhir: "Immunization.occurrenceDateTime", csv: "vax_date", list: "immunization" },
    sent.vaccine, "Month-only history dates; day shift."),
  row("immunization.status", "Given, refused, not done, deleted", "immunizations", "nurse", "code", "status", "1..1", "high", 4,
    { hl7: "RXA-20 | RXA-21", max: 2, fhir: "Immunization.status", csv: "vax_status", list: "immunization" },
    sent.vaccine, "RXA-21=D must give entered-in-error; missing status defaults to completed."),
  row("immunization.lot", "Lot number", "immunizations", "nurse", "text", "text", "0..1", "medium", 3,
    { hl7: "RXA-15", max: 20, fhir: "Immunization.lotNumber", csv: "vax_lot", list: "immunization", mess: "imm[].lot" },
    sent.vaccine, "v2 repeats, FHIR one. Length 20."),
  row("immunization.manufacturer", "Manufacturer", "immunizations", "nurse", "code", "code", "0..1", "low", 2,
    { hl7: "RXA-17.1", max: 20, fhir: "Immunization.manufacturer", csv: "vax_manufacturer", list: "immunization" },
    sent.vaccine, "MVX code becomes an Organization."),
  row("immunization.site", "Body site", "immunizations", "nurse", "code", "code", "0..1", "medium", 3,
    { hl7: "RXR-2.1", max: 20, fhir: "Immunization.site", csv: "vax_site", list: "immunization" },
    sent.vaccine, "Left/right."),
  row("immunization.identifier", "Vaccination entry ID", "immunizations", "nurse", "identifier", "identifier", "0..1", "medium", 3,
    { hl7: "ORC-3.1", max: 22, fhir: "Immunization.identifier.value", csv: "vax_id", list: "immunization" },
    sent.vaccine, "RXA has no identifier; the filler number of its order is it. Empty ORC-3: a resend doubles the vaccination."),
];
