import type { MessOperator } from "../operator.ts";
import { chargeOperators } from "./charges.ts";
import { insuranceOperators } from "./insurance.ts";
import { newbornCoverOperators } from "./newborn-cover.ts";

/** Family I of mess.md: who pays. */
export const insuranceFamily: readonly MessOperator[] = [
  ...insuranceOperators,
  ...newbornCoverOperators,
  ...chargeOperators,
];
