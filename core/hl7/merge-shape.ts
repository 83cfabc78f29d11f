import { at } from "./field-slots.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { cell, textOfField } from "./segment-slot.ts";

/**
 * PID and MRG of ADT^A40 (v2.5.1 3.3.40): PID-3 is the chart that stays, MRG-1 the one that is retired. The
 * row stands on the retired person's chart and holds the number of the one that stays.
 */
export const mergeShape: RecordShape = {
  kind: "MRG",
  list: "link.replaced-by",
  segments: ["PID"],
  is: (group) => has(group, "MRG"),
  key: (group) => textOfField(group.get("PID")?.[0], 3),
  slots: [at("PID-3", cell("patient.link.replaced-by", "1"))],
};
