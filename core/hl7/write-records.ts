import type { EntryPath } from "../catalogue/chart.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { fieldsOf } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { setField } from "./segment-list.ts";
import { ensureSegment, nullRepetition } from "./segment-slot.ts";
import type { Encoding, OutGroup } from "./segment-slot.ts";
import { personShape } from "./shapes.ts";
import { outSegment } from "./write-er7.ts";
import type { OutSegment } from "./write-er7.ts";

/** One message before its header: `ADT`, `A28`, its structure, and what it holds. */
export interface Planned {
  readonly type: readonly [code: string, event: string, structure: string];
  readonly segments: readonly OutSegment[];
}

/** The entries of a shape's list that have a value in one of its fields, in natural order. */
export function entriesOf(shape: RecordShape, values: ChartValues): readonly EntryPath[] {
  const list = shape.list ?? "";
  const all = values.entries(list);
  if (all.length === 0) return all;
  const fields = fieldsOf(shape);
  const filled = (entry: EntryPath): boolean =>
    fields.some((field) => values.get(field, entry) !== undefined);
  return all.filter((entry) => filled(entry) || values.below(list, entry).some(filled));
}

export function writeAll(shape: RecordShape, encoding: Encoding): readonly OutSegment[][] {
  return entriesOf(shape, encoding.values).map((entry) => writeRecord(shape, entry, encoding));
}

/** The segments of one record by name. */
export function writeGroup(shape: RecordShape, entry: EntryPath, encoding: Encoding): OutGroup {
  const group: OutGroup = new Map();
  for (const slot of shape.slots) slot.write(group, entry, encoding);
  return group;
}

/** The segments of one record, in the order of its shape. */
export function writeRecord(
  shape: RecordShape,
  entry: EntryPath,
  encoding: Encoding,
): OutSegment[] {
  const group = writeGroup(shape, entry, encoding);
  return shape.segments.flatMap((name) => group.get(name) ?? []);
}

/** Field 1 of repeating segments counts them. */
export function numbered(segments: readonly OutSegment[], encoding: Encoding): OutSegment[] {
  for (const [i, segment] of segments.entries()) setField(segment, 1, String(i + 1), encoding);
  return [...segments];
}

export function segmentOf(
  name: string,
  fields: Readonly<Record<number, string>>,
  encoding: Encoding,
): OutSegment {
  const segment = outSegment(name);
  for (const [field, text] of Object.entries(fields))
    setField(segment, Number(field), text, encoding);
  return segment;
}

/**
 * The segments that say who the person is. They are made once: the first time that one is taken its cells
 * carry the marks of their values, later copies carry none.
 */
export class PersonSegments {
  private readonly group: OutGroup;
  private readonly copies = new Map<string, readonly OutSegment[]>();
  private readonly encoding: Encoding;
  private readonly sentAt: string;

  /** Fields that the person had before and has no more are written as HL7's null: they are to be deleted. */
  constructor(encoding: Encoding, sentAt: string, before: Encoding | null = null) {
    this.encoding = encoding;
    this.sentAt = sentAt;
    this.group = writeGroup(personShape, "", encoding);
    const old =
      before === null ? new Map<string, OutSegment[]>() : writeGroup(personShape, "", before);
    for (const name of ["PID", "PD1"]) {
      for (const field of old.get(name)?.[0]?.fields.keys() ?? []) {
        const { fields } = ensureSegment(this.group, name);
        if (!fields.has(field)) fields.set(field, [nullRepetition()]);
      }
    }
  }

  /** PID, and PD1 where the message has a place for it. */
  who(...names: readonly string[]): readonly OutSegment[] {
    return ["PID", ...names].flatMap((name) => this.take(name));
  }

  /** The employer, as the first of the relatives. */
  employer(): readonly OutSegment[] {
    return this.take("NK1");
  }

  event(code: string): OutSegment {
    const [own] = this.take("EVN");
    const event = outSegment("EVN");
    for (const [field, repetitions] of own?.fields ?? []) event.fields.set(field, repetitions);
    setField(event, 1, code, this.encoding);
    setField(event, 2, this.sentAt, this.encoding);
    return event;
  }

  /** PV1 of a message that is about no visit: class N, and what is said of the person (v2.5.1 3.4.3). */
  noVisit(): OutSegment {
    const visit = segmentOf("PV1", { 1: "1", 2: "N" }, this.encoding);
    this.addToVisit(visit);
    return visit;
  }

  addToVisit(visit: OutSegment): void {
    for (const [own] of [this.take("PV1")]) {
      for (const [field, repetitions] of own?.fields ?? []) visit.fields.set(field, repetitions);
    }
  }

  private take(name: string): readonly OutSegment[] {
    const known = this.copies.get(name);
    if (known !== undefined) return known;
    const made = this.group.get(name) ?? [];
    this.copies.set(name, made.map(withoutMarks));
    return made;
  }
}

/** The same without marks, to be written once and then repeated. */
function withoutMarks({ name, fields }: OutSegment): OutSegment {
  const copy: OutSegment = { name, fields: new Map(), copy: "to be made" };
  for (const [field, repetitions] of fields) {
    copy.fields.set(
      field,
      repetitions.map(
        (repetition) =>
          new Map([...repetition].map(([key, cell]) => [key, { ...cell, marks: [] }])),
      ),
    );
  }
  return copy;
}
