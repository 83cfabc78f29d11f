import type { Criticality, Field, FieldId, FieldRole, FieldType, Form, Tier } from "./field.ts";

const visits = "A01 A03 A04 A08 A11 A38";
const links = "A24 A37";
const appointments = "S12 S13 S14 S15 S17 S26";
const records = "OMP ORM RDE ORU";

/**
 * HL7 v2.5.1 messages that carry one kind of row, as short names (A04 = ADT^A04, S12 = SIU^S12, MDM = T02,
 * T10 and, but for the text, T11). A test holds them against what the codec writes and reads.
 */
export const sent = {
  /** PID. */
  patient: `A28 A31 ${visits} ${links} A60 ${appointments} ${records} MDM VXU DFT REF PPR`,
  /** PD1. */
  demographics: `A28 A31 ${visits} ${links} ${appointments} ${records} VXU DFT`,
  /** PID-18, where it is not the account of a visit. */
  account: `A28 A31 ${links} A60 ${appointments} ${records} MDM VXU DFT REF PPR`,
  /** EVN-5. */
  event: `A28 A31 ${visits} ${links} A60 MDM DFT`,
  /** NK1, GT1, IN1, and what DG1 alone says. */
  snapshot: "A28 A31",
  /** PV1-16. */
  vip: `A28 A31 ${visits}`,
  visit: visits,
  visitStart: "A01 A03 A04 A08 A11",
  visitEnd: "A03 A08 A11",
  schedule: appointments,
  allergy: "A28 A31 A60",
  /** IAM, which AL1 has no room for. */
  allergyItem: "A60",
  medicine: "OMP RDE",
  problem: "A28 A31 PPR",
  problemStatus: "PPR",
  vaccine: "VXU",
  order: "ORM",
  result: "ORU",
  note: "MDM",
  charge: "DFT",
  referral: "REF",
  merge: "A40",
  none: "",
} as const;

interface Places {
  readonly hl7?: string;
  readonly max?: number;
  readonly fhir?: string;
  readonly csv?: string;
  readonly list?: string;
  readonly sharesWith?: string;
  readonly mess?: string;
}

/** One row of the catalogue from its columns, in the order of the published table. */
export function row(
  id: string,
  label: string,
  group: string,
  role: FieldRole,
  type: FieldType,
  form: Form,
  cardinality: string,
  criticality: Criticality,
  tier: Tier,
  places: Places,
  messages: string,
  trap: string,
): Field {
  return {
    // The catalogue is the one place where ids are made; the tests check that they are unique.
    id: id as FieldId,
    label,
    group,
    role,
    type,
    cardinality,
    criticality,
    hl7: places.hl7 ?? null,
    hl7Max: places.max ?? null,
    fhir: places.fhir ?? null,
    csv: places.csv ?? null,
    messages: messages === "" ? [] : messages.split(" "),
    trap,
    form,
    list: places.list ?? null,
    // As above: a test resolves every `sharesWith`.
    place: places.sharesWith === undefined ? "own" : { sharesWith: places.sharesWith as FieldId },
    mess: places.mess ?? null,
    tier,
  };
}
