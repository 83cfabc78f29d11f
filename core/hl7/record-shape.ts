import type { FieldId } from "../catalogue/field.ts";
import type { SegmentGroup, Slot } from "./segment-slot.ts";

/** The segments of one kind of record, as a table of slots. Several kinds may tell of one entry (AL1 and IAM). */
export interface RecordShape {
  readonly kind: string;
  /** List of the chart; null for the person. */
  readonly list: string | null;
  /** Segments in the order in which they are written. */
  readonly segments: readonly string[];
  readonly slots: readonly Slot[];
  /** Whether a group of segments is a record of this shape. */
  is(group: SegmentGroup): boolean;
  /** What tells that two groups are the same record; "" where nothing does. */
  key(group: SegmentGroup): string;
  /** Segments that stay from the message before where a later one about the record has none. */
  readonly keeps?: readonly string[];
  /** Whether the group says that the record is no more; it is then not read, nor what was said of it before. */
  isGone?(group: SegmentGroup): boolean;
  /** Whether "no more" is itself read, as the record's status, where nothing was said of it before. */
  readonly goneIsRead?: boolean;
}

const known = new WeakMap<RecordShape, readonly FieldId[]>();

/** The fields of a shape's slots. */
export function fieldsOf(shape: RecordShape): readonly FieldId[] {
  const fields = known.get(shape) ?? shape.slots.flatMap((slot) => slot.fields);
  known.set(shape, fields);
  return fields;
}

/** The first segment of a name. */
export function has(group: SegmentGroup, name: string): boolean {
  return (group.get(name)?.length ?? 0) > 0;
}
