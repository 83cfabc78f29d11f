import { fieldId } from "../../catalogue/fields.ts";
import { withoutFields } from "../list-entries.ts";
import { carrier, change, flag, type MessChange, type MessOperator } from "../operator.ts";
import { operator, reject, survive } from "../operator.ts";

const middle = "patient.name.middle";
const family = "patient.name.family";
const line1 = "patient.address.line1";
const note = "result.note";
const dose = "medication.dose-value";
const payer = "coverage.payer-name";

/** No value, and the reason why there is none. */
function unsaid(field: string, entry: string, reason: string): MessChange {
  return { field: fieldId(field), entry, absent: reason };
}

/** What a cover has beside the name of its insurer. */
const coverFields = [
  "coverage.payer-id",
  "coverage.type",
  "coverage.member-id",
  "coverage.policy-number",
  "coverage.group-number",
  "coverage.group-name",
  "coverage.plan-id",
  "coverage.payer-order",
  "coverage.subscriber-name",
  "coverage.subscriber-dob",
  "coverage.relationship",
  "coverage.start",
  "coverage.end",
  "coverage.status",
  "coverage.identifier",
];

/** Family L: what is not there, and why. */
export const missingOperators: readonly MessOperator[] = [
  operator("missing", {
    id: "miss-blank-string",
    introduced: 65,
    targets: [middle],
    any: [flag],
    exposes: "NULL-SEMANTICS TRIM DEFAULT-INJECT",
    source: "S-9",
    says: "Words that stand for “nothing here”.",
    example: "N/A, UNK, . , -",
    share: 0.03,
    apply: (acting) => [change(middle, "", carrier(["N/A", "UNK", ".", "-"], acting.variant))],
  }),
  operator("missing", {
    id: "miss-never-asked",
    introduced: 271,
    targets: ["patient.race", "patient.ethnicity", "patient.marital-status"],
    any: [survive],
    note: "with its reason",
    exposes: "NULL-SEMANTICS DEFAULT-INJECT",
    source: "S-9",
    rate: "blank cell 1 % [PP]",
    says: "Nobody asked.",
    example: "not-asked",
    share: 0.01,
    apply: (acting) => [unsaid(acting.target, "", "not-asked")],
  }),
  operator("missing", {
    id: "miss-refused",
    introduced: 272,
    targets: ["patient.identifier.ssn", "patient.race", "patient.telecom.mobile"],
    any: [survive],
    note: "with its reason",
    exposes: "NULL-SEMANTICS DEFAULT-INJECT",
    source: "S-9",
    says: "The patient would not say.",
    example: "asked-declined",
    share: 0.03,
    apply: (acting) => [unsaid(acting.target, "", "asked-declined")],
  }),
  operator("missing", {
    id: "miss-unknown",
    introduced: 273,
    targets: ["patient.birth-date", dose],
    any: [survive],
    note: "with its reason",
    exposes: "NULL-SEMANTICS DEFAULT-INJECT DROP-RECORD",
    source: "S-9",
    says: "Somebody asked, and nobody knows.",
    example: "asked-unknown · unknown",
    share: 0.01,
    apply: (acting) =>
      acting.target === dose
        ? [unsaid(dose, "rx-2", "unknown")]
        : [unsaid(acting.target, "", carrier(["asked-unknown", "unknown"], acting.variant))],
  }),
  operator("missing", {
    id: "miss-truncated-upstream",
    introduced: 274,
    layer: "length",
    targets: [line1, note],
    any: [survive],
    note: "as it was sent: this link has not cut it",
    exposes: "TRUNCATE",
    source: "S-9",
    says: "A text that was cut before it came here, and says so.",
    example: "the patient was seen on Tue… [cut]",
    share: 0.005,
    apply: (acting) =>
      acting.target === note
        ? [change(note, "obs-1", `${acting.token(note, "obs-1")} was seen on Tue… [cut]`)]
        : [change(line1, "", `12 ${acting.token(line1)} Boule… [cut]`)],
  }),
  operator("missing", {
    id: "miss-segment",
    introduced: 275,
    // Last, so that no other operator adds to what is not there.
    layer: "length",
    targets: [payer],
    beside: coverFields,
    any: [survive],
    note: "absence deletes nothing unless that is declared",
    exposes: "LOST-DELETE STALE-OVERWRITE NULL-SEMANTICS",
    source: "S-9",
    says: "Nothing of the insurance was sent, though it is there.",
    example: "no IN1 segment, no Coverage",
    share: 0.01,
    apply: (acting) => withoutFields(acting, [payer, ...coverFields]),
  }),
  operator("missing", {
    id: "miss-required",
    introduced: 276,
    targets: [family],
    beside: ["patient.name.given", middle, "patient.name.suffix"],
    any: [reject],
    exposes: "ACK-LIE DROP-RECORD DEFAULT-INJECT REJECT-OPAQUE",
    source: "S-9",
    says: "A patient without a name, which the standards require.",
    example: "PID-5 empty",
    wire: { hl7: "invalid" },
    apply: (acting) =>
      withoutFields(acting, [family, "patient.name.given", middle, "patient.name.suffix"]),
  }),
  operator("missing", {
    id: "miss-identity-unknown",
    introduced: 277,
    targets: [family],
    beside: ["patient.name.given", middle],
    any: [survive],
    note: "and merged with no other unknown person",
    exposes: "WRONG-MERGE SILENT-MATCH DEFAULT-INJECT",
    source: "S-3 S-9",
    says: "A person whose name nobody knows, under a stand-in.",
    example: "Unknown Doe",
    share: 0.002,
    apply: (acting) => [
      change(family, "", "Doe"),
      change("patient.name.given", "", acting.making.sex === "female" ? "Jane" : "John"),
      ...withoutFields(acting, [middle]),
    ],
  }),
];
