import type { EntryPath } from "../catalogue/chart.ts";
import type { FieldId } from "../catalogue/field.ts";
import { fieldById } from "../catalogue/fields.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { fieldOf, isEmpty, repetitionsOf } from "./er7-parts.ts";
import type { Er7Segment, Part } from "./er7-parts.ts";
import { ensureSegment, splitPlace } from "./segment-slot.ts";
import type { Row, Slot } from "./segment-slot.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";

/** The first repetition of a field; made where one of the rows has something to write. */
export function at(place: string, ...rows: readonly Row[]): Slot {
  return chosen(place, always, "one", rows);
}

/** Always written, also where the chart has nothing for the field. */
export function constant(place: string, ...rows: readonly Row[]): Slot {
  const { name, field } = splitPlace(place);
  return {
    fields: [],
    write(target, entry, encoding) {
      const made: OutRepetition = new Map();
      for (const row of rows) row.write(made, entry, encoding);
      repetitionsAt(ensureSegment(target, name), field).push(made);
    },
    read: () => undefined,
  };
}

/** Recognises a repetition among those of its field. */
export type Pick = (found: Part, all: readonly Part[]) => boolean;
export const always: Pick = () => true;

/**
 * `one`: the first repetition that the pick recognises belongs to the entry. `entries`: each is an entry of
 * its own (`#1`, `#2`). `first`: the same where the standard has room for one. `each`: the first belongs to the entry, further ones to entries below it.
 */
export type Spread = "one" | "entries" | "first" | "each";

/** Repetitions of a field that are told apart by what stands in them. */
export function chosen(place: string, pick: Pick, spread: Spread, rows: readonly Row[]): Slot {
  const { name, field } = splitPlace(place);
  const fields = rows.flatMap((row) => row.fields);
  return {
    fields,
    from: { name, field },
    write(target, entry, encoding) {
      for (const path of pathsFor(fields, entry, spread, encoding.values)) {
        const made: OutRepetition = new Map();
        for (const row of rows) row.write(made, path, encoding);
        const list = repetitionsAt(ensureSegment(target, name), field);
        const same = spread === "one" && list.length === 1 && pick === always ? list[0] : undefined;
        if (same === undefined) list.push(made);
        else for (const [key, written] of made) same.set(key, written);
      }
    },
    read(group, entry, to) {
      const segments = group.get(name) ?? [];
      const looked = spread === "one" ? segments.slice(0, 1) : segments;
      const all = looked.flatMap((segment) => repetitionsOf(fieldOf(segment, field)));
      const found = all.filter((repetition) => pick(repetition, all));
      const used = spread === "one" || spread === "first" ? found.slice(0, 1) : found;
      for (const [i, repetition] of used.entries()) {
        const path =
          spread === "one" || (spread === "each" && i === 0) ? entry : below(entry, i + 1);
        for (const row of rows) row.read(repetition, path, to);
      }
    },
  };
}

/** The entries to write: those that have a value in one of the fields. */
export function pathsFor(
  fields: readonly FieldId[],
  entry: EntryPath,
  spread: Spread,
  values: ChartValues,
): readonly EntryPath[] {
  const has = (path: EntryPath): boolean =>
    fields.some((field) => values.get(field, path) !== undefined);
  const asItself = spread === "one" || spread === "each";
  // Parts of a name are lists of their own (`marker`, `title-1`) within the one name.
  const within = (field: FieldId): boolean =>
    values
      .entries(fieldById(field)?.list ?? "")
      .some((path) => values.get(field, path) !== undefined);
  const filled = has(entry) || (entry === "" && spread === "one" && fields.some(within));
  const own = asItself && filled ? [entry] : [];
  if (spread === "one") return own;
  const list = fieldById(fields[0] ?? "")?.list ?? "";
  const inner = entry === "" ? values.entries(list) : values.below(list.split("/")[0] ?? "", entry);
  const further = inner.filter((path) => !own.includes(path) && has(path));
  return spread === "first" ? further.slice(0, 1) : [...own, ...further];
}

/** A place that others write to and we do not. */
export function readOnly(slot: Slot): Slot {
  return { ...slot, fields: [], write: () => undefined };
}

/** A second place that is read where the first one is empty; what we write stands in the first. */
export function orElse(slot: Slot, other: Slot): Slot {
  return {
    ...slot,
    read(group, entry, to) {
      const { from } = slot;
      const isFilled =
        from !== undefined && (group.get(from.name) ?? []).some(hasField(from.field));
      (isFilled ? slot : other).read(group, entry, to);
    },
  };
}

const hasField =
  (field: number) =>
  ({ fields }: Er7Segment): boolean => {
    const span = fields[field];
    return span !== undefined && !isEmpty(span);
  };
