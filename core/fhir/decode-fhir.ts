import type {
  EntryPath,
  LocatedValue,
  Observed,
  ReadProblem,
  SeenResource,
} from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { placeOf, readDocuments } from "./documents.ts";
import type { FoundResource } from "./documents.ts";
import type { Reading } from "./primitive.ts";
import { makeReferences, relative } from "./references.ts";
import type { References } from "./references.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { entryShapes, patientShape, shapes } from "./shapes.ts";
import type { Reader } from "./slot.ts";

export interface ObservedPerson {
  /** `Type/id` or fullUrl of the Patient; the reference where the Patient itself is not there; else "". */
  readonly patient: string;
  readonly observed: Observed;
}

const readTypes = new Set(shapes.map((shape) => shape.type));
/** Types that are read through the resources that refer to them. */
const sideTypes = new Set(["Organization", "RelatedPerson", "Medication"]);

/**
 * Reads the record of one person out of any number of documents: Bundles of any type, single resources,
 * NDJSON. Never throws; what cannot be read stands in `problems`. Entry paths count in wire order
 * (`#1`, `#1/#2`). Where the documents hold several Patients, the first is read and the others are named.
 */
export function decodeFhir(documents: readonly Uint8Array[]): Observed {
  const { resources, problems } = readDocuments(documents);
  const references = makeReferences(resources);
  const groups = groupByPatient(resources, references);
  const [first] = groups.keys();
  const patients = [...groups.keys()].filter((key) => groups.get(key)?.[0]?.type === "Patient");
  const chosen = patients[0] ?? first;
  const read: FoundResource[] = [];
  const more: ReadProblem[] = [];
  for (const [key, group] of groups) {
    const other = key !== chosen && patients.length > 1;
    if (!other) read.push(...group);
    if (key === chosen) continue;
    for (const resource of group) more.push(belongsElsewhere(resource, key, other));
  }
  const problemsOfTypes = unknownTypes(resources);
  const observed = readPerson(inWireOrder(read, resources), references);
  return {
    values: observed.values,
    problems: [...problems, ...problemsOfTypes, ...more, ...observed.problems],
    resources: resources.map(seen),
  };
}

/** Reads the records of all people in the documents, in wire order. Problems of no one go to the first. */
export function decodeFhirPeople(documents: readonly Uint8Array[]): readonly ObservedPerson[] {
  const { resources, problems } = readDocuments(documents);
  const references = makeReferences(resources);
  const groups = groupByPatient(resources, references);
  const general = [...problems, ...unknownTypes(resources)];
  if (groups.size === 0) {
    if (general.length === 0) return [];
    return [{ patient: "", observed: { values: [], problems: general, resources: [] } }];
  }
  return [...groups].map(([patient, group], i) => {
    const { values, problems: own } = readPerson(group, references);
    const all = i === 0 ? [...general, ...own] : own;
    return { patient, observed: { values, problems: all, resources: group.map(seen) } };
  });
}

function seen({ type, id, version }: FoundResource): SeenResource {
  return { type, id, version };
}

/** Resources by the patient they are about; the Patient itself stands first. */
function groupByPatient(
  resources: readonly FoundResource[],
  references: References,
): ReadonlyMap<string, FoundResource[]> {
  const groups = new Map<string, FoundResource[]>();
  const patients = resources.filter((resource) => resource.type === "Patient");
  for (const patient of patients) groups.set(patient.fullUrl ?? patient.label, [patient]);
  const only = patients.length === 1 ? patients[0] : undefined;
  for (const resource of resources) {
    if (resource.type === "Patient" || !readTypes.has(resource.type)) continue;
    const key = patientKey(resource, references, only);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return groups;
}

function patientKey(
  resource: FoundResource,
  references: References,
  only: FoundResource | undefined,
): string {
  const shape = shapeOf(resource);
  const subjects = shape?.subjects(resource.at) ?? [];
  for (const subject of subjects) {
    const patient = references.find(subject, resource);
    if (patient?.type === "Patient") return patient.fullUrl ?? patient.label;
  }
  const named = subjects.flatMap((subject) => stringAt(subject, "reference") ?? []);
  const stranger = named.find((text) => text.startsWith("urn:") || /(^|\/)Patient\//.test(text));
  if (stranger !== undefined) return stranger.startsWith("urn:") ? stranger : relative(stranger);
  return only === undefined ? "" : (only.fullUrl ?? only.label);
}

function inWireOrder(
  read: readonly FoundResource[],
  all: readonly FoundResource[],
): readonly FoundResource[] {
  const wanted = new Set(read);
  return all.filter((resource) => wanted.has(resource));
}

function belongsElsewhere(resource: FoundResource, key: string, other: boolean): ReadProblem {
  const about = key === "" ? "names no patient" : `is about ${key}`;
  const says = other
    ? `${resource.label} ${about}, another patient; it is not read.`
    : `${resource.label} ${about}, not the patient that was looked for; it is read all the same.`;
  const at = placeOf(resource.at);
  return { kind: other ? "another-patient" : "unclear-patient", says, at };
}

function unknownTypes(resources: readonly FoundResource[]): readonly ReadProblem[] {
  return resources
    .filter(({ type }) => !readTypes.has(type) && !sideTypes.has(type))
    .map((resource) => ({
      kind: "unknown-resource",
      says: `${resource.label} is not read: this version has no place for a ${resource.type}.`,
      at: placeOf(resource.at),
    }));
}

function shapeOf(resource: FoundResource): ResourceShape | undefined {
  if (resource.type === "Patient") return patientShape;
  return entryShapes.find((shape) => shape.type === resource.type && shape.is(resource.at));
}

/** Reads the resources of one person; entries are numbered per list, in the given order. */
function readPerson(
  resources: readonly FoundResource[],
  references: References,
): { values: readonly LocatedValue[]; problems: readonly ReadProblem[] } {
  const values: LocatedValue[] = [];
  const problems: ReadProblem[] = [];
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  for (const resource of resources) {
    const shape = shapeOf(resource);
    if (shape === undefined) continue;
    let entry: EntryPath = "";
    if (shape.list !== null) {
      const n = (counts.get(shape.list) ?? 0) + 1;
      counts.set(shape.list, n);
      entry = `#${String(n)}`;
    }
    const reader = makeReader(resource, references, { values, problems, taken });
    for (const slot of shape.slots) slot.read(resource.at, entry, reader);
  }
  return { values, problems };
}

function makeReader(
  resource: FoundResource,
  references: References,
  into: { values: LocatedValue[]; problems: ReadProblem[]; taken: Set<string> },
): Reader {
  const problem = (kind: string, says: string, at: Cursor): void => {
    into.problems.push({ kind, says, at: placeOf(at) });
  };
  return {
    problem,
    emit(field: FieldId, entry: EntryPath, reading: Reading | undefined) {
      if (reading === undefined) return;
      const key = `${field}|${entry}`;
      if (into.taken.has(key)) {
        problem("second-value", `A second value for ${field} is not read.`, reading.at);
        return;
      }
      into.taken.add(key);
      if (reading.wrongType !== undefined) {
        const says = `The value is a JSON ${reading.wrongType}, which FHIR does not allow here.`;
        problem("wrong-type", says, reading.at);
      }
      const { value: text, absent } = reading;
      if (text === null && absent === null) return;
      const value =
        text === null
          ? { field, entry, absent: absent ?? "unknown" }
          : { field, entry, value: text };
      into.values.push({ value, at: placeOf(reading.at) });
    },
    resolve(reference) {
      return references.contained(reference, resource) ?? references.find(reference, resource)?.at;
    },
  };
}
