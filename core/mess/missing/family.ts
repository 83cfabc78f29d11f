import type { MessOperator } from "../operator.ts";
import { missingOperators } from "./missing.ts";
import { nothingSaidOperators } from "./nothing-said.ts";
import { volumeOperators } from "./volumes.ts";

/** Family L of mess.md: what is not there, and what is there in masses. */
export const missingFamily: readonly MessOperator[] = [
  ...missingOperators,
  ...volumeOperators,
  ...nothingSaidOperators,
];
