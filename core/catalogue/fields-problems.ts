import { row, sent } from "./field-row.ts";

/** Rows of the group "problems": one paragraph each, so that the table stays a table. */
// prettier-ignore
export const problemsFields = [
  row("problem.code", "Diagnosis code", "problems", "billing", "code", "code", "0..*", "high", 4,
    { hl7: "DG1-3.1", max: 20, fhir: "Condition.code.coding.code", csv: "dx_code", list: "problem", mess: "prob[].code" },
    sent.problem, "ICD-10-CM with or without the dot; ICD to SNOMED CT one-to-many; laterality digit lost."),
  row("problem.code-system", "Diagnosis code list", "problems", "billing", "code", "code", "0..*", "high", 4,
    { hl7: "DG1-3.3", max: 20, fhir: "Condition.code.coding.system", csv: "dx_code_system", list: "problem" },
    sent.problem, "I10, I10C, ICD10CM spellings. DG1-2 and DG1-3.3 disagree."),
  row("problem.text", "Diagnosis in words", "problems", "nurse", "text", "text", "0..1", "high", 4,
    { hl7: "DG1-4 | DG1-3.2", max: 40, fhir: "Condition.code.text", csv: "dx_text", list: "problem", mess: "prob[].text" },
    sent.problem, "DG1-4 is 40 long, DG1-3.2 199; DG1-4 wins in the map."),
  row("problem.onset", "Since when", "problems", "nurse", "date", "date", "0..1", "medium", 3,
    { hl7: "DG1-5.1", max: 24, fhir: "Condition.onsetDateTime", csv: "dx_onset", list: "problem", mess: "prob[].onset" },
    sent.problem, "Diagnosis date taken for onset date."),
  row("problem.clinical-status", "Active or resolved", "problems", "nurse", "code", "status", "0..1", "high", 4,
    { hl7: "PRB-14.1", max: 20, fhir: "Condition.clinicalStatus", csv: "dx_status", list: "problem", mess: "prob[].status" },
    sent.problemStatus, "Hole: DG1 has none; PRB only in PPR messages. Resolved problem shows active. con-3/con-4 constraints."),
  row("problem.rank", "Order of diagnoses", "problems", "billing", "code", "code", "0..1", "high", 3,
    { hl7: "DG1-15", max: 2, fhir: "Encounter.diagnosis.rank", csv: "dx_rank", list: "problem" },
    sent.snapshot, "R4 ranks the diagnoses of a visit; a chart without one needs an extension. Segment order instead of rank; claim pointers then point wrong."),
  row("problem.verification", "Confirmed, refuted, entered in error", "problems", "nurse", "code", "status", "0..1", "high", 4,
    { fhir: "Condition.verificationStatus", csv: "dx_verification", list: "problem" },
    sent.none, "Hole in DG1."),
  row("problem.identifier", "Diagnosis entry ID", "problems", "nurse", "identifier", "identifier", "0..1", "high", 4,
    { hl7: "DG1-20.1", max: 199, fhir: "Condition.identifier.value", csv: "dx_id", list: "problem" },
    sent.problem, "DG1-21 action codes only work with it; without it DG1 is snapshot."),
];
