import { practiceFaults } from "../../host/practice/faults/catalogue.ts";
import type { FaultSwitch, Route } from "../../host/practice/faults/fault.ts";
import { furtherFields, furtherValues, onTheLine } from "./further-injections.ts";

/** One way in which a class is injected. */
export interface Injection {
  /** The class that is true of what it does. */
  readonly truth: string;
  readonly fault: FaultSwitch;
  /** It acts on a change: the same people are sent twice. */
  readonly rounds: 1 | 2;
  /** How the practice's interface tells its EMR in this run. */
  readonly route: Route;
}

type Params = NonNullable<FaultSwitch["params"]>;

/** Parameter values per fault; those that stand nowhere in the fault catalogue are in the majority. */
const values: Readonly<Record<string, readonly Params[]>> = {
  TRUNCATE: [{ limit: 30 }, { limit: 17 }, { limit: 23 }, { limit: 13 }, { limit: 37 }],
  "TRUNCATE-MID": [{ limit: 24 }, { limit: 19 }, { limit: 15 }, { limit: 27 }, { limit: 33 }],
  // A limit below every value of a field takes the field away: that is DROP-ELEMENT, and no other bytes.
  "OVERFLOW-BLANK": [{ limit: 30 }, { limit: 29 }, { limit: 33 }, { limit: 37 }, { limit: 41 }],
  "CHARSET-QMARK": [
    { repertoire: "ascii" },
    { repertoire: "latin1" },
    { repertoire: "windows-1252" },
  ],
  "CHARSET-DROP": [
    { repertoire: "ascii" },
    { repertoire: "latin1" },
    { repertoire: "windows-1252" },
  ],
  TRANSLIT: [{ mode: "table" }, { mode: "strip" }],
  "NFC-NFD": [{ form: "NFD" }, { form: "NFC" }],
  CASE: [{ to: "upper" }, { to: "lower" }, { to: "title" }],
  "PUNCT-STRIP": [
    { chars: "'-" },
    { chars: ".," },
    { chars: "-" },
    { chars: "#/.'", with: " " },
    { chars: "'’-.," },
  ],
  QUOTE: [{ kind: "double" }, { kind: "backslash" }, { kind: "curly" }, { kind: "straight" }],
  "PHONE-MANGLE": [
    { drop: "any" },
    { drop: "extension" },
    { drop: "country" },
    { drop: "leading" },
  ],
  "DATE-SHIFT": [{ days: -1 }, { days: 1 }, { days: 2 }, { days: -3 }, { days: 7 }],
  CENTURY: [{ pivot: 50 }, { pivot: 27 }, { pivot: 80 }, { pivot: 100 }, { pivot: 0 }],
  "DECIMAL-SHIFT": [{ k: 1 }, { k: -1 }, { k: 2 }, { k: 3 }, { k: -2 }],
  ROUND: [{ digits: 1 }, { digits: 0 }, { digits: 2 }, { digits: 3 }],
  "TRAILING-ZERO": [{ way: "drop" }, { way: "add" }],
  "UNIT-CHANGE": [
    { from: "mg", to: "mcg" },
    { from: "mg", to: "g" },
    { from: "mg/dL", to: "mmol/L" },
    { from: "mL", to: "L" },
    { from: "mmol/L", to: "mg/dL" },
  ],
  "CODE-REMAP": [
    {},
    { to: "Z99.89" },
    { to: "R69" },
    { from: "I10", to: "I16.9" },
    { to: "Z00.01" },
  ],
  "DROP-ELEMENT": [
    "patient.telecom.email",
    "patient.birth-date",
    "patient.address.city",
    "medication.route",
    "allergy.criticality",
    "result.flag",
  ].map((field) => ({ field })),
  "DROP-RECORD": [
    "AllergyIntolerance",
    "MedicationRequest",
    "Patient",
    "Condition",
    "Coverage",
    "Encounter",
    "Observation",
  ].map((type) => ({ type })),
  "DROP-REPETITION": [{ keep: 1 }, { keep: 2 }],
  "DEFAULT-INJECT": [{ value: "212-555-0177" }, {}, { value: "000-000-0000" }],
  "CROSS-FIELD": [
    { from: "patient.telecom.mobile" },
    { from: "patient.telecom.work" },
    { from: "patient.telecom.email" },
    { from: "patient.name.middle" },
    { from: "patient.address.city" },
  ],
  "STALE-OVERWRITE": [{ delayMs: 0 }],
  LATE: [{ delayMs: 3000 }],
  "NO-ACK": [{ where: "interface", how: "close" }],
  ...furtherValues,
};

/** Fields to act on beside those of the switch itself, with the second of its values. */
const elsewhere: Readonly<Record<string, readonly (readonly string[])[]>> = {
  TRUNCATE: [
    ["patient.name.family", "patient.address.*"],
    ["order.note", "result.note", "encounter.reason", "problem.text"],
  ],
  "OVERFLOW-BLANK": [["problem.text", "medication.name"]],
  "CODE-DROP": [["medication.code"], ["problem.code"]],
  // Fields that somebody lacks: what everybody has cannot be invented.
  "DEFAULT-INJECT": [["patient.name.suffix"], ["allergy.criticality"]],
  // No kind of mess puts two spaces inside a value: `which=double` would do nothing.
  SPACE: [["patient.address.line1"], ["allergy.substance", "medication.sig"]],
  "CROSS-PATIENT": [["patient.name.*"], ["patient.telecom.*", "patient.birth-date"]],
  ROUND: [["charge.amount", "charge.units", "result.value"]],
  "LEADING-ZERO": [["patient.address.postal-code"], ["immunization.code"]],
  "STATUS-FLATTEN": [["medication.status"], ["problem.clinical-status", "allergy.clinical-status"]],
  ...furtherFields,
};

/** Classes of which no miss is allowed in 1,500. */
export const mostHarmful: ReadonlySet<string> = new Set([
  "DECIMAL-LOSS",
  "DECIMAL-SHIFT",
  "UNIT-CHANGE",
  "UNIT-DROP",
  "CROSS-PATIENT",
  "WRONG-MERGE",
]);

/** Classes of which a record is lost, late or doubled as a whole: fewer people suffice. */
export const slow: ReadonlySet<string> = new Set(["LATE", "STALE-OVERWRITE"]);

const ofChanges = new Set([
  "LOST-UPDATE",
  "STALE-OVERWRITE",
  "LOST-DELETE",
  "RESURRECT",
  "WIPE",
  "OUT-OF-ORDER",
  "LOSSY-ROUND-TRIP",
]);

/** They act on a deletion: the second round deletes one item of each person. */
export const ofDeletions: ReadonlySet<string> = new Set(["LOST-DELETE", "RESURRECT"]);

/** They need values that few people have: everybody carries mess that is made for the class. */
export const rare: ReadonlySet<string> = new Set([
  "BIGINT",
  "COMPARATOR-LOSS",
  "DATE-ROLLOVER",
  "DIGIT-CLIP",
  "DELIM-SPLIT",
  "ESCAPE-DOUBLE",
  "LIST-REORDER",
  "NEGATION-WIDENED",
  "NULL-SEMANTICS",
  "SILENT-MATCH",
  "WRONG-ENCOUNTER",
]);

/** They have no mess, or too little, of their own: what is made for others brings them to light as well. */
const alsoExposedBy: Readonly<Record<string, readonly string[]>> = {
  "CHARSET-LOWBYTE": ["CHARSET-QMARK"],
  "CHARSET-OEM": ["CHARSET-U8-1252", "TRANSLIT"],
  "CHARSET-U8-U8": ["CHARSET-U8-1252", "TRANSLIT"],
  "LOSSY-ROUND-TRIP": ["NFC-NFD", "TRANSLIT"],
};

/** Classes whose mess brings a class to light. */
export function exposing(truth: string): readonly string[] {
  return [truth, ...(alsoExposedBy[truth] ?? [])];
}

/** The mess that is made for the class shows it no more often than that of the coverage preset. */
export const wellCovered: ReadonlySet<string> = new Set(["CARDINALITY", "PAGING-LOSS"]);

/** Faults of the practice that no twin run can show, and why; tests over its sockets show them. */
export const unmeasured: Readonly<Record<string, string>> = {
  "ACK-MISMATCH": "The record is stored as it should be; only an answer names another one.",
  DRIFT: "It takes the same run before and after an update.",
  "LOST-CONFLICT": "Nobody else changes the records of a run; it takes two writers.",
};

/** These happen to some and not to all. */
const probabilities: Readonly<Record<string, number>> = {
  "WRONG-MERGE": 0.5,
  MISROUTE: 0.5,
  "REJECT-OPAQUE": 0.5,
  "ACK-NEGATIVE-STORED": 0.5,
};

/** Every way in which every fault of the practice is injected, by class. */
export function injectionsByClass(): ReadonlyMap<string, readonly Injection[]> {
  const found = new Map<string, Injection[]>();
  const add = (truth: string, fault: FaultSwitch, route: Route = "fhir"): void => {
    const rounds = ofChanges.has(fault.id) ? 2 : 1;
    found.set(truth, [...(found.get(truth) ?? []), { truth, fault, rounds, route }]);
  };
  for (const { id } of practiceFaults) {
    if (id in unmeasured) continue;
    const probability = probabilities[id];
    const often = probability === undefined ? {} : { probability };
    for (const params of values[id] ?? [{}]) add(id, { id, params, ...often });
    for (const fields of elsewhere[id] ?? []) {
      add(id, { id, fields, ...(values[id]?.[1] === undefined ? {} : { params: values[id][1] }) });
    }
  }
  for (const [id, ways] of Object.entries(onTheLine)) {
    for (const params of ways) add(id, { id, params }, "hl7");
  }
  return found;
}
