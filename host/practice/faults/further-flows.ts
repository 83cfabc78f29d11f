import { isObject, listOf } from "../json/lossless-tree.ts";
import type { Json, JsonObject } from "../json/lossless-tree.ts";
import { textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";
import { choice, count, flowFault, recordFault } from "./make-fault.ts";

const delay = (standard: number): ReturnType<typeof count> =>
  count("delayMs", "how long after somebody looked", standard, 0);
const where = choice("where", "who does so; emr: with AE on the HL7 route", [
  "clinic",
  "interface",
  "emr",
]);
const listTypes = [
  "AllergyIntolerance",
  "MedicationRequest",
  "Condition",
  "Observation",
  "Encounter",
  "DocumentReference",
] as const;

const absentReason = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

/** Every reason for an absence becomes the same one, or nothing at all. */
function forgetReasons(work: Work, to: string): void {
  walk(work.resource, (holder) => {
    const kept = listOf(holder["extension"]).filter((item) => {
      if (!isObject(item) || item["url"] !== absentReason) return true;
      const before = String(item["valueCode"]);
      if (before === to) return true;
      work.note("*", before, to === "" ? null : to);
      if (to === "") return false;
      item["valueCode"] = to;
      return true;
    });
    if (holder["extension"] === undefined) return;
    if (kept.length > 0) holder["extension"] = kept;
    else delete holder["extension"];
  });
}

function walk(value: Json, visit: (holder: JsonObject) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  if (!isObject(value)) return;
  visit(value);
  for (const item of Object.values(value)) walk(item, visit);
}

/** Further faults of matching, of lists, of order and of answers. */
export const furtherFlowFaults: readonly PracticeFault[] = [
  flowFault({
    id: "OVERFLOW-REJECT",
    family: "length",
    stage: "VALIDATE",
    seen: [
      "Too long, so the whole record was refused.",
      "a medicine with a long direction",
      "no medicine",
    ],
    params: [count("limit", "how many characters may stand in a field", 40, 1)],
    fields: [
      "medication.sig",
      "problem.text",
      "allergy.reaction",
      "result.note",
      "encounter.reason",
    ],
  }),
  flowFault({
    id: "PAGING-LOSS",
    family: "length",
    stage: "RENDER",
    seen: ["Only the first few of a list arrived.", "five results", "two results"],
    params: [count("size", "how many of a patient's records of one kind are shown", 2, 1)],
  }),
  flowFault({
    id: "MERGE-LISTS",
    family: "structure",
    stage: "APPLY",
    seen: ["Two lists were mixed.", "an allergy", "the allergy, and a problem of the same name"],
  }),
  flowFault({
    id: "PLACEMENT",
    family: "structure",
    stage: "APPLY",
    seen: ["It arrived, but in the wrong part of the chart.", "an allergy", "a problem"],
  }),
  recordFault(
    {
      id: "NULL-SEMANTICS",
      family: "structure",
      stage: "RENDER",
      seen: ["“Refused”, “unknown” and “not asked” became the same.", "asked-declined", "unknown"],
      params: [
        { name: "to", says: "the one reason that is left; empty: none", default: "unknown" },
      ],
    },
    (work, params) => forgetReasons(work, textParam(params, "to")),
  ),
  flowFault({
    id: "WIPE",
    family: "structure",
    stage: "APPLY",
    seen: ["An update of one item took the others away.", "three allergies", "the changed one"],
  }),
  flowFault({
    id: "WRONG-MERGE",
    family: "identity",
    stage: "MATCH",
    seen: ["Two people became one chart.", "two charts", "one chart"],
    params: [
      choice("by", "what is enough for the matcher to take two for one", [
        "birth-month",
        "sex",
        "initial",
      ]),
    ],
  }),
  flowFault({
    id: "SPLIT",
    family: "identity",
    stage: "MATCH",
    seen: ["One patient's history is on two charts.", "one chart", "two, each with a part"],
    params: [
      {
        name: "type",
        says: "what is filed on the other chart",
        default: "AllergyIntolerance",
        choices: listTypes,
      },
    ],
  }),
  flowFault({
    id: "SILENT-MATCH",
    family: "identity",
    stage: "MATCH",
    seen: ["The system guessed who it is and told nobody.", "a pair to look at", "one chart"],
  }),
  flowFault({
    id: "MISROUTE",
    family: "identity",
    stage: "QUEUE",
    seen: ["The record landed at another site.", "this site", "the other site"],
  }),
  flowFault({
    id: "VISIBILITY",
    family: "identity",
    stage: "ACCESS",
    seen: ["Somebody cannot see what they need.", "a note", "nothing"],
    params: [
      {
        name: "type",
        says: "what the reader's role does not show",
        default: "DocumentReference",
        choices: listTypes,
      },
    ],
  }),
  flowFault({
    id: "OUT-OF-ORDER",
    family: "lifecycle",
    stage: "QUEUE",
    seen: ["An earlier change was applied after a later one.", "first, second", "second, first"],
    params: [count("holdMs", "how long the first one waits for a second", 2000, 1)],
  }),
  flowFault({
    id: "LOST-DELETE",
    family: "lifecycle",
    stage: "QUEUE",
    seen: ["Deleted here, still active there.", "deleted", "still listed"],
  }),
  flowFault({
    id: "RESURRECT",
    family: "lifecycle",
    stage: "APPLY",
    seen: ["A deleted item came back.", "gone", "listed again"],
    params: [delay(150), count("latestMs", "how long after the deletion at the latest", 30_000, 0)],
  }),
  flowFault({
    id: "DUP-ON-RESEND",
    family: "lifecycle",
    stage: "APPLY",
    seen: ["The same result appears twice after a repeated message.", "one result", "two"],
    params: [
      {
        name: "type",
        says: "which records are stored again",
        default: "Observation",
        choices: listTypes,
      },
    ],
  }),
  flowFault({
    id: "LOST-CONFLICT",
    family: "lifecycle",
    stage: "APPLY",
    seen: [
      "Two people changed it, one change vanished without warning.",
      "412 for the second",
      "200",
    ],
  }),
  flowFault({
    id: "LOSSY-ROUND-TRIP",
    family: "lifecycle",
    stage: "STORE",
    seen: ["Each time it is saved again it changes further.", "é → e and accent", "e"],
    fields: ["patient.name.*", "patient.address.*", "contact.name"],
  }),
  flowFault({
    id: "DOWNTIME-LOSS",
    family: "lifecycle",
    stage: "QUEUE",
    seen: ["Changes made during the outage are missing.", "20 changes", "15 changes"],
    params: [
      count("after", "messages before the outage", 3, 0),
      count("lost", "messages while it lasts", 5, 1),
    ],
  }),
  flowFault({
    id: "EXTERNAL-OVERWRITE",
    family: "lifecycle",
    stage: "APPLY",
    seen: ["A value from a third system replaced ours.", "555-555-0111", "the portal's number"],
    fields: ["patient.telecom.home", "patient.telecom.email"],
  }),
  flowFault({
    id: "ACK-MISMATCH",
    family: "answers",
    stage: "ACK",
    seen: ["The answer belongs to another message.", "Location of this record", "of another"],
    params: [choice("where", "whose answers; emr: MSA-2 on the HL7 route", ["clinic", "emr"])],
  }),
  flowFault({
    id: "ACK-NEGATIVE-STORED",
    family: "answers",
    stage: "ACK",
    seen: ["The system said “refused”, but stored it.", "refused", "stored"],
    params: [where],
  }),
  flowFault({
    id: "REJECT-OPAQUE",
    family: "answers",
    stage: "ACK",
    seen: ["Refused, but nobody can tell why.", "a reason", "“error”"],
    params: [where],
  }),
  flowFault({
    id: "SILENT-REJECT",
    family: "answers",
    stage: "VALIDATE",
    seen: ["Refused, and only written in a log that nobody reads.", "a refusal", "“accepted”"],
    params: [
      {
        name: "missing",
        says: "patients without this field are refused",
        default: "patient.telecom.work",
      },
    ],
  }),
];
