import { addressSlots, contactPersonSlots, telecomSlot } from "./patient-contacts.ts";
import { identifierSlots } from "./patient-identifiers.ts";
import { nameSlots } from "./patient-names.ts";
import {
  extensionSlots,
  familySlots,
  linkSlots,
  personSlots,
  restricted,
  securityLabel,
  testMark,
} from "./patient-person.ts";
import { primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";

/** Patient (R4 8.1), in the order of its elements. */
export const patientSlots: readonly Slot[] = [
  testMark,
  restricted,
  securityLabel,
  ...extensionSlots,
  ...identifierSlots,
  primitive("patient.active", "active", "boolean"),
  ...nameSlots,
  telecomSlot,
  ...personSlots,
  ...addressSlots,
  ...familySlots,
  ...contactPersonSlots,
  ...linkSlots,
];
