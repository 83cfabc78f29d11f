import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { map } from "./out.ts";
import type { OutMap } from "./out.ts";
import { listAt, text } from "./out.ts";
import type { ChartValues } from "./chart-values.ts";
import type { EntryPath } from "../catalogue/chart.ts";
import type { Slot } from "./slot.ts";
import { constant, primitive } from "./slot.ts";
import { identifierSystems } from "./systems.ts";

/** One kind of resource: the list whose entries it carries, and its table of slots. */
export interface ResourceShape {
  readonly type: string;
  /** List of the catalogue; null for the patient and what belongs to the patient as a whole. */
  readonly list: string | null;
  /**
   * The row that identifies an entry, by which a conditional create finds it again; `uuid` where we
   * give it a number of our own, `none` where R4 has no identifier for it.
   */
  readonly identifier: string;
  readonly slots: readonly Slot[];
  /** Whether a resource of this type is of this kind; several kinds may share a type. */
  readonly is: (resource: Cursor, roles: ReadonlySet<string>) => boolean;
  /** References to the patient, the first that is there counts. */
  readonly subjects: (resource: Cursor) => readonly Cursor[];
  /** Set where it carries a part of an entry beside the entry's own resource. */
  readonly part?: Part;
}

/** A second resource of one entry, e.g. the report of a result. */
export interface Part {
  /** Behind the entry's key: `obs-1+report`. */
  readonly name: string;
  /** Whether it is written; where it is not given, one of its fields must have a value. */
  readonly needed?: (values: ChartValues, entry: EntryPath) => boolean;
  /** References to the resources of the entries that it belongs to. */
  readonly owners: (resource: Cursor) => readonly Cursor[];
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

/** The number that we give to a resource whose entry has none. */
export const ownIdentifier: Slot = constant((target, { uuid }) => {
  const made = map({ system: identifierSystems.uuid, value: text(uuid) });
  listAt(target, "identifier").items.push(made);
});

/** An identifier under another system. */
export function otherIdentifier(field: string, system: string): Slot {
  const pick = {
    is: (found: Cursor) => stringAt(found, "system") === system,
    make: () => map({ system }),
  };
  return primitive(field, ["identifier", pick, "value"]);
}
