import type { EntryPath, LocatedValue, Observed, Place, ReadProblem } from "../catalogue/chart.ts";
import { groupByPerson } from "./group-segments.ts";
import type { Demographics, PersonSegments, RecordGroup } from "./group-segments.ts";
import type { Er7Message, Part } from "./er7-parts.ts";
import { rawSegments } from "./raw-segments.ts";
import type { RawRecord } from "../compare/raw/raw-node.ts";
import { readEr7 } from "./read-er7.ts";
import { textOfField } from "./segment-slot.ts";
import type { FieldPlace, Reader, SegmentGroup, Slot } from "./segment-slot.ts";
import { personShape } from "./shapes.ts";

export interface ObservedHl7Person {
  /** Chart number and authority, as PID-3 has them; "" where no message names a person. */
  readonly patient: string;
  readonly observed: Observed;
  /** All that stands in the segments of the person, read or not. */
  readonly raw: () => readonly RawRecord[];
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
      : [{ patient: "", observed: { values: [], problems, resources: [] }, raw: () => [] }];
  }
  const labels = new Map<Er7Message, string>();
  return people.map((person, i) => {
    const read = readPerson(person);
    const all = i === 0 ? [...problems, ...read.problems] : read.problems;
    const raw = (): readonly RawRecord[] =>
      rawSegments(person.messages, read.values, (part) => placeOf(part, labels));
    return { patient: person.patient, observed: { ...read, problems: all }, raw };
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

function readPerson(person: PersonSegments): Observed {
  const into: Collected = { values: [], problems: [], known: new Map(), labels: new Map() };
  const reader = makeReader(into);
  for (const slot of personShape.slots) readDemographic(slot, person.demographics, reader);
  const entries = new Map<string, Map<string, EntryPath>>();
  for (const record of person.records) {
    const entry = entryOf(record, entries);
    for (const slot of record.shape.slots) slot.read(record.group, entry, reader);
  }
  return { values: into.values, problems: into.problems, resources: [] };
}

/**
 * Reads a field of the person from the last ADT message that has it, else from the first message of another
 * kind. What other messages say otherwise is named as a conflict.
 */
function readDemographic(slot: Slot, all: readonly Demographics[], reader: Reader): void {
  const { from } = slot;
  if (from === undefined) return;
  const fits = all.filter(({ group }) => isFilled(group, from));
  const ofPerson = slot.notOfVisit === true ? fits.filter(({ isOfVisit }) => !isOfVisit) : fits;
  const having = ofPerson.length > 0 ? ofPerson : fits;
  const snapshots = having.filter(({ snapshot }) => snapshot);
  const chosen = firstOfRun(snapshots, from) ?? having[0];
  if (chosen === undefined) return;
  slot.read(chosen.group, "", reader);
  // What was said before the snapshot is superseded by it.
  for (const other of having.slice(having.indexOf(chosen) + 1)) {
    if (other.snapshot || isSameField(other.group, chosen.group, from)) continue;
    slot.read(other.group, "", reader);
  }
}

/** Of the messages at the end that say the same, the first: the value was said there, and only repeated since. */
function firstOfRun(all: readonly Demographics[], from: FieldPlace): Demographics | undefined {
  let chosen = all.at(-1);
  for (let i = all.length - 2; i >= 0; i--) {
    const before = all[i];
    if (before === undefined || chosen === undefined) break;
    if (!isSameField(before.group, chosen.group, from)) break;
    chosen = before;
  }
  return chosen;
}

function isFilled(group: SegmentGroup, { name, field }: FieldPlace): boolean {
  return (group.get(name) ?? []).some(({ fields }) => {
    const span = fields[field];
    return span !== undefined && span.end > span.start;
  });
}

/** Whether a field has the same bytes in two messages. */
function isSameField(a: SegmentGroup, b: SegmentGroup, { name, field }: FieldPlace): boolean {
  const [one] = a.get(name) ?? [];
  const [other] = b.get(name) ?? [];
  const [x, y] = [one?.fields[field], other?.fields[field]];
  if (one === undefined || other === undefined || x === undefined || y === undefined) return false;
  if (
    x.end - x.start !== y.end - y.start ||
    one.message.characterSet !== other.message.characterSet
  ) {
    return false;
  }
  for (let i = 0; i < x.end - x.start; i++) {
    if (one.message.bytes[x.start + i] !== other.message.bytes[y.start + i]) return false;
  }
  return true;
}

/** Records of one list with the same key are one entry; entries are numbered as they come. */
function entryOf(record: RecordGroup, entries: Map<string, Map<string, EntryPath>>): EntryPath {
  const list = entries.get(record.list) ?? new Map<string, EntryPath>();
  entries.set(record.list, list);
  const entry = list.get(record.key) ?? `#${String(list.size + 1)}`;
  list.set(record.key, entry);
  return entry;
}

/** A second value of one field is named as a conflict, and not read. */
function makeReader(into: Collected): Reader {
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
      if (known !== text) {
        problem("conflict", `Another value for ${field} stands elsewhere and is not read.`, at);
      }
    },
  };
}
