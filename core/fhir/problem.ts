import { codings, concept } from "./concept.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { patientReference, primitive } from "./slot.ts";
import { systems } from "./systems.ts";

/** Condition (R4 9.2). */
export const problemShape: ResourceShape = {
  type: "Condition",
  list: "problem",
  identifier: "problem.identifier",
  is: always,
  subjects: subjectAt("subject"),
  slots: [
    entryIdentifier("problem.identifier"),
    concept("problem.clinical-status", "clinicalStatus", systems.conditionClinical),
    concept("problem.verification", "verificationStatus", systems.conditionVerification),
    codings("problem.code", "problem.code-system", "code"),
    primitive("problem.text", "code.text"),
    patientReference("subject"),
    primitive("problem.onset", "onsetDateTime"),
  ],
};
