import { allergyShape } from "./allergy.ts";
import { appointmentShape } from "./appointment.ts";
import { coverageShape } from "./coverage.ts";
import { encounterShape } from "./encounter.ts";
import { medicationShape } from "./medication.ts";
import { resultShape, vitalShape } from "./observation.ts";
import { patientSlots } from "./patient.ts";
import { problemShape } from "./problem.ts";
import { always } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";

export const patientShape: ResourceShape = {
  type: "Patient",
  list: null,
  identifier: "patient.identifier.mrn",
  slots: patientSlots,
  is: always,
  subjects: () => [],
};

/** The shapes of list entries, in the order in which they stand in a Bundle. */
export const entryShapes: readonly ResourceShape[] = [
  allergyShape,
  medicationShape,
  problemShape,
  coverageShape,
  encounterShape,
  appointmentShape,
  resultShape,
  vitalShape,
];

export const shapes: readonly ResourceShape[] = [patientShape, ...entryShapes];
