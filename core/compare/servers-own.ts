import type { Field } from "../catalogue/field.ts";

const serversOwn: ReadonlySet<string> = new Set(["record.last-updated", "record.version"]);

/** What every system counts and stamps for itself: it says nothing about the record (AT-23). */
export function isServersOwn(field: Field): boolean {
  return serversOwn.has(field.id);
}
