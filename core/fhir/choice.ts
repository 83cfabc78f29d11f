import type { Absence } from "../catalogue/chart.ts";
import { id } from "./chart-values.ts";
import { child } from "./cursor.ts";
import { ensure, path, splitLast } from "./path.ts";
import { readPrimitive, writePrimitive } from "./primitive.ts";
import type { PrimitiveKind } from "./primitive.ts";
import type { Slot } from "./slot.ts";

interface Other {
  readonly field: string;
  /** Where the fuller form stands, below the same element. */
  readonly place: string;
  readonly kind: PrimitiveKind;
}

/**
 * A choice element that says either yes or no, or more than that: `deceasedBoolean` or
 * `deceasedDateTime`. FHIR allows one form only, so the fuller one is written and also says "true".
 */
export function yesOrMore(field: string, key: string, other: Other): Slot {
  const row = id(field);
  const more = id(other.field);
  const { above, key: last } = splitLast(path(other.place));
  return {
    fields: [row, more],
    write(target, entry, { values }) {
      const flag = values.get(row, entry);
      const fuller = values.get(more, entry);
      if (fuller === undefined || isReason(fuller)) {
        if (flag !== undefined) writePrimitive(target, key, flag, "boolean");
        if (fuller === undefined || flag !== undefined) return;
      }
      const holder = ensure(target, above);
      writePrimitive(holder, last, fuller, other.kind);
      const written = holder.members.get(last);
      const yes = flag !== undefined && "value" in flag && flag.value === "true";
      if (yes && written?.kind === "leaf") written.marks = [...written.marks, flag];
    },
    read(at, entry, to) {
      const holder = above.reduce<typeof at | undefined>(
        (here, step) => (typeof step === "string" ? child(here, step) : here),
        at,
      );
      const fuller = readPrimitive(holder, last, other.kind);
      to.emit(more, entry, fuller);
      const flag = readPrimitive(at, key, "boolean");
      const says = fuller !== undefined && fuller.value !== null;
      const implied = says ? { ...fuller, value: "true" } : undefined;
      to.emit(row, entry, flag ?? implied);
    },
  };
}

function isReason(value: object): value is { absent: Absence } {
  return "absent" in value;
}
