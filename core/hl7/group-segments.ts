import { cutRecords } from "./cut-records.ts";
import type { CutSegments, Group } from "./cut-records.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Message, Er7Segment } from "./er7-parts.ts";
import type { RecordShape } from "./record-shape.ts";
import { segmentPrint } from "./segment-print.ts";
import { textAt, textOfField } from "./segment-slot.ts";
import type { SegmentGroup } from "./segment-slot.ts";
import { entryShapes } from "./shapes.ts";

/** A record as segments; records of one list with the same key are one entry. */
export interface RecordGroup {
  readonly shape: RecordShape;
  readonly list: string;
  readonly key: string;
  readonly group: SegmentGroup;
}

/** What a message says of the person. An ADT message is a snapshot: what it has replaces what was there (v2.5.1 2.10.4). */
export interface Demographics {
  readonly group: SegmentGroup;
  readonly snapshot: boolean;
  readonly isOfVisit: boolean;
}

export interface PersonSegments {
  readonly patient: string;
  /** In the order of the wire. */
  readonly demographics: readonly Demographics[];
  readonly records: readonly RecordGroup[];
  /** All segments, by message. */
  readonly messages: readonly (readonly Er7Segment[])[];
}

interface Section {
  readonly segments: readonly Er7Segment[];
  readonly cut: CutSegments;
  readonly isSnapshot: boolean;
}

/** Segments whose later snapshot replaces the earlier one as a whole (v2.5.1 2.10.4). */
const snapshotKinds: ReadonlySet<string> = new Set(["NK1", "AL1", "GT1", "IN1", "DG1"]);

/** Cuts messages into people by PID-3, and each person's segments into records. Takes linear time. */
export function groupByPerson(messages: readonly Er7Message[]): readonly PersonSegments[] {
  const byPerson = new Map<string, Section[]>();
  const put = (person: string, section: Section): void => {
    const known = byPerson.get(person);
    if (known === undefined) byPerson.set(person, [section]);
    else known.push(section);
  };
  for (const message of messages) {
    const code = textOfField(message.segments[0], 9);
    const isSnapshot = code === "ADT";
    const parts = perPerson(message);
    for (const segments of parts) {
      const pid = segments.find(({ name }) => name === "PID");
      if (pid === undefined) continue;
      const merges = segments.filter(({ name }) => name === "MRG");
      for (const merge of merges) {
        const group: Group = new Map([
          ["MRG", [merge]],
          ["PID", [pid]],
        ]);
        const cut = { person: new Map(), records: [group], isOfVisit: false };
        put(personKey(merge, 1), { segments: [merge], cut, isSnapshot: false });
      }
      // Who is merged into or linked with, told by numbers alone, is no record of a person.
      const isNamedOnly = isSnapshot && (merges.length > 0 || parts.length > 1) && isBare(pid);
      if (isNamedOnly) continue;
      put(personKey(pid, 3), { segments, cut: cutRecords(segments, code), isSnapshot });
    }
  }
  return [...byPerson].map(([patient, sections]) => personOf(patient, sections));
}

/** A message holds one person for each PID; what stands before the first belongs to it. */
function perPerson(message: Er7Message): readonly Er7Segment[][] {
  const parts: Er7Segment[][] = [[]];
  let hasPerson = false;
  for (const segment of message.segments.slice(1)) {
    if (segment.name === "PID" && hasPerson) parts.push([]);
    if (segment.name === "PID") hasPerson = true;
    parts.at(-1)?.push(segment);
  }
  return parts;
}

/** Whether a PID has nothing but numbers: PID-1 to PID-4. */
function isBare({ fields }: Er7Segment): boolean {
  return fields.slice(5).every(({ start, end }) => end <= start);
}

/** The first chart number with its authority, else the first identifier. */
function personKey(segment: Er7Segment, field: number): string {
  const all = repetitionsOf(fieldOf(segment, field));
  const chosen = all.find((found) => textAt(found, "5") === "MR") ?? all[0];
  const [number, authority] = [textAt(chosen, "1"), textAt(chosen, "4.1")];
  if (number === "" && segment.name === "PID") return otherKey(segment);
  return authority === "" ? number : `${authority}|${number}`;
}

/** Whom a PID without PID-3 means: by PID-2 or PID-4, as before v2.3.1, else by name and birth date. */
function otherKey(pid: Er7Segment): string {
  const number = textOfField(pid, 2) || textOfField(pid, 4);
  if (number !== "") return number;
  const said = [textOfField(pid, 5), textOfField(pid, 5, "2"), textOfField(pid, 7)];
  return said.filter((text) => text !== "").join(" ");
}

function personOf(patient: string, sections: readonly Section[]): PersonSegments {
  const demographics = sections.map(({ cut, isSnapshot }) => ({
    group: cut.person,
    snapshot: isSnapshot,
    isOfVisit: cut.isOfVisit,
  }));
  const last = lastSnapshots(sections);
  const known = new KnownRecords();
  for (const section of sections) {
    known.beginSection(section.isSnapshot);
    for (const group of section.cut.records) {
      const [name = ""] = group.keys();
      if (snapshotKinds.has(name) && last.get(name) !== section) continue;
      known.take(group);
    }
  }
  const messages = sections.map(({ segments }) => segments);
  return { patient, demographics, records: known.records(), messages };
}

/** The records of a person: a later message about one replaces, or ends, what an earlier one said. */
class KnownRecords {
  private readonly byKey = new Map<string, RecordGroup>();
  private seen = new Map<string, number>();
  private readonly prints = new Map<Er7Segment, string>();
  private readonly snapshots = new Set<string>();
  private isSnapshot = false;

  beginSection(isSnapshot: boolean): void {
    this.seen = new Map();
    this.isSnapshot = isSnapshot;
  }

  take(group: Group): void {
    const shape = entryShapes.find((candidate) => candidate.is(group));
    if (shape === undefined || shape.list === null) return;
    // Without a key it is the same where a later message says the same of it, as one that is sent again.
    const own = shape.key(group) || this.contentOf(group);
    // Equal ones in one message are different entries.
    const nth = countUp(this.seen, `${shape.kind}|${own}`);
    const key = `${own}|${String(nth)}`;
    const at = `${shape.kind}|${key}`;
    if (shape.isGone?.(group) === true) {
      const wasKnown = this.remove(shape.list, key);
      if (wasKnown || shape.goneIsRead !== true) return;
    }
    // A visit is told of by ADT; what other messages say of it in passing is less.
    if (shape.list === "encounter" && !this.isSnapshot && this.snapshots.has(at)) return;
    if (this.isSnapshot) this.snapshots.add(at);
    const before = shape.keeps === undefined ? undefined : this.byKey.get(at)?.group;
    const kept = [...(before ?? [])].filter(([name]) => shape.keeps?.includes(name));
    this.byKey.set(at, { shape, list: shape.list, key, group: new Map([...kept, ...group]) });
  }

  /** What the segments of a record say, the person's own left out. */
  private contentOf(group: SegmentGroup): string {
    const segments = [...group].flatMap(([name, all]) => (name === "PID" ? [] : all));
    return segments.map((segment) => this.printOf(segment)).join("\r");
  }

  private printOf(segment: Er7Segment): string {
    const known = this.prints.get(segment) ?? segmentPrint(segment);
    this.prints.set(segment, known);
    return known;
  }

  /** Takes a record away; false where nothing was said of it before. */
  private remove(list: string, key: string): boolean {
    const kinds = entryShapes.filter((shape) => shape.list === list);
    return kinds.filter(({ kind }) => this.byKey.delete(`${kind}|${key}`)).length > 0;
  }

  records(): readonly RecordGroup[] {
    return [...this.byKey.values()];
  }
}

function countUp(counts: Map<string, number>, key: string): number {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count;
}

/** For each snapshot segment the last message that has it: an ADT message where there is one. */
function lastSnapshots(sections: readonly Section[]): ReadonlyMap<string, Section> {
  const last = new Map<string, Section>();
  for (const section of sections) {
    for (const group of section.cut.records) {
      const [name = ""] = group.keys();
      if (!snapshotKinds.has(name)) continue;
      if (section.isSnapshot || !(last.get(name)?.isSnapshot ?? false)) last.set(name, section);
    }
  }
  return last;
}
