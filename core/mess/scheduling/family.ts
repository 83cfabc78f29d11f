import type { MessOperator } from "../operator.ts";
import { schedulingOverTimeOperators } from "./scheduling-over-time.ts";
import { schedulingOperators } from "./scheduling.ts";

/** Family K of mess.md: appointments and visits. */
export const schedulingFamily: readonly MessOperator[] = [
  ...schedulingOperators,
  ...schedulingOverTimeOperators,
];
