import type { MessOperator } from "../operator.ts";
import { identifierOperators } from "./identifiers.ts";
import { numberTwinOperators } from "./number-twins.ts";

/** Family G of mess.md: numbers. */
export const identifierFamily: readonly MessOperator[] = [
  ...identifierOperators,
  ...numberTwinOperators,
];
