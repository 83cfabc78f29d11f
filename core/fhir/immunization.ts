import type { ChartValue } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { concept } from "./concept.ts";
import { neededBy } from "./not-recorded.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import { reference } from "./reference.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const dateRow = id("immunization.date");
/** A year, a month, a day, or an instant with its offset (R4 2.24.0.1, dateTime). */
const dateTime = /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?$/;

/** History is often vague ("as a child"): what is no date is written as text. */
const given: Slot = {
  fields: [dateRow],
  write(target, entry, { values }) {
    const value = values.get(dateRow, entry);
    if (value !== undefined) writePrimitive(target, isDate(value), value);
  },
  read(at, entry, to) {
    const date = readPrimitive(at, "occurrenceDateTime");
    to.emit(dateRow, entry, date ?? readPrimitive(at, "occurrenceString"));
  },
};

function isDate(value: ChartValue): string {
  const vague = "value" in value && !dateTime.test(value.value);
  return vague ? "occurrenceString" : "occurrenceDateTime";
}

const neededDate: Slot = (() => {
  const needed = neededBy("occurrenceDateTime", "primitive");
  return {
    ...needed,
    write(target, entry, encoding) {
      if (!target.members.has("occurrenceString")) needed.write(target, entry, encoding);
    },
  };
})();

/** Immunization (R4 9.4). */
export const immunizationShape: ResourceShape = {
  type: "Immunization",
  list: "immunization",
  identifier: "immunization.identifier",
  is: always,
  subjects: subjectAt("patient"),
  slots: [
    entryIdentifier("immunization.identifier"),
    required("immunization.status", "status", "completed"),
    concept("immunization.code", "vaccineCode", systems.cvx),
    neededBy("vaccineCode", "element"),
    patientReference("patient"),
    given,
    neededDate,
    reference("immunization.manufacturer", "manufacturer", identifierSystems.mvx),
    primitive("immunization.lot", "lotNumber"),
    concept("immunization.site", "site", systems.actSite),
  ],
};
