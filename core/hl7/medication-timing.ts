import { textOf as textOrNull } from "../catalogue/chart.ts";
import type { ChartValue } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import { below } from "../fhir/slot.ts";
import { at, pathsFor } from "./field-slots.ts";
import { addSegment, setField } from "./segment-list.ts";
import { cell, ensureSegment, put, readPart, seek } from "./segment-slot.ts";
import type { OutGroup, Row, Slot } from "./segment-slot.ts";

const prnRow = id("medication.prn");
const frequencyRow = id("medication.frequency");
const prn = "PRN";

/**
 * TQ1-3.1: "as needed" and the frequency are one code, `PRNQ6H` (v2.5.1 4.3.6.3). One that does not begin
 * with PRN also says "not as needed". A frequency that itself begins with PRN travels literally.
 */
export const repeatPattern: Row = {
  fields: [prnRow, frequencyRow],
  write(target, entry, encoding) {
    const needed = encoding.values.get(prnRow, entry);
    const frequency = encoding.values.get(frequencyRow, entry);
    const yes = textOf(needed) === "true";
    const pattern = textOf(frequency);
    if (pattern === "" && !yes) return;
    const said = textOf(needed) === "true" || (textOf(needed) === "false" && pattern !== "");
    const marks = [...(said ? [needed] : []), ...(pattern === "" ? [] : [frequency])].filter(
      (value) => value !== undefined,
    );
    const wording = !yes && pattern.startsWith(prn) ? "literal" : "escaped";
    if (!put(target, [1, 1], (yes ? prn : "") + pattern, encoding, wording, marks)) return;
    for (const value of marks) encoding.marked.add(value);
  },
  read(found, entry, to) {
    const reading = readPart(seek(found, [1, 1]), to);
    if (reading === undefined) return;
    const text = reading.value ?? "";
    const { segment, span } = reading.at;
    const isPlain = segment.message.bytes[span.start] === prn.charCodeAt(0);
    const yes = isPlain && text.startsWith(prn);
    const pattern = yes ? text.slice(prn.length) : text;
    if (reading.value === null) to.emit(frequencyRow, entry, reading);
    else {
      to.emit(prnRow, entry, { ...reading, value: yes ? "true" : "false" });
      if (pattern !== "") to.emit(frequencyRow, entry, { ...reading, value: pattern });
    }
  },
};

function textOf(value: ChartValue | undefined): string {
  return (value && textOrNull(value)) ?? "";
}

const stepRows = ["dose", "dose-unit", "sig"].map((name) => id(`medication.step-${name}`));
const stepSlots: readonly Slot[] = [
  at("TQ1-2", cell("medication.step-dose", "1"), cell("medication.step-dose-unit", "2.1")),
  at("TQ1-11", cell("medication.step-sig", "")),
];

/** TQ1 of the steps of a taper: one behind the other, TQ1-12 S between them (v2.5.1 4.5.4.12). */
export const steps: Slot = {
  fields: stepRows,
  from: { name: "TQ1", field: 12 },
  write(target, entry, encoding) {
    const paths = pathsFor(stepRows, entry, "entries", encoding.values);
    if (paths.length === 0) return;
    // The first TQ1 is that of the medicine itself.
    ensureSegment(target, "TQ1");
    for (const path of paths) {
      const step: OutGroup = new Map([["TQ1", [addSegment(target, "TQ1")]]]);
      for (const slot of stepSlots) slot.write(step, path, encoding);
    }
    const all = target.get("TQ1") ?? [];
    for (const [i, segment] of all.entries()) {
      setField(segment, 1, String(i + 1), encoding);
      if (i + 1 < all.length) setField(segment, 12, "S", encoding);
    }
  },
  read(group, entry, to) {
    const [, ...further] = group.get("TQ1") ?? [];
    for (const [i, segment] of further.entries()) {
      const step = new Map([["TQ1", [segment]]]);
      for (const slot of stepSlots) slot.read(step, below(entry, i + 1), to);
    }
  },
};
