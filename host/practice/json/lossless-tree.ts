import { LosslessNumber, isLosslessNumber, parse, stringify } from "lossless-json";
import { checkJsonText } from "./check-json-text.ts";
import { UnreadableJson } from "./unreadable-json.ts";

/** JSON in which every number keeps the digits it was written with. */
export type Json = string | boolean | null | LosslessNumber | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

/**
 * Reads UTF-8 JSON without losing a digit.
 * Throws UnreadableJson on bad UTF-8, duplicate keys, too deep nesting and broken syntax.
 */
export function readJson(bytes: Uint8Array): Json {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableJson("The body is not valid UTF-8.");
  }
  return readJsonText(text);
}

function readJsonText(text: string): Json {
  checkJsonText(text);
  try {
    // The parser makes exactly these shapes: strings, booleans, null, LosslessNumber, arrays, objects.
    return parse(text) as Json;
  } catch (error) {
    const why = error instanceof Error ? error.message.slice(0, 120) : "unknown";
    throw new UnreadableJson(`The body is not valid JSON: ${why}`);
  }
}

/** Reads what writeJson wrote; nothing else needs no checking. */
export function readStoredJson(text: string): Json {
  // The text came out of a tree of this shape.
  return parse(text) as Json;
}

/** Writes the tree; numbers come out with the digits they came in with. */
export function writeJson(value: Json): string {
  return stringify(value) ?? "null";
}

export function isObject(value: Json | undefined): value is JsonObject {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value)
  );
}

export function objectOf(value: Json | undefined): JsonObject | null {
  return isObject(value) ? value : null;
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The text of a string, number or boolean; null for everything else. */
export function scalarText(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "true" : "false";
  return isLosslessNumber(value) ? value.value : null;
}

export function stringOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** A whole number for the wire. */
export function numberOf(value: number): LosslessNumber {
  return new LosslessNumber(String(value));
}

/** A copy that shares nothing with the original. */
export function copyOf<T extends Json>(value: T): T {
  if (Array.isArray(value)) {
    // Copying keeps the shape.
    return value.map((item) => copyOf(item)) as T;
  }
  if (isObject(value)) {
    const out: JsonObject = {};
    for (const [key, item] of Object.entries(value)) out[key] = copyOf(item);
    return out as T;
  }
  return value;
}
