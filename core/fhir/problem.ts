import { codings, concept } from "./concept.ts";
import { extensionPick } from "./extension-pick.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { patientReference, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { extensions, systems } from "./systems.ts";

/** Its rank stands with a visit (encounter.ts); in a chart without one, in an extension of ours. */
const rankAlone: Slot = (() => {
  const place = ["extension", extensionPick(extensions.rank), "valuePositiveInt"];
  const slot = primitive("problem.rank", place, "number");
  return {
    ...slot,
    write(target, entry, encoding) {
      if (encoding.values.entries("encounter").length === 0) slot.write(target, entry, encoding);
    },
  };
})();

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
    rankAlone,
  ],
};
