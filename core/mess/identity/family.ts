import type { MessOperator } from "../operator.ts";
import { householdOperators } from "./households.ts";
import { identityOperators } from "./identities.ts";
import { identityMarkOperators } from "./identity-marks.ts";
import { mergeOperators } from "./merges.ts";

/** Family C of mess.md: who somebody is. */
export const identityFamily: readonly MessOperator[] = [
  ...identityOperators,
  ...householdOperators,
  ...mergeOperators,
  ...identityMarkOperators,
];
