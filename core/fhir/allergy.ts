import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import { codings, concept } from "./concept.ts";
import { neededBy } from "./not-recorded.ts";
import { listAt, map, mapAt, text } from "./out.ts";
import { readPrimitives, writePrimitives } from "./primitive.ts";
import { entryIdentifier, always, subjectAt } from "./resource-shape.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { below, entries, inner, patientReference, primitive } from "./slot.ts";
import type { Slot } from "./slot.ts";
import { systems } from "./systems.ts";

const noneRow = id("allergy.none-known");
const codeRow = id("allergy.code");
/** SNOMED CT: no known allergy; no known drug, environmental and food allergy. */
const noneKnownCodes = ["716186003", "409137002", "428607008", "429625007"];

/** "No known allergies" is a code of its own, written where the entry has none; without it the list is empty. */
const noneKnown: Slot = {
  fields: [noneRow],
  write(target, entry, { values }) {
    const value = values.get(noneRow, entry);
    if (value === undefined || !("value" in value) || value.value !== "true") return;
    const { items } = listAt(mapAt(target, "code"), "coding");
    if (values.get(codeRow, entry) === undefined) {
      items.push(map({ system: systems.snomed, code: text(noneKnownCodes[0] ?? "", value) }));
      return;
    }
    for (const coding of items) {
      const code = coding.kind === "object" ? coding.members.get("code") : undefined;
      if (code?.kind !== "leaf" || !noneKnownCodes.includes(code.json.slice(1, -1))) continue;
      code.marks = [...code.marks, value];
      return;
    }
  },
  read(at, entry, to) {
    for (const coding of items(child(child(at, "code"), "coding"))) {
      const code = child(coding, "code");
      if (code === undefined || !noneKnownCodes.includes(stringAt(coding, "code") ?? "")) continue;
      to.emit(noneRow, entry, { value: "true", absent: null, at: code });
      return;
    }
  },
};

const categoryRow = id("allergy.category");
/** A list of primitives: the first belongs to the entry, further ones to entries below it. */
const category: Slot = {
  fields: [categoryRow],
  write(target, entry, encoding) {
    const paths = [entry, ...inner([categoryRow], entry, encoding)];
    const all = paths.flatMap((path) => encoding.values.get(categoryRow, path) ?? []);
    writePrimitives(target, "category", all);
  },
  read(at, entry, to) {
    for (const [i, reading] of readPrimitives(at, "category").entries()) {
      to.emit(categoryRow, i === 0 ? entry : below(entry, i + 1), reading);
    }
  },
};

/** AllergyIntolerance (R4 9.1). */
export const allergyShape: ResourceShape = {
  type: "AllergyIntolerance",
  list: "allergy",
  identifier: "allergy.identifier",
  is: always,
  subjects: subjectAt("patient"),
  slots: [
    entryIdentifier("allergy.identifier"),
    concept("allergy.clinical-status", "clinicalStatus", systems.allergyClinical),
    concept("allergy.verification", "verificationStatus", systems.allergyVerification),
    primitive("allergy.type", "type"),
    category,
    primitive("allergy.criticality", "criticality"),
    codings("allergy.code", "allergy.code-system", "code"),
    primitive("allergy.substance", "code.text"),
    noneKnown,
    patientReference("patient"),
    primitive("allergy.onset", "onsetDateTime"),
    entries("reaction", [
      primitive("allergy.reaction", ["manifestation", 0, "text"]),
      neededBy("manifestation", "list"),
      primitive("allergy.reaction-severity", "severity"),
    ]),
  ],
};
