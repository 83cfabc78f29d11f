import { row, sent } from "./field-row.ts";

/** Rows of the group "record": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const recordFields = [
  row("record.last-updated", "Last changed", "record", "front-desk", "datetime", "instant", "0..1", "high", 3,
    { hl7: "PID-33.1", max: 24, csv: "last_updated" },
    sent.patient, "PID-33 reaches Provenance.occurred only, never Patient; lastUpdated is the server's own time and cannot be set by the client: not comparable with source time."),
  row("record.version", "Version of the record", "record", "front-desk", "text", "text", "1..1", "high", 3,
    { csv: "version" },
    sent.none, "Hole on both sides: in R4 the server gives versionId, and what a client sends is passed over. v2 has no stale-write protection, so order of MSH-7/EVN-2 must be checked."),
  row("record.entered-by", "Who entered it", "record", "privacy", "reference", "reference", "0..*", "medium", 2,
    { hl7: "EVN-5.1", max: 15, fhir: "Provenance.agent.who", csv: "entered_by" },
    sent.event, "Integration account hides the person; audit gap (S-19, S-20)."),
  row("record.security-label", "Security label", "record", "privacy", "code", "code", "0..*", "critical", 5,
    { fhir: "Patient.meta.security", csv: "security_label" },
    sent.none, "Hole: ORC-28 labels one order, and PV2-22 of a visit says only yes or no. Label kept on one resource, missing on its children."),
];
