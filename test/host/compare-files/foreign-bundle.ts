/** A Bundle as other programs write it: urn:uuid addresses, narrative, extensions, elements that we have no field for. */

export interface Resource {
  resourceType: string;
  id?: string;
  [key: string]: unknown;
}

export interface Bundle {
  resourceType: "Bundle";
  type: string;
  entry: { fullUrl: string; resource: Resource; [key: string]: unknown }[];
}

const loinc = (code: string, display: string) => ({
  coding: [{ system: "http://loinc.org", code, display }],
  text: display,
});

const rxnorm = (code: string, display: string) => ({
  coding: [{ system: "http://www.nlm.nih.gov/research/umls/rxnorm", code, display }],
  text: display,
});

const quantity = (value: number, unit: string) => ({
  value,
  unit,
  system: "http://unitsofmeasure.org",
  code: unit,
});

const category = (code: string) => [
  {
    coding: [{ system: "http://terminology.hl7.org/CodeSystem/observation-category", code }],
  },
];

const subject = () => ({ reference: "urn:uuid:patient" });
const encounter = () => ({ reference: "urn:uuid:encounter" });
const raceUrl = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race";

/** One made-up person; each call gives a new tree to change. */
export function foreignBundle(): Bundle {
  const resources: Resource[] = [
    {
      resourceType: "Patient",
      id: "patient",
      text: { status: "generated", div: "<div>Ann Teststone</div>" },
      extension: [
        { url: raceUrl, extension: [{ url: "text", valueString: "White" }] },
        { url: "http://example.org/fhir/quality-adjusted-life-years", valueDecimal: 50.65 },
      ],
      identifier: [{ system: "http://hospital.example.org", value: "77-1" }],
      name: [{ use: "official", family: "Teststone", given: ["Ann", "Mae"] }],
      gender: "female",
      birthDate: "1965-11-24",
    },
    {
      resourceType: "Practitioner",
      id: "doctor",
      identifier: [{ system: "http://hl7.org/fhir/sid/us-npi", value: "9999983890" }],
      name: [{ family: "Kuhic", given: ["Morton"] }],
    },
    {
      resourceType: "Encounter",
      id: "encounter",
      status: "finished",
      class: { system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "AMB" },
      subject: subject(),
      participant: [{ individual: { reference: "urn:uuid:doctor" } }],
      period: { start: "2019-03-02T09:11:00-05:00", end: "2019-03-02T09:26:00-05:00" },
    },
    {
      resourceType: "Condition",
      id: "condition",
      code: { coding: [{ system: "http://snomed.info/sct", code: "444814009" }] },
      subject: subject(),
      onsetDateTime: "2019-03-02",
      abatementDateTime: "2019-03-16",
    },
    {
      resourceType: "Observation",
      id: "pressure",
      status: "final",
      category: category("vital-signs"),
      code: loinc("85354-9", "Blood pressure"),
      subject: subject(),
      encounter: encounter(),
      effectiveDateTime: "2019-03-02T09:11:00-05:00",
      component: [
        { code: loinc("8462-4", "Diastolic"), valueQuantity: quantity(81, "mm[Hg]") },
        { code: loinc("8480-6", "Systolic"), valueQuantity: quantity(127, "mm[Hg]") },
      ],
    },
    {
      resourceType: "Observation",
      id: "glucose",
      status: "final",
      category: category("laboratory"),
      code: loinc("2339-0", "Glucose"),
      subject: subject(),
      encounter: encounter(),
      effectiveDateTime: "2019-03-02T09:11:00-05:00",
      issued: "2019-03-02T09:11:00.123-05:00",
      valueQuantity: quantity(88.42, "mg/dL"),
      referenceRange: [{ low: quantity(70, "mg/dL"), high: quantity(99, "mg/dL") }],
    },
    {
      resourceType: "MedicationRequest",
      id: "medicine",
      status: "active",
      intent: "order",
      medicationCodeableConcept: rxnorm("855332", "Warfarin Sodium 5 MG Oral Tablet"),
      subject: subject(),
      requester: { reference: "urn:uuid:doctor" },
      dosageInstruction: [
        {
          timing: { repeat: { frequency: 2, period: 1, periodUnit: "d" } },
          doseAndRate: [{ doseQuantity: quantity(2.5, "mg") }],
        },
      ],
    },
    {
      resourceType: "Procedure",
      id: "procedure",
      status: "completed",
      code: { coding: [{ system: "http://snomed.info/sct", code: "430193006" }] },
      subject: subject(),
    },
  ];
  const entry = resources.map((resource) => ({
    fullUrl: `urn:uuid:${resource.id ?? ""}`,
    resource,
    request: { method: "POST", url: resource.resourceType },
  }));
  return { resourceType: "Bundle", type: "transaction", entry };
}

/** Puts a value at a place of one resource, `component.0.valueQuantity.value`; undefined takes it away. */
export function put(bundle: Bundle, id: string, place: string, value: unknown): void {
  const found = bundle.entry.find(({ resource }) => resource.id === id)?.resource;
  const keys = place.split(".");
  const last = keys.pop() ?? "";
  let here: unknown = found;
  for (const key of keys) here = Object.entries(here ?? {}).find(([name]) => name === key)?.[1];
  if (typeof here !== "object" || here === null) throw new Error(`There is no ${id} ${place}.`);
  if (value === undefined) Reflect.deleteProperty(here, last);
  else Reflect.set(here, last, value);
}

/** Takes a resource out of a Bundle. */
export function without(bundle: Bundle, id: string): void {
  const at = bundle.entry.findIndex(({ resource }) => resource.id === id);
  bundle.entry.splice(at, 1);
}

/** The same record as another server gives it: ids and addresses of its own, other order, its own meta and narrative. */
export function asServed(bundle: Bundle): Bundle {
  const ids = new Map(
    bundle.entry.map(({ fullUrl, resource }, i) => [
      fullUrl,
      `${resource.resourceType}/${5000 + i * 7}`,
    ]),
  );
  const entry = bundle.entry.map(({ fullUrl, resource }) => {
    const address = ids.get(fullUrl) ?? "";
    const flipped = turned(resource, ids);
    const meta = { versionId: "3", lastUpdated: "2024-01-02T03:04:05.678Z" };
    const text = { status: "generated", div: "<div>made by the server</div>" };
    const served = { ...flipped, id: address.split("/")[1] ?? "", meta, text };
    return {
      fullUrl: `http://server.example.org/fhir/${address}`,
      resource: { ...served, resourceType: resource.resourceType },
      search: { mode: "match" },
    };
  });
  const outcome = {
    fullUrl: "urn:uuid:outcome",
    resource: {
      resourceType: "OperationOutcome",
      issue: [{ severity: "information", code: "informational" }],
    },
  };
  return { resourceType: "Bundle", type: "searchset", entry: [...entry.toReversed(), outcome] };
}

function turned(value: Resource, ids: ReadonlyMap<string, string>): Record<string, unknown> {
  const walk = (each: unknown): unknown => {
    if (Array.isArray(each)) return each.map((one) => walk(one));
    if (typeof each === "string") return ids.get(each) ?? each;
    if (typeof each !== "object" || each === null) return each;
    const members = Object.entries(each).toReversed();
    return Object.fromEntries(members.map(([key, one]) => [key, walk(one)]));
  };
  const { resourceType: _type, ...rest } = value;
  return Object.fromEntries(Object.entries(rest).map(([key, one]) => [key, walk(one)]));
}
