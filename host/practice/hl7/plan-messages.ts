import { objectOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import { putText, segmentOf } from "./er7.ts";
import type { Segment } from "./er7.ts";
import { writeRecord } from "./record-group.ts";

/** A record to be sent; `resource` null deletes it. */
export interface Outgoing {
  readonly type: string;
  readonly sourceId: string;
  /** The sender's id of its patient, "" where there is none. */
  readonly patient: string;
  readonly resource: JsonObject | null;
}

export interface OutgoingMessage {
  readonly controlId: string;
  readonly segments: readonly Segment[];
  readonly records: readonly Outgoing[];
}

/** Which event tells of which kinds of record, in the order in which one may point to another. */
const events: readonly { readonly event: string; readonly types: readonly string[] }[] = [
  {
    event: "ADT^A31^ADT_A05",
    types: [
      "Patient",
      "RelatedPerson",
      "Account",
      "Coverage",
      "Condition",
      "AllergyIntolerance",
      "Consent",
      "Encounter",
    ],
  },
  { event: "SIU^S12^SIU_S12", types: ["Appointment"] },
  { event: "OMG^O19^OMG_O19", types: ["ServiceRequest"] },
  { event: "RDE^O11^RDE_O11", types: ["MedicationRequest"] },
  { event: "VXU^V04^VXU_V04", types: ["Immunization"] },
  { event: "ORU^R01^ORU_R01", types: ["Observation", "DiagnosticReport"] },
  { event: "MDM^T02^MDM_T02", types: ["DocumentReference"] },
  { event: "DFT^P03^DFT_P03", types: ["Claim"] },
];
const others = "ADT^A31^ADT_A05";

/** The sites of the EMR as MSH-6 names them. */
export const facilities = { own: "PRACTICE", other: "OTHER SITE" } as const;

export interface Envelope {
  /** Begins every control id of these messages. */
  readonly id: string;
  readonly at: Date;
  /** MSH-13: how often the practice was emptied, so that what is older is refused. */
  readonly epoch: number;
  /** Whether MSH-6 names the other site. */
  readonly otherSite: boolean;
  /** The patient of that id, to say in PID whose records these are. */
  readonly patientOf: (sourceId: string) => JsonObject | null;
}

/** The messages that tell the EMR of these records, in the order of sending. */
export function planMessages(
  records: readonly Outgoing[],
  { id, at, epoch, otherSite, patientOf }: Envelope,
): OutgoingMessage[] {
  const known = new Set(events.flatMap(({ types }) => types));
  const groups = [
    ...events.map(({ event, types }) => ({
      event,
      // Listed by kind, so that what is pointed to comes first.
      own: types.flatMap((type) => records.filter((record) => record.type === type)),
    })),
    { event: others, own: records.filter((record) => !known.has(record.type)) },
  ].filter(({ own }) => own.length > 0);
  return groups.map(({ event, own }, index) => {
    const controlId = `${id}.${index + 1}`;
    const numbers = new Map<string, number>();
    return {
      controlId,
      records: own,
      segments: [
        header(event, controlId, at, epoch, otherSite ? facilities.other : facilities.own),
        ...(event.startsWith("ADT") ? [segmentOf("EVN", "", stamp(at))] : []),
        ...(own[0]?.type === "Patient" ? [] : about(patientOf(own[0]?.patient ?? ""))),
        ...own.flatMap((record) =>
          writeRecord(record.type, record.sourceId, objectOf(record.resource), numbers),
        ),
      ],
    };
  });
}

/** PID alone: whose records follow. */
function about(patient: JsonObject | null): Segment[] {
  if (!patient) return [];
  return writeRecord("Patient", "", patient, new Map()).filter(({ id }) => id === "PID");
}

/** `20260115090000+0000` */
export function stamp(at: Date): string {
  return `${at.toISOString().replace(/[-:T]|\..*/g, "")}+0000`;
}

/** MSH of HL7 v2.5.1 (2.15.9); T: made-up patients only. */
export function header(
  event: string,
  controlId: string,
  at: Date,
  epoch: number,
  facility: string = facilities.own,
): Segment {
  const segment = segmentOf("MSH");
  const texts: readonly (readonly [number, string])[] = [
    [3, "PRACTICE INTERFACE"],
    [4, "PRACTICE CLINIC"],
    [5, "PRACTICE EMR"],
    [6, facility],
    [7, stamp(at)],
    [10, controlId],
    [11, "T"],
    [12, "2.5.1"],
    [13, String(epoch)],
    [15, "AL"],
    [16, "NE"],
    [18, "UNICODE UTF-8"],
  ];
  for (const [field, text] of texts) {
    putText(segment, { field, repetition: 0, component: 1, subcomponent: 1 }, text);
  }
  event.split("^").forEach((text, index) => {
    putText(segment, { field: 9, repetition: 0, component: index + 1, subcomponent: 1 }, text);
  });
  return segment;
}
