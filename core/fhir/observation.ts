import type { ChartValue } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child, codesOf, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { concept, conceptItem, readConcept } from "./concept.ts";
import { extensionPick } from "./extension-pick.ts";
import { neededBy } from "./not-recorded.ts";
import { list, map, mapAt, text } from "./out.ts";
import {
  extensionValue,
  normalNumber,
  readPrimitive,
  readScalar,
  writeNumber,
  writePrimitive,
} from "./primitive.ts";
import type { Reading } from "./primitive.ts";
import { readUnit, quantity, writeUnit } from "./quantity.ts";
import { entryIdentifier, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { constant, each, patientReference, primitive, required } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { extensions, systems } from "./systems.ts";
import type { OutMap } from "./out.ts";

const valueRow = id("result.value");
const unitRow = id("result.unit");
const rangeRow = id("result.reference-range");

/** `<0.01`: FHIR keeps the comparator apart from the number. */
const comparatorAndNumber = /^(<=|>=|<|>)?(.+)$/s;

/**
 * A decimal with a unit is a Quantity, anything else a string. A result without a value says why in
 * dataAbsentReason; a unit beside a text goes to an extension, because a string has none.
 */
const resultValue: Slot = {
  fields: [valueRow, unitRow],
  write(target, entry, { values }) {
    const value = values.get(valueRow, entry);
    const unit = values.get(unitRow, entry);
    const written = value !== undefined && "value" in value ? value.value : null;
    const [, comparator, number = ""] = comparatorAndNumber.exec(written ?? "") ?? [];
    if (unit !== undefined && value !== undefined && normalNumber(number) !== null) {
      const made = mapAt(target, "valueQuantity");
      writeNumber(made, "value", number, value);
      if (comparator !== undefined) made.members.set("comparator", text(comparator));
      writeUnit(made, unit, "unit");
    } else if (written !== null && value !== undefined) {
      writePrimitive(target, "valueString", value);
      if (unit === undefined || !("value" in unit)) return;
      const note = map({ url: extensions.unit, valueString: text(unit.value, unit) });
      mapAt(target, "_valueString").members.set("extension", list(note));
    } else if (unit !== undefined) {
      const made = mapAt(target, "valueQuantity");
      if (value !== undefined) writePrimitive(made, "value", value, "number");
      writeUnit(made, unit, "unit");
    } else if (value !== undefined && "absent" in value) writeAbsent(target, value);
  },
  read(at, entry, to) {
    const measured = child(at, "valueQuantity");
    if (measured !== undefined) {
      to.emit(valueRow, entry, readMeasured(measured));
      readUnit(measured, unitRow, entry, "unit", to);
      return;
    }
    to.emit(valueRow, entry, readOther(at));
    const unit = extensionValue(child(at, "_valueString"), extensions.unit, "valueString");
    to.emit(unitRow, entry, unit === undefined ? undefined : readScalar(unit));
  },
};

function writeAbsent(target: OutMap, value: ChartValue & { readonly absent: string }): void {
  const code = text(value.absent, value);
  const coding = list(map({ system: systems.dataAbsentReason, code }));
  target.members.set("dataAbsentReason", map({ coding }));
}

function readMeasured(measured: Cursor): Reading | undefined {
  const number = readPrimitive(measured, "value", "number");
  const comparator = stringAt(measured, "comparator");
  const digits = number?.value ?? null;
  if (number === undefined || digits === null || comparator === undefined) return number;
  return { ...number, value: `${comparator}${digits}` };
}

const kinds = [
  ["valueString", "string"],
  ["valueInteger", "number"],
  ["valueBoolean", "boolean"],
  ["valueDateTime", "string"],
  ["valueTime", "string"],
] as const;

/** A value that is no Quantity, or the reason why there is none. */
function readOther(at: Cursor): Reading | undefined {
  for (const [key, kind] of kinds) {
    const reading = readPrimitive(at, key, kind);
    if (reading !== undefined) return reading;
  }
  const coded = readConcept(child(at, "valueCodeableConcept"));
  if (coded !== undefined) return coded;
  const reason = readConcept(child(at, "dataAbsentReason"));
  return reason === undefined
    ? undefined
    : { ...reason, value: null, absent: reason.value ?? "unknown" };
}

/** The range in words; others write its two ends alone, which HL7 v2 has as `70-99`, `>=70` or `<=99` (OBX-7). */
const range: Slot = (() => {
  const words = primitive("result.reference-range", ["referenceRange", 0, "text"]);
  return {
    ...words,
    read(at, entry, to) {
      const first = items(child(at, "referenceRange"))[0];
      if (readPrimitive(first, "text") !== undefined) {
        words.read(at, entry, to);
        return;
      }
      const ends = ["low", "high"].map((key) =>
        readPrimitive(child(first, key), "value", "number"),
      );
      const [low, high] = ends;
      const [from, until] = ends.map((each) => each?.value ?? null);
      const place = low ?? high;
      if (place === undefined || (from === null && until === null)) return;
      const both = from !== null && until !== null;
      const value = both ? `${from}-${until}` : from === null ? `<=${until}` : `>=${from}`;
      to.emit(rangeRow, entry, { value, absent: null, at: place.at });
      for (const each of ends) to.used(each?.at);
    },
  };
})();

/** The code system of a test: LOINC where it looks like one. */
export const observationCode = (code: string): string | undefined =>
  /^[0-9]{1,7}-[0-9]$/.test(code) ? systems.loinc : undefined;

const category = (code: string): Slot =>
  constant((target) => {
    const coding = map({ system: systems.observationCategory, code });
    target.members.set("category", list(map({ coding: list(coding) })));
  });

/** LOINC codes of height, weight, temperature, blood pressure, pulse, breathing, saturation, mass index. */
export const vitalCodes: ReadonlySet<string> = new Set(
  "8302-2 29463-7 3141-9 8310-5 8480-6 8462-4 85354-9 8867-4 9279-1 2708-6 59408-5 39156-5".split(
    " ",
  ),
);

/** By its category; where that was lost, by its code. */
function isVital(observation: Cursor): boolean {
  const categories = codesOf(child(observation, "category"));
  if (categories.length > 0) return categories.includes("vital-signs");
  return codesOf(child(observation, "code")).some((code) => vitalCodes.has(code));
}

/** Observation (R4 10.1) of a laboratory. */
export const resultShape: ResourceShape = {
  type: "Observation",
  list: "result",
  identifier: "result.identifier",
  is: (observation) => !isVital(observation),
  subjects: subjectAt("subject"),
  slots: [
    entryIdentifier("result.identifier"),
    required("result.status", "status", "final"),
    category("laboratory"),
    concept("result.code", "code", observationCode),
    neededBy("code", "element"),
    patientReference("subject"),
    primitive("result.observed-time", "effectiveDateTime"),
    resultValue,
    each("interpretation", [conceptItem("result.flag", systems.interpretation)]),
    each("note", [primitive("result.note", "text")]),
    range,
    primitive("result.sub-id", [
      "extension",
      extensionPick(extensions.resultSubId),
      "extension",
      extensionPick("original-sub-identifier"),
      "valueString",
    ]),
  ],
};

/** Observation of vital signs. */
export const vitalShape: ResourceShape = {
  type: "Observation",
  list: "vital",
  identifier: "vital.identifier",
  is: isVital,
  subjects: subjectAt("subject"),
  slots: [
    entryIdentifier("vital.identifier"),
    required("vital.status", "status", "final"),
    category("vital-signs"),
    concept("vital.code", "code", observationCode),
    neededBy("code", "element"),
    patientReference("subject"),
    primitive("vital.time", "effectiveDateTime"),
    quantity("vital.value", "vital.unit", "valueQuantity"),
  ],
};
