import { id } from "./chart-values.ts";
import { yesOrMore } from "./choice.ts";
import { child, items } from "./cursor.ts";
import { codings, concept, readConcept } from "./concept.ts";
import { readRepeat } from "./timing-repeat.ts";
import { leaf, text } from "./out.ts";
import { neededBy } from "./not-recorded.ts";
import { ensure, path, seek } from "./path.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import { quantity, readUnit, repeatUnit, writeUnit } from "./quantity.ts";
import { reference, through, contained } from "./reference.ts";
import { always, entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, entries, patientReference, primitive, required, within } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { identifierSystems, systems } from "./systems.ts";

const valueRow = id("medication.dose-value");
const maxRow = id("medication.dose-max");
const unitRow = id("medication.dose-unit");
const ratePath = path("doseAndRate", 0);

/** One dose is a doseQuantity, a dose with an upper bound a doseRange: FHIR allows one of the two. */
const dose: Slot = {
  fields: [valueRow, unitRow, maxRow],
  write(target, entry, { values }) {
    const value = values.get(valueRow, entry);
    const max = values.get(maxRow, entry);
    const unit = values.get(unitRow, entry);
    if (value === undefined && max === undefined && unit === undefined) return;
    const rate = ensure(target, ratePath);
    const low = max === undefined ? "doseQuantity" : "doseRange.low";
    if (value !== undefined) writePrimitive(ensure(rate, path(low)), "value", value, "number");
    if (unit !== undefined) writeUnit(ensure(rate, path(low)), unit, "code");
    if (max === undefined) return;
    const high = ensure(rate, path("doseRange.high"));
    writePrimitive(high, "value", max, "number");
    // The unit is one value; it is written on both bounds and points at the lower one.
    if (unit !== undefined) repeatUnit(high, unit);
  },
  read(at, entry, to) {
    const rate = seek(at, ratePath);
    const low = child(rate, "doseQuantity") ?? seek(rate, path("doseRange.low"));
    const high = seek(rate, path("doseRange.high"));
    to.emit(valueRow, entry, readPrimitive(low, "value", "number"));
    readUnit(low ?? high, unitRow, entry, "code", to);
    to.emit(maxRow, entry, readPrimitive(high, "value", "number"));
  },
};

/** Abbreviations of HL7's GTS list; others are no codes of it and are written as text. */
const timingCodes = new Set(
  "BID TID QID AM PM QD QOD Q1H Q2H Q3H Q4H Q6H Q8H BED WK MO".split(" "),
);
const frequencyRow = id("medication.frequency");

const frequency: Slot = (() => {
  const coded = concept("medication.frequency", "timing.code", systems.timing);
  const words = primitive("medication.frequency", "timing.code.text");
  return {
    fields: coded.fields,
    write(target, entry, encoding) {
      const value = encoding.values.get(frequencyRow, entry);
      const isText = value !== undefined && "value" in value && !timingCodes.has(value.value);
      (isText ? words : coded).write(target, entry, encoding);
    },
    read(at, entry, to) {
      const timing = child(at, "timing");
      const counted = readConcept(child(timing, "code")) === undefined ? readRepeat(timing) : null;
      if (counted === null) {
        coded.read(at, entry, to);
        return;
      }
      to.emit(frequencyRow, entry, counted.reading);
      for (const each of counted.parts) to.used(each);
    },
  };
})();

const dosage: readonly Slot[] = [
  primitive("medication.sig", "text"),
  primitive("medication.start", "timing.repeat.boundsPeriod.start"),
  primitive("medication.stop", "timing.repeat.boundsPeriod.end"),
  frequency,
  yesOrMore("medication.prn", "asNeededBoolean", {
    field: "medication.prn-reason",
    place: "asNeededCodeableConcept.text",
    kind: "string",
  }),
  concept("medication.route", "route", (code) =>
    /^[0-9]{6,18}$/.test(code) ? systems.snomed : systems.routes,
  ),
  dose,
];

/** Steps of a taper follow the first dosage in order. */
const steps = entries(
  "dosageInstruction",
  [
    primitive("medication.step-sig", "text"),
    quantity("medication.step-dose", "medication.step-dose-unit", [
      "doseAndRate",
      0,
      "doseQuantity",
    ]),
  ],
  1,
);

const productRows = [
  concept("medication.form", "form", () => undefined),
  within(
    ["ingredient", 0],
    [
      quantity("medication.strength", "medication.strength-unit", "strength.numerator"),
      // A ratio has both its parts (R4 2.24.0.14, rat-1): so much in one piece.
      constant((target) => {
        ensure(target, path("strength.denominator")).members.set("value", leaf("1"));
      }),
      // An ingredient must name its item (R4 Medication.ingredient.item[x]).
      constant((target) => {
        ensure(target, path("itemCodeableConcept")).members.set("text", text("product"));
      }),
    ],
  ),
];

/** What is known of the product itself has no place in the request: it goes to a contained Medication. */
const product: Slot = through(
  ["supportingInformation", 0],
  contained("Medication", "product"),
  productRows,
);

/** Name and codes, also where a system has made a Medication of its own out of them. */
const medicine: Slot = (() => {
  const rows = [
    codings("medication.code", "medication.code-system", "code"),
    primitive("medication.name", "code.text"),
  ];
  const inline = [
    codings("medication.code", "medication.code-system", "medicationCodeableConcept"),
    primitive("medication.name", "medicationCodeableConcept.text"),
  ];
  return {
    fields: rows.flatMap((slot) => slot.fields),
    write(target, entry, encoding) {
      for (const slot of inline) slot.write(target, entry, encoding);
    },
    read(at, entry, to) {
      const behind = to.resolve(child(at, "medicationReference"));
      if (behind === undefined) for (const slot of inline) slot.read(at, entry, to);
      else for (const slot of rows) slot.read(behind, entry, to);
      if (items(child(behind, "ingredient")).length > 0 || child(behind, "form") !== undefined) {
        for (const slot of productRows) if (behind !== undefined) slot.read(behind, entry, to);
      }
    },
  };
})();

/** MedicationRequest (R4 11.1). */
export const medicationShape: ResourceShape = {
  type: "MedicationRequest",
  list: "medication",
  identifier: "medication.identifier",
  is: always,
  subjects: subjectAt("subject"),
  slots: [
    product,
    entryIdentifier("medication.identifier"),
    required("medication.status", "status", "active"),
    concept("medication.stop-reason", "statusReason", () => undefined),
    constant((target) => target.members.set("intent", text("order"))),
    medicine,
    neededBy("medicationCodeableConcept", "element"),
    patientReference("subject"),
    reference("medication.prescriber", "requester", identifierSystems.provider),
    within(["dosageInstruction", 0], dosage),
    steps,
    primitive("medication.refills", "dispenseRequest.numberOfRepeatsAllowed", "number"),
    quantity("medication.quantity", null, "dispenseRequest.quantity"),
  ],
};
