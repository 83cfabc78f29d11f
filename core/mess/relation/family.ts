import type { MessOperator } from "../operator.ts";
import { accessEndsOperators } from "./access-ends.ts";
import { familyOperators } from "./families.ts";
import { relationOperators } from "./relations.ts";

/** Family H of mess.md: family, consent and access. */
export const relationFamily: readonly MessOperator[] = [
  ...relationOperators,
  ...familyOperators,
  ...accessEndsOperators,
];
