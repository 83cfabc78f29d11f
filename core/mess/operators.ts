import { sharedContactOperators } from "./contact/contacts-shared.ts";
import { newbornCoverOperators } from "./insurance/newborn-cover.ts";
import { chargeOperators } from "./insurance/charges.ts";
import { accessEndsOperators } from "./relation/access-ends.ts";
import { numberTwinOperators } from "./identifier/number-twins.ts";
import { identityMarkOperators } from "./identity/identity-marks.ts";
import { manyNameOperators } from "./name/names-many.ts";
import { paperChartOperators } from "./date/charts-of-paper.ts";
import { resultOverTimeOperators } from "./clinical/results-over-time.ts";
import { furtherCareOperators } from "./clinical/care-further.ts";
import { schedulingOverTimeOperators } from "./scheduling/scheduling-over-time.ts";
import { nothingSaidOperators } from "./missing/nothing-said.ts";
import { addressOperators } from "./address/addresses.ts";
import { addressKindOperators } from "./address/address-kinds.ts";
import { furtherDateOperators } from "./date/dates-further.ts";
import { identityOperators } from "./identity/identities.ts";
import { furtherNameOperators } from "./name/names-further.ts";
import { scriptNameOperators } from "./name/names-scripts.ts";
import { identifierOperators } from "./identifier/identifiers.ts";
import { familyOperators } from "./relation/families.ts";
import { medicineOperators } from "./clinical/medicines.ts";
import { allergyOperators } from "./clinical/allergies.ts";
import { resultOperators } from "./clinical/results.ts";
import { noteOperators } from "./clinical/notes.ts";
import { volumeOperators } from "./missing/volumes.ts";
import { clinicalOperators } from "./clinical/clinical.ts";
import { contactOperators } from "./contact/contacts.ts";
import { dateOperators } from "./date/dates.ts";
import { doseOperators } from "./clinical/doses.ts";
import { insuranceOperators } from "./insurance/insurance.ts";
import { missingOperators } from "./missing/missing.ts";
import { unicodeNameOperators } from "./name/names-unicode.ts";
import { nameOperators } from "./name/names.ts";
import type { MessOperator } from "./operator.ts";
import { relationOperators } from "./relation/relations.ts";
import { schedulingOperators } from "./scheduling/scheduling.ts";
import { typoOperators } from "./typo/typos.ts";
import { householdOperators } from "./identity/households.ts";
import { mergeOperators } from "./identity/merges.ts";

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
  ...sharedContactOperators,
  ...newbornCoverOperators,
  ...chargeOperators,
  ...accessEndsOperators,
  ...numberTwinOperators,
  ...identityMarkOperators,
  ...manyNameOperators,
  ...paperChartOperators,
  ...resultOverTimeOperators,
  ...furtherCareOperators,
  ...schedulingOverTimeOperators,
  ...nothingSaidOperators,
].toSorted((a, b) => a.introduced - b.introduced);
