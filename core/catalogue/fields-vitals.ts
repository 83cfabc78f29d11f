import { row, sent } from "./field-row.ts";

/** Rows of the group "vitals": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const vitalsFields = [
  row("vital.code", "What was measured", "vitals", "nurse", "code", "code", "1..1", "critical", 5,
    { hl7: "OBX-3.1", max: 20, fhir: "Observation[category=vital-signs].code.coding.code", csv: "vital_code", list: "vital" },
    sent.result, "Systolic and diastolic swapped, or folded into one text."),
  row("vital.value", "Measured value", "vitals", "nurse", "decimal-quantity", "decimal", "0..1", "critical", 5,
    { hl7: "OBX-5", max: 16, fhir: "Observation[category=vital-signs].valueQuantity.value", csv: "vital_value", list: "vital", mess: "vital[].value" },
    sent.result, "Pounds taken for kilograms, inches for centimetres: a dose is computed from it."),
  row("vital.unit", "Unit of the measurement", "vitals", "nurse", "code", "code", "0..1", "critical", 5,
    { hl7: "OBX-6.1", max: 20, fhir: "Observation[category=vital-signs].valueQuantity.code", csv: "vital_unit", list: "vital", mess: "vital[].unit" },
    sent.result, "lb, kg and g; F and C."),
  row("vital.time", "Measured at", "vitals", "nurse", "datetime", "instant", "0..1", "high", 4,
    { hl7: "OBX-14.1", max: 24, fhir: "Observation[category=vital-signs].effectiveDateTime", csv: "vital_time", list: "vital" },
    sent.result, "An old weight shown as today's."),
  row("vital.status", "State of the measurement", "vitals", "nurse", "code", "status", "1..1", "critical", 5,
    { hl7: "OBX-11", max: 1, fhir: "Observation[category=vital-signs].status", csv: "vital_status", list: "vital" },
    sent.result, "A withdrawn value still shown."),
  row("vital.identifier", "Measurement ID", "vitals", "nurse", "identifier", "identifier", "0..1", "high", 4,
    { hl7: "OBX-21.1", max: 199, fhir: "Observation[category=vital-signs].identifier.value", csv: "vital_id", list: "vital" },
    sent.result, "Without it every resend is one measurement more."),
];
