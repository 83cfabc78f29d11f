import type { FaultSwitch } from "../../host/practice/faults/fault.ts";

type Params = NonNullable<FaultSwitch["params"]>;

function each(name: string, ...values: readonly (string | number)[]): Params[] {
  return values.map((value) => ({ [name]: value }));
}

/** Parameter values of the faults that came with the HL7 route; those not printed in docs are in the majority. */
export const furtherValues: Readonly<Record<string, readonly Params[]>> = {
  "TRUNCATE-BYTES": [
    { limit: 30 },
    { limit: 17 },
    { limit: 23 },
    { limit: 13 },
    { limit: 27 },
    // Short enough to cut a name with letters that take two units.
    { limit: 11, unit: "units" },
  ],
  "OVERFLOW-REJECT": each("limit", 33, 29, 31, 27, 35),
  "OVERFLOW-SPILL": each("limit", 12, 9, 15, 11, 17),
  "DIGIT-CLIP": each("most", "99", "9", "999", "9999"),
  "PAGING-LOSS": each("size", 2, 1, 3, 4, 5),
  "CHARSET-OEM": [
    { page: "cp437" },
    { page: "cp850" },
    { page: "macroman" },
    { page: "cp437", from: "win1252" },
    { page: "cp850", from: "win1252" },
  ],
  "CHARSET-WIDE": each("how", "cut", "nul", "swap"),
  CONFUSABLE: each("to", "cyrillic", "greek", "latin"),
  "INVISIBLE-ADD": [
    { sign: "zero-width" },
    { sign: "byte-order-mark", where: "start" },
    { sign: "soft-hyphen", where: "middle" },
    { sign: "left-to-right", where: "end" },
  ],
  PAD: each("width", 30, 24, 37, 41, 52),
  "ESCAPE-DOUBLE": each("way", "escaped", "unescaped"),
  "DELIM-SPLIT": each("chars", "|^&~", "&", "^", "|", "~"),
  "NAME-RESHUFFLE": each(
    "kind",
    "swap",
    "suffix-in-family",
    "middle-lost-to-given",
    "particle-to-middle",
    "second-surname-to-middle",
  ),
  "TIME-SHIFT": each("minutes", 300, -60, 60, 330, -480),
  EPOCH: each("kind", "seconds-as-ms", "serial-1904", "unsigned"),
  "DATE-ROLLOVER": each("to", "next", "previous"),
  "DATE-FORMAT-LEAK": each("form", "compact", "json-ticks", "us"),
  "FLOAT-NOISE": each("kind", "binary32", "sum"),
  "COMPUTED-DRIFT": each("more", 5, -3, 10, 7, -12),
  "CODE-BROADEN": each("to", "unspecified", "category"),
  "CODE-VERSION": each("edition", "international", "dated"),
  "DROP-SEGMENT": each("segment", "NK1", "NTE", "TQ1", "RXR", "PV2"),
  CARDINALITY: [
    { with: ", " },
    { with: "; " },
    { with: " / " },
    { with: "," },
    { rule: "longest" },
  ],
  "FIELD-SHIFT": [{}, { from: 1 }, { from: 1, by: 2 }],
  CONCAT: [
    { what: "address" },
    { what: "name", with: " " },
    { what: "address", with: " / " },
    { what: "name", with: "-" },
    { what: "problem", with: " since " },
  ],
  "NULL-SEMANTICS": each("to", "unknown", "not-asked", "", "masked", "unsupported"),
  "WRONG-MERGE": each("by", "sex", "birth-month", "initial"),
  SPLIT: each(
    "type",
    "AllergyIntolerance",
    "MedicationRequest",
    "Observation",
    "Condition",
    "Encounter",
  ),
  VISIBILITY: each("type", "DocumentReference", "AllergyIntolerance", "Condition", "Encounter"),
  "OUT-OF-ORDER": [{ holdMs: 20_000 }],
  RESURRECT: [{ delayMs: 0 }],
  "DUP-ON-RESEND": each(
    "type",
    "Observation",
    "MedicationRequest",
    "AllergyIntolerance",
    "Condition",
    "Encounter",
  ),
  "DOWNTIME-LOSS": [
    { after: 3, lost: 5 },
    { after: 7, lost: 14 },
    { after: 1, lost: 6 },
    { after: 5, lost: 9 },
    { after: 2, lost: 17 },
  ],
  "ACK-NEGATIVE-STORED": [{ where: "interface" }],
  "REJECT-OPAQUE": [{ where: "interface" }],
  "SILENT-REJECT": each(
    "missing",
    "patient.telecom.work",
    "patient.name.suffix",
    "patient.name.middle",
    "patient.address.line2",
    "patient.name.prefix",
  ),
  "ID-REFORMAT": each("way", "bare", "grouped", "prefixed", "check-digit"),
};

/** Fields to act on beside those of the switch itself. */
export const furtherFields: Readonly<Record<string, readonly (readonly string[])[]>> = {
  "CODE-VERSION": [["problem.code-system"]],
  "TEXT-FOR-CODE": [["allergy.code"], ["medication.code"]],
  "ENUM-COLLAPSE": [["appointment.status"], ["patient.marital-status"]],
  "EXTERNAL-OVERWRITE": [["patient.address.line1"], ["patient.telecom.mobile"]],
  "DISPLAY-DRIFT": [["medication.name"], ["allergy.substance"]],
  "WRONG-PROVIDER": [["medication.prescriber"], ["note.author", "order.provider"]],
};

/** Runs over HL7 v2, where the fault is in the bytes, the escapes or the segments of the message. */
export const onTheLine: Readonly<Record<string, readonly Params[]>> = {
  "CHARSET-U8-1252": [{}],
  "CHARSET-OEM": [{ page: "cp850" }],
  "ESCAPE-LEAK": [{}],
  "ESCAPE-DOUBLE": each("way", "escaped", "unescaped"),
  "DELIM-SPLIT": each("chars", "|^&~", "&", "|"),
  "FIELD-SHIFT": [
    { segment: "PID", from: 11 },
    { segment: "NK1", from: 2 },
    { segment: "RXE", from: 3 },
  ],
  // A record's own segment is the record: without it nobody could say more than DROP-RECORD.
  "DROP-SEGMENT": each("segment", "NTE", "NK1", "RXR", "TQ1"),
};
