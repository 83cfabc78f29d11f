import type { ReadProblem } from "../catalogue/chart.ts";
import { entryShapes } from "./shapes.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Message, Er7Segment } from "./er7-parts.ts";
import { textAt, textOfField } from "./segment-slot.ts";
import type { SegmentGroup } from "./segment-slot.ts";

/** A record as segments; records of one list with the same key are one entry. */
export interface RecordGroup {
  readonly kind: string;
  readonly list: string;
  readonly key: string;
  readonly group: SegmentGroup;
}

export interface PersonSegments {
  readonly patient: string;
  /** PID and PD1 of each message; snapshots first. */
  readonly demographics: readonly { readonly group: SegmentGroup; readonly snapshot: boolean }[];
  readonly records: readonly RecordGroup[];
  readonly problems: readonly ReadProblem[];
}

type Group = Map<string, Er7Segment[]>;

/** What stands between one PID and the next, as far as it belongs together. */
interface Section {
  readonly person: string;
  readonly isSnapshot: boolean;
  readonly groups: readonly Group[];
}

const alone: ReadonlySet<string> = new Set(["NK1", "AL1", "IAM", "GT1", "IN1", "DG1", "PRB"]);
const orderParts: ReadonlySet<string> = new Set(["RXE", "RXR", "TQ1"]);
const visitParts: ReadonlySet<string> = new Set(["AIS", "AIG", "AIL", "AIP", "RGS"]);
/** Segments whose later snapshot replaces the earlier one as a whole (v2.5.1 2.10.4). */
const snapshotKinds: ReadonlySet<string> = new Set(["NK1", "AL1", "GT1", "IN1", "DG1"]);

/** Cuts messages into people by PID-3, and each person's segments into records. Takes linear time. */
export function groupByPerson(messages: readonly Er7Message[]): readonly PersonSegments[] {
  const byPerson = new Map<string, Section[]>();
  for (const message of messages) {
    for (const section of sectionsOf(message)) {
      const known = byPerson.get(section.person);
      if (known === undefined) byPerson.set(section.person, [section]);
      else known.push(section);
    }
  }
  return [...byPerson].map(([patient, sections]) => personOf(patient, sections));
}

/** A message holds one person for each PID; what stands before the first belongs to it. */
function sectionsOf(message: Er7Message): readonly Section[] {
  const [header, ...segments] = message.segments;
  const isSnapshot = textOfField(header, 9) === "ADT";
  const parts: Er7Segment[][] = [[]];
  let hasPerson = false;
  for (const segment of segments) {
    if (segment.name === "PID" && hasPerson) parts.push([]);
    if (segment.name === "PID") hasPerson = true;
    parts.at(-1)?.push(segment);
  }
  return parts
    .filter((part) => part.some(({ name }) => name === "PID"))
    .map((part) => ({
      person: personKey(part.find(({ name }) => name === "PID")),
      isSnapshot,
      groups: groupsOf(part),
    }));
}

/** The first chart number with its authority, else the first identifier. */
function personKey(pid: Er7Segment | undefined): string {
  if (pid === undefined) return "";
  const all = repetitionsOf(fieldOf(pid, 3));
  const chosen = all.find((found) => textAt(found, "5") === "MR") ?? all[0];
  const [number, authority] = [textAt(chosen, "1"), textAt(chosen, "4.1")];
  return authority === "" ? number : `${authority}|${number}`;
}

/** Segments that belong together, by their order: ORC begins an order, OBR a report, OBX a result. */
function groupsOf(segments: readonly Er7Segment[]): readonly Group[] {
  const groups: Group[] = [];
  const begin = (...first: Er7Segment[]): Group => {
    const made: Group = new Map();
    for (const segment of first) add(made, segment);
    groups.push(made);
    return made;
  };
  const person = begin();
  let order: Group | undefined;
  let report: Er7Segment | undefined;
  let notes: Group | undefined;
  let appointment: Group | undefined;
  let visit: Group | undefined;
  for (const segment of segments) {
    const { name } = segment;
    if (name === "PID" || name === "PD1") add(person, segment);
    else if (alone.has(name)) begin(segment);
    else if (name === "PV1") visit = begin(segment);
    else if (name === "PV2" && visit !== undefined) add(visit, segment);
    else if (name === "ORC") order = begin(segment);
    else if (orderParts.has(name)) {
      if (order === undefined || (name === "RXE" && order.has("RXE"))) order = begin(segment);
      else add(order, segment);
    } else if (name === "OBR") report = segment;
    else if (name === "OBX") notes = begin(...(report === undefined ? [] : [report]), segment);
    else if (name === "SCH") appointment = begin(segment);
    else if (visitParts.has(name) && appointment !== undefined) add(appointment, segment);
    else if (name === "NTE") {
      const owner = notes ?? appointment;
      if (owner !== undefined) add(owner, segment);
    }
    // A note belongs to what stands right before it; one behind an OBR is no result's.
    if (name === "OBR" || name === "ORC") notes = undefined;
  }
  return groups;
}

function add(group: Group, segment: Er7Segment): void {
  const known = group.get(segment.name);
  if (known === undefined) group.set(segment.name, [segment]);
  else known.push(segment);
}

function personOf(patient: string, sections: readonly Section[]): PersonSegments {
  const demographics = sections.map(({ groups, isSnapshot }) => ({
    group: groups[0] ?? new Map<string, Er7Segment[]>(),
    snapshot: isSnapshot,
  }));
  const last = lastSnapshots(sections);
  const records: RecordGroup[] = [];
  const index = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const section of sections) {
    const seen = new Map<string, number>();
    for (const group of section.groups.slice(1)) {
      const shape = entryShapes.find((candidate) => candidate.is(group));
      if (shape === undefined || shape.list === null) continue;
      const [name = ""] = group.keys();
      if (snapshotKinds.has(name) && last.get(name) !== section) continue;
      const own = shape.key(group);
      // Without a key each is an entry of its own; equal ones in one message are different entries.
      const nth = (seen.get(`${shape.kind}|${own}`) ?? 0) + 1;
      seen.set(`${shape.kind}|${own}`, nth);
      const unkeyed = (counts.get(shape.list) ?? 0) + 1;
      counts.set(shape.list, unkeyed);
      const key = own === "" ? `#${String(unkeyed)}` : `${own}|${String(nth)}`;
      const record = { kind: shape.kind, list: shape.list, key, group };
      const known = own === "" ? undefined : index.get(`${shape.kind}|${key}`);
      if (known === undefined) {
        index.set(`${shape.kind}|${key}`, records.length);
        records.push(record);
        // A later message about the same record replaces the earlier one.
      } else records[known] = record;
    }
  }
  return {
    patient,
    demographics: [
      ...demographics.filter(({ snapshot }) => snapshot),
      ...demographics.filter(({ snapshot }) => !snapshot),
    ],
    records,
    problems: [],
  };
}

/** For each snapshot segment the last message that has it: an ADT message where there is one. */
function lastSnapshots(sections: readonly Section[]): ReadonlyMap<string, Section> {
  const last = new Map<string, Section>();
  for (const section of sections) {
    for (const group of section.groups) {
      const [name = ""] = group.keys();
      if (!snapshotKinds.has(name)) continue;
      if (section.isSnapshot || !(last.get(name)?.isSnapshot ?? false)) last.set(name, section);
    }
  }
  return last;
}
