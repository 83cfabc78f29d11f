import type { ChartValue } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import {
  alternate,
  at,
  cell,
  constant,
  ensureSegment,
  put,
  putValue,
  readPart,
  seek,
  textOfField,
} from "./segment-slot.ts";
import type { Row, Slot } from "./segment-slot.ts";
import { fieldOf, repetitionsOf } from "./er7-parts.ts";
import { below } from "../fhir/slot.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";
import { codes, codeSystem, moment } from "./wire-form.ts";

/** Table 0038 where it has a word for it; others travel as they are. */
const status = codes({
  active: "IP",
  stopped: "DC",
  completed: "CM",
  "on-hold": "HD",
  cancelled: "CA",
  "entered-in-error": "ER",
});
/** The request that goes with a status (table 0119). */
const control = codes({ stopped: "DC", cancelled: "CA", "on-hold": "HD" });
const statusRow = id("medication.status");

const request: Row = {
  fields: [],
  write(target, entry, encoding) {
    const value = encoding.values.get(statusRow, entry);
    const status = value !== undefined && "value" in value ? value.value : "";
    const code = control.restores(status) ? control.toWire(status) : "NW";
    put(target, [], /^[A-Z]{2}$/.test(code) ? code : "NW", encoding);
  },
  read: () => undefined,
};

const prnRow = id("medication.prn");
const frequencyRow = id("medication.frequency");
const prn = "PRN";

/**
 * TQ1-3.1: "as needed" and the frequency are one code, `PRNQ6H` (v2.5.1 4.3.6.3). One that does not begin
 * with PRN also says "not as needed". A frequency that itself begins with PRN travels literally.
 */
const repeatPattern: Row = {
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
    const literal = !yes && pattern.startsWith(prn);
    if (!put(target, [1, 1], (yes ? prn : "") + pattern, encoding, { literal }, marks)) return;
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
  return value !== undefined && "value" in value ? value.value : "";
}

const codingRows = [id("medication.code"), id("medication.code-system")] as const;

/** RXE-31 repeats: codings from the third on, which RXE-2 has no room for (v2.5.1 4.14.4.31). */
const supplementary: Slot = {
  fields: codingRows,
  write(target, entry, encoding) {
    const [codeRow, systemRow] = codingRows;
    const paths = encoding.values
      .below("medication", entry)
      .filter((path) => codingRows.some((row) => encoding.values.get(row, path) !== undefined));
    for (const path of paths.slice(1)) {
      const made: OutRepetition = new Map();
      const code = encoding.values.get(codeRow, path);
      const system = encoding.values.get(systemRow, path);
      if (code !== undefined) putValue(made, [1], code, encoding);
      if (system !== undefined) putValue(made, [3], system, encoding, codeSystem);
      repetitionsAt(ensureSegment(target, "RXE"), 31).push(made);
    }
  },
  read(group, entry, to) {
    const [segment] = group.get("RXE") ?? [];
    const all = segment === undefined ? [] : repetitionsOf(fieldOf(segment, 31));
    for (const [i, found] of all.entries()) {
      to.emit(codingRows[0], below(entry, i + 3), readPart(seek(found, [1]), to));
      to.emit(codingRows[1], below(entry, i + 3), readPart(seek(found, [3]), to, codeSystem));
    }
  },
};

/** ORC, RXE, TQ1 and RXR of a pharmacy order (v2.5.1 4.5.1, 4.14.4, 4.5.4, 4.14.2). */
export const medicationShape: RecordShape = {
  kind: "RXE",
  list: "medication",
  segments: ["ORC", "RXE", "TQ1", "RXR"],
  is: (group) => has(group, "RXE"),
  key: (group) => textOfField(group.get("ORC")?.[0], 2),
  slots: [
    constant("ORC-1", request),
    at("ORC-2", cell("medication.identifier", "1")),
    at("ORC-5", cell("medication.status", "", status)),
    at("ORC-12", cell("medication.prescriber", "1")),
    at("ORC-16", cell("medication.stop-reason", "1")),
    at(
      "RXE-2",
      cell("medication.code", "1"),
      cell("medication.name", "2"),
      cell("medication.code-system", "3", codeSystem),
      alternate("medication.code", "medication.code-system"),
    ),
    at("RXE-3", cell("medication.dose-value", "")),
    at("RXE-4", cell("medication.dose-max", "")),
    at("RXE-5", cell("medication.dose-unit", "1")),
    at("RXE-6", cell("medication.form", "1")),
    at("RXE-7", cell("medication.sig", "2")),
    at("RXE-10", cell("medication.quantity", "")),
    at("RXE-12", cell("medication.refills", "")),
    at("RXE-25", cell("medication.strength", "")),
    at("RXE-26", cell("medication.strength-unit", "1")),
    supplementary,
    at("TQ1-3", repeatPattern),
    at("TQ1-7", cell("medication.start", "1", moment)),
    at("TQ1-8", cell("medication.stop", "1", moment)),
    at("TQ1-10", cell("medication.prn-reason", "")),
    at("RXR-1", cell("medication.route", "1")),
  ],
};
