import { listShapes } from "./list-shapes.ts";
import { medicationShape } from "./medication-shape.ts";
import { personSlots } from "./person-slots.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { resultShape, vitalShape } from "./result-shapes.ts";
import { appointmentShape, encounterShape } from "./visit-shapes.ts";

export const personShape: RecordShape = {
  kind: "PID",
  list: null,
  segments: ["PID", "PD1"],
  is: (group) => has(group, "PID"),
  key: () => "",
  slots: personSlots,
};

/** Shapes of list entries, in the order in which they are tried and read. */
export const entryShapes: readonly RecordShape[] = [
  listShapes.guardian,
  listShapes.proxy,
  listShapes.contact,
  listShapes.allergy,
  listShapes.allergyItem,
  listShapes.diagnosis,
  listShapes.problem,
  listShapes.guarantor,
  listShapes.coverage,
  medicationShape,
  encounterShape,
  appointmentShape,
  vitalShape,
  resultShape,
];

export const shapes: readonly RecordShape[] = [personShape, ...entryShapes];
