import type { Chart, ChartValue, EntryPath, LocatedValue } from "../catalogue/chart.ts";
import { defaultReferenceDate } from "../catalogue/version.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { chartValues, id } from "../fhir/chart-values.ts";
import { utf8 } from "./character-sets.ts";
import type { CharacterSet } from "./character-sets.ts";
import { listShapes } from "./list-shapes.ts";
import { medicationShape } from "./medication-shape.ts";
import type { RecordShape } from "./record-shape.ts";
import { fieldsOf } from "./record-shape.ts";
import { resultShape, vitalShape } from "./result-shapes.ts";
import { put } from "./segment-slot.ts";
import type { Encoding, OutGroup } from "./segment-slot.ts";
import { personShape } from "./shapes.ts";
import { appointmentShape, encounterShape } from "./visit-shapes.ts";
import { moment } from "./wire-form.ts";
import { outSegment, repetitionsAt, writeEr7 } from "./write-er7.ts";
import type { OutMessage, OutSegment } from "./write-er7.ts";

export interface EncodeHl7Options {
  /** The date or time in MSH-7 and EVN-2, as a chart has it (`2026-01-15`). Core has no clock. */
  readonly sentAt?: string;
  readonly characterSet?: CharacterSet;
}

export interface EncodedHl7 {
  /** Messages one behind the other, each segment ended by CR. */
  readonly bytes: Uint8Array;
  /** Every value that travels, with its generated entry and its first place in these bytes. */
  readonly values: readonly LocatedValue[];
  /** Values that have no place in these messages, or cannot be said in their character set. */
  readonly cannotTravel: readonly ChartValue[];
}

/** One message before its header: `ADT`, `A28`, its structure, and what it holds. */
interface Planned {
  readonly type: readonly [code: string, event: string, structure: string];
  readonly segments: readonly OutSegment[];
}

/**
 * Writes a chart as HL7 v2.5.1 messages: ADT^A28 (the person and what ADT carries of the lists), ADT^A60
 * (allergies with identifier and status), ADT^A04 per visit, PPR^PC1 (status of problems), RDE^O11 per
 * medicine, ORU^R01 per result, SIU per appointment. MSH-11 is always T. The same chart gives the same bytes.
 */
export function encodeHl7(chart: Chart, options: EncodeHl7Options = {}): EncodedHl7 {
  const values = chartValues(chart);
  const encoding: Encoding = {
    values,
    set: options.characterSet ?? utf8,
    marked: new Set(),
  };
  const sentAt = moment.toWire(options.sentAt ?? defaultReferenceDate);
  const messages = plan(encoding, sentAt).map(({ type, segments }, i): OutMessage => {
    const controlId = controlIdOf(values, i + 1);
    const header = headerSegment(type, controlId, sentAt, encoding);
    return { label: `${type[0]}^${type[1]} ${controlId}`, segments: [header, ...segments] };
  });
  const written = writeEr7(messages);
  const cannotTravel = chart.values.filter((value) => !encoding.marked.has(value));
  return { ...written, cannotTravel };
}

function plan(encoding: Encoding, sentAt: string): readonly Planned[] {
  const {
    contact,
    guardian,
    proxy,
    allergy,
    allergyItem,
    diagnosis,
    problem,
    guarantor,
    coverage,
  } = listShapes;
  const messages: Planned[] = [];
  const event = (code: string): OutSegment => segmentOf("EVN", { 1: code, 2: sentAt }, encoding);
  const person = (): OutSegment[] => write(personShape, "", encoding);
  const noVisit = segmentOf("PV1", { 1: "1", 2: "N" }, encoding);
  const all = (shape: RecordShape): OutSegment[] =>
    numbered(writeAll(shape, encoding).flat(), encoding);

  const relatives = numbered(
    [contact, guardian, proxy].flatMap((shape) => writeAll(shape, encoding).flat()),
    encoding,
  );
  messages.push({
    type: ["ADT", "A28", "ADT_A05"],
    segments: [
      event("A28"),
      ...person(),
      ...relatives,
      noVisit,
      ...all(allergy),
      ...all(diagnosis),
      ...all(guarantor),
      ...all(coverage),
    ],
  });
  const items = all(allergyItem);
  if (items.length > 0) {
    messages.push({
      type: ["ADT", "A60", "ADT_A60"],
      segments: [event("A60"), ...person(), ...items],
    });
  }
  for (const visit of writeAll(encounterShape, encoding)) {
    messages.push({
      type: ["ADT", "A04", "ADT_A01"],
      segments: [event("A04"), ...person(), ...visit],
    });
  }
  const problems = writeAll(problem, encoding).flat();
  if (problems.length > 0) {
    for (const segment of problems) setField(segment, 2, sentAt, encoding);
    messages.push({ type: ["PPR", "PC1", "PPR_PC1"], segments: [...person(), ...problems] });
  }
  for (const order of writeAll(medicationShape, encoding)) {
    messages.push({ type: ["RDE", "O11", "RDE_O11"], segments: [...person(), ...order] });
  }
  for (const shape of [resultShape, vitalShape]) {
    for (const result of writeAll(shape, encoding)) {
      messages.push({ type: ["ORU", "R01", "ORU_R01"], segments: [...person(), ...result] });
    }
  }
  for (const entry of entriesOf(appointmentShape, encoding.values)) {
    const segments = write(appointmentShape, entry, encoding);
    const before = segments.filter(({ name }) => name === "SCH" || name === "NTE");
    const resources = segments.filter((segment) => !before.includes(segment));
    // One of each: every resource segment is the first of its name.
    for (const segment of resources) setField(segment, 1, "1", encoding);
    messages.push({
      type: ["SIU", eventOf(encoding.values, entry), "SIU_S12"],
      segments: [...before, ...person(), ...resources],
    });
  }
  return messages;
}

const statusRow = id("appointment.status");

/** Booked, cancelled and missed appointments have events of their own. */
function eventOf(values: ChartValues, entry: EntryPath): string {
  const status = values.get(statusRow, entry);
  const text = status !== undefined && "value" in status ? status.value : "";
  if (text === "cancelled") return "S15";
  return text === "noshow" ? "S26" : "S12";
}

/** The entries of a shape's list that have a value in one of its fields, in natural order. */
function entriesOf(shape: RecordShape, values: ChartValues): readonly EntryPath[] {
  const fields = fieldsOf(shape);
  const filled = (entry: EntryPath): boolean =>
    fields.some((field) => values.get(field, entry) !== undefined);
  return values
    .entries(shape.list ?? "")
    .filter(
      (entry) =>
        filled(entry) || values.below(shape.list ?? "", entry).some((path) => filled(path)),
    );
}

function writeAll(shape: RecordShape, encoding: Encoding): readonly OutSegment[][] {
  return entriesOf(shape, encoding.values).map((entry) => write(shape, entry, encoding));
}

/** The segments of one record, in the order of its shape. */
function write(shape: RecordShape, entry: EntryPath, encoding: Encoding): OutSegment[] {
  const group: OutGroup = new Map();
  for (const slot of shape.slots) slot.write(group, entry, encoding);
  return shape.segments.flatMap((name) => group.get(name) ?? []);
}

/** Field 1 of repeating segments counts them. */
function numbered(segments: readonly OutSegment[], encoding: Encoding): OutSegment[] {
  for (const [i, segment] of segments.entries()) setField(segment, 1, String(i + 1), encoding);
  return [...segments];
}

function setField(segment: OutSegment, field: number, text: string, encoding: Encoding): void {
  const repetition = new Map();
  put(repetition, [], text, encoding);
  repetitionsAt(segment, field).splice(0, 1, repetition);
}

function segmentOf(
  name: string,
  fields: Readonly<Record<number, string>>,
  encoding: Encoding,
): OutSegment {
  const segment = outSegment(name);
  for (const [field, text] of Object.entries(fields))
    setField(segment, Number(field), text, encoding);
  return segment;
}

/** MSH (v2.5.1 2.15.9). The processing id is T, whatever is asked: what we make is never production data. */
function headerSegment(
  type: Planned["type"],
  controlId: string,
  sentAt: string,
  encoding: Encoding,
): OutSegment {
  const header = segmentOf(
    "MSH",
    {
      3: "CROSSCHART",
      4: "SYNTHETIC",
      7: sentAt,
      10: controlId,
      11: "T",
      12: "2.5.1",
      18: encoding.set.name,
    },
    encoding,
  );
  const [repetition] = repetitionsAt(header, 9);
  const made = repetition ?? new Map();
  for (const [i, text] of type.entries()) put(made, [i + 1], text, encoding);
  repetitionsAt(header, 9).splice(0, 1, made);
  return header;
}

const mrnRow = id("patient.identifier.mrn");

/** MSH-10 holds 20 characters: the chart number and the message's position. */
function controlIdOf(values: ChartValues, n: number): string {
  const [entry = ""] = values.entries("identifier.mrn");
  const mrn = values.get(mrnRow, entry);
  const name = (mrn !== undefined && "value" in mrn ? mrn.value : values.chart.person).replace(
    /[^A-Za-z0-9-]/g,
    "",
  );
  return `${name.slice(-15)}.${String(n)}`;
}
