import { carrier, change, type MessOperator, normalise, operator, survive } from "./operator.ts";

/** Family H: family, consent, access. */
export const relationOperators: readonly MessOperator[] = [
  operator("relation", {
    id: "lang-interpreter",
    introduced: 15,
    targets: ["patient.language"],
    beside: ["patient.interpreter-required"],
    any: [survive],
    exposes: "ENUM-COLLAPSE DROP-ELEMENT CODE-REMAP",
    source: "S-13",
    says: "A patient who needs an interpreter, sign language among them.",
    example: "vi with interpreter; ase (American Sign Language)",
    share: 0.08,
    apply: (acting) => [
      change("patient.language", "", carrier(["ase", "vi", "so", "ht"], acting.variant)),
      change("patient.interpreter-required", "", "true"),
    ],
  }),
  operator("relation", {
    id: "lang-code-form",
    introduced: 59,
    targets: ["patient.language"],
    any: [normalise("AT-16")],
    exposes: "CODE-REMAP TEXT-FOR-CODE",
    source: "S-19",
    says: "A language with its country.",
    example: "es-MX",
    share: 0.1,
    apply: (acting) => [
      change("patient.language", "", carrier(["es-MX", "pt-BR", "zh-TW"], acting.variant)),
    ],
  }),
];
