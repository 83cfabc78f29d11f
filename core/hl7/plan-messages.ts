import { textOf } from "../catalogue/chart.ts";
import type { EntryPath } from "../catalogue/chart.ts";
import { id } from "../fhir/chart-values.ts";
import type { ChartValues } from "../fhir/chart-values.ts";
import { chargeShape, referralShape } from "./business-shapes.ts";
import { listShapes } from "./list-shapes.ts";
import { medicationOrderShape, medicationShape } from "./medication-shape.ts";
import { mergeShape } from "./merge-shape.ts";
import { planMerge } from "./plan-merge.ts";
import { noteShape } from "./note-shape.ts";
import { immunizationShape, orderShape } from "./order-shapes.ts";
import type { RecordShape } from "./record-shape.ts";
import { resultShape, vitalShape } from "./result-shapes.ts";
import { setField } from "./segment-list.ts";
import type { Encoding } from "./segment-slot.ts";
import { appointmentShape, encounterShape } from "./visit-shapes.ts";
import { entriesOf, numbered, writeAll, writeGroup, writeRecord } from "./write-records.ts";
import type { PersonSegments, Planned } from "./write-records.ts";
import type { OutSegment } from "./write-er7.ts";

/** How a medicine is ordered: by the pharmacy's encoded order, or by the request for one. */
export type MedicineMessage = "RDE^O11" | "OMP^O09";

/** What planning needs beside the chart. */
export interface Planning {
  readonly encoding: Encoding;
  readonly person: PersonSegments;
  readonly sentAt: string;
  readonly medicines: MedicineMessage;
}

/** The messages that create a person with all lists. */
export function planCreation(planning: Planning): readonly Planned[] {
  const { encoding } = planning;
  const each = (shape: RecordShape, plan: (entry: EntryPath) => Planned): Planned[] =>
    entriesOf(shape, encoding.values).map(plan);
  return [
    planPerson("A28", planning),
    ...planAllergies(planning),
    ...each(encounterShape, (entry) =>
      planVisit(eventOfVisit(encoding.values, entry), entry, planning),
    ),
    ...planProblems(planning),
    ...each(medicationShape, (entry) => planMedicine(entry, planning)),
    ...each(orderShape, (entry) => planOrder(entry, planning)),
    ...each(resultShape, (entry) => planResult(resultShape, entry, planning)),
    ...each(vitalShape, (entry) => planResult(vitalShape, entry, planning)),
    ...each(immunizationShape, (entry) => planImmunization(entry, planning)),
    ...each(noteShape, (entry) => planNote("T02", entry, planning)),
    ...each(chargeShape, (entry) => planCharge(entry, planning)),
    ...each(referralShape, (entry) => planReferral(entry, planning)),
    ...each(appointmentShape, (entry) =>
      planAppointment(eventOfAppointment(encoding.values, entry), entry, planning),
    ),
    ...planMerge(planning, entriesOf(mergeShape, encoding.values)),
  ];
}

/** ADT^A28 or A31: the person, and what ADT carries of the lists, as a snapshot. */
export function planPerson(event: "A28" | "A31", { encoding, person }: Planning): Planned {
  const { contact, guardian, proxy, allergy, diagnosis, guarantor, coverage } = listShapes;
  const all = (...shapes: readonly RecordShape[]): OutSegment[] =>
    numbered(
      shapes.flatMap((shape) => writeAll(shape, encoding).flat()),
      encoding,
    );
  const relatives = [contact, guardian, proxy].flatMap((shape) => writeAll(shape, encoding).flat());
  return {
    type: ["ADT", event, "ADT_A05"],
    segments: [
      person.event(event),
      ...person.who("PD1"),
      ...numbered([...person.employer(), ...relatives], encoding),
      person.noVisit(),
      ...all(allergy),
      ...all(diagnosis),
      ...all(guarantor),
      ...all(coverage),
    ],
  };
}

/** ADT^A60: allergies with identifier and status. */
function planAllergies({ encoding, person }: Planning): readonly Planned[] {
  const items = numbered(writeAll(listShapes.allergyItem, encoding).flat(), encoding);
  if (items.length === 0) return [];
  return [
    { type: ["ADT", "A60", "ADT_A60"], segments: [person.event("A60"), ...person.who(), ...items] },
  ];
}

/** PPR^PC1: problems with their status. */
function planProblems({ encoding, person, sentAt }: Planning): readonly Planned[] {
  const problems = writeAll(listShapes.problem, encoding).flat();
  if (problems.length === 0) return [];
  for (const segment of problems) setField(segment, 2, sentAt, encoding);
  return [{ type: ["PPR", "PC1", "PPR_PC1"], segments: [...person.who(), ...problems] }];
}

export type VisitEvent = "A01" | "A03" | "A04" | "A08" | "A11" | "A38";
const structures: Readonly<Record<VisitEvent, string>> = {
  A01: "ADT_A01",
  A03: "ADT_A03",
  A04: "ADT_A01",
  A08: "ADT_A01",
  A11: "ADT_A09",
  A38: "ADT_A38",
};

const visitStatusRow = id("encounter.status");
const visitClassRow = id("encounter.class");
const visitStartRow = id("encounter.start");
const visitEndRow = id("encounter.end");

/**
 * What happened to a visit: cancelled before it began (A38) or after (A11), ended (A03), admitted (A01) or
 * registered (A04).
 */
export function eventOfVisit(values: ChartValues, entry: EntryPath): VisitEvent {
  const text = (row: typeof visitEndRow): string => {
    const value = values.get(row, entry);
    return (value && textOf(value)) ?? "";
  };
  if (text(visitStatusRow) === "cancelled") return text(visitStartRow) === "" ? "A38" : "A11";
  if (text(visitEndRow) !== "") return "A03";
  return text(visitClassRow) === "IMP" ? "A01" : "A04";
}

/** ADT about one visit. PID-18 is its account there. */
export function planVisit(
  event: VisitEvent,
  entry: EntryPath,
  { encoding, person }: Planning,
): Planned {
  const group = writeGroup(encounterShape, entry, encoding);
  const [account] = group.get("PID") ?? [];
  const visit = group.get("PV1") ?? [];
  for (const segment of visit) person.addToVisit(segment);
  const who = person.who("PD1").map((segment) => {
    if (segment.name !== "PID") return segment;
    const fields = new Map(segment.fields);
    fields.delete(18);
    for (const [field, repetitions] of account?.fields ?? []) fields.set(field, repetitions);
    return { name: "PID", fields };
  });
  return {
    type: ["ADT", event, structures[event]],
    segments: [person.event(event), ...who, ...visit, ...(group.get("PV2") ?? [])],
  };
}

export function planMedicine(entry: EntryPath, { encoding, person, medicines }: Planning): Planned {
  const isOrder = medicines === "OMP^O09";
  const order = writeRecord(isOrder ? medicationOrderShape : medicationShape, entry, encoding);
  return {
    type: isOrder ? ["OMP", "O09", "OMP_O09"] : ["RDE", "O11", "RDE_O11"],
    segments: [...person.who("PD1"), ...order],
  };
}

/** ORM^O01: OMP has no OBR. */
export function planOrder(entry: EntryPath, { encoding, person }: Planning): Planned {
  const order = writeRecord(orderShape, entry, encoding);
  return { type: ["ORM", "O01", "ORM_O01"], segments: [...person.who("PD1"), ...order] };
}

export function planResult(
  shape: RecordShape,
  entry: EntryPath,
  { encoding, person }: Planning,
): Planned {
  const result = writeRecord(shape, entry, encoding);
  return { type: ["ORU", "R01", "ORU_R01"], segments: [...person.who("PD1"), ...result] };
}

export function planImmunization(entry: EntryPath, { encoding, person }: Planning): Planned {
  const order = writeRecord(immunizationShape, entry, encoding);
  return { type: ["VXU", "V04", "VXU_V04"], segments: [...person.who("PD1"), ...order] };
}

/** MDM: a new note (T02), one that takes its place (T10), or that it is withdrawn (T11, without the text). */
export function planNote(
  event: "T02" | "T10" | "T11",
  entry: EntryPath,
  { encoding, person }: Planning,
): Planned {
  const group = writeGroup(noteShape, entry, encoding);
  const visit = group.get("PV1") ?? [segmentOfNoVisit(encoding)];
  const text = event === "T11" ? [] : (group.get("OBX") ?? []);
  return {
    type: ["MDM", event, event === "T11" ? "MDM_T01" : "MDM_T02"],
    segments: [
      person.event(event),
      ...person.who(),
      ...visit,
      ...(group.get("TXA") ?? []),
      ...text,
    ],
  };
}

function segmentOfNoVisit(encoding: Encoding): OutSegment {
  const visit: OutSegment = { name: "PV1", fields: new Map() };
  setField(visit, 1, "1", encoding);
  setField(visit, 2, "N", encoding);
  return visit;
}

export function planCharge(entry: EntryPath, { encoding, person, sentAt }: Planning): Planned {
  const charge = writeRecord(chargeShape, entry, encoding);
  for (const segment of charge.filter(({ name }) => name === "FT1")) {
    setField(segment, 5, sentAt, encoding);
  }
  return {
    type: ["DFT", "P03", "DFT_P03"],
    segments: [person.event("P03"), ...person.who("PD1"), ...charge],
  };
}

export function planReferral(entry: EntryPath, { encoding, person }: Planning): Planned {
  const referral = writeRecord(referralShape, entry, encoding);
  return { type: ["REF", "I12", "REF_I12"], segments: [...referral, ...person.who()] };
}

const appointmentStatusRow = id("appointment.status");

/** Booked, cancelled, deleted and missed appointments have events of their own. */
export function eventOfAppointment(values: ChartValues, entry: EntryPath): string {
  const status = values.get(appointmentStatusRow, entry);
  const text = (status && textOf(status)) ?? "";
  if (text === "cancelled") return "S15";
  if (text === "entered-in-error") return "S17";
  return text === "noshow" ? "S26" : "S12";
}

const beforePerson: ReadonlySet<string> = new Set(["SCH", "NTE"]);

export function planAppointment(
  event: string,
  entry: EntryPath,
  { encoding, person }: Planning,
): Planned {
  const segments = writeRecord(appointmentShape, entry, encoding);
  const before = segments.filter(({ name }) => beforePerson.has(name));
  const resources = segments.filter(({ name }) => !beforePerson.has(name));
  const counts = new Map<string, number>();
  for (const segment of resources) {
    const count = (counts.get(segment.name) ?? 0) + 1;
    counts.set(segment.name, count);
    setField(segment, 1, String(count), encoding);
  }
  return {
    type: ["SIU", event, "SIU_S12"],
    segments: [...before, ...person.who("PD1"), ...resources],
  };
}
