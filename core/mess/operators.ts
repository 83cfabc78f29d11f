import { addressOperators } from "./addresses.ts";
import { addressKindOperators } from "./address-kinds.ts";
import { furtherDateOperators } from "./dates-further.ts";
import { identityOperators } from "./identities.ts";
import { furtherNameOperators } from "./names-further.ts";
import { scriptNameOperators } from "./names-scripts.ts";
import { identifierOperators } from "./identifiers.ts";
import { familyOperators } from "./families.ts";
import { medicineOperators } from "./medicines.ts";
import { allergyOperators } from "./allergies.ts";
import { resultOperators } from "./results.ts";
import { noteOperators } from "./notes.ts";
import { volumeOperators } from "./volumes.ts";
import { clinicalOperators } from "./clinical.ts";
import { contactOperators } from "./contacts.ts";
import { dateOperators } from "./dates.ts";
import { doseOperators } from "./doses.ts";
import { insuranceOperators } from "./insurance.ts";
import { missingOperators } from "./missing.ts";
import { unicodeNameOperators } from "./names-unicode.ts";
import { nameOperators } from "./names.ts";
import type { MessOperator } from "./operator.ts";
import { relationOperators } from "./relations.ts";
import { schedulingOperators } from "./scheduling.ts";
import { typoOperators } from "./typos.ts";
import { householdOperators } from "./households.ts";
import { mergeOperators } from "./merges.ts";
import { overTimeOperators } from "./over-time.ts";
import { paperworkOperators } from "./paperwork.ts";

/** The mess catalogue in the order of introduction. A new operator is an entry in its family's file. */
export const messOperators: readonly MessOperator[] = [
  ...nameOperators,
  ...unicodeNameOperators,
  ...dateOperators,
  ...addressOperators,
  ...contactOperators,
  ...relationOperators,
  ...insuranceOperators,
  ...doseOperators,
  ...clinicalOperators,
  ...schedulingOperators,
  ...missingOperators,
  ...typoOperators,
  ...volumeOperators,
  ...noteOperators,
  ...resultOperators,
  ...allergyOperators,
  ...medicineOperators,
  ...familyOperators,
  ...identifierOperators,
  ...scriptNameOperators,
  ...furtherNameOperators,
  ...identityOperators,
  ...furtherDateOperators,
  ...addressKindOperators,
  ...householdOperators,
  ...mergeOperators,
  ...overTimeOperators,
  ...paperworkOperators,
].toSorted((a, b) => a.introduced - b.introduced);
