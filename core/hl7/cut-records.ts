import { isEmployer } from "./employer-slot.ts";
import type { Er7Segment } from "./er7-parts.ts";
import { textOfField } from "./segment-slot.ts";
import { isVisit } from "./visit-shapes.ts";

/** Segments of one record by name, in the order of the wire. */
export type Group = Map<string, Er7Segment[]>;

/** What stands between one PID and the next, cut into records. */
export interface CutSegments {
  /** EVN, PID, PD1, PV1 and the employer's NK1. */
  readonly person: Group;
  readonly records: readonly Group[];
  /** Whether it is about one visit. */
  readonly isOfVisit: boolean;
}

const alone: ReadonlySet<string> = new Set(["NK1", "AL1", "IAM", "GT1", "IN1", "DG1", "PRB"]);
/** What an order orders: a second one begins a new order. */
const ordered: ReadonlySet<string> = new Set(["RXE", "RXO", "RXA"]);
const orderParts: ReadonlySet<string> = new Set(["RXR", "TQ1"]);
const visitParts: ReadonlySet<string> = new Set(["AIS", "AIG", "AIL", "AIP", "RGS"]);
const referralParts: ReadonlySet<string> = new Set(["AUT", "PRD"]);
/** Messages in which OBR is an order, and not the head of a report. */
const orderMessages: ReadonlySet<string> = new Set(["ORM", "OML", "OMG"]);

/** Groups segments of one person by their order: what begins a record, and what belongs to the last one. */
export function cutRecords(segments: readonly Er7Segment[], message: string): CutSegments {
  return new Cutter(message).cut(segments);
}

class Cutter {
  private readonly person: Group = new Map();
  private readonly records: Group[] = [];
  private readonly isSnapshot: boolean;
  private readonly isOrder: boolean;
  private isOfVisit = false;
  private visitOf: Er7Segment | undefined;
  private report: Er7Segment | undefined;
  private order: Group | undefined;
  private visit: Group | undefined;
  private appointment: Group | undefined;
  private referral: Group | undefined;
  private note: Group | undefined;
  /** Whose comment an NTE is: that of what stands right before it. */
  private commented: Group | undefined;

  private readonly message: string;

  constructor(message: string) {
    this.message = message;
    this.isSnapshot = message === "ADT";
    this.isOrder = orderMessages.has(message);
  }

  cut(segments: readonly Er7Segment[]): CutSegments {
    for (const segment of segments) this.take(segment);
    return { person: this.person, records: this.records, isOfVisit: this.isOfVisit };
  }

  private begin(segment: Er7Segment): Group {
    const made: Group = new Map([[segment.name, [segment]]]);
    this.records.push(made);
    return made;
  }

  private take(segment: Er7Segment): void {
    const { name } = segment;
    if (name === "EVN" || name === "PID" || name === "PD1") add(this.person, segment);
    else if (alone.has(name)) this.takeAlone(segment);
    else if (name === "PV1") this.takeVisit(segment);
    else if (name === "PV2") addTo(this.visit, segment);
    else if (name === "ORC") {
      this.order = this.begin(segment);
      this.commented = undefined;
    } else if (ordered.has(name)) this.takeOrdered(segment);
    else if (orderParts.has(name)) this.takeOrderPart(segment);
    else if (name === "OBR") this.takeRequest(segment);
    else if (name === "OBX") this.takeObservation(segment);
    else if (name === "TXA") {
      this.note = this.begin(segment);
      this.addVisit(this.note);
    } else if (name === "FT1") this.addVisit(this.begin(segment));
    else if (name === "RF1") this.referral = this.begin(segment);
    else if (referralParts.has(name)) addTo(this.referral, segment);
    else if (name === "SCH") this.appointment = this.commented = this.begin(segment);
    else if (visitParts.has(name)) addTo(this.appointment, segment);
    else if (name === "NTE") addTo(this.commented ?? this.appointment, segment);
  }

  private takeAlone(segment: Er7Segment): void {
    if (isEmployer(segment)) add(this.person, segment);
    else this.begin(segment);
  }

  /** In an ADT message it is the visit itself; elsewhere it says to which visit something belongs. */
  private takeVisit(segment: Er7Segment): void {
    this.visitOf = segment;
    if (!this.isSnapshot && textOfField(segment, 44) === "") return;
    this.visit = this.begin(segment);
    if (!this.isSnapshot) return;
    add(this.person, segment);
    this.isOfVisit = isVisit(segment);
    if (this.isOfVisit) for (const pid of this.person.get("PID") ?? []) add(this.visit, pid);
  }

  private addVisit(group: Group): void {
    addTo(this.visitOf === undefined ? undefined : group, this.visitOf);
  }

  private takeOrdered(segment: Er7Segment): void {
    if (this.order === undefined || this.order.has(segment.name)) this.order = this.begin(segment);
    else add(this.order, segment);
  }

  /** In RDE the timing as it was ordered stands before RXE, that of the pharmacy behind it: the latter is read. */
  private takeOrderPart(segment: Er7Segment): void {
    if (this.order === undefined) this.order = this.begin(segment);
    else {
      const names = [...this.order.keys()];
      const isBefore = names.indexOf(segment.name) < names.indexOf("RXE");
      if (isBefore && this.order.has(segment.name)) this.order.delete(segment.name);
      add(this.order, segment);
    }
  }

  private takeRequest(segment: Er7Segment): void {
    this.report = segment;
    this.commented = undefined;
    if (!this.isOrder) return;
    if (this.order === undefined || this.order.has("OBR")) this.order = this.begin(segment);
    else add(this.order, segment);
    this.addVisit(this.order);
    this.commented = this.order;
  }

  private takeObservation(segment: Er7Segment): void {
    if (this.note !== undefined) add(this.note, segment);
    // What is observed about a vaccination is no result of the laboratory.
    else if (this.message !== "VXU") {
      this.commented = this.begin(segment);
      addTo(this.report === undefined ? undefined : this.commented, this.report);
    }
  }
}

function add(group: Group, segment: Er7Segment): void {
  const known = group.get(segment.name);
  if (known === undefined) group.set(segment.name, [segment]);
  else known.push(segment);
}

function addTo(group: Group | undefined, segment: Er7Segment | undefined): void {
  if (group !== undefined && segment !== undefined) add(group, segment);
}
