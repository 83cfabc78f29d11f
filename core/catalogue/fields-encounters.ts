import { row, sent } from "./field-row.ts";

/** Rows of the group "encounters": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const encountersFields = [
  row("encounter.number", "Visit number", "encounters", "front-desk", "identifier", "identifier", "0..1", "high", 4,
    { hl7: "PV1-19.1", max: 15, fhir: "Encounter.identifier[type=VN].value", csv: "visit_no", list: "encounter", mess: "enc[].number" },
    sent.visit, "PV1-50 and PID-18 used for it too."),
  row("encounter.class", "Kind of visit", "encounters", "front-desk", "code", "code", "1..1", "high", 4,
    { hl7: "PV1-2", max: 1, fhir: "Encounter.class", csv: "visit_class", list: "encounter" },
    sent.visit, "O is AMB; no v2.5.1 code for telehealth (VR)."),
  row("encounter.status", "Visit status", "encounters", "front-desk", "code", "status", "1..1", "high", 4,
    { fhir: "Encounter.status", csv: "visit_status", list: "encounter", mess: "enc[].status" },
    sent.none, "Derived from PV1-2 and PV1-45: in-progress until a discharge time comes. Cancelled visit (A11) stays open."),
  row("encounter.location", "Clinic / department", "encounters", "front-desk", "reference", "reference", "0..1", "high", 3,
    { hl7: "PV1-3.1", max: 20, fhir: "Encounter.location.location", csv: "visit_location", list: "encounter" },
    sent.visit, "PL components 20 each, field 80."),
  row("encounter.start", "Visit start", "encounters", "front-desk", "datetime", "instant", "0..1", "high", 4,
    { hl7: "PV1-44.1", max: 24, fhir: "Encounter.period.start", csv: "visit_start", list: "encounter", mess: "enc[].start" },
    sent.visitStart, "Zone; check-in versus roomed time."),
  row("encounter.account", "Account of the visit", "encounters", "billing", "reference", "reference", "0..1", "high", 4,
    { hl7: "PID-18.1", max: 15, fhir: "Encounter.account", csv: "visit_account", list: "encounter" },
    sent.visit, "Charge to a closed or merged account."),
  row("encounter.end", "Visit end", "encounters", "front-desk", "datetime", "instant", "0..1", "medium", 3,
    { hl7: "PV1-45.1", max: 24, fhir: "Encounter.period.end", csv: "visit_end", list: "encounter" },
    sent.visitEnd, "Sets status finished."),
  row("encounter.reason", "Reason for visit", "encounters", "front-desk", "text", "text", "0..*", "low", 2,
    { hl7: "PV2-3.2", max: 199, fhir: "Encounter.reasonCode.text", csv: "visit_reason", list: "encounter" },
    sent.visit, "PV2-12 goes to narrative text."),
];
