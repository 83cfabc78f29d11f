import { row, sent } from "./field-row.ts";

/** Rows of the group "orders": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const ordersFields = [
  row("order.code", "What is ordered", "orders", "nurse", "code", "code", "1..1", "high", 4,
    { hl7: "OBR-4.1", max: 20, fhir: "ServiceRequest.code", csv: "order_code", list: "order", mess: "order[].code" },
    sent.order, "Local code without LOINC; panel versus single test."),
  row("order.placer-number", "Our order number", "orders", "nurse", "identifier", "identifier", "0..1", "high", 4,
    { hl7: "ORC-2.1", max: 22, fhir: "ServiceRequest.identifier[type=PLAC].value", csv: "order_no", list: "order" },
    sent.order, "ORC-2 and OBR-2 may differ. Whole field 22."),
  row("order.status", "Order status", "orders", "nurse", "code", "status", "1..1", "high", 4,
    { hl7: "ORC-5", max: 2, fhir: "ServiceRequest.status", csv: "order_status", list: "order" },
    sent.order, "CA, DC and RP all become revoked; A has no target. Empty ORC-5: derived from ORC-1."),
  row("order.priority", "Routine or urgent", "orders", "nurse", "code", "status", "0..1", "high", 4,
    { hl7: "OBR-5 | TQ1-9.1", max: 2, fhir: "ServiceRequest.priority", csv: "order_priority", list: "order" },
    sent.order, "S, A, R versus stat, asap, routine; default routine hides STAT. ORM_O01 lacks TQ1; 0485 has no urgent."),
  row("order.provider", "Ordering provider", "orders", "nurse", "reference", "reference", "0..1", "high", 4,
    { hl7: "ORC-12.1", max: 15, fhir: "ServiceRequest.requester", csv: "ordering_provider_id", list: "order" },
    sent.order, "Map goes through PractitionerRole; OBR-16 used only when ORC-12 empty."),
  row("order.note", "Order comment", "orders", "nurse", "text", "text.note", "0..*", "medium", 4,
    { hl7: "NTE-3", max: 65536, fhir: "ServiceRequest.note.text", csv: "order_note", list: "order" },
    sent.order, "NTE position decides its owner; dropped NTE (S-9); line breaks."),
  row("order.filler-number", "Lab's order number", "orders", "nurse", "identifier", "identifier", "0..1", "medium", 3,
    { hl7: "ORC-3.1", max: 22, fhir: "ServiceRequest.identifier[type=FILL].value", csv: "filler_no", list: "order" },
    sent.order, "Placer and filler swapped."),
  row("order.reason", "Reason for the order", "orders", "nurse", "code", "code", "0..*", "medium", 3,
    { hl7: "OBR-31.1", max: 20, fhir: "ServiceRequest.reasonCode", csv: "order_reason", list: "order" },
    sent.order, "DG1 under the order is not reason."),
  row("order.encounter", "Visit the order belongs to", "orders", "nurse", "reference", "reference", "0..1", "medium", 3,
    { hl7: "PV1-19.1", max: 15, fhir: "ServiceRequest.encounter", csv: "order_visit_no", list: "order", mess: "order[].encounter" },
    sent.order, "Of two visits on one day the order lands in the other one (S-12, S-14)."),
];
