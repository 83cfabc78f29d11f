import type { ChartValue } from "../catalogue/chart.ts";
import { child, find, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { leaf, list, listAt, map, mapAt, text } from "./out.ts";
import type { Out, OutMap } from "./out.ts";
import { extensions } from "./systems.ts";

/** How a FHIR primitive is written in JSON. */
export type PrimitiveKind = "string" | "boolean" | "number";

/** A value that was found: its text, or why it is absent, and the token that says so. */
export interface Reading {
  readonly value: string | null;
  /** null where there is a value, or a token that can be none. */
  readonly absent: string | null;
  readonly at: Cursor;
  /** Set where the token has not the JSON type that FHIR asks for. */
  readonly wrongType?: string;
}

/**
 * Puts one chart value under a key. An absent value becomes a data-absent-reason on the
 * primitive (R4 2.1.4). A number keeps its digits; see `writeNumber` for what JSON cannot say.
 */
export function writePrimitive(
  target: OutMap,
  key: string,
  value: ChartValue,
  kind: PrimitiveKind = "string",
): void {
  if ("value" in value) {
    if (kind === "number") writeNumber(target, key, value.value, value);
    else if (kind === "string") target.members.set(key, text(value.value, value));
    else if (/^(true|false)$/.test(value.value)) target.members.set(key, leaf(value.value, value));
    else noteWritten(target, key, text(value.value, value));
  } else target.members.set(`_${key}`, absentReason(value, value.absent));
}

/**
 * A number keeps its digits. `.5` is no JSON number: it is written as 0.5, and how it was written stands
 * in an extension, so that nothing is lost where extensions are kept. A text that is no number at all
 * has only the extension: it cannot travel to a system that does not know it.
 */
export function writeNumber(target: OutMap, key: string, written: string, mark: ChartValue): void {
  const normal = normalNumber(written);
  if (normal !== null) target.members.set(key, leaf(normal, mark));
  if (normal === null) noteWritten(target, key, text(written, mark));
  else if (normal !== written) noteWritten(target, key, text(written));
}

function noteWritten(target: OutMap, key: string, valueString: Out): void {
  const note = map({ url: extensions.writtenAs, valueString });
  listAt(mapAt(target, `_${key}`), "extension").items.push(note);
}

/** A loosely written decimal (`.5`, `5.`, `+05`) as a JSON number, null where it is no decimal. */
export function normalNumber(written: string): string | null {
  const parts = /^([+-]?)([0-9]*)(?:\.([0-9]*))?([eE][+-]?[0-9]+)?$/.exec(written);
  if (parts === null) return null;
  const [, sign = "", whole = "", fraction = "", exponent = ""] = parts;
  if (whole === "" && fraction === "") return null;
  const digits = whole.replace(/^0+(?=[0-9])/, "") || "0";
  return `${sign === "-" ? "-" : ""}${digits}${fraction === "" ? "" : `.${fraction}`}${exponent}`;
}

/** `{extension: [data-absent-reason]}`, for a primitive's `_key` and for a complex element alike. */
export function absentReason(value: ChartValue, reason: string): OutMap {
  const url = extensions.dataAbsentReason;
  return map({ extension: list(map({ url, valueCode: text(reason, value) })) });
}

/**
 * What R4 requires and the chart does not have is written as an element that says only that it is
 * unknown (R4 2.1.4, data-absent-reason), marked as ours, so that it is never read as a value.
 */
export function notRecorded(): OutMap {
  const known = map({ url: extensions.dataAbsentReason, valueCode: "unknown" });
  return map({ extension: list(known, ours()) });
}

/** A code that must be one of a fixed list, where the chart has none: the usual one, marked as ours. */
export function writeUnrecorded(target: OutMap, key: string, code: string): void {
  target.members.set(key, text(code));
  target.members.set(`_${key}`, map({ extension: list(ours()) }));
}

const ours = (): OutMap => map({ url: extensions.notRecorded, valueBoolean: leaf("true") });

const isOurs = (side: Cursor | undefined): boolean =>
  extensionValue(side, extensions.notRecorded, "valueBoolean") !== undefined;

/** What stands under a key: a value, "" or null, a data-absent-reason, or nothing. */
export function readPrimitive(
  at: Cursor | undefined,
  key: string,
  kind: PrimitiveKind = "string",
): Reading | undefined {
  return readBeside(child(at, key), child(at, `_${key}`), kind);
}

/** A primitive's own token and what stands beside it under `_key`. */
export function readBeside(
  node: Cursor | undefined,
  side: Cursor | undefined,
  kind: PrimitiveKind = "string",
): Reading | undefined {
  if (node === undefined || (node.node.kind === "null" && side !== undefined)) {
    return readExtension(side);
  }
  if (isOurs(side)) return undefined;
  const reading = readScalar(node, kind);
  if (kind === "string" || side === undefined) return reading;
  const written = readExtension(side);
  const value = written?.value ?? null;
  const same = value !== null && normalNumber(value) === reading.value;
  return same ? { value, absent: null, at: node } : reading;
}

/** The value of a primitive's own token; neither value nor absence for an object or array. */
export function readScalar(at: Cursor, kind: PrimitiveKind = "string"): Reading {
  const { node } = at;
  switch (node.kind) {
    case "null":
      return { value: null, absent: "null", at };
    case "string":
    case "number": {
      if (node.text === "") return { value: null, absent: "empty", at };
      const reading = { value: node.text, absent: null, at };
      return node.kind === kind ? reading : { ...reading, wrongType: node.kind };
    }
    case "boolean": {
      const reading = { value: String(node.value), absent: null, at };
      return kind === "boolean" ? reading : { ...reading, wrongType: "boolean" };
    }
    case "object":
    case "array":
      return { value: null, absent: null, at, wrongType: node.kind };
  }
}

/** A data-absent-reason or our own note of how a value was written, on a primitive's `_key` or an element. */
export function readExtension(at: Cursor | undefined): Reading | undefined {
  if (isOurs(at)) return undefined;
  const absent = extensionValue(at, extensions.dataAbsentReason, "valueCode");
  if (absent?.node.kind === "string") return { value: null, absent: absent.node.text, at: absent };
  const written = extensionValue(at, extensions.writtenAs, "valueString");
  return written === undefined ? undefined : readScalar(written);
}

/** The value of an extension, undefined where the element has no such extension. */
export function extensionValue(
  at: Cursor | undefined,
  url: string,
  key: string,
): Cursor | undefined {
  return child(
    find(at, "extension", (extension) => stringAt(extension, "url") === url),
    key,
  );
}

/** The values of a primitive array with its `_key` sisters, position by position. */
export function readPrimitives(at: Cursor | undefined, key: string): (Reading | undefined)[] {
  const nodes = items(child(at, key));
  const sides = items(child(at, `_${key}`));
  const length = Math.max(nodes.length, sides.length);
  return Array.from({ length }, (_, i) => {
    const node = nodes[i];
    const side = readExtension(sides[i]);
    if (side !== undefined && (node === undefined || node.node.kind === "null")) return side;
    return node === undefined || node.node.kind === "null" ? undefined : readScalar(node);
  });
}

/** Puts values into a primitive array; an undefined one leaves its position empty. */
export function writePrimitives(
  target: OutMap,
  key: string,
  values: readonly (ChartValue | undefined)[],
): void {
  const absent = values.map((value) =>
    value !== undefined && "absent" in value
      ? absentReason(value, value.absent)
      : // A null alone says nothing, which FHIR does not allow (R4 2.6.2.2).
        value === undefined
        ? notRecorded()
        : leaf("null"),
  );
  const plain = values.map((value) =>
    value !== undefined && "value" in value ? text(value.value, value) : leaf("null"),
  );
  if (plain.length === 0) return;
  target.members.set(key, list(...plain));
  if (absent.some((node) => node.kind === "object")) target.members.set(`_${key}`, list(...absent));
}
