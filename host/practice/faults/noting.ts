import { locate } from "../fields/locate.ts";
import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import type { Work } from "./fault.ts";

/** Does something to a record, and notes every value of the practice's fields that is another one after it. */
export function noting(work: Work, change: () => void): void {
  const before = textsByField(work.resource);
  change();
  const after = textsByField(work.resource);
  for (const field of new Set([...before.keys(), ...after.keys()])) {
    const [was, is] = [before.get(field) ?? [], after.get(field) ?? []];
    for (let at = 0; at < Math.max(was.length, is.length); at++) {
      if (was[at] !== is[at]) work.note(field, was[at] ?? null, is[at] ?? null);
    }
  }
}

function textsByField(resource: JsonObject): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { field, text } of locate(resource)) {
    found.set(field, [...(found.get(field) ?? []), text]);
  }
  return found;
}

/** The addresses of a patient, which a receiver splits by width or by position. */
export function eachAddress(work: Work, change: (address: JsonObject) => void): void {
  if (work.resource["resourceType"] !== "Patient") return;
  noting(work, () => {
    for (const address of listOf(work.resource["address"])) if (isObject(address)) change(address);
  });
}

/** The texts of a list. */
export function texts(value: Json | undefined): string[] {
  return listOf(value).flatMap((item) => stringOf(item) ?? []);
}

/** Writes a list; an empty one is left out. */
export function put(target: JsonObject, name: string, list: readonly string[]): void {
  if (list.length === 0) delete target[name];
  else target[name] = [...list];
}
