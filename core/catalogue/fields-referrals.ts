import { row, sent } from "./field-row.ts";

/** Rows of the group "referrals": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const referralsFields = [
  row("referral.identifier", "Referral number", "referrals", "front-desk", "identifier", "identifier", "1..1", "high", 3,
    { hl7: "RF1-6.1", max: 30, fhir: "ServiceRequest.identifier.value", csv: "referral_id", list: "referral" },
    sent.referral, "Hole: RF1 has no published map. Length 30."),
  row("referral.status", "Referral status", "referrals", "front-desk", "code", "status", "0..1", "high", 3,
    { hl7: "RF1-1.1", max: 20, fhir: "ServiceRequest.status", csv: "referral_status", list: "referral" },
    sent.referral, "A, E, P, R versus draft, active, completed, revoked: \"accepted\" has no equal; Task.status fits better. No published v2-to-FHIR map for RF1-1."),
  row("referral.reason", "Reason for referral", "referrals", "front-desk", "text", "text", "0..*", "high", 2,
    { hl7: "RF1-10.2", max: 199, fhir: "ServiceRequest.reasonCode.text", csv: "referral_reason", list: "referral" },
    sent.referral, "Free-text in one clinic, code in another (S-12). No published v2-to-FHIR map for RF1-10."),
  row("referral.from", "Referring practice (rural clinic)", "referrals", "front-desk", "reference", "reference", "0..1", "high", 3,
    { hl7: "PRD-7[1=RP].1", max: 20, fhir: "ServiceRequest.requester", csv: "referral_from", list: "referral" },
    sent.referral, "External provider unknown to the EMR: dropped or mapped to a default. No published v2-to-FHIR map for PRD-7."),
  row("referral.to", "Referred to", "referrals", "front-desk", "reference", "reference", "0..*", "high", 3,
    { hl7: "PRD-7[1=RT].1", max: 20, fhir: "ServiceRequest.performer", csv: "referral_to", list: "referral" },
    sent.referral, "From and to swapped. No published v2-to-FHIR map for PRD-7."),
  row("referral.authorization", "Authorization and visits allowed", "referrals", "billing", "identifier", "identifier", "0..1", "medium", 3,
    { hl7: "AUT-6.1", max: 30, fhir: "ServiceRequest.insurance.preAuthRef", csv: "referral_auth", list: "referral" },
    sent.referral, "The request names a ClaimResponse as its insurance, which has the number. Number moves, visit count (AUT-9, length 2) stays behind. No published v2-to-FHIR map for AUT-6."),
];
