import { isObject, listOf, stringOf } from "../json/lossless-tree.ts";
import type { JsonObject } from "../json/lossless-tree.ts";
import type { Segment } from "../hl7/er7.ts";
import { recordSegment } from "../hl7/record-group.ts";
import { numberParam, textParam } from "./fault.ts";
import type { Params, PracticeFault, Work } from "./fault.ts";
import { choice, recordFault } from "./make-fault.ts";
import { eachAddress, noting, put, texts } from "./noting.ts";

const addressColumns = ["line1", "line2", "city", "state", "postalCode", "country"] as const;

/** A column was added in front: every value from there on stands one column further. */
function shiftAddress(address: JsonObject, from: number, by: number): void {
  const [line1, line2] = texts(address["line"]);
  const values = [
    line1,
    line2,
    ...["city", "state", "postalCode", "country"].map(
      (name) => stringOf(address[name]) ?? undefined,
    ),
  ];
  const moved = [
    ...values.slice(0, from),
    ...Array.from({ length: by }, () => undefined),
    ...values.slice(from),
  ];
  const column = (name: (typeof addressColumns)[number]): string | undefined =>
    moved[addressColumns.indexOf(name)];
  const lines = [column("line1") ?? "", column("line2")].filter((line) => line !== undefined);
  put(address, "line", lines.every((line) => line === "") ? [] : lines);
  for (const name of ["city", "state", "postalCode", "country"] as const) {
    const value = column(name);
    if (value === undefined) delete address[name];
    else address[name] = value;
  }
}

/** The fields of a segment from one on, each moved by some columns. */
function shiftSegment(segment: Segment, from: number, by: number): Segment {
  const { id, fields } = segment;
  const empty = Array.from({ length: by }, (): string[][][] => []);
  return { id, fields: [...fields.slice(0, from), ...empty, ...fields.slice(from)] };
}

/** Which part of a FHIR resource a segment would have carried. */
const partOf: Readonly<Record<string, readonly (readonly [type: string, element: string])[]>> = {
  NK1: [["Patient", "contact"]],
  NTE: [
    ["Observation", "note"],
    ["ServiceRequest", "note"],
  ],
  PV2: [["Encounter", "reasonCode"]],
  TQ1: [["MedicationRequest", "dosageInstruction.timing"]],
  RXR: [
    ["MedicationRequest", "dosageInstruction.route"],
    ["Immunization", "site"],
  ],
};

function dropPart(work: Work, segment: string): void {
  for (const [type, element] of partOf[segment] ?? []) {
    if (work.resource["resourceType"] !== type) continue;
    const [first = "", inner] = element.split(".");
    noting(work, () => {
      if (inner === undefined) delete work.resource[first];
      else for (const item of listOf(work.resource[first])) if (isObject(item)) delete item[inner];
    });
  }
}

/** Segments of one kind do not come through; a record whose own segment it is does not either. */
function dropSegments(segments: readonly Segment[], { segment, which }: Params): Segment[] {
  let seen = 0;
  return segments.filter((one) => {
    if (one.id === recordSegment) seen = 0;
    if (one.id !== segment) return true;
    seen++;
    return which === "second" && seen !== 2;
  });
}

const segmentsWithParts = ["NK1", "NTE", "PV2", "TQ1", "RXR"] as const;

/** Faults of the parser: fields that move, groups that do not come. On the FHIR route their like. */
export const segmentFaults: readonly PracticeFault[] = [
  recordFault(
    {
      id: "FIELD-SHIFT",
      family: "structure",
      stage: "PARSE",
      seen: ["Everything moved one box to the side.", "Town | NV | 89501", " | Town | NV"],
      params: [
        choice("segment", "on the HL7 route: whose fields move", [
          "PID",
          "NK1",
          "IN1",
          "OBX",
          "RXE",
          "AL1",
        ]),
        {
          name: "from",
          says: "the first field that moves (on the FHIR route: of the address)",
          default: 2,
          least: 1,
          most: 60,
        },
        { name: "by", says: "by how many", default: 1, least: 1, most: 5 },
      ],
      wire: {
        segments: (segments, params) =>
          segments.map((one) =>
            one.id === params["segment"]
              ? shiftSegment(one, numberParam(params, "from"), numberParam(params, "by"))
              : one,
          ),
      },
    },
    (work, params) =>
      eachAddress(work, (address) =>
        shiftAddress(address, numberParam(params, "from"), numberParam(params, "by")),
      ),
  ),
  recordFault(
    {
      id: "DROP-SEGMENT",
      family: "structure",
      stage: "PARSE",
      seen: ["A whole group of lines is missing.", "the emergency contact", "nothing"],
      params: [
        {
          name: "segment",
          says: `the segment; on the FHIR route what ${segmentsWithParts.join(", ")} would carry`,
          default: "NK1",
          choices: [...segmentsWithParts, "IN1", "AL1", "DG1", "GT1", "OBX", "PV1", "RXE"],
        },
        choice("which", "all of them, or (on the HL7 route) the second of a record", [
          "all",
          "second",
        ]),
      ],
      wire: { segments: dropSegments },
    },
    (work, params) => dropPart(work, textParam(params, "segment")),
  ),
];
