import { isObject, listOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { fromBehind, removeValue } from "../fields/change-value.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField } from "../fields/locate.ts";
import { numberParam, textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";

/** How an invented value gets into a record that has none, for the fields that can be filled. */
const fillers: Readonly<
  Record<
    string,
    { type: string; value: string; put: (resource: JsonObject, value: string) => void }
  >
> = {
  "patient.language": {
    type: "Patient",
    value: "en",
    put: (resource, value) => {
      const coding = { system: "urn:ietf:bcp:47", code: value };
      const list = listOf(resource["communication"]);
      resource["communication"] = [...list, { language: { coding: [coding] } }];
    },
  },
  "patient.sex": {
    type: "Patient",
    value: "unknown",
    put: (resource, value) => {
      resource["gender"] = value;
    },
  },
  "patient.birth-date": {
    type: "Patient",
    value: "1900-01-01",
    put: (resource, value) => {
      resource["birthDate"] = value;
    },
  },
  "patient.deceased": {
    type: "Patient",
    value: "false",
    put: (resource, value) => {
      if (resource["deceasedDateTime"] === undefined)
        resource["deceasedBoolean"] = value === "true";
    },
  },
  "patient.telecom.work": {
    type: "Patient",
    value: "555-555-0100",
    put: (resource, value) => {
      const entry = { system: "phone", value, use: "work" };
      resource["telecom"] = [...listOf(resource["telecom"]), entry];
    },
  },
  "patient.telecom.email": {
    type: "Patient",
    value: "none@example.com",
    put: (resource, value) => {
      resource["telecom"] = [...listOf(resource["telecom"]), { system: "email", value }];
    },
  },
  "patient.name.suffix": {
    type: "Patient",
    value: "Jr",
    put: (resource, value) => {
      const official = listOf(resource["name"]).find(
        (name) => isObject(name) && name["use"] === "official",
      );
      if (isObject(official)) official["suffix"] = [value];
    },
  },
  "allergy.criticality": {
    type: "AllergyIntolerance",
    value: "low",
    put: (resource, value) => {
      resource["criticality"] = value;
    },
  },
  "problem.onset": {
    type: "Condition",
    value: "1900-01-01",
    put: (resource, value) => {
      resource["onsetDateTime"] = value;
    },
  },
};

function inject(work: Work, chosen: string): void {
  for (const id of work.fields) {
    const filler = fillers[id];
    const row = practiceFields.find((candidate) => candidate.id === id);
    if (!filler || !row || filler.type !== work.resource["resourceType"]) continue;
    if (locateField(work.resource, row).length > 0) continue;
    const value = chosen === "" ? filler.value : chosen;
    filler.put(work.resource, value);
    if (locateField(work.resource, row).length > 0) work.note(id, null, value);
  }
}

/** Keeps the first k values of each field, as a receiver does that has so many columns. */
function keepFirst(work: Work, keep: number): void {
  const surplus = work.fields.flatMap((id) =>
    work.chosen.filter((place) => place.field === id).slice(keep),
  );
  for (const place of fromBehind(surplus)) {
    work.note(place.field, place.text, null);
    removeValue(work.resource, place);
  }
}

function cross(work: Work, from: string): void {
  const row = practiceFields.find((candidate) => candidate.id === from);
  const source = row && locateField(work.resource, row)[0];
  if (!source) return;
  for (const place of work.chosen) {
    if (place.text !== source.text) work.change(place, source.text);
  }
}

/** The register that the next record should have found empty. */
function leak(work: Work): void {
  if (work.resource["resourceType"] !== "Patient") return;
  const own = new Map(work.chosen.map((place) => [place.field, place.text] as const));
  const previous = work.memory.patients.find((entry) => entry.key !== work.patient);
  work.memory.patients = [
    { key: work.patient, values: own },
    ...work.memory.patients.filter((entry) => entry.key !== work.patient),
  ].slice(0, 2);
  for (const place of work.chosen) {
    const value = previous?.values.get(place.field);
    if (value !== undefined) work.change(place, value);
  }
}

export const structureFaults: readonly PracticeFault[] = [
  {
    id: "DROP-ELEMENT",
    family: "structure",
    stage: "MAP",
    says: "One piece of information never arrives.",
    before: "e-mail address",
    after: "nothing",
    params: [
      {
        name: "field",
        says: "the field that is not mapped; empty: those of the switch",
        default: "",
      },
    ],
    fields: ["patient.telecom.email"],
    act: { kind: "value", change: () => null },
  },
  {
    id: "DROP-RECORD",
    family: "structure",
    stage: "VALIDATE",
    says: "An item, or the whole patient, is not there at all.",
    before: "two allergies",
    after: "none",
    params: [
      {
        name: "type",
        says: "the kind of record that is filtered out",
        default: "AllergyIntolerance",
        choices: [
          "Patient",
          "AllergyIntolerance",
          "MedicationRequest",
          "Condition",
          "Coverage",
          "Encounter",
          "Appointment",
          "Observation",
        ],
      },
    ],
    fields: [],
    act: { kind: "flow" },
  },
  {
    id: "DROP-REPETITION",
    family: "structure",
    stage: "MAP",
    says: "Only the first of several arrived.",
    before: "hives; swelling",
    after: "hives",
    params: [{ name: "keep", says: "how many are kept", default: 1, least: 1, most: 100 }],
    fields: [
      "allergy.reaction",
      "patient.telecom.*",
      "patient.name.alias",
      "patient.name.prefix",
      "patient.name.suffix",
      "patient.language",
      "contact.name",
      "contact.phone",
    ],
    act: {
      kind: "record",
      change: (work, params) => keepFirst(work, numberParam(params, "keep")),
    },
  },
  {
    id: "CROSS-FIELD",
    family: "structure",
    stage: "MAP",
    says: "A value stands in the wrong box: the cell phone under home phone.",
    before: "home phone 555-555-0111",
    after: "the cell phone's number",
    params: [{ name: "from", says: "whose value is written", default: "patient.telecom.mobile" }],
    fields: ["patient.telecom.home"],
    act: { kind: "record", change: (work, params) => cross(work, textParam(params, "from")) },
  },
  {
    id: "CROSS-PATIENT",
    family: "structure",
    stage: "APPLY",
    says: "Another patient's data is in this chart.",
    before: "12 Example Street",
    after: "the previous patient's street",
    params: [],
    fields: ["patient.address.line1", "patient.telecom.*"],
    act: { kind: "record", change: leak },
  },
  {
    id: "LIST-MISPAIR",
    family: "structure",
    stage: "MAP",
    says: "The right doses stand on the wrong medicines.",
    before: "A 2.5 mg, B 40 mg",
    after: "A 40 mg, B 2.5 mg",
    params: [],
    fields: ["medication.dose-value", "medication.dose-unit"],
    act: { kind: "flow" },
  },
  {
    id: "DEFAULT-INJECT",
    family: "structure",
    stage: "VALIDATE",
    says: "A made-up value appears where nothing was known.",
    before: "nothing",
    after: "555-555-0100",
    params: [{ name: "value", says: "the value; empty: the usual one of the field", default: "" }],
    fields: ["patient.telecom.work"],
    act: { kind: "record", change: (work, params) => inject(work, textParam(params, "value")) },
  },
];

/** Fields that DEFAULT-INJECT knows how to fill. */
export const fillableFields: readonly string[] = Object.keys(fillers);
