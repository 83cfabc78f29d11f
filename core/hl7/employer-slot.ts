import { id } from "../fhir/chart-values.ts";
import { fieldOf } from "./er7-parts.ts";
import type { Er7Segment } from "./er7-parts.ts";
import { isEmpty } from "./er7-parts.ts";
import { at } from "./field-slots.ts";
import { setField } from "./segment-list.ts";
import { cell } from "./segment-slot.ts";
import type { Slot } from "./segment-slot.ts";

/** NK1 of an organisation, told by NK1-13: the employer (v2.5.1 3.4.5.13). */
export function isEmployer(segment: Er7Segment): boolean {
  const name = fieldOf(segment, 13);
  return segment.name === "NK1" && name !== undefined && !isEmpty(name);
}

const name = at("NK1-13", cell("patient.employer", "1"));
const row = id("patient.employer");

/** NK1-13 of the role E (table 0131). */
export const employerSlot: Slot = {
  ...name,
  write(target, entry, encoding) {
    if (encoding.values.get(row, entry) === undefined) return;
    name.write(target, entry, encoding);
    const [segment] = target.get("NK1") ?? [];
    if (segment !== undefined) setField(segment, 7, "E", encoding, "1");
  },
};
