import type {
  EntryPath,
  LocatedValue,
  Observed,
  Place,
  ReadProblem,
  SeenResource,
} from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { withComponents } from "./components.ts";
import { stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { placeOf, readDocuments } from "./documents.ts";
import type { FoundResource } from "./documents.ts";
import type { RawRecord } from "../compare/raw/raw-node.ts";
import type { Reading } from "./primitive.ts";
import { belongings, nameOf, rawRecords } from "./raw-records.ts";
import { makeReferences, relative } from "./references.ts";
import type { References } from "./references.ts";
import type { ResourceShape } from "./resource-shape.ts";
import { findRoles } from "./roles.ts";
import { shapes } from "./shapes.ts";
import type { Reader } from "./slot.ts";

export interface ObservedPerson {
  /** `Type/id` or fullUrl of the Patient; the reference where the Patient itself is not there; else "". */
  readonly patient: string;
  readonly observed: Observed;
  /** All that stands in the resources of the person and those that they refer to, read or not. */
  readonly raw: () => readonly RawRecord[];
}

const readTypes = new Set(shapes.map((shape) => shape.type));
/** Types that are read through the resources that refer to them. */
const sideTypes = new Set("Organization Medication Practitioner Location ClaimResponse".split(" "));

/** What all resources of some documents are, and how they lead to each other. */
interface Found {
  readonly resources: readonly FoundResource[];
  readonly references: References;
  readonly shapeOf: (resource: FoundResource) => ResourceShape | undefined;
  readonly roles: ReadonlyMap<FoundResource, ReadonlySet<string>>;
}

function look(all: readonly FoundResource[]): Found {
  const references = makeReferences(all);
  const roles = findRoles(all, references);
  const resources = withComponents(all);
  const none: ReadonlySet<string> = new Set();
  const shapeOf = (resource: FoundResource): ResourceShape | undefined =>
    shapes.find(
      (shape) => shape.type === resource.type && shape.is(resource.at, roles.get(resource) ?? none),
    );
  return { resources, references, roles, shapeOf };
}

/**
 * Reads the record of one person out of any number of documents: Bundles of any type, single resources,
 * NDJSON. Never throws; what cannot be read stands in `problems`. Entry paths count in wire order
 * (`#1`, `#1/#2`). Where the documents hold several Patients, the first is read and the others are named.
 */
export function decodeFhir(documents: readonly Uint8Array[]): Observed {
  const { resources, problems } = readDocuments(documents);
  const found = look(resources);
  const groups = groupByPatient(found);
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
  const problemsOfTypes = unknownTypes(found);
  const observed = readPerson(inWireOrder(read, found.resources), found);
  return {
    values: observed.values,
    problems: [...problems, ...problemsOfTypes, ...more, ...observed.problems],
    resources: resources.map(seen),
  };
}

/** Reads the records of all people in the documents, in wire order. Problems of no one go to the first. */
export function decodeFhirPeople(documents: readonly Uint8Array[]): readonly ObservedPerson[] {
  const { resources, problems } = readDocuments(documents);
  const found = look(resources);
  const groups = groupByPatient(found);
  const general = [...problems, ...unknownTypes(found)];
  if (groups.size === 0) {
    if (general.length === 0) return [];
    const observed = { values: [], problems: general, resources: [] };
    return [{ patient: "", observed, raw: () => [] }];
  }
  let belong: ReturnType<typeof belongings> | null = null;
  return [...groups].map(([patient, group], i) => {
    const { values, problems: own, used } = readPerson(group, found);
    const all = i === 0 ? [...general, ...own] : own;
    const raw = (): readonly RawRecord[] => {
      belong ??= belongings(resources, found.references, groups);
      const places = [...values.map(({ at }) => at), ...used];
      return rawRecords(belong.get(patient) ?? [], found.references, places);
    };
    const whole = new Set(group.map((each) => each.of ?? each));
    return { patient, observed: { values, problems: all, resources: [...whole].map(seen) }, raw };
  });
}

function seen({ type, id, version }: FoundResource): SeenResource {
  return { type, id, version };
}

/** Resources by the patient they are about; the Patient itself stands first. */
function groupByPatient(found: Found): ReadonlyMap<string, FoundResource[]> {
  const groups = new Map<string, FoundResource[]>();
  const patients = found.resources.filter((resource) => resource.type === "Patient");
  for (const patient of patients) groups.set(nameOf(patient), [patient]);
  const only = patients.length === 1 ? patients[0] : undefined;
  for (const resource of found.resources) {
    if (resource.type === "Patient" || !readTypes.has(resource.type)) continue;
    const shape = found.shapeOf(resource);
    if (shape === undefined) continue;
    const key = patientKey(resource, shape, found.references, only);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [resource]);
    else group.push(resource);
  }
  return groups;
}

function patientKey(
  resource: FoundResource,
  shape: ResourceShape,
  references: References,
  only: FoundResource | undefined,
): string {
  const subjects = shape.subjects(resource.at);
  for (const subject of subjects) {
    const patient = references.find(subject, resource);
    if (patient?.type === "Patient") return nameOf(patient);
  }
  const strangers = subjects.filter((subject) => references.find(subject, resource) === undefined);
  const named = strangers.flatMap((subject) => stringAt(subject, "reference") ?? []);
  const stranger = named.find((text) => text.startsWith("urn:") || /(^|\/)Patient\//.test(text));
  if (stranger !== undefined) return stranger.startsWith("urn:") ? stranger : relative(stranger);
  return only === undefined ? "" : nameOf(only);
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

function unknownTypes({ resources, shapeOf, roles }: Found): readonly ReadProblem[] {
  const says = (resource: FoundResource): string | null => {
    if (sideTypes.has(resource.type) || shapeOf(resource) !== undefined) return null;
    if (!readTypes.has(resource.type)) {
      return `${resource.label} is not read: this version has no place for a ${resource.type}.`;
    }
    // The insured person is read with the coverage.
    if ([...(roles.get(resource) ?? [])].some((role) => role.startsWith("Coverage."))) return null;
    return resource.type === "RelatedPerson"
      ? `${resource.label} is not read: it does not say what it is for the patient.`
      : `${resource.label} is not read: this version has no place for this kind of ${resource.type}.`;
  };
  return resources.flatMap((resource) => {
    const text = says(resource);
    return text === null
      ? []
      : [{ kind: "unknown-resource", says: text, at: placeOf(resource.at) }];
  });
}

interface Placed {
  readonly list: string | null;
  readonly entry: EntryPath;
}

/**
 * The entries of resources: those of their own are numbered per list, in the given order; a part
 * belongs to the entries that it leads to. One that leads to none is an entry of its own.
 */
function placeAll(
  resources: readonly FoundResource[],
  { references, shapeOf }: Found,
): ReadonlyMap<FoundResource, readonly Placed[]> {
  const counts = new Map<string, number>();
  const placed = new Map<FoundResource, readonly Placed[]>();
  const next = (list: string | null): Placed => {
    if (list === null) return { list, entry: "" };
    const n = (counts.get(list) ?? 0) + 1;
    counts.set(list, n);
    return { list, entry: `#${String(n)}` };
  };
  const parts: FoundResource[] = [];
  for (const resource of resources) {
    const shape = shapeOf(resource);
    if (shape === undefined) continue;
    if (shape.part !== undefined) {
      parts.push(resource);
      continue;
    }
    const own = next(shape.list);
    placed.set(resource, [own]);
    // What refers to a whole refers to each of its components.
    if (resource.of !== undefined) {
      placed.set(resource.of, [...(placed.get(resource.of) ?? []), own]);
    }
  }
  for (const resource of parts) {
    const shape = shapeOf(resource);
    if (shape?.part === undefined) continue;
    const owners = shape.part.owners(resource.at).flatMap((reference) => {
      const owner = references.find(reference, resource);
      const at = owner === undefined ? [] : (placed.get(owner) ?? []);
      return at.filter(({ list }) => list === shape.list);
    });
    placed.set(resource, owners.length > 0 ? owners : [next(shape.list)]);
  }
  return placed;
}

/** Reads the resources of one person. */
function readPerson(
  resources: readonly FoundResource[],
  found: Found,
): {
  values: readonly LocatedValue[];
  problems: readonly ReadProblem[];
  used: readonly Place[];
} {
  const values: LocatedValue[] = [];
  const used: Place[] = [];
  const problems: ReadProblem[] = [];
  const taken = new Set<string>();
  const placed = placeAll(resources, found);
  for (const resource of resources) {
    const shape = found.shapeOf(resource);
    if (shape === undefined) continue;
    const reader = makeReader(resource, found.references, placed, {
      values,
      problems,
      taken,
      used,
    });
    for (const { entry } of placed.get(resource) ?? []) {
      for (const slot of shape.slots) slot.read(resource.at, entry, reader);
    }
  }
  return { values, problems, used };
}

function makeReader(
  resource: FoundResource,
  references: References,
  placed: ReadonlyMap<FoundResource, readonly Placed[]>,
  into: { values: LocatedValue[]; problems: ReadProblem[]; taken: Set<string>; used: Place[] },
): Reader {
  const problem = (kind: string, says: string, at: Cursor): void => {
    into.problems.push({ kind, says, at: placeOf(at) });
  };
  return {
    problem,
    used(at) {
      if (at !== undefined) into.used.push(placeOf(at));
    },
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
    entryOf(reference, list) {
      const target = references.find(reference, resource);
      const all = target === undefined ? [] : (placed.get(target) ?? []);
      return all.find((one) => one.list === list)?.entry;
    },
  };
}
