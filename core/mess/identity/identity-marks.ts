import { change, flag, operator, survive, type MessOperator } from "../operator.ts";

const checkDigit = "patient.identifier.check-digit";
const scheme = "patient.identifier.check-digit-scheme";

/** Digit sum from the right, every other digit doubled (the scheme M10 of table 0061). */
function mod10(digits: string): number {
  let sum = 0;
  for (const [at, digit] of [...digits].toReversed().entries()) {
    const n = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += n > 9 ? n - 9 : n;
  }
  return (10 - (sum % 10)) % 10;
}

/** What a record says of its own identity. */
export const identityMarkOperators: readonly MessOperator[] = [
  operator("identity", {
    id: "mrn-check-digit",
    introduced: 361,
    targets: [checkDigit],
    beside: [scheme],
    any: [survive, flag],
    note: "a wrong one is marked, never put right",
    exposes: "DROP-ELEMENT ID-REFORMAT",
    source: "S-4",
    says: "A chart number with its check digit beside it; every other one is wrong.",
    example: "7712345^5^M10",
    apply: (acting) => {
      const digits = (acting.text("patient.identifier.mrn") ?? "").replace(/\D/g, "");
      const isWrong = acting.variant % 2 === 1;
      const digit = (mod10(digits) + (isWrong ? 3 : 0)) % 10;
      return [
        change(checkDigit, "", String(digit), isWrong ? [flag] : [survive]),
        change(scheme, "", "M10", [survive]),
      ];
    },
  }),
  operator("identity", {
    id: "identity-placeholder",
    introduced: 362,
    targets: ["patient.identity-reliability"],
    beside: ["patient.identity-unknown"],
    any: [survive],
    note: "with the mark",
    exposes: "DROP-ELEMENT WRONG-MERGE DEFAULT-INJECT",
    source: "S-3 S-9",
    says: "A person whose identity is not sure; the record says which of its parts are stand-ins.",
    example: "identity unknown; birth date and number are stand-ins (UD, US)",
    share: 0.003,
    apply: () => [
      change("patient.identity-unknown", "", "true"),
      change("patient.identity-reliability", "rel-1", "UD"),
      change("patient.identity-reliability", "rel-2", "US"),
    ],
  }),
  operator("identity", {
    id: "multiple-birth-mark",
    introduced: 375,
    targets: ["patient.multiple-birth"],
    any: [survive],
    exposes: "BOOL-FLIP DROP-ELEMENT WRONG-MERGE",
    source: "S-3",
    says: "One of several born together, without word of which one.",
    example: "multiple birth: yes",
    share: 0.01,
    apply: () => [change("patient.multiple-birth", "", "true")],
  }),
];
