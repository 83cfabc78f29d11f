import { birthDate } from "../clusters.ts";
import { change, operator, survive, type MessOperator } from "../operator.ts";

/** Records older than every computer. */
export const paperChartOperators: readonly MessOperator[] = [
  operator("date", {
    id: "chart-of-1950",
    introduced: 364,
    layer: "structure",
    targets: ["encounter.start"],
    beside: ["encounter.end", birthDate],
    any: [survive],
    exposes: "CENTURY EPOCH OVERFLOW-REJECT DATE-SHIFT",
    source: "S-11",
    says: "A visit of 1950, taken over from a paper chart.",
    example: "4 May 1950, before every computer's epoch",
    share: 0.002,
    apply: (acting) => {
      const { numbers, index } = acting.making;
      const born = `19${String(20 + (acting.variant % 9))}-03-${String(10 + (numbers.blockSlot(index, "birth-date") % 20))}`;
      return [
        change(birthDate, "", born),
        change("encounter.start", "enc-1", "1950-05-04T09:00:00-05:00"),
        change("encounter.end", "enc-1", "1950-05-04T09:20:00-05:00"),
      ];
    },
  }),
];
