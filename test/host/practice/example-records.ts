const patientUrl = "urn:uuid:00000000-0000-4000-8000-000000000001";

/** A record of the example patient; its reference to the patient is put in. */
export type ExampleRecord = Readonly<Record<string, unknown>> & { readonly resourceType: string };

const patientElements: Readonly<Record<string, string>> = {
  AllergyIntolerance: "patient",
  Coverage: "beneficiary",
};

/** A transaction Bundle with a made-up patient and these records; numbers as JavaScript writes them. */
export function bundleWith(
  records: readonly ExampleRecord[],
  patient: Readonly<Record<string, unknown>> = {},
): string {
  const subject = { reference: patientUrl };
  const person = {
    resourceType: "Patient",
    identifier: [
      { type: { coding: [{ code: "MR" }] }, system: "urn:clinic:mrn", value: "7700001" },
    ],
    name: [{ use: "official", family: "Ortiz", given: ["Ana"], prefix: ["ZZTEST"] }],
    gender: "female",
    birthDate: "1941-03-04",
    ...patient,
  };
  const entry = [person, ...records].map((resource, at) => ({
    fullUrl:
      at === 0
        ? patientUrl
        : `urn:uuid:00000000-0000-4000-8000-0000000001${String(at).padStart(2, "0")}`,
    resource:
      at === 0
        ? resource
        : { ...resource, [patientElements[resource.resourceType] ?? "subject"]: subject },
    request: { method: "POST", url: resource.resourceType },
  }));
  return JSON.stringify({ resourceType: "Bundle", type: "transaction", entry });
}

const own = (value: string): object => ({ identifier: [{ system: "urn:entry", value }] });

export const records = {
  allergy: {
    resourceType: "AllergyIntolerance",
    ...own("a1"),
    clinicalStatus: { coding: [{ code: "active" }] },
    code: { coding: [{ system: "http://snomed.info/sct", code: "91936005" }], text: "Penicillin" },
    criticality: "high",
    onsetDateTime: "2024-11-20",
  },
  noneKnown: {
    resourceType: "AllergyIntolerance",
    ...own("a2"),
    code: {
      coding: [{ system: "http://snomed.info/sct", code: "409137002" }],
      text: "No known drug allergy",
    },
  },
  medicine: {
    resourceType: "MedicationRequest",
    ...own("m1"),
    status: "active",
    intent: "order",
    medicationCodeableConcept: { text: "Metformin 0.5 g" },
    requester: { identifier: { value: "9000000015" } },
    dosageInstruction: [
      {
        sequence: 1,
        text: "0.5 tablet three times daily",
        route: { coding: [{ code: "PO" }] },
        timing: { code: { coding: [{ code: "TID" }] } },
      },
      { sequence: 2, text: "then 1 tablet" },
    ],
  },
  otherMedicine: {
    resourceType: "MedicationRequest",
    ...own("m2"),
    status: "active",
    intent: "order",
    medicationCodeableConcept: { text: "Warfarin" },
    requester: { identifier: { value: "9000000031" } },
  },
  result: {
    resourceType: "Observation",
    ...own("o1"),
    status: "final",
    code: { text: "Troponin" },
    valueString: "<0.01",
    note: [{ text: "drawn late" }],
  },
  count: {
    resourceType: "Observation",
    ...own("o2"),
    status: "final",
    code: { text: "Leucocytes" },
    valueQuantity: { comparator: ">", value: 600, unit: "1" },
    referenceRange: [{ text: "0.61-1.29" }],
  },
  visit: visit("v1", "2025-01-02", "ROOM-1"),
  laterVisit: visit("v2", "2025-03-09", "ROOM-2"),
  order: {
    resourceType: "ServiceRequest",
    ...own("9007199254740993"),
    status: "active",
    intent: "order",
    category: [{ coding: [{ code: "108252007" }] }],
    code: { text: "Potassium" },
    encounter: { identifier: { value: "v1" } },
    note: [{ text: "fasting" }],
  },
  coverage: coverage("c1", 1),
  secondCoverage: coverage("c2", 2),
  note: {
    resourceType: "DocumentReference",
    ...own("n1"),
    status: "current",
    content: [{ attachment: { contentType: "text/plain", data: "c2xlZXA=" } }],
  },
  booking: {
    resourceType: "Appointment",
    ...own("b1"),
    status: "noshow",
    minutesDuration: 15,
    participant: [{ actor: { reference: patientUrl }, status: "accepted" }],
  },
} as const satisfies Readonly<Record<string, ExampleRecord>>;

function visit(number: string, day: string, room: string): ExampleRecord {
  return {
    resourceType: "Encounter",
    identifier: [{ system: "urn:entry", value: number }],
    status: "finished",
    class: { code: "AMB" },
    period: { start: `${day}T09:00:00-05:00` },
    location: [{ location: { identifier: { value: room } } }],
    reasonCode: [{ text: "cough" }],
  };
}

function coverage(number: string, order: number): ExampleRecord {
  return {
    resourceType: "Coverage",
    identifier: [{ system: "urn:entry", value: number }],
    status: "active",
    order,
    subscriberId: `S-${number}`,
    period: { start: "2025-03-25" },
    payor: [{ display: "Payer" }],
  };
}
