import type { ChartValue, EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import type { CharacterSet } from "./character-sets.ts";
import { decodePart } from "./escapes.ts";
import type { Wording } from "./er7-sink.ts";
import { fieldOf, isEmpty, isNull, partOf, repetitionsOf } from "./er7-parts.ts";
import type { Er7Segment, Part } from "./er7-parts.ts";
import { codeSystem, plain } from "./wire-form.ts";
import type { WireForm } from "./wire-form.ts";
import { keyOfAddress, outSegment } from "./write-er7.ts";
import type { Address, OutCell, OutRepetition, OutSegment } from "./write-er7.ts";

/** What slots see of the encoding around them. */
export interface Encoding {
  readonly values: ChartValues;
  readonly set: CharacterSet;
  /** Values that stand somewhere already: the first place carries the mark, further ones are copies. */
  readonly marked: Set<ChartValue>;
}

/** Takes what slots find. */
export interface Reader {
  emit(field: FieldId, entry: EntryPath, reading: Reading | undefined): void;
  problem(kind: string, says: string, at: Part): void;
}

export interface Reading {
  readonly value: string | null;
  readonly absent: string | null;
  readonly at: Part;
}

/** The segments that make up one record, by name, in the order of the wire. */
export type SegmentGroup = ReadonlyMap<string, readonly Er7Segment[]>;
/** The same while it is written; segments stand in the order in which they were made. */
export type OutGroup = Map<string, OutSegment[]>;

/** A place within a repetition of a field, in both directions. */
export interface Row {
  readonly fields: readonly FieldId[];
  write(target: OutRepetition, entry: EntryPath, encoding: Encoding): void;
  read(at: Part, entry: EntryPath, to: Reader): void;
}

/** A field of a segment: `PID-5`. */
export interface FieldPlace {
  readonly name: string;
  readonly field: number;
}

/** One field of a segment, in both directions. A record is a table of slots. */
export interface Slot {
  readonly fields: readonly FieldId[];
  /** The field it is read from; undefined for what is never read. */
  readonly from?: FieldPlace;
  /** Read from messages about the person, not from those of a visit, where the field says something else. */
  readonly notOfVisit?: boolean;
  write(target: OutGroup, entry: EntryPath, encoding: Encoding): void;
  read(group: SegmentGroup, entry: EntryPath, to: Reader): void;
}

/** `PID-5` as the segment's name and the field's number. */
export function splitPlace(place: string): FieldPlace {
  return { name: place.slice(0, 3), field: Number(place.slice(4)) };
}

const addresses = new Map<string, Address>();

/** `1.1` as numbers. There are few addresses, and they are asked for again and again. */
export function addressOf(text: string): Address {
  const known = addresses.get(text);
  if (known !== undefined) return known;
  const made = text === "" ? [] : text.split(".").map(Number);
  addresses.set(text, made);
  return made;
}

export function seek(at: Part | undefined, address: Address): Part | undefined {
  return address.reduce<Part | undefined>(partOf, at);
}

export function ensureSegment(target: OutGroup, name: string): OutSegment {
  const [known] = target.get(name) ?? [];
  if (known !== undefined) return known;
  const made = outSegment(name);
  target.set(name, [made]);
  return made;
}

/** Puts a text at an address; false where the character set cannot say it. */
export function put(
  target: OutRepetition,
  address: Address,
  text: string,
  { set }: Pick<Encoding, "set">,
  wording: Wording = "escaped",
  marks: readonly ChartValue[] = none,
): boolean {
  if (!set.can(text)) return false;
  target.set(keyOfAddress(address), { address, text, wording, marks });
  return true;
}

const none: readonly ChartValue[] = [];

/** A cell that is HL7's null. */
function nullCell(address: Address, marks: readonly ChartValue[]): OutCell {
  return { address, text: '""', wording: "ready", marks };
}

/** A whole field as HL7's null. */
export function nullRepetition(): OutRepetition {
  return new Map([["", nullCell([], none)]]);
}

/**
 * Puts a chart value at an address. `""` is the one absence that HL7 has (v2.5.1 2.5.3); other reasons, and
 * empty texts, cannot travel.
 */
export function putValue(
  target: OutRepetition,
  address: Address,
  value: ChartValue,
  encoding: Encoding,
  form: WireForm = plain,
  formatted = false,
): void {
  const marks = encoding.marked.has(value) ? none : [value];
  if ("absent" in value) {
    if (value.absent !== "null") return;
    target.set(keyOfAddress(address), nullCell(address, marks));
  } else if (value.value === "") return;
  else {
    const literal = !form.restores(value.value);
    const text = literal ? value.value : form.toWire(value.value);
    const wording = literal ? "literal" : formatted ? "formatted" : "escaped";
    if (!put(target, address, text, encoding, wording, marks)) return;
  }
  encoding.marked.add(value);
}

/** The value of a part; undefined where it is absent or empty. Separators that no rule explains are kept. */
export function readPart(
  at: Part | undefined,
  to: Reader,
  form: WireForm = plain,
): Reading | undefined {
  if (at === undefined || isEmpty(at)) return undefined;
  if (isNull(at)) return { value: null, absent: "null", at };
  const { text, escaped, problems } = decodePart(at);
  for (const { kind, says } of problems) to.problem(kind, says, at);
  if (hasInner(at)) {
    const says = "A separator stands in the value unescaped; the value is read whole.";
    to.problem("unescaped-separator", says, at);
  }
  return { value: escaped ? text : form.fromWire(text), absent: null, at };
}

function hasInner({ segment, start, end, level }: Part): boolean {
  if (level === "subcomponent") return false;
  const { bytes, delimiters } = segment.message;
  const component = level === "component" ? -1 : delimiters.component;
  for (let at = start; at < end; at++) {
    if (bytes[at] === component || bytes[at] === delimiters.subcomponent) return true;
  }
  return false;
}

/** One chart value at an address of a repetition. */
export function cell(
  field: string,
  address: string,
  form: WireForm = plain,
  formatted = false,
): Row {
  const row = id(field);
  const steps = addressOf(address);
  return {
    fields: [row],
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      if (value !== undefined) putValue(target, steps, value, encoding, form, formatted);
    },
    read(at, entry, to) {
      to.emit(row, entry, readPart(seek(at, steps), to, form));
    },
  };
}

/** What is always the same in what we write, and is never read. */
export function fixed(address: string, text: string): Row {
  return {
    fields: [],
    write: (target, _entry, encoding) => void put(target, addressOf(address), text, encoding),
    read: () => undefined,
  };
}

/**
 * The alternate coding of a CE: components 4 and 6 (v2.5.1 2.A.8). It belongs to the first entry below the
 * record (`rx-1/code-2`); a third coding has no place.
 */
export function alternate(codeField: string, systemField: string): Row {
  const fields = [id(codeField), id(systemField)] as const;
  const [codeRow, systemRow] = fields;
  return {
    fields,
    write(target, entry, encoding) {
      const list = fieldById(codeRow)?.list?.split("/")[0] ?? "";
      const [path] = encoding.values
        .below(list, entry)
        .filter((inner) => fields.some((field) => encoding.values.get(field, inner) !== undefined));
      if (path === undefined) return;
      const code = encoding.values.get(codeRow, path);
      const system = encoding.values.get(systemRow, path);
      if (code !== undefined) putValue(target, [4], code, encoding);
      if (system !== undefined) putValue(target, [6], system, encoding, codeSystem);
    },
    read(at, entry, to) {
      const path = below(entry, 2);
      to.emit(codeRow, path, readPart(seek(at, [4]), to));
      to.emit(systemRow, path, readPart(seek(at, [6]), to, codeSystem));
    },
  };
}

/** A part's text as it stands, for telling repetitions and records apart; "" where there is none. */
export function textAt(from: Part | undefined, address: string): string {
  const part = seek(from, addressOf(address));
  return part === undefined || isEmpty(part) || isNull(part) ? "" : decodePart(part).text;
}

/** The text at `PID-8` or `PID-3.1` of a group's first segment of that name. */
export function textOfField(segment: Er7Segment | undefined, field: number, address = "1"): string {
  return textAt(firstOf(segment, field), address);
}

/** The first repetition of a segment's field; undefined where there is none. */
export function firstOf(segment: Er7Segment | undefined, field: number): Part | undefined {
  return segment === undefined ? undefined : repetitionsOf(fieldOf(segment, field))[0];
}
