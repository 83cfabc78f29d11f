import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";

export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** Business identifiers that have both system and value; medical record numbers (MR) first. */
export function identifiersOf(resource: JsonObject): Identifier[] {
  const found = listOf(resource["identifier"]).flatMap((item) => {
    if (!isObject(item)) return [];
    const system = stringOf(item["system"]);
    const value = stringOf(item["value"]);
    if (!system || !value) return [];
    const type = isObject(item["type"]) ? listOf(item["type"]["coding"]) : [];
    const isMr = type.some((coding) => isObject(coding) && coding["code"] === "MR");
    return [{ system, value, isMr }];
  });
  return found
    .toSorted((a, b) => Number(b.isMr) - Number(a.isMr))
    .map(({ system, value }) => ({ system, value }));
}

/** `Type/identifier`, or `Type/fallback` for a record without one. */
export function recordKeyOf(resource: JsonObject, fallback: string): string {
  const type = stringOf(resource["resourceType"]) ?? "Resource";
  return `${type}/${identifiersOf(resource)[0]?.value ?? fallback}`;
}

/** `identifier=` parameter of an exact search, escaped (R4 3.1.1.4.0.1). */
export function identifierQuery({ system, value }: Identifier): string {
  const escaped = [system, value].map((part) => part.replace(/[\\,$|]/g, "\\$&")).join("|");
  return `identifier=${encodeURIComponent(escaped)}`;
}
