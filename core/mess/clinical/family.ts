import type { MessOperator } from "../operator.ts";
import { allergyOperators } from "./allergies.ts";
import { furtherCareOperators } from "./care-further.ts";
import { clinicalOperators } from "./clinical.ts";
import { doseOperators } from "./doses.ts";
import { medicineOperators } from "./medicines.ts";
import { noteOperators } from "./notes.ts";
import { resultOverTimeOperators } from "./results-over-time.ts";
import { resultOperators } from "./results.ts";

/** Family J of mess.md: what is known of health. */
export const clinicalFamily: readonly MessOperator[] = [
  ...doseOperators,
  ...clinicalOperators,
  ...noteOperators,
  ...resultOperators,
  ...allergyOperators,
  ...medicineOperators,
  ...resultOverTimeOperators,
  ...furtherCareOperators,
];
