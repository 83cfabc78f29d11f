import { accountShape } from "./account.ts";
import { allergyShape } from "./allergy.ts";
import { appointmentShape } from "./appointment.ts";
import { chargeShape } from "./claim.ts";
import { consentShape, guardianConsentShape, proxyConsentShape } from "./consent.ts";
import { coverageShape } from "./coverage.ts";
import { reportShape } from "./diagnostic-report.ts";
import { encounterShape } from "./encounter.ts";
import { immunizationShape } from "./immunization.ts";
import { medicationShape } from "./medication.ts";
import { noteShape } from "./note.ts";
import { resultShape, vitalShape } from "./observation.ts";
import { patientSlots } from "./patient.ts";
import { problemShape } from "./problem.ts";
import { provenanceShape } from "./provenance.ts";
import { guarantorShape, guardianShape, proxyShape } from "./related-person.ts";
import { always } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { orderShape, referralShape } from "./service-request.ts";

export const patientShape: ResourceShape = {
  type: "Patient",
  list: null,
  identifier: "patient.identifier.mrn",
  slots: patientSlots,
  is: always,
  subjects: () => [],
};

/**
 * The shapes of list entries and of what stands beside them, in the order of a Bundle: what is referred
 * to comes before what refers to it, so that records can be removed from the last to the first.
 */
export const entryShapes: readonly ResourceShape[] = [
  allergyShape,
  medicationShape,
  problemShape,
  coverageShape,
  guardianShape,
  guardianConsentShape,
  proxyShape,
  proxyConsentShape,
  guarantorShape,
  accountShape,
  encounterShape,
  appointmentShape,
  resultShape,
  reportShape,
  vitalShape,
  immunizationShape,
  orderShape,
  referralShape,
  noteShape,
  consentShape,
  chargeShape,
  provenanceShape,
];

export const shapes: readonly ResourceShape[] = [patientShape, ...entryShapes];
