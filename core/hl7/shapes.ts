import { listShapes } from "./list-shapes.ts";
import { chargeShape, referralShape } from "./business-shapes.ts";
import { medicationOrderShape, medicationShape } from "./medication-shape.ts";
import { mergeShape } from "./merge-shape.ts";
import { noteShape } from "./note-shape.ts";
import { immunizationShape, orderShape } from "./order-shapes.ts";
import { personSlots } from "./person-slots.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { resultShape, vitalShape } from "./result-shapes.ts";
import { appointmentShape, encounterShape } from "./visit-shapes.ts";

export const personShape: RecordShape = {
  kind: "PID",
  list: null,
  segments: ["EVN", "PID", "PD1", "PV1", "NK1"],
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
  medicationOrderShape,
  orderShape,
  immunizationShape,
  noteShape,
  chargeShape,
  referralShape,
  mergeShape,
  encounterShape,
  appointmentShape,
  vitalShape,
  resultShape,
];

export const shapes: readonly RecordShape[] = [personShape, ...entryShapes];
