import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { map } from "./out.ts";
import type { OutMap } from "./out.ts";
import type { Slot } from "./slot.ts";
import { primitive } from "./slot.ts";
import { identifierSystems } from "./systems.ts";

/** One resource type: the list whose entries it carries, and its table of slots. */
export interface ResourceShape {
  readonly type: string;
  /** List of the catalogue; null for the patient. */
  readonly list: string | null;
  /** The row that identifies an entry, by which a conditional create finds it again. */
  readonly identifier: string;
  readonly slots: readonly Slot[];
  /** Whether a resource of this type is of this list; several lists may share a type. */
  readonly is: (resource: Cursor) => boolean;
  /** References to the patient, the first that is there counts. */
  readonly subjects: (resource: Cursor) => readonly Cursor[];
}

export function subjectAt(key: string): ResourceShape["subjects"] {
  return (resource) => {
    const subject = child(resource, key);
    return subject === undefined ? [] : [subject];
  };
}

export const always = (): boolean => true;

const known: ReadonlySet<string> = new Set(Object.values(identifierSystems));

/**
 * The identifier of an entry: the one under our system, else the first one whose system we do not know,
 * because a system that changes the address of a number has not lost the number.
 */
export function entryIdentifier(field: string): Slot {
  const systemOf = (found: Cursor): string => stringAt(found, "system") ?? "";
  const isOurs = (found: Cursor): boolean => systemOf(found) === identifierSystems.entry;
  const is = (found: Cursor, resource: Cursor): boolean => {
    const all = items(child(resource, "identifier"));
    const ours = all.find(isOurs) ?? all.find((item) => !known.has(systemOf(item)));
    return found.pointer === ours?.pointer;
  };
  const make = (): OutMap => map({ system: identifierSystems.entry });
  return primitive(field, ["identifier", { is, make }, "value"]);
}

/** An identifier under another system. */
export function otherIdentifier(field: string, system: string): Slot {
  const pick = {
    is: (found: Cursor) => stringAt(found, "system") === system,
    make: () => map({ system }),
  };
  return primitive(field, ["identifier", pick, "value"]);
}
