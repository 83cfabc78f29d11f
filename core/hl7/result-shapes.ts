import { id } from "../fhir/chart-values.ts";
import { vitalCodes } from "../fhir/observation.ts";
import { has } from "./record-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { fieldOf, isEmpty, repetitionsOf } from "./er7-parts.ts";
import { always, at, chosen, constant, orElse } from "./field-slots.ts";
import {
  cell,
  ensureSegment,
  fixed,
  put,
  putValue,
  readPart,
  seek,
  textOfField,
} from "./segment-slot.ts";
import type { SegmentGroup, Slot } from "./segment-slot.ts";
import { codes, moment } from "./wire-form.ts";
import { loinc } from "./code-system.ts";
import { repetitionsAt } from "./write-er7.ts";
import type { OutRepetition } from "./write-er7.ts";

const status = codes(
  {
    final: "F",
    preliminary: "P",
    corrected: "C",
    cancelled: "X",
    // Withdrawn as wrong; D, which deletes the line, says the same of it.
    "entered-in-error": "W",
  },
  { D: "entered-in-error" },
);
/** OBR-25 (table 0123): I and S are registered too. */
const reportStatus = codes(
  {
    registered: "O",
    partial: "A",
    preliminary: "P",
    final: "F",
    corrected: "C",
    cancelled: "X",
  },
  { I: "registered", S: "registered" },
);
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const compared = /^(<=|>=|<|>)((?:\d+\.?\d*|\.\d+))$/;
const dateTypes: ReadonlySet<string> = new Set(["DT", "TS", "DTM"]);
const codedTypes: ReadonlySet<string> = new Set(["CE", "CWE", "CNE"]);

/**
 * OBX-2 and OBX-5: a number is NM, one with a comparator SN (`<^0.01`), anything else ST, with line breaks
 * FT. Of a coded value the code is read, else its words.
 */
function observed(field: string): Slot {
  const row = id(field);
  return {
    fields: [row],
    write(target, entry, encoding) {
      const value = encoding.values.get(row, entry);
      if (value === undefined) return;
      const text = "value" in value ? value.value : "";
      const numeric = compared.exec(text);
      const segment = ensureSegment(target, "OBX");
      const type: OutRepetition = new Map();
      const made: OutRepetition = new Map();
      const lines = text.includes("\n");
      put(type, [], typeOf(text), encoding);
      repetitionsAt(segment, 2).push(type);
      putValue(made, [], value, encoding, undefined, lines);
      const whole = made.get("");
      if (numeric !== null && whole !== undefined) {
        // The comparator and the number are two components, and together the value.
        const both = `${numeric[1] ?? ""}^${numeric[2] ?? ""}`;
        made.set("", { ...whole, text: both, wording: "ready" });
      }
      repetitionsAt(segment, 5).push(made);
    },
    read(group, entry, to) {
      const [segment] = group.get("OBX") ?? [];
      if (segment === undefined) return;
      const all = repetitionsOf(fieldOf(segment, 5));
      const [found] = all;
      if (found === undefined) return;
      if (all.length > 1) {
        to.problem("more-values", "OBX-5 has several values; the first one is read.", found);
      }
      const type = textOfField(segment, 2, "");
      if (type === "SN") {
        const parts = [1, 2, 3, 4].map((n) => readPart(seek(found, [n]), to)?.value ?? "");
        if (!isEmpty(found))
          to.emit(row, entry, { value: parts.join(""), absent: null, at: found });
      } else if (codedTypes.has(type)) {
        to.emit(row, entry, readPart(seek(found, [1]), to) ?? readPart(seek(found, [2]), to));
      } else to.emit(row, entry, readPart(found, to, dateTypes.has(type) ? moment : undefined));
    },
  };
}

function typeOf(text: string): string {
  if (decimal.test(text)) return "NM";
  if (compared.test(text)) return "SN";
  return text.includes("\n") ? "FT" : "ST";
}

/** The panel under which vital signs stand, so that they are told from laboratory results. */
const vitalPanel = "8716-3";
const isObservation = (group: SegmentGroup): boolean => has(group, "OBX");
const isVital = (group: SegmentGroup): boolean =>
  textOfField(group.get("OBR")?.[0], 4) === vitalPanel ||
  vitalCodes.has(textOfField(group.get("OBX")?.[0], 3));

/** OBX-21 (reserved in v2.5.1, used ahead of v2.7 as US laboratory guides do), else what tells results apart where it is empty: filler number, code and sub-id (v2.5.1 7.4.2). */
function resultKey(group: SegmentGroup): string {
  const [result] = group.get("OBX") ?? [];
  const own = textOfField(result, 21);
  const filler = textOfField(group.get("OBR")?.[0], 3);
  if (own !== "" || filler === "") return own;
  return [filler, textOfField(result, 3), textOfField(result, 4, "")].join("^");
}

/** D deletes the line that was sent before; alone it says what W says. */
const isDeleted = (group: SegmentGroup): boolean =>
  textOfField(group.get("OBX")?.[0], 11, "") === "D";

/** OBR, OBX and NTE of a laboratory result (v2.5.1 7.4.1, 7.4.2). */
export const resultShape: RecordShape = {
  kind: "OBX",
  list: "result",
  segments: ["OBR", "OBX", "NTE"],
  is: (group) => isObservation(group) && !isVital(group),
  key: resultKey,
  isGone: isDeleted,
  goneIsRead: true,
  slots: [
    constant("OBR-1", fixed("", "1")),
    at("OBR-3", cell("result.accession", "1")),
    constant("OBR-4", fixed("1", "LAB"), fixed("2", "Laboratory")),
    at("OBR-22", cell("result.reported-time", "1", moment)),
    at("OBR-25", cell("result.report-status", "", reportStatus)),
    constant("OBX-1", fixed("", "1")),
    observed("result.value"),
    at("OBX-4", cell("result.sub-id", "")),
    at("OBX-3", cell("result.code", "1"), loinc("result.code")),
    at("OBX-6", cell("result.unit", "1")),
    at("OBX-7", cell("result.reference-range", "")),
    chosen("OBX-8", always, "each", [cell("result.flag", "")]),
    at("OBX-11", cell("result.status", "", status)),
    orElse(
      at("OBX-14", cell("result.observed-time", "1", moment)),
      at("OBR-7", cell("result.observed-time", "1", moment)),
    ),
    at("OBX-21", cell("result.identifier", "1")),
    chosen("NTE-3", always, "each", [cell("result.note", "", undefined, true)]),
  ],
};

export const vitalShape: RecordShape = {
  kind: "OBX vital",
  list: "vital",
  segments: ["OBR", "OBX"],
  is: (group) => isObservation(group) && isVital(group),
  key: resultKey,
  isGone: isDeleted,
  goneIsRead: true,
  slots: [
    constant("OBR-1", fixed("", "1")),
    constant("OBR-4", fixed("1", vitalPanel), fixed("2", "Vital signs"), fixed("3", "LN")),
    constant("OBX-1", fixed("", "1")),
    observed("vital.value"),
    at("OBX-3", cell("vital.code", "1"), loinc("vital.code")),
    at("OBX-6", cell("vital.unit", "1")),
    at("OBX-11", cell("vital.status", "", status)),
    at("OBX-14", cell("vital.time", "1", moment)),
    at("OBX-21", cell("vital.identifier", "1")),
  ],
};
