import type { CharacterSet } from "./character-sets.ts";

/** The separators of a message as bytes; -1 for one that it does not have (v2.5.1 2.5.4). */
export interface Delimiters {
  readonly field: number;
  readonly component: number;
  readonly repetition: number;
  readonly escape: number;
  readonly subcomponent: number;
}

/** A run of bytes, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Er7Message {
  readonly bytes: Uint8Array;
  readonly document: number;
  readonly span: Span;
  readonly delimiters: Delimiters;
  readonly characterSet: CharacterSet;
  readonly segments: readonly Er7Segment[];
}

/** A segment as it stands, of whatever name; unknown ones and Z segments are kept like any other. */
export interface Er7Segment {
  readonly message: Er7Message;
  readonly name: string;
  /** Counted among those of the same name in the message, from 1. */
  readonly number: number;
  readonly span: Span;
  /** Field n of the standard; field 0 is the name. MSH-1 is the separator itself. */
  readonly fields: readonly Span[];
}

/** A field, one of its repetitions, a component or a subcomponent. */
export interface Part {
  readonly segment: Er7Segment;
  readonly span: Span;
  /** `PID[1]-5.1.1`; repetitions from the second on as `PID[1]-13(2).1`. */
  readonly place: string;
  readonly level: "field" | "repetition" | "component" | "subcomponent";
}

/** A field by its number in the standard; undefined where the segment ends before it (absent). */
export function fieldOf(segment: Er7Segment, number: number): Part | undefined {
  const span = number < 1 ? undefined : segment.fields[number];
  if (span === undefined) return undefined;
  const place = `${segment.name}[${String(segment.number)}]-${String(number)}`;
  return { segment, span, place, level: "field" };
}

/** The repetitions of a field; an empty field has none. */
export function repetitionsOf(field: Part | undefined): readonly Part[] {
  if (field === undefined || isEmpty(field)) return [];
  const { bytes, delimiters } = field.segment.message;
  return splitSpan(bytes, field.span, delimiters.repetition).map((span, i) => ({
    segment: field.segment,
    span,
    place: i === 0 ? field.place : `${field.place}(${String(i + 1)})`,
    level: "repetition" as const,
  }));
}

/** The n-th component of a repetition, or subcomponent of a component; undefined where it is absent. */
export function partOf(parent: Part | undefined, n: number): Part | undefined {
  if (parent === undefined) return undefined;
  const { bytes, delimiters } = parent.segment.message;
  const inner = parent.level === "component" ? "subcomponent" : "component";
  const span = nthSpan(bytes, parent.span, delimiters[inner], n);
  if (span === undefined) return undefined;
  return { segment: parent.segment, span, place: `${parent.place}.${String(n)}`, level: inner };
}

export function isEmpty({ span }: Part): boolean {
  return span.end <= span.start;
}

/** HL7's own null, two double quotes: the value is to be deleted (v2.5.1 2.5.3). */
export function isNull({ span, segment }: Part): boolean {
  const { bytes } = segment.message;
  return (
    span.end - span.start === 2 && bytes[span.start] === 0x22 && bytes[span.start + 1] === 0x22
  );
}

/** All parts of a span between separators; one at least. */
export function splitSpan(bytes: Uint8Array, span: Span, separator: number): Span[] {
  const spans: Span[] = [];
  let start = span.start;
  for (let at = span.start; at < span.end; at++) {
    if (bytes[at] !== separator) continue;
    spans.push({ start, end: at });
    start = at + 1;
  }
  spans.push({ start, end: span.end });
  return spans;
}

function nthSpan(bytes: Uint8Array, span: Span, separator: number, n: number): Span | undefined {
  let start = span.start;
  let count = 1;
  for (let at = span.start; at <= span.end; at++) {
    if (at < span.end && bytes[at] !== separator) continue;
    if (count === n) return { start, end: at };
    count += 1;
    start = at + 1;
  }
  return undefined;
}
