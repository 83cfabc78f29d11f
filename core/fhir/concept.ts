import type { ChartValue } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child, items } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { list, listAt, map, mapAt, text } from "./out.ts";
import type { OutMap } from "./out.ts";
import { ensure, seek, splitLast } from "./path.ts";
import { absentReason, readExtension, readPrimitive, writePrimitive } from "./primitive.ts";
import type { Reading } from "./primitive.ts";
import { below, inner, pathOf } from "./slot.ts";
import type { Slot } from "./slot.ts";

/** The system of a code, undefined where none is written. */
export type SystemOf = string | ((code: string) => string | undefined);

/** What FHIR allows as a code: no space at the ends, single ones within (R4 2.24.0.1). */
const code = /^\S+( \S+)*$/;

/** One chart value as a CodeableConcept: its code, or its text where it can be no code. */
export function writeConcept(
  target: OutMap,
  key: string,
  value: ChartValue,
  systemOf: SystemOf,
): void {
  if ("value" in value && !code.test(value.value)) {
    mapAt(target, key).members.set("text", text(value.value, value));
  } else if ("value" in value) {
    listAt(mapAt(target, key), "coding").items.push(writeCoding(value, systemOf));
  } else target.members.set(key, absentReason(value, value.absent));
}

export function writeCoding(value: ChartValue, systemOf: SystemOf): OutMap {
  const coding = map();
  const written = "value" in value ? value.value : "";
  const system = typeof systemOf === "string" ? systemOf : systemOf(written);
  if (system !== undefined) coding.members.set("system", text(system));
  writePrimitive(coding, "code", value);
  return coding;
}

/** A code that also stands elsewhere, as a CodeableConcept that is not read. */
export function plainConcept(written: string, systemOf: SystemOf): OutMap {
  if (!code.test(written)) return map({ text: written });
  const system = typeof systemOf === "string" ? systemOf : systemOf(written);
  const coding = map(system === undefined ? { code: written } : { system, code: written });
  return map({ coding: list(coding) });
}

/** The first code of a CodeableConcept, else its text. */
export function readConcept(at: Cursor | undefined): Reading | undefined {
  if (at === undefined) return undefined;
  if (at.node.kind === "null") return { value: null, absent: "null", at };
  for (const coding of items(child(at, "coding"))) {
    const reading = readPrimitive(coding, "code");
    if (reading !== undefined) return reading;
  }
  return readPrimitive(at, "text") ?? readExtension(at);
}

/** A CodeableConcept that stands for one value. */
export function concept(
  field: string,
  place: Parameters<typeof pathOf>[0],
  systemOf: SystemOf,
): Slot {
  const row = id(field);
  const { above, key } = splitLast(pathOf(place));
  return {
    fields: [row],
    write(target, entry, { values }) {
      const value = values.get(row, entry);
      if (value !== undefined) writeConcept(ensure(target, above), key, value, systemOf);
    },
    read(at, entry, to) {
      to.emit(row, entry, readConcept(seek(at, [...above, key])));
    },
  };
}

/** An item of an array of CodeableConcepts, as a slot for `each` or `entries`. */
export function conceptItem(field: string, systemOf: SystemOf): Slot {
  const row = id(field);
  return {
    fields: [row],
    write(target, entry, { values }) {
      const value = values.get(row, entry);
      if (value === undefined) return;
      const holder = map();
      writeConcept(holder, "concept", value, systemOf);
      const made = holder.members.get("concept");
      if (made?.kind === "object") for (const [k, v] of made.members) target.members.set(k, v);
    },
    read(at, entry, to) {
      to.emit(row, entry, readConcept(at));
    },
  };
}

/**
 * All codings of a CodeableConcept with their systems: the first belongs to the entry itself, further
 * ones to entries below it (`rx-1/code-2`).
 */
export function codings(codeField: string, systemField: string, key: string): Slot {
  const fields = [id(codeField), id(systemField)] as const;
  const [codeRow, systemRow] = fields;
  return {
    fields,
    write(target, entry, encoding) {
      const { values } = encoding;
      const own = fields.some((field) => values.get(field, entry) !== undefined) ? [entry] : [];
      for (const path of [...own, ...inner(fields, entry, encoding)]) {
        const coding = map();
        const system = values.get(systemRow, path);
        const written = values.get(codeRow, path);
        if (system !== undefined) writePrimitive(coding, "system", system);
        if (written !== undefined) writePrimitive(coding, "code", written);
        listAt(mapAt(target, key), "coding").items.push(coding);
      }
    },
    read(at, entry, to) {
      for (const [i, coding] of items(child(child(at, key), "coding")).entries()) {
        const path = i === 0 ? entry : below(entry, i + 1);
        to.emit(systemRow, path, readPrimitive(coding, "system"));
        to.emit(codeRow, path, readPrimitive(coding, "code"));
      }
    },
  };
}
