import { carrier, change, operator, survive, type MessOperator } from "../operator.ts";

/** More names than a form has boxes. */
export const manyNameOperators: readonly MessOperator[] = [
  operator("name", {
    id: "name-further-given",
    introduced: 363,
    layer: "structure",
    targets: ["patient.name.further-given"],
    any: [survive],
    note: "in their order",
    exposes: "DROP-REPETITION LIST-REORDER CONCAT",
    source: "S-1",
    says: "More first names than a form has boxes.",
    example: "third and fourth: Johann Erich",
    share: 0.02,
    apply: (acting) => [
      change(
        "patient.name.further-given",
        "given-3",
        carrier(["Johann", "Mary Ann"], acting.variant),
      ),
      change("patient.name.further-given", "given-4", carrier(["Erich", "Lou"], acting.variant)),
    ],
  }),
];
