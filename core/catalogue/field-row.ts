import type { Criticality, Field, FieldId, FieldRole, FieldType, Form, Tier } from "./field.ts";

/** HL7 v2.5.1 messages that carry the segments of one kind of row, as short names (A04 = ADT^A04). */
export const sent = {
  patient: "A04 A08 A31 A40 S12 S15 ORM OMP RDE ORU MDM VXU DFT",
  billing: "A04 A08 A31 ORM OMP RDE VXU DFT",
  medicine: "ORM OMP RDE",
  dosage: "OMP RDE",
  allergy: "A04 A08 A31 ORM OMP RDE",
  result: "ORU",
  charge: "DFT",
  relative: "A04 A08 A31 ORU VXU",
  schedule: "S12 S15",
  note: "MDM",
  problem: "A04 A08 A31 S12 S15 ORM DFT",
  referral: "REF I12",
  vaccine: "VXU",
  order: "ORM ORU",
  provider: "A04 A08 A31 A40 S12 S15 ORM OMP RDE ORU VXU DFT",
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
