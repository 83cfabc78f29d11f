import type { EntryPath } from "../catalogue/chart.ts";
import { textOf } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child, items, stringAt } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { list, map, text } from "./out.ts";
import { ensure, path, seek } from "./path.ts";
import type { Pick, Step } from "./path.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import type { Reading } from "./primitive.ts";
import { pathOf } from "./slot.ts";
import type { Encoding, Reader, Slot } from "./slot.ts";
import { identifierSystems } from "./systems.ts";

/**
 * The business identifier behind a reference, never a server's id: its own `identifier`, that of the
 * resource it leads to, or the words shown for it.
 */
export function readReference(at: Cursor | undefined, to: Reader): Reading | undefined {
  if (at === undefined) return undefined;
  const own = readPrimitive(child(at, "identifier"), "value");
  if (own !== undefined) return own;
  const behind = to.resolve(at);
  const found = readPrimitive(businessIdentifier(behind), "value");
  if (found !== undefined) return found;
  const shown = readPrimitive(at, "display");
  const address = stringAt(at, "reference");
  if (shown === undefined && address !== undefined && !address.startsWith("#")) {
    to.problem("unresolved-reference", "The reference names only the server's own id.", at);
  }
  return shown;
}

/** The number by which a record is known: that of its entry, else the first one. */
function businessIdentifier(record: Cursor | undefined): Cursor | undefined {
  const all = items(child(record, "identifier"));
  const system = (one: Cursor): string | undefined => stringAt(one, "system");
  return (
    all.find((one) => system(one) === identifierSystems.entry) ??
    all.find((one) => system(one) !== identifierSystems.uuid)
  );
}

/** A reference to a person, place or account outside the record, by its business identifier. */
export function reference(
  field: string,
  place: Parameters<typeof pathOf>[0],
  system: string,
): Slot {
  const row = id(field);
  const steps = pathOf(place);
  return {
    fields: [row],
    write(target, entry, { values }) {
      const value = values.get(row, entry);
      if (value === undefined) return;
      const made = map({ system });
      writePrimitive(made, "value", value);
      ensure(target, steps).members.set("identifier", made);
    },
    read(at, entry, to) {
      to.emit(row, entry, readReference(seek(at, steps), to));
    },
  };
}

/** Where a list of the catalogue keeps the number that others refer to. */
export interface RecordNumber {
  readonly list: string;
  readonly row: string;
  /** Key of the resource, where it is not that of the entry. */
  readonly key?: string;
}

export const visit: RecordNumber = { list: "encounter", row: "encounter.number" };

/**
 * A reference to a record of the same chart by its number. Where that record is written or known, its
 * address stands beside the number, so that systems which read addresses alone find it too.
 */
export function recordReference(
  field: string,
  place: Parameters<typeof pathOf>[0],
  { list, row, key }: RecordNumber,
  system: string = identifierSystems.entry,
): Slot {
  const own = id(field);
  const numberRow = id(row);
  const byNumber = reference(field, place, system);
  const addressOf = (entry: EntryPath, { values, refer }: Encoding): string | undefined => {
    const value = values.get(own, entry);
    const number = value === undefined ? null : textOf(value);
    if (number === null) return undefined;
    const all = list === "" ? [""] : values.entries(list);
    const target = all.find((one) => {
      const known = values.get(numberRow, one);
      return known !== undefined && textOf(known) === number;
    });
    return target === undefined ? undefined : refer(key ?? target);
  };
  return {
    ...byNumber,
    write(target, entry, encoding) {
      const address = addressOf(entry, encoding);
      if (address !== undefined) {
        ensure(target, pathOf(place)).members.set("reference", text(address));
      }
      byNumber.write(target, entry, encoding);
    },
  };
}

/** A resource within another one, e.g. the payer of a coverage. */
interface Contained {
  readonly resourceType: string;
  readonly localId: string;
  readonly pick: Pick;
}

export function contained(resourceType: string, localId: string): Contained {
  const is = (found: Cursor): boolean => stringAt(found, "id") === localId;
  return { resourceType, localId, pick: { is, make: () => map({ resourceType, id: localId }) } };
}

/**
 * Slots of a contained resource that a reference leads to. Read wherever the reference leads, so that a
 * system which makes a resource of its own out of it loses nothing. A reference to another type (the patient as
 * the insured person) is not followed.
 */
export function through(place: readonly Step[], inside: Contained, rows: readonly Slot[]): Slot {
  const steps = path(...place);
  const fields = rows.flatMap((slot) => slot.fields);
  return {
    fields,
    write(target, entry, encoding) {
      if (!fields.some((field) => encoding.values.get(field, entry) !== undefined)) return;
      const made = ensure(target, ["contained", inside.pick]);
      for (const slot of rows) slot.write(made, entry, encoding);
      ensure(target, steps).members.set("reference", text(`#${inside.localId}`));
    },
    read(at, entry, to) {
      const target = to.resolve(seek(at, steps));
      if (stringAt(target, "resourceType") !== inside.resourceType) return;
      if (target !== undefined) for (const slot of rows) slot.read(target, entry, to);
    },
  };
}

/** `type` of an identifier from table 0203. */
export function identifierType(code: string, system: string): ReturnType<typeof map> {
  return map({ coding: list(map({ system, code })) });
}
