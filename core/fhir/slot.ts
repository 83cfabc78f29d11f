import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ChartValues } from "./chart-values.ts";
import { id } from "./chart-values.ts";
import { child, items } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { listAt, text } from "./out.ts";
import type { OutMap } from "./out.ts";
import { addItem, ensure, path, seek, splitLast } from "./path.ts";
import type { Path, Pick, Step } from "./path.ts";
import { readPrimitive, writePrimitive, writeUnrecorded } from "./primitive.ts";
import type { PrimitiveKind, Reading } from "./primitive.ts";

/** What slots see of the encoding around them. */
export interface Encoding {
  readonly values: ChartValues;
  /** Reference to the patient's resource. */
  readonly patient: string;
  /** Reference to the resource of a key (`enc-1`); undefined where it is neither written nor known. */
  refer(key: string): string | undefined;
  /** What names the resource that is being written on every sending: a UUID that follows from the chart. */
  readonly uuid: string;
}

/** Takes what slots find in a resource. */
export interface Reader {
  emit(field: FieldId, entry: EntryPath, reading: Reading | undefined): void;
  problem(kind: string, says: string, at: Cursor): void;
  /** Says that a token is part of a value whose place is another one. */
  used(at: Cursor | undefined): void;
  /** The resource a reference leads to, within the documents; undefined where it is not among them. */
  resolve(reference: Cursor | undefined): Cursor | undefined;
  /** The entry of a list whose resource a reference leads to. */
  entryOf(reference: Cursor | undefined, list: string): EntryPath | undefined;
}

/**
 * One place of a resource and the catalogue rows that stand there, in both directions. A resource type
 * is a table of slots; they are written and read in the order of the table.
 */
export interface Slot {
  readonly fields: readonly FieldId[];
  write(target: OutMap, entry: EntryPath, encoding: Encoding): void;
  read(at: Cursor, entry: EntryPath, to: Reader): void;
}

type Place = string | readonly Step[];

export function pathOf(place: Place): Path {
  return typeof place === "string" ? path(place) : path(...place);
}

/** A FHIR primitive: string, code, date, dateTime, uri as they are; boolean and number as JSON has them. */
export function primitive(field: string, place: Place, kind: PrimitiveKind = "string"): Slot {
  const row = id(field);
  const { above, key } = splitLast(pathOf(place));
  return {
    fields: [row],
    write(target, entry, { values }) {
      const value = values.get(row, entry);
      if (value !== undefined) writePrimitive(ensure(target, above), key, value, kind);
    },
    read(at, entry, to) {
      to.emit(row, entry, readPrimitive(seek(at, above), key, kind));
    },
  };
}

/** A code that FHIR requires: where the chart has none, `fallback` is written and not read. */
export function required(field: string, key: string, fallback: string): Slot {
  const slot = primitive(field, key);
  const [row] = slot.fields;
  return {
    ...slot,
    write(target, entry, encoding) {
      const value = encoding.values.get(row ?? null, entry);
      if (value === undefined) writeUnrecorded(target, key, fallback);
      else slot.write(target, entry, encoding);
    },
  };
}

/** What is always the same in what we write, and is never read. */
export function constant(
  write: (target: OutMap, encoding: Encoding, entry: EntryPath) => void,
): Slot {
  return {
    fields: [],
    write: (target, entry, encoding) => write(target, encoding, entry),
    read: () => undefined,
  };
}

/** The reference to the patient at a path. */
export function patientReference(place: Place): Slot {
  const steps = pathOf(place);
  return constant((target, { patient }) => {
    ensure(target, steps).members.set("reference", text(patient));
  });
}

/**
 * A repeating element: the first one belongs to the entry itself, further ones to entries below it
 * (`rx-1/code-2`, read as `#1/#2`).
 */
export function each(key: string, rows: readonly Slot[]): Slot {
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      for (const [i, path] of repeats(fields, entry, encoding).entries()) {
        const made = ensure(target, [key, i]);
        for (const slot of rows) slot.write(made, path, encoding);
      }
    },
    read(at, entry, to) {
      for (let i = 0; ; i++) {
        const found = seek(at, [key, i]);
        if (found === undefined) return;
        const path = i === 0 ? entry : below(entry, i + 1);
        for (const slot of rows) slot.read(found, path, to);
      }
    },
  };
}

/**
 * A repeating element whose every item is an entry of its own: at the top of a chart (`#1`) or below an
 * entry (`#1/#1`).
 */
export function entries(key: string, rows: readonly Slot[], from = 0): Slot {
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      const own = inner(fields, entry, encoding);
      for (const [i, path] of own.entries()) {
        const made = ensure(target, [key, from + i]);
        for (const slot of rows) slot.write(made, path, encoding);
      }
    },
    read(at, entry, to) {
      for (let i = 0; ; i++) {
        const found = seek(at, [key, from + i]);
        if (found === undefined) return;
        for (const slot of rows) slot.read(found, below(entry, i + 1), to);
      }
    },
  };
}

/** Items of an array that is shared with others, each an entry of its own: all that the pick recognises. */
export function chosen(key: string, pick: Pick, rows: readonly Slot[]): Slot {
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      for (const path of inner(fields, entry, encoding)) {
        const made = pick.make();
        listAt(target, key).items.push(made);
        for (const slot of rows) slot.write(made, path, encoding);
      }
    },
    read(at, entry, to) {
      const found = items(child(at, key)).filter((item) => pick.is(item, at));
      for (const [i, item] of found.entries()) {
        for (const slot of rows) slot.read(item, below(entry, i + 1), to);
      }
    },
  };
}

/**
 * The items of a shared array that the pick recognises: the first belongs to the entry itself, further
 * ones to entries below it (`appt-1/actor-2`).
 */
export function eachChosen(key: string, pick: Pick, rows: readonly Slot[]): Slot {
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      for (const path of repeats(fields, entry, encoding)) {
        const made = addItem(target, key, pick);
        for (const slot of rows) slot.write(made, path, encoding);
      }
    },
    read(at, entry, to) {
      const found = items(child(at, key)).filter((item) => pick.is(item, at));
      for (const [i, item] of found.entries()) {
        for (const slot of rows) slot.read(item, i === 0 ? entry : below(entry, i + 1), to);
      }
    },
  };
}

/** Slots of an element further in; it is made only where one of them has something to write. */
export function within(place: Place, rows: readonly Slot[]): Slot {
  const steps = pathOf(place);
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      if (!fields.some((field) => encoding.values.get(field, entry) !== undefined)) return;
      for (const slot of rows) slot.write(ensure(target, steps), entry, encoding);
    },
    read(at, entry, to) {
      const found = seek(at, steps);
      if (found !== undefined) for (const slot of rows) slot.read(found, entry, to);
    },
  };
}

/** The entry itself and the entries below it that have a value in one of the fields. */
function repeats(
  fields: readonly FieldId[],
  entry: EntryPath,
  encoding: Encoding,
): readonly EntryPath[] {
  const has = fields.some((field) => encoding.values.get(field, entry) !== undefined);
  const further = entry === "" ? [] : inner(fields, entry, encoding);
  return has ? [entry, ...further] : further;
}

/** The entries directly below one that have a value in one of the fields; below "", the top ones. */
export function inner(
  fields: readonly FieldId[],
  entry: EntryPath,
  { values }: Encoding,
): readonly EntryPath[] {
  const list = fieldById(fields[0] ?? "")?.list ?? "";
  const own = entry === "" ? values.entries(list) : values.below(list.split("/")[0] ?? "", entry);
  return own.filter((path) => fields.some((field) => values.get(field, path) !== undefined));
}

/** Key of the n-th entry below another, as it is read from the wire. */
export function below(entry: EntryPath, n: number): EntryPath {
  return entry === "" ? `#${String(n)}` : `${entry}/#${String(n)}`;
}
