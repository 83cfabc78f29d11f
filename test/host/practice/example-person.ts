export interface Example {
  readonly mrn: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly line: readonly string[];
  readonly phones: Readonly<Record<string, string>>;
  /** Second numbers, written behind the first ones. */
  readonly morePhones?: Readonly<Record<string, string>>;
  readonly doses: readonly string[];
  readonly birthDate: string;
}

export const example: Example = {
  mrn: "7700001",
  family: "O'Brien-Núñez",
  given: ["José", "Ana"],
  line: ["1200 Example Street Apartment 4B"],
  phones: { home: "555-555-0111", mobile: "+1 555 555 0122 ext. 12" },
  doses: ["2.50", "40"],
  birthDate: "1941-03-04",
};

/**
 * A transaction Bundle with a made-up patient, two medicines, an allergy, a problem and a result.
 * It is text, because numbers must keep the digits they are written with.
 */
export function bundleOf(change: Partial<Example> = {}): string {
  const person = { ...example, ...change };
  const patient = "urn:uuid:00000000-0000-4000-8000-000000000001";
  const post = (type: string, at: number, resource: object): string => {
    const fullUrl = `urn:uuid:00000000-0000-4000-8000-00000000000${at}`;
    const value =
      type === "Patient" ? `urn:clinic:mrn|${person.mrn}` : `urn:entry|${person.mrn}-${at}`;
    return JSON.stringify({
      fullUrl,
      resource,
      request: {
        method: "POST",
        url: type,
        ifNoneExist: `identifier=${encodeURIComponent(value)}`,
      },
    });
  };
  const own = (at: number): object[] => [{ system: "urn:entry", value: `${person.mrn}-${at}` }];
  const subject = { reference: patient };
  const entries = [
    post("Patient", 1, {
      resourceType: "Patient",
      meta: {
        tag: [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActReason", code: "HTEST" }],
      },
      identifier: [
        { type: { coding: [{ code: "MR" }] }, system: "urn:clinic:mrn", value: person.mrn },
        { system: "http://hl7.org/fhir/sid/us-ssn", value: "000123456" },
      ],
      name: [
        { use: "official", family: person.family, given: person.given, prefix: ["ZZTEST", "Dr"] },
      ],
      telecom: [
        ...[person.phones, person.morePhones ?? {}]
          .flatMap((phones) => Object.entries(phones))
          .map(([use, value]) => ({ system: "phone", use, value })),
        { system: "email", value: `p${person.mrn}@example.com` },
      ],
      gender: "female",
      birthDate: person.birthDate,
      address: [{ use: "home", line: person.line, city: "Town", postalCode: "02139" }],
    }),
    ...person.doses.map((dose, index) =>
      post("MedicationRequest", 2 + index, {
        resourceType: "MedicationRequest",
        identifier: own(2 + index),
        status: index === 0 ? "active" : "stopped",
        intent: "order",
        medicationCodeableConcept: { text: `Medicine ${index + 1}` },
        subject,
        dosageInstruction: [
          { doseAndRate: [{ doseQuantity: { value: `#${dose}#`, unit: "mg", code: "mg" } }] },
        ],
      }).replace(/"#([^#]*)#"/, "$1"),
    ),
    post("AllergyIntolerance", 7, {
      resourceType: "AllergyIntolerance",
      identifier: own(7),
      patient: subject,
      code: {
        coding: [{ system: "http://snomed.info/sct", code: "91936005" }],
        text: "Penicillin",
      },
      reaction: [{ manifestation: [{ text: "Hives" }] }, { manifestation: [{ text: "Swelling" }] }],
    }),
    post("Condition", 8, {
      resourceType: "Condition",
      identifier: own(8),
      subject,
      code: {
        coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: "E11.9" }],
        text: "Diabetes",
      },
      onsetDateTime: "2020",
    }),
    post("Observation", 9, {
      resourceType: "Observation",
      identifier: own(9),
      status: "final",
      subject,
      code: { text: "Potassium" },
      valueQuantity: { value: "#4.678#", unit: "mmol/L" },
      effectiveDateTime: "2025-03-04T09:30:00-05:00",
    }).replace(/"#([^#]*)#"/, "$1"),
  ];
  return `{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(",")}]}`;
}
