import type { MessOperator } from "../operator.ts";
import { paperChartOperators } from "./charts-of-paper.ts";
import { furtherDateOperators } from "./dates-further.ts";
import { dateOperators } from "./dates.ts";

/** Family D of mess.md: dates and times. */
export const dateFamily: readonly MessOperator[] = [
  ...dateOperators,
  ...furtherDateOperators,
  ...paperChartOperators,
];
