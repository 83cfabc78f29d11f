import type { MessOperator } from "../operator.ts";
import { addressKindOperators } from "./address-kinds.ts";
import { addressOperators } from "./addresses.ts";

/** Family E of mess.md: addresses. */
export const addressFamily: readonly MessOperator[] = [
  ...addressOperators,
  ...addressKindOperators,
];
