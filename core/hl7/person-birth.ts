import { textOf } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import { at } from "./field-slots.ts";
import { addressOf, putValue, readPart, seek } from "./segment-slot.ts";
import type { Row } from "./segment-slot.ts";
import { moment } from "./wire-form.ts";
import type { WireForm } from "./wire-form.ts";

const dateRow = id("patient.birth-date");
const timeRow = id("patient.birth-time");
const address = addressOf("1");

/** A birth date that itself has a time would be read as both; it travels literally. */
const dateOnly: WireForm = {
  ...moment,
  restores: (text) => moment.restores(text) && dateOf(text) === "",
};

/** The date of an instant: `2026-01-10` of `2026-01-10T04:12:00-05:00`. */
function dateOf(instant: string): string {
  return /^(\d{4}-\d\d-\d\d)T/.exec(instant)?.[1] ?? "";
}

/**
 * PID-7 has one place for the date and the time of birth (v2.5.1 3.4.2.7): it is a time where it is longer
 * than 8. A time whose date is another than the birth date cannot travel.
 */
const birth: Row = {
  fields: [dateRow, timeRow],
  write(target, entry, encoding) {
    const date = encoding.values.get(dateRow, entry);
    const time = encoding.values.get(timeRow, entry);
    if (date === undefined) return;
    const instant = (time && textOf(time)) ?? "";
    const agree = dateOf(instant) !== "" && dateOf(instant) === textOf(date);
    if (time === undefined || !agree || !moment.restores(instant)) {
      putValue(target, address, date, encoding, dateOnly);
      return;
    }
    const first = !encoding.marked.has(date);
    putValue(target, address, time, encoding, moment);
    const cell = target.get("1");
    if (!first || cell === undefined) return;
    target.set("1", { ...cell, marks: [date, time] });
    encoding.marked.add(date);
  },
  read(found, entry, to) {
    const reading = readPart(seek(found, address), to, moment);
    const date = dateOf(reading?.value ?? "");
    if (reading === undefined || date === "" || isEscaped(reading.at)) {
      to.emit(dateRow, entry, reading);
      return;
    }
    to.emit(dateRow, entry, { ...reading, value: date });
    to.emit(timeRow, entry, reading);
  },
};

/** A date with a time that stands literally is the birth date as the chart has it. */
function isEscaped({ segment, span }: NonNullable<ReturnType<typeof seek>>): boolean {
  return segment.message.bytes[span.start] === segment.message.delimiters.escape;
}

export const birthSlot = at("PID-7", birth);
