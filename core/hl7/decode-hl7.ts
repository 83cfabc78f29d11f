import type { EntryPath, LocatedValue, Observed, Place, ReadProblem } from "../catalogue/chart.ts";
import { groupByPerson } from "./group-segments.ts";
import type { PersonSegments, RecordGroup } from "./group-segments.ts";
import type { Er7Message, Part } from "./er7-parts.ts";
import { readEr7 } from "./read-er7.ts";
import { textOfField } from "./segment-slot.ts";
import type { Reader } from "./segment-slot.ts";
import { entryShapes, personShape } from "./shapes.ts";

export interface ObservedHl7Person {
  /** Chart number and authority, as PID-3 has them; "" where no message names a person. */
  readonly patient: string;
  readonly observed: Observed;
}

/**
 * Reads the record of one person out of any number of documents. Never throws; what cannot be read stands
 * in `problems`. Entries are `#1`, `#1/#2` in the order of the wire. Of several people the first is read.
 */
export function decodeHl7(documents: readonly Uint8Array[]): Observed {
  const [first, ...others] = decodeHl7People(documents);
  if (first === undefined) return { values: [], problems: [], resources: [] };
  const elsewhere = others.map(({ patient }) => ({
    kind: "other-patient",
    says: `The messages also hold another person (${patient}), who is not read.`,
    at: null,
  }));
  return { ...first.observed, problems: [...first.observed.problems, ...elsewhere] };
}

/** Reads all people, told apart by PID-3, in the order in which they come. */
export function decodeHl7People(documents: readonly Uint8Array[]): readonly ObservedHl7Person[] {
  const files = documents.map((bytes, document) => readEr7(bytes, document));
  const problems = files.flatMap((file) => file.problems);
  const people = groupByPerson(files.flatMap((file) => file.messages));
  if (people.length === 0) {
    return problems.length === 0
      ? []
      : [{ patient: "", observed: { values: [], problems, resources: [] } }];
  }
  return people.map((person, i) => {
    const read = readPerson(person);
    const all = i === 0 ? [...problems, ...read.problems] : read.problems;
    return { patient: person.patient, observed: { ...read, problems: all } };
  });
}

/** What places call a message: `ADT^A28 7785303.1`. */
export function labelOf(message: Er7Message): string {
  const [header] = message.segments;
  const type = [textOfField(header, 9), textOfField(header, 9, "2")].join("^");
  return `${type} ${textOfField(header, 10)}`.trim();
}

function placeOf({ segment, span, place }: Part, labels: Map<Er7Message, string>): Place {
  const { message } = segment;
  const resource = labels.get(message) ?? labelOf(message);
  labels.set(message, resource);
  return { resource, place, start: span.start, end: span.end, document: message.document };
}

interface Collected {
  readonly values: LocatedValue[];
  readonly problems: ReadProblem[];
  /** Index in `values` by field and entry. */
  readonly known: Map<string, number>;
  readonly labels: Map<Er7Message, string>;
}

/** What becomes of a second value of one field: it replaces the first, or is named as a conflict. */
type Second = "replaces" | "conflicts";

function readPerson(person: PersonSegments): Observed {
  const into: Collected = { values: [], problems: [], known: new Map(), labels: new Map() };
  // An ADT message is a snapshot: a later one changes what an earlier one says (2.10.4).
  for (const { group, snapshot } of person.demographics) {
    const reader = makeReader(into, snapshot ? "replaces" : "conflicts");
    for (const slot of personShape.slots) slot.read(group, "", reader);
  }
  const entries = new Map<string, Map<string, EntryPath>>();
  for (const record of person.records) {
    const shape = entryShapes.find((candidate) => candidate.kind === record.kind);
    if (shape === undefined) continue;
    const entry = entryOf(record, entries);
    const reader = makeReader(into, "conflicts");
    for (const slot of shape.slots) slot.read(record.group, entry, reader);
  }
  into.problems.push(...person.problems);
  return { values: into.values, problems: into.problems, resources: [] };
}

/** Records of one list with the same key are one entry; entries are numbered as they come. */
function entryOf(record: RecordGroup, entries: Map<string, Map<string, EntryPath>>): EntryPath {
  const list = entries.get(record.list) ?? new Map<string, EntryPath>();
  entries.set(record.list, list);
  const entry = list.get(record.key) ?? `#${String(list.size + 1)}`;
  list.set(record.key, entry);
  return entry;
}

function makeReader(into: Collected, second: Second): Reader {
  const problem = (kind: string, says: string, at: Part): void => {
    into.problems.push({ kind, says, at: placeOf(at, into.labels) });
  };
  return {
    problem,
    emit(field, entry, reading) {
      if (reading === undefined) return;
      const key = `${field}|${entry}`;
      const { value: text, absent, at } = reading;
      const value =
        text === null
          ? { field, entry, absent: absent ?? "unknown" }
          : { field, entry, value: text };
      const index = into.known.get(key);
      const first = index === undefined ? undefined : into.values[index]?.value;
      if (index === undefined || first === undefined) {
        into.known.set(key, into.values.length);
        into.values.push({ value, at: placeOf(at, into.labels) });
        return;
      }
      const known = "value" in first ? first.value : null;
      if (known === text) return;
      if (second === "replaces") into.values[index] = { value, at: placeOf(at, into.labels) };
      else problem("conflict", `Another value for ${field} stands elsewhere and is not read.`, at);
    },
  };
}
