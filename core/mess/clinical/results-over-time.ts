import { codeSystems } from "../../people/clinical-tables.ts";
import {
  allergyFields,
  furtherAllergy,
  furtherAllergyFields,
  withoutFields,
} from "../list-entries.ts";
import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

const result = "obs-1";

/** Results and allergies that change with the second message. */
export const resultOverTimeOperators: readonly MessOperator[] = [
  operator("clinical", {
    id: "allergy-nkda-then-added",
    introduced: 341,
    layer: "length",
    targets: ["allergy.none-known"],
    beside: [
      ...new Set([
        ...allergyFields.filter((field) => field !== "allergy.none-known"),
        ...furtherAllergyFields,
      ]),
    ],
    any: [survive],
    note: "the statement that none is known retires",
    exposes: "LOST-UPDATE LOST-DELETE MERGE-LISTS",
    source: "S-2",
    says: "No allergy is known; later penicillin is added, and the old statement no longer holds.",
    example: "no known allergies → penicillin",
    share: 0.02,
    apply: (acting) => [
      ...withoutFields(acting, allergyFields),
      ...furtherAllergy(acting, 1, "No known allergies", "716186003"),
      change("allergy.none-known", "al-1", "true"),
    ],
    later: (acting) => [
      // A statement that no longer holds was no mistake: it is refuted, not entered in error.
      change("allergy.verification", "al-1", "refuted"),
      change("allergy.clinical-status", "al-1", "inactive"),
      ...furtherAllergy(acting, 2, "Penicillin", "91936005"),
    ],
  }),
  operator("clinical", {
    id: "result-preliminary-final",
    introduced: 342,
    layer: "structure",
    targets: ["result.status"],
    beside: ["result.report-status", "result.value"],
    any: [survive],
    note: "the final one replaces the preliminary one",
    exposes: "STATUS-FLATTEN DUP-ON-RESEND OUT-OF-ORDER",
    source: "S-12",
    says: "A preliminary result, and the final one later under the same number.",
    example: "preliminary 4.1 → final 4.2",
    share: 0.1,
    apply: () => [
      change("result.status", result, "preliminary"),
      change("result.report-status", result, "preliminary"),
    ],
    later: (acting) => [
      change("result.status", result, "final"),
      change("result.report-status", result, "final"),
      change("result.value", result, carrier(["4.2", "5.3", "6.4"], acting.variant)),
    ],
  }),
  operator("clinical", {
    id: "result-corrected",
    introduced: 343,
    layer: "structure",
    targets: ["result.value"],
    beside: [
      "result.code",
      "result.unit",
      "result.reference-range",
      "result.status",
      "result.report-status",
    ],
    any: [survive],
    note: "the corrected one is shown, the old one no more",
    exposes: "STALE-OVERWRITE LOST-UPDATE DUP-CREATE STATUS-FLATTEN",
    source: "S-12",
    says: "A final result that turns out wrong and is corrected.",
    example: "potassium 5.9 → 3.9 corrected",
    share: 0.01,
    apply: () => [
      change("result.code", result, "2823-3"),
      change("result.value", result, "5.9"),
      change("result.unit", result, "mmol/L"),
      change("result.reference-range", result, "3.5-5.1"),
    ],
    later: () => [
      change("result.value", result, "3.9"),
      change("result.status", result, "corrected"),
      change("result.report-status", result, "corrected"),
    ],
  }),
  operator("clinical", {
    id: "result-wrong-code-deleted",
    introduced: 344,
    layer: "structure",
    targets: ["result.status"],
    beside: ["result.note"],
    any: [survive],
    note: "not shown as valid",
    exposes: "LOST-DELETE STATUS-FLATTEN",
    source: "S-12",
    says: "A result that was given for the wrong patient and is withdrawn.",
    example: "OBX-11 W",
    apply: (acting) => [
      change("result.note", result, `Withdrawn: wrong tube ${acting.token("result.note", result)}`),
      change("result.status", result, "entered-in-error"),
    ],
  }),
  operator("clinical", {
    id: "med-code-changed-later",
    introduced: 349,
    layer: "structure",
    targets: ["medication.code"],
    beside: ["medication.code-system"],
    any: [survive],
    exposes: "LOST-UPDATE STALE-OVERWRITE CODE-REMAP",
    source: "S-2",
    says: "A medicine whose code is put right later, under the same prescription number.",
    example: "ingredient → clinical drug",
    apply: (acting) => [
      change("medication.code", "rx-2", carrier(["5640", "29046"], acting.variant)),
      change("medication.code-system", "rx-2", codeSystems.rxnorm),
    ],
    later: (acting) => [
      change("medication.code", "rx-2", carrier(["310965", "314076"], acting.variant)),
    ],
  }),
];
