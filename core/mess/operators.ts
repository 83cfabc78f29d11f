import { addressFamily } from "./address/family.ts";
import { clinicalFamily } from "./clinical/family.ts";
import { contactFamily } from "./contact/family.ts";
import { dateFamily } from "./date/family.ts";
import { identifierFamily } from "./identifier/family.ts";
import { identityFamily } from "./identity/family.ts";
import { insuranceFamily } from "./insurance/family.ts";
import { missingFamily } from "./missing/family.ts";
import { nameFamily } from "./name/family.ts";
import { relationFamily } from "./relation/family.ts";
import { schedulingFamily } from "./scheduling/family.ts";
import { typoFamily } from "./typo/family.ts";
import type { MessOperator } from "./operator.ts";

/** The mess catalogue in the order of introduction. A new operator is an entry in its family. */
export const messOperators: readonly MessOperator[] = [
  ...typoFamily,
  ...nameFamily,
  ...identityFamily,
  ...dateFamily,
  ...addressFamily,
  ...contactFamily,
  ...identifierFamily,
  ...relationFamily,
  ...insuranceFamily,
  ...clinicalFamily,
  ...schedulingFamily,
  ...missingFamily,
].toSorted((a, b) => a.introduced - b.introduced);
