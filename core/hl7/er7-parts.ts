import { findByte } from "../text/find-byte.ts";
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

const headers: ReadonlySet<string> = new Set(["MSH", "FHS", "BHS"]);

/**
 * A segment as it stands, of whatever name; unknown ones and Z segments are kept like any other. It is cut
 * into fields when they are asked for.
 */
export class Er7Segment implements Span {
  readonly message: Er7Message;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  private cut: readonly Span[] | undefined;
  private rank = 0;

  constructor(message: Er7Message, name: string, start: number, end: number) {
    this.message = message;
    this.name = name;
    this.start = start;
    this.end = end;
  }

  get span(): Span {
    return this;
  }

  /** Field n of the standard; field 0 is the name. MSH-1 is the separator itself. */
  get fields(): readonly Span[] {
    this.cut ??= this.cutFields();
    return this.cut;
  }

  /** Counted among those of the same name in the message, from 1. */
  get number(): number {
    if (this.rank === 0) {
      const counts = new Map<string, number>();
      for (const segment of this.message.segments) {
        segment.rank = (counts.get(segment.name) ?? 0) + 1;
        counts.set(segment.name, segment.rank);
      }
    }
    return this.rank;
  }

  private cutFields(): readonly Span[] {
    const { bytes, delimiters } = this.message;
    const spans = splitSpan(bytes, this, delimiters.field);
    if (!headers.has(this.name)) return spans;
    const at = this.start + 3;
    return [spans[0] ?? this, { start: at, end: Math.min(at + 1, this.end) }, ...spans.slice(1)];
  }
}

type Level = "field" | "repetition" | "component" | "subcomponent";

/** A field, one of its repetitions, a component or a subcomponent. */
export class Part implements Span {
  readonly segment: Er7Segment;
  readonly start: number;
  readonly end: number;
  readonly level: Level;
  /** Its number in what it is a part of. */
  private readonly rank: number;
  private readonly parent: Part | undefined;

  constructor(
    segment: Er7Segment,
    { start, end }: Span,
    level: Level,
    rank: number,
    parent?: Part,
  ) {
    this.segment = segment;
    this.start = start;
    this.end = end;
    this.level = level;
    this.rank = rank;
    this.parent = parent;
  }

  get span(): Span {
    return this;
  }

  /** `PID[1]-5.1.1`; repetitions from the second on as `PID[1]-13(2).1`. */
  get place(): string {
    const { parent, rank, level, segment } = this;
    if (parent === undefined) return `${segment.name}[${segment.number}]-${rank}`;
    if (level === "repetition") return rank === 1 ? parent.place : `${parent.place}(${rank})`;
    return `${parent.place}.${rank}`;
  }
}

/** A field by its number in the standard; undefined where the segment ends before it (absent). */
export function fieldOf(segment: Er7Segment, number: number): Part | undefined {
  const span = number < 1 ? undefined : segment.fields[number];
  return span === undefined ? undefined : new Part(segment, span, "field", number);
}

/** The repetitions of a field; an empty field has none. */
export function repetitionsOf(field: Part | undefined): readonly Part[] {
  if (field === undefined || isEmpty(field)) return noParts;
  const { segment, start, end } = field;
  const { bytes, delimiters } = segment.message;
  const parts: Part[] = [];
  for (let from = start; from <= end;) {
    const to = findByte(bytes, delimiters.repetition, from, end);
    parts.push(new Part(segment, { start: from, end: to }, "repetition", parts.length + 1, field));
    from = to + 1;
  }
  return parts;
}

const noParts: readonly Part[] = [];

/** The n-th component of a repetition, or subcomponent of a component; undefined where it is absent. */
export function partOf(parent: Part | undefined, n: number): Part | undefined {
  if (parent === undefined) return undefined;
  const { segment, start, end } = parent;
  const { bytes, delimiters } = segment.message;
  const inner = parent.level === "component" ? "subcomponent" : "component";
  const separator = delimiters[inner];
  let count = 0;
  for (let from = start; from <= end;) {
    const to = findByte(bytes, separator, from, end);
    if (++count === n) return new Part(segment, { start: from, end: to }, inner, n, parent);
    from = to + 1;
  }
  return undefined;
}

/** All components of a repetition, or subcomponents of a component, in one pass. */
export function partsOf(parent: Part): readonly Part[] {
  const { segment, start, end } = parent;
  const { bytes, delimiters } = segment.message;
  const inner = parent.level === "component" ? "subcomponent" : "component";
  const separator = delimiters[inner];
  const parts: Part[] = [];
  for (let from = start; from <= end;) {
    const to = findByte(bytes, separator, from, end);
    parts.push(new Part(segment, { start: from, end: to }, inner, parts.length + 1, parent));
    from = to + 1;
  }
  return parts;
}

export function isEmpty({ start, end }: Span): boolean {
  return end <= start;
}

/** HL7's own null, two double quotes: the value is to be deleted (v2.5.1 2.5.3). */
export function isNull({ start, end, segment }: Part): boolean {
  const { bytes } = segment.message;
  return end - start === 2 && bytes[start] === 0x22 && bytes[start + 1] === 0x22;
}

/** All parts of a span between separators; one at least. */
export function splitSpan(bytes: Uint8Array, { start, end }: Span, separator: number): Span[] {
  const spans: Span[] = [];
  for (let from = start; from <= end;) {
    const to = findByte(bytes, separator, from, end);
    spans.push({ start: from, end: to });
    from = to + 1;
  }
  return spans;
}

/**
 * A message's segments, each ended by CR, as they were read: nothing is decoded on the way, and nothing lost
 * but what stood between segments. Where nothing did, the bytes that were read are given back, not copied.
 */
export function er7Bytes({ bytes, segments, span }: Er7Message): Uint8Array {
  if (isContiguous(bytes, segments)) {
    const isAll = span.start === 0 && span.end + 1 === bytes.length;
    return isAll ? bytes : bytes.subarray(span.start, span.end + 1);
  }
  const length = segments.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  const out = new Uint8Array(length);
  let at = 0;
  for (const { start, end } of segments) {
    out.set(bytes.subarray(start, end), at);
    at += end - start;
    out[at++] = 0x0d;
  }
  return out;
}

/** Whether each segment, the last one too, ends in one CR. */
function isContiguous(bytes: Uint8Array, segments: readonly Er7Segment[]): boolean {
  let next = segments[0]?.start ?? 0;
  for (const { start, end } of segments) {
    if (start !== next || bytes[end] !== 0x0d) return false;
    next = end + 1;
  }
  return true;
}
