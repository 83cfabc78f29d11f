import { textOf } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { setField } from "./segment-list.ts";
import { at } from "./field-slots.ts";
import { cell, ensureSegment } from "./segment-slot.ts";
import type { Slot } from "./segment-slot.ts";
import { visitClass } from "./wire-form.ts";

const numberRow = id("encounter.number");
const classRow = id("encounter.class");

/** PV1-2 is required: the class of the visit that is meant, U where the chart does not know the visit. */
function classOf(number: string, values: ChartValues): string {
  const entry = values.entries("encounter").find((path) => {
    const value = values.get(numberRow, path);
    return value !== undefined && textOf(value) === number;
  });
  const found = entry === undefined ? undefined : values.get(classRow, entry);
  const text = found === undefined ? null : textOf(found);
  return text === null || text === "" ? "U" : visitClass.toWire(text);
}

/** PV1-19 of an order, a note or a charge: the visit it belongs to, told by its number (v2.5.1 3.4.3.19). */
export function visitReference(field: string): Slot {
  const number = at("PV1-19", cell(field, "1"));
  const row = id(field);
  return {
    ...number,
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      if (value === undefined) return;
      number.write(target, entry, encoding);
      const segment = ensureSegment(target, "PV1");
      setField(segment, 1, "1", encoding);
      setField(segment, 2, classOf(textOf(value) ?? "", encoding.values), encoding);
    },
  };
}
