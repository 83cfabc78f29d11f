import { change, operator, survive, type MessOperator } from "../operator.ts";

/** Charges: their order, and money that goes back. */
export const chargeOperators: readonly MessOperator[] = [
  operator("insurance", {
    id: "charge-modifiers-four",
    introduced: 368,
    layer: "structure",
    targets: ["charge.modifier"],
    beside: ["charge.diagnosis", "charge.diagnosis-pointer"],
    any: [survive],
    note: "all four, in their order",
    exposes: "DROP-REPETITION LIST-REORDER CARDINALITY",
    source: "S-12",
    says: "A charge with four modifiers and two diagnoses.",
    example: "ZA ZB ZC ZD",
    share: 0.05,
    apply: () => [
      ...["ZD", "ZA", "ZC", "ZB"].map((code, at) =>
        change("charge.modifier", `chg-1/mod-${String(at + 1)}`, code),
      ),
      change("charge.diagnosis", "chg-1/dx-1", "E11.9"),
      change("charge.diagnosis", "chg-1/dx-2", "I10"),
      change("charge.diagnosis-pointer", "chg-1/ptr-1", "2"),
      change("charge.diagnosis-pointer", "chg-1/ptr-2", "1"),
    ],
  }),
  operator("insurance", {
    id: "charge-credit",
    introduced: 369,
    targets: ["charge.type"],
    beside: ["charge.amount"],
    any: [survive],
    note: "never as a second charge",
    exposes: "STATUS-FLATTEN DUP-CREATE SIGN-FLIP",
    source: "S-12",
    says: "A credit: the money goes back.",
    example: "CD 125.00",
    share: 0.02,
    apply: (acting) => [
      change("charge.type", "chg-1", "CD"),
      change("charge.amount", "chg-1", `${String(120 + (acting.variant % 99))}.50`),
    ],
  }),
];
