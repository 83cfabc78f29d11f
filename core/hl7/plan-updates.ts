import { textOf } from "../catalogue/chart.ts";
import type { EntryPath } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { chargeShape, referralShape } from "./business-shapes.ts";
import { changesBetween } from "./chart-changes.ts";
import type { ChartChanges } from "./chart-changes.ts";
import { listShapes } from "./list-shapes.ts";
import { medicationShape } from "./medication-shape.ts";
import { mergeShape } from "./merge-shape.ts";
import { noteShape } from "./note-shape.ts";
import { immunizationShape, orderShape } from "./order-shapes.ts";
import { planLinks, planMerge } from "./plan-merge.ts";
import {
  eventOfAppointment,
  eventOfVisit,
  planAppointment,
  planCharge,
  planImmunization,
  planMedicine,
  planNote,
  planOrder,
  planPerson,
  planReferral,
  planResult,
  planVisit,
} from "./plan-messages.ts";
import type { Planning } from "./plan-messages.ts";
import type { RecordShape } from "./record-shape.ts";
import { fieldsOf } from "./record-shape.ts";
import { resultShape, vitalShape } from "./result-shapes.ts";
import { setField } from "./segment-list.ts";
import type { Encoding } from "./segment-slot.ts";
import { personShape } from "./shapes.ts";
import { appointmentShape, encounterShape } from "./visit-shapes.ts";
import { writeRecord } from "./write-records.ts";
import type { Planned } from "./write-records.ts";
import type { OutSegment } from "./write-er7.ts";

interface Update {
  readonly now: Planning;
  /** The same with the earlier chart: what is gone is told by it. */
  readonly was: Planning;
  readonly changes: ChartChanges;
}

/** The messages that bring a partner from an earlier chart to this one; none where nothing changed. */
export function planUpdate(now: Planning, before: Encoding): readonly Planned[] {
  const changes = changesBetween(before.values, now.encoding.values);
  const update: Update = { now, was: { ...now, encoding: before }, changes };
  return [
    ...updatePerson(update),
    ...updateAllergies(update),
    ...updateVisits(update),
    ...updateProblems(update),
    ...updateList(update, medicationShape, "ORC", 1, ["XO", "CA"], (entry, planning) =>
      planMedicine(entry, planning),
    ),
    ...updateList(update, orderShape, "ORC", 1, ["XO", "CA"], planOrder),
    ...[resultShape, vitalShape].flatMap((shape) =>
      updateList(update, shape, "OBX", 11, [null, "D"], (entry, planning) =>
        planResult(shape, entry, planning),
      ),
    ),
    ...updateList(update, immunizationShape, "RXA", 21, ["U", "D"], planImmunization),
    ...updateNotes(update),
    ...updateList(update, chargeShape, "FT1", 6, [null, "CD"], planCharge),
    ...updateList(update, referralShape, "RF1", 1, [null, "R"], planReferral),
    ...updateAppointments(update),
    ...planMerge(now, changes.ofList(mergeShape).added),
    ...planLinks(now, update.was),
  ];
}

const inPerson: readonly RecordShape[] = [
  personShape,
  listShapes.contact,
  listShapes.guardian,
  listShapes.proxy,
  listShapes.allergy,
  listShapes.diagnosis,
  listShapes.guarantor,
  listShapes.coverage,
];

function updatePerson({ now, changes }: Update): readonly Planned[] {
  return changes.inFields(inPerson.flatMap(fieldsOf)) ? [planPerson("A31", now)] : [];
}

const allergyNames = ["allergy.code", "allergy.substance", "allergy.code-system"].map(id);

/** ADT^A60 with what changed alone: IAM-6 says added, updated or deleted (table 0323). */
function updateAllergies({ now, was, changes }: Update): readonly Planned[] {
  const shape = listShapes.allergyItem;
  const { added, changed, gone } = changes.ofList(shape);
  // What it is called tells an allergy from others: under another name it is another one.
  const renamed = changed.filter((entry) =>
    allergyNames.some((field) => changes.has(field, entry)),
  );
  const item = (planning: Planning, action: string) => (entry: EntryPath) =>
    writeRecord(shape, entry, planning.encoding).map((segment) => {
      if (action !== "D" || segment.name === "IAM") setField(segment, 6, action, now.encoding, "1");
      return segment;
    });
  const items = [
    ...[...gone, ...renamed].flatMap(item(was, "D")),
    ...[...added, ...renamed].flatMap(item(now, "A")),
    ...changed.filter((entry) => !renamed.includes(entry)).flatMap(item(now, "U")),
  ];
  if (items.length === 0) return [];
  for (const [i, segment] of items.entries()) setField(segment, 1, String(i + 1), now.encoding);
  const segments = [now.person.event("A60"), ...now.person.who(), ...items];
  return [{ type: ["ADT", "A60", "ADT_A60"], segments }];
}

const visitEnd = id("encounter.end");
const visitStatus = id("encounter.status");

function updateVisits({ now, was, changes }: Update): readonly Planned[] {
  const { added, changed, gone } = changes.ofList(encounterShape);
  const { values } = now.encoding;
  const cancelled = (entry: EntryPath): boolean =>
    changes.has(visitStatus, entry) && textAt(values, visitStatus, entry) === "cancelled";
  const both = values
    .entries("encounter")
    .filter((entry) => !added.includes(entry) && (changed.includes(entry) || cancelled(entry)));
  return [
    ...added.map((entry) => planVisit(eventOfVisit(values, entry), entry, now)),
    ...both.map((entry) => {
      const hasEnded = changes.has(visitEnd, entry) && textAt(values, visitEnd, entry) !== "";
      const event = eventOfVisit(values, entry);
      const isOver = cancelled(entry) || (hasEnded && event === "A03");
      return planVisit(isOver ? event : "A08", entry, now);
    }),
    ...gone.map((entry) => planVisit("A11", entry, was)),
  ];
}

/** PRB-1: added, updated or deleted (table 0287). */
function updateProblems({ now, was, changes }: Update): readonly Planned[] {
  const shape = listShapes.problem;
  const { added, changed, gone } = changes.ofList(shape);
  const item = (planning: Planning, action: string) => (entry: EntryPath) => {
    const segments = writeRecord(shape, entry, planning.encoding);
    for (const segment of segments) {
      setField(segment, 1, action, now.encoding);
      setField(segment, 2, now.sentAt, now.encoding);
    }
    return segments;
  };
  const problems = [
    ...added.flatMap(item(now, "AD")),
    ...changed.flatMap(item(now, "UP")),
    ...gone.flatMap(item(was, "DE")),
  ];
  if (problems.length === 0) return [];
  return [{ type: ["PPR", "PC1", "PPR_PC1"], segments: [...now.person.who(), ...problems] }];
}

/**
 * A list whose entries have a message each. The codes stand in one field of the segment: of what changed
 * (null = as the chart has it; a code of its own, as for a stopped medicine, stays), and of what is gone.
 */
function updateList(
  { now, was, changes }: Update,
  shape: RecordShape,
  name: string,
  field: number,
  [changedCode, goneCode]: readonly [changed: string | null, gone: string],
  plan: (entry: EntryPath, planning: Planning) => Planned,
): readonly Planned[] {
  const { added, changed, gone } = changes.ofList(shape);
  const coded = (planned: Planned, code: string): Planned => {
    for (const segment of planned.segments) {
      if (segment.name === name) setField(segment, field, code, now.encoding);
    }
    return planned;
  };
  return [
    ...added.map((entry) => plan(entry, now)),
    ...changed.map((entry) => {
      const planned = plan(entry, now);
      const isPlain = planned.segments.some((segment) => says(segment, name, field, plainCodes));
      return changedCode !== null && isPlain ? coded(planned, changedCode) : planned;
    }),
    ...gone.map((entry) => coded(plan(entry, was), goneCode)),
  ];
}

/** Codes that say "new", which a change takes the place of. */
const plainCodes: ReadonlySet<string> = new Set(["NW", "A"]);

function says(
  segment: OutSegment,
  name: string,
  field: number,
  codes: ReadonlySet<string>,
): boolean {
  if (segment.name !== name) return false;
  const [cell] = segment.fields.get(field)?.[0]?.values() ?? [];
  return cell !== undefined && codes.has(cell.text);
}

const availability = id("note.availability");

/** A note that is withdrawn (T11) comes without its text, one that changed takes the place of the first (T10). */
function updateNotes({ now, was, changes }: Update): readonly Planned[] {
  const { added, changed, gone } = changes.ofList(noteShape);
  const { values } = now.encoding;
  const isWithdrawn = (entry: EntryPath): boolean =>
    changes.has(availability, entry) && textAt(values, availability, entry) === "entered-in-error";
  return [
    ...added.map((entry) => planNote("T02", entry, now)),
    ...changed.map((entry) => planNote(isWithdrawn(entry) ? "T11" : "T10", entry, now)),
    ...gone.map((entry) => {
      const planned = planNote("T11", entry, was);
      for (const segment of planned.segments) {
        if (segment.name === "TXA") setField(segment, 19, "CA", now.encoding);
      }
      return planned;
    }),
  ];
}

const appointmentStart = id("appointment.start");
const appointmentStatus = id("appointment.status");

/** Rescheduled (S13), changed (S14), cancelled (S15), deleted (S17), missed (S26). */
function updateAppointments({ now, was, changes }: Update): readonly Planned[] {
  const { added, changed, gone } = changes.ofList(appointmentShape);
  const { values } = now.encoding;
  const eventOf = (entry: EntryPath): string => {
    const ended = eventOfAppointment(values, entry);
    if (changes.has(appointmentStatus, entry) && ended !== "S12") return ended;
    return changes.has(appointmentStart, entry) ? "S13" : "S14";
  };
  return [
    ...added.map((entry) => planAppointment(eventOfAppointment(values, entry), entry, now)),
    ...changed.map((entry) => planAppointment(eventOf(entry), entry, now)),
    ...gone.map((entry) => planAppointment("S17", entry, was)),
  ];
}

function textAt(values: ChartValues, field: typeof visitEnd, entry: EntryPath): string {
  const value = values.get(field, entry);
  return (value && textOf(value)) ?? "";
}
