import { carrier, change, flag, type MessOperator, operator } from "./operator.ts";

/** Family L: missingness and volume. */
export const missingOperators: readonly MessOperator[] = [
  operator("missing", {
    id: "miss-blank-string",
    introduced: 65,
    targets: ["patient.name.middle"],
    any: [flag],
    exposes: "NULL-SEMANTICS TRIM DEFAULT-INJECT",
    source: "S-9",
    says: "Words that stand for “nothing here”.",
    example: "N/A, UNK, . , -",
    share: 0.03,
    apply: (acting) => [
      change("patient.name.middle", "", carrier(["N/A", "UNK", ".", "-"], acting.variant)),
    ],
  }),
];
