import { isObject } from "../json/lossless-tree.ts";
import { fromBehind, removeValue, writeValue } from "../fields/change-value.ts";
import { practiceFields } from "../fields/field-table.ts";
import { locateField, valueAt } from "../fields/locate.ts";
import { textParam } from "./fault.ts";
import type { PracticeFault, Work } from "./fault.ts";

/** A wrong map table, as somebody might have typed it: a few illustrative rows. */
const wrongRows: Readonly<Record<string, string>> = {
  "E11.9": "E10.9",
  "E10.9": "E11.9",
  "E03.9": "E05.90",
  "E78.5": "E78.1",
  "F32.9": "F41.9",
  "F32.A": "F41.9",
  "F41.1": "F41.9",
  "G43.909": "R51.9",
  I10: "I15.9",
  "J45.909": "J44.9",
  "K21.9": "K20.90",
  "M54.50": "M54.9",
  "N39.0": "N30.90",
  "195967001": "13645005",
  "235595009": "16761005",
  "239873007": "239872002",
  "35489007": "48694002",
  "37796009": "25064002",
  "38341003": "31992008",
  "40930008": "34486009",
  "44054006": "46635009",
  "55822004": "13644009",
};

function remap(work: Work, from: string, to: string): void {
  for (const place of work.chosen) {
    const target = from === "" ? (wrongRows[place.text] ?? to) : place.text === from ? to : "";
    if (target !== "" && target !== place.text) work.change(place, target);
  }
}

/** What careless software writes into a status it does not know. */
const flat: Readonly<Record<string, string>> = {
  "medication.status": "active",
  "allergy.clinical-status": "active",
  "problem.clinical-status": "active",
  "result.status": "final",
  "appointment.status": "booked",
  "encounter.status": "finished",
  "allergy.verification": "confirmed",
};

const systemFieldOf: Readonly<Record<string, string>> = {
  "allergy.code": "allergy.code-system",
  "medication.code": "medication.code-system",
  "problem.code": "problem.code-system",
};

/** Takes the whole coding away, so that only words are left. */
function dropCoding(work: Work): void {
  for (const place of fromBehind(work.chosen)) {
    const parent = valueAt(work.resource, place.steps.slice(0, -1));
    const system = practiceFields.find((row) => row.id === systemFieldOf[place.field]);
    const hasSystem =
      system &&
      locateField(work.resource, system).find(
        (other) => other.steps.slice(0, -1).join("/") === place.steps.slice(0, -1).join("/"),
      );
    if (hasSystem) work.note(hasSystem.field, hasSystem.text, null);
    work.note(place.field, place.text, null);
    if (isObject(parent)) {
      for (const key of Object.keys(parent)) if (key !== place.steps.at(-1)) delete parent[key];
    }
    removeValue(work.resource, place);
  }
}

export const codeFaults: readonly PracticeFault[] = [
  {
    id: "CODE-REMAP",
    family: "codes",
    stage: "MAP",
    says: "Another diagnosis is recorded.",
    before: "E11.9 (type 2 diabetes)",
    after: "E10.9 (type 1 diabetes)",
    params: [
      { name: "from", says: "one code only; empty: the built-in wrong table", default: "" },
      {
        name: "to",
        says: "what it becomes; also for codes that the table does not list",
        default: "",
      },
    ],
    fields: ["problem.code"],
    act: {
      kind: "record",
      change: (work, params) => remap(work, textParam(params, "from"), textParam(params, "to")),
    },
  },
  {
    id: "CODE-DROP",
    family: "codes",
    stage: "MAP",
    says: "The code is gone, only words are left.",
    before: "Penicillin (7980)",
    after: "Penicillin",
    params: [],
    fields: ["allergy.code"],
    act: { kind: "record", change: dropCoding },
  },
  {
    id: "SYSTEM-LOSS",
    family: "codes",
    stage: "MAP",
    says: "The code is there, but nobody can tell from which list.",
    before: "7980 of a known list",
    after: "7980",
    params: [],
    fields: ["allergy.code-system", "medication.code-system", "problem.code-system"],
    act: { kind: "value", change: () => null },
  },
  {
    id: "STATUS-FLATTEN",
    family: "codes",
    stage: "MAP",
    says: "Stopped, wrong or preliminary items look active or final.",
    before: "stopped",
    after: "active",
    params: [],
    fields: Object.keys(flat).filter((id) => id !== "allergy.verification"),
    act: { kind: "value", change: (text, _params, place) => flat[place.field] ?? text },
  },
  {
    id: "BOOL-FLIP",
    family: "codes",
    stage: "MAP",
    says: "Yes became no.",
    before: "as needed: yes",
    after: "as needed: no",
    params: [],
    fields: ["medication.prn"],
    act: {
      kind: "record",
      change: (work) => {
        for (const place of work.chosen) {
          const after = place.text === "true" ? "false" : "true";
          work.note(place.field, place.text, after);
          writeValue(work.resource, place, after);
        }
      },
    },
  },
];
