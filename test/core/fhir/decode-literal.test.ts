import { describe, expect, test } from "vitest";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { bytesOf, rowOfValue, textOfBytes } from "./chart-of.ts";

type Literal = readonly [json: string, rows: readonly Row[]];

const patient = (elements: string, ...rows: Row[]): Literal => [
  `{"resourceType":"Patient",${elements}}`,
  rows,
];
const of = (type: string, elements: string, ...rows: Row[]): Literal => [
  `{"resourceType":"${type}",${elements}}`,
  rows,
];
const dose = (quantity: string, ...rows: Row[]): Literal =>
  of("MedicationRequest", `"dosageInstruction":[{"doseAndRate":[{${quantity}}]}]`, ...rows);
const darUrl = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";

// Written by hand after the R4 (4.0.1) resource pages; element order and spacing are not ours.
const literals: readonly Literal[] = [
  patient(
    `"identifier":[{"system":"urn:oid:1.2.3","type":{"coding":[{"code":"MR"}]},"value":"0007"}]`,
    ["patient.identifier.type", "#1", "MR"],
    ["patient.identifier.mrn-authority", "#1", "urn:oid:1.2.3"],
    ["patient.identifier.mrn", "#1", "0007"],
  ),
  patient(
    `"identifier":[{"value":"A-1"},{"use":"old","value":"B-2"}]`,
    ["patient.identifier.mrn", "#1", "A-1"],
    ["patient.identifier.legacy", "#1", "B-2"],
  ),
  patient(
    `"identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","value":"000-12-3456"},
      {"system":"urn:crosschart:synthetic","value":"ZZT-1"},
      {"type":{"coding":[{"code":"DL"}]},"value":"S99"}]`,
    ["patient.identifier.ssn", "", "000-12-3456"],
    ["patient.identifier.drivers-license", "", "S99"],
    ["patient.identifier.synthetic", "", "ZZT-1"],
  ),
  patient(
    `"identifier":[{"system":"http://hl7.org/fhir/sid/us-ssn","_value":{"extension":[{"url":"${darUrl}","valueCode":"asked-declined"}]}}]`,
    ["patient.identifier.ssn", "", "!asked-declined"],
  ),
  patient(`"active":false`, ["patient.active", "", "false"]),
  patient(
    `"name":[{"given":["Bobbie"],"use":"nickname"},
      {"prefix":["ZZTEST","Dr"],"suffix":["Jr.","MD"],"given":["Ana","B.","C."],"family":"O\\u2019Brien","use":"official"},
      {"use":"old","family":"Ng"},{"use":"maiden","family":"Lee"}]`,
    ["patient.name.family", "", "O’Brien"],
    ["patient.name.given", "", "Ana"],
    ["patient.name.middle", "", "B."],
    ["patient.name.further-given", "#1", "C."],
    ["patient.name.prefix", "#1", "ZZTEST"],
    ["patient.name.prefix", "#2", "Dr"],
    ["patient.name.suffix", "#1", "Jr."],
    ["patient.name.suffix", "#2", "MD"],
    ["patient.name.maiden", "", "Lee"],
    ["patient.name.preferred", "", "Bobbie"],
    ["patient.name.use", "#1", "old"],
    ["patient.name.alias", "#1", "Ng"],
  ),
  patient(
    `"name":[{"family":"Ortiz","given":[null,"Ann"],"text":"Ann Ortiz"}]`,
    ["patient.name.text", "", "Ann Ortiz"],
    ["patient.name.family", "", "Ortiz"],
    ["patient.name.middle", "", "Ann"],
  ),
  patient(`"birthDate":"1980-03-04"`, ["patient.birth-date", "", "1980-03-04"]),
  patient(`"birthDate":"1980"`, ["patient.birth-date", "", "1980"]),
  patient(`"birthDate":""`, ["patient.birth-date", "", "!empty"]),
  patient(`"birthDate":null`, ["patient.birth-date", "", "!null"]),
  patient(`"_birthDate":{"extension":[{"url":"${darUrl}","valueCode":"unknown"}]}`, [
    "patient.birth-date",
    "",
    "!unknown",
  ]),
  patient(
    `"gender":"female","deceasedDateTime":"2025-11-02T10:00:00Z","multipleBirthInteger":2`,
    ["patient.sex", "", "female"],
    ["patient.death-date", "", "2025-11-02T10:00:00Z"],
    ["patient.deceased", "", "true"],
    ["patient.birth-order", "", "2"],
    ["patient.multiple-birth", "", "true"],
  ),
  patient(`"deceasedBoolean":true`, ["patient.deceased", "", "true"]),
  patient(
    `"address":[{"use":"home","line":["12 Elm St","Apt 4","Floor 3"],"postalCode":"02139","state":"MA","city":"Boston","district":"Suffolk","country":"US"},
      {"type":"postal","line":["PO Box 77"],"city":"Salem"},
      {"use":"temp","city":"Miami","period":{"end":"2026-03-31"}}]`,
    ["patient.address.line1", "#1", "12 Elm St"],
    ["patient.address.line2", "#1", "Apt 4"],
    ["patient.address.line2", "#1/#3", "Floor 3"],
    ["patient.address.city", "#1", "Boston"],
    ["patient.address.county", "#1", "Suffolk"],
    ["patient.address.state", "#1", "MA"],
    ["patient.address.postal-code", "#1", "02139"],
    ["patient.address.country", "#1", "US"],
    ["patient.address.type", "#2", "temp"],
    ["patient.address.city", "#2", "Miami"],
    ["patient.address.period-end", "#2", "2026-03-31"],
    ["patient.address.mailing", "#1", "PO Box 77"],
    ["patient.address.mailing-city", "#1", "Salem"],
  ),
  patient(
    `"telecom":[{"system":"email","value":"a@example.org"},{"system":"phone","use":"mobile","value":"2","rank":1},
      {"system":"phone","use":"mobile","value":"3"},{"system":"phone","use":"home","value":"1"},{"system":"phone","use":"work","value":"4"}]`,
    ["patient.telecom.email", "#1", "a@example.org"],
    ["patient.telecom.mobile", "#1", "2"],
    ["patient.telecom.rank", "mobile", "1"],
    ["patient.telecom.mobile", "#2", "3"],
    ["patient.telecom.home", "#1", "1"],
    ["patient.telecom.work", "#1", "4"],
  ),
  patient(
    `"communication":[{"language":{"text":"Spanish"},"preferred":true},{"language":{"coding":[{"code":"vi"}]}}]`,
    ["patient.language", "#1", "Spanish"],
    ["patient.language-preferred", "#1", "true"],
    ["patient.language", "#2", "vi"],
  ),
  patient(
    `"contact":[{"relationship":[{"coding":[{"code":"N"}]}],"name":{"family":"Lee"},"telecom":[{"value":"1"},{"value":"2"}]}]`,
    ["contact.relationship", "#1", "N"],
    ["contact.name", "#1", "Lee"],
    ["contact.phone", "#1", "1"],
    ["contact.phone", "#1/#2", "2"],
  ),
  of(
    "AllergyIntolerance",
    `"code":{"text":"Penicillin","coding":[{"system":"http://snomed.info/sct","code":"91936005"},{"system":"urn:local","code":"ALG-1"}]},
      "criticality":"high","category":["food","medication"],"clinicalStatus":{"coding":[{"code":"active"}]},
      "reaction":[{"severity":"mild","manifestation":[{"text":"Hives"}]},{"manifestation":[{"text":"Rash"}]}]`,
    ["allergy.clinical-status", "#1", "active"],
    ["allergy.category", "#1", "food"],
    ["allergy.category", "#1/#2", "medication"],
    ["allergy.criticality", "#1", "high"],
    ["allergy.code-system", "#1", "http://snomed.info/sct"],
    ["allergy.code", "#1", "91936005"],
    ["allergy.code-system", "#1/#2", "urn:local"],
    ["allergy.code", "#1/#2", "ALG-1"],
    ["allergy.substance", "#1", "Penicillin"],
    ["allergy.reaction", "#1/#1", "Hives"],
    ["allergy.reaction-severity", "#1/#1", "mild"],
    ["allergy.reaction", "#1/#2", "Rash"],
  ),
  of(
    "AllergyIntolerance",
    `"code":{"coding":[{"system":"http://snomed.info/sct","code":"409137002"}]}`,
    ["allergy.code-system", "#1", "http://snomed.info/sct"],
    ["allergy.code", "#1", "409137002"],
    ["allergy.none-known", "#1", "true"],
  ),
  dose(
    `"doseQuantity":{"code":"mg","unit":"mg","value":2.50}`,
    ["medication.dose-value", "#1", "2.50"],
    ["medication.dose-unit", "#1", "mg"],
  ),
  dose(
    `"doseQuantity":{"value":1E-3,"unit":"tablet"}`,
    ["medication.dose-value", "#1", "1E-3"],
    ["medication.dose-unit", "#1", "tablet"],
  ),
  dose(
    `"doseRange":{"low":{"value":1,"unit":"mg"},"high":{"value":2,"unit":"mg"}}`,
    ["medication.dose-value", "#1", "1"],
    ["medication.dose-unit", "#1", "mg"],
    ["medication.dose-max", "#1", "2"],
  ),
  dose(
    `"doseQuantity":{"value":0.5,"_value":{"extension":[{"url":"urn:crosschart:written-as","valueString":".5"}]}}`,
    ["medication.dose-value", "#1", ".5"],
  ),
  dose(
    `"doseQuantity":{"value":5,"_value":{"extension":[{"url":"urn:crosschart:written-as","valueString":".5"}]}}`,
    ["medication.dose-value", "#1", "5"],
  ),
  of(
    "MedicationRequest",
    `"status":"on-hold","medicationCodeableConcept":{"text":"Metformin"},"dosageInstruction":[
      {"text":"once","asNeededCodeableConcept":{"text":"pain"},"timing":{"code":{"text":"Q12H"},"repeat":{"boundsPeriod":{"start":"2026-01","end":"2026-02"}}},"route":{"coding":[{"code":"PO"}]}},
      {"text":"then less","doseAndRate":[{"doseQuantity":{"value":20}}]}],
      "dispenseRequest":{"numberOfRepeatsAllowed":3}`,
    ["medication.status", "#1", "on-hold"],
    ["medication.name", "#1", "Metformin"],
    ["medication.sig", "#1", "once"],
    ["medication.start", "#1", "2026-01"],
    ["medication.stop", "#1", "2026-02"],
    ["medication.frequency", "#1", "Q12H"],
    ["medication.prn-reason", "#1", "pain"],
    ["medication.prn", "#1", "true"],
    ["medication.route", "#1", "PO"],
    ["medication.step-sig", "#1/#1", "then less"],
    ["medication.step-dose", "#1/#1", "20"],
    ["medication.refills", "#1", "3"],
  ),
  of(
    "Condition",
    `"identifier":[{"system":"urn:other","value":"x"},{"system":"urn:crosschart:entry","value":"ZZT-D1"}],"code":{"text":"Asthma","coding":[{"code":"J45.909","system":"http://hl7.org/fhir/sid/icd-10-cm"}]},"onsetDateTime":"2020-08-04"`,
    ["problem.identifier", "#1", "ZZT-D1"],
    ["problem.code-system", "#1", "http://hl7.org/fhir/sid/icd-10-cm"],
    ["problem.code", "#1", "J45.909"],
    ["problem.text", "#1", "Asthma"],
    ["problem.onset", "#1", "2020-08-04"],
  ),
  of("Condition", `"identifier":[{"system":"urn:renamed","value":"ZZT-D1"}]`, [
    "problem.identifier",
    "#1",
    "ZZT-D1",
  ]),
  of(
    "Coverage",
    `"payor":[{"reference":"#o"}],"subscriber":{"reference":"#s"},"order":2,"status":"active","contained":[{"resourceType":"RelatedPerson","id":"s","birthDate":"1951-02-03","name":[{"family":"Ruiz"}]},{"resourceType":"Organization","id":"o","name":"Practice Care","identifier":[{"value":"0000"}]}],
     "class":[{"type":{"coding":[{"code":"plan"}]},"value":"P9"},{"type":{"coding":[{"code":"group"}]},"value":"G7","name":"Smith & Sons"}]`,
    ["coverage.status", "#1", "active"],
    ["coverage.subscriber-name", "#1", "Ruiz"],
    ["coverage.subscriber-dob", "#1", "1951-02-03"],
    ["coverage.payer-id", "#1", "0000"],
    ["coverage.payer-name", "#1", "Practice Care"],
    ["coverage.group-number", "#1", "G7"],
    ["coverage.group-name", "#1", "Smith & Sons"],
    ["coverage.plan-id", "#1", "P9"],
    ["coverage.payer-order", "#1", "2"],
  ),
  of(
    "Encounter",
    `"class":{"code":"AMB"},"status":"finished","period":{"start":"2026-01-08T09:15:00-05:00"},"participant":[{"type":[{"coding":[{"code":"REF"}]}],"individual":{"display":"Dr Far"}},{"type":[{"coding":[{"code":"ATND"}]}],"individual":{"identifier":{"value":"900"}}}]`,
    ["encounter.status", "#1", "finished"],
    ["encounter.class", "#1", "AMB"],
    ["provider.rendering", "#1", "900"],
    ["provider.referring", "#1", "Dr Far"],
    ["encounter.start", "#1", "2026-01-08T09:15:00-05:00"],
  ),
  of(
    "Appointment",
    `"status":"booked","start":"2026-02-02T11:00:00-05:00","end":"2026-02-02T11:45:00-05:00","minutesDuration":45,"participant":[{"actor":{"reference":"Patient/1"}},{"actor":{"type":"Location","display":"Room 3"}},{"actor":{"type":"Practitioner","identifier":{"value":"900"}}}]`,
    ["appointment.status", "#1", "booked"],
    ["appointment.start", "#1", "2026-02-02T11:00:00-05:00"],
    ["appointment.end", "#1", "2026-02-02T11:45:00-05:00"],
    ["appointment.duration", "#1", "45"],
    ["provider.scheduling-resource", "#1", "900"],
    ["appointment.location", "#1", "Room 3"],
  ),
  of(
    "Observation",
    `"status":"final","code":{"coding":[{"code":"718-7"}]},"valueQuantity":{"comparator":"<","value":0.010,"unit":"g/dL"},"note":[{"text":"a"},{"text":"b"}],"interpretation":[{"coding":[{"code":"HH"}]}],"referenceRange":[{"text":"3.5-5.1"}],"effectiveDateTime":"2025-12-31T08:15:00-05:00"`,
    ["result.status", "#1", "final"],
    ["result.code", "#1", "718-7"],
    ["result.observed-time", "#1", "2025-12-31T08:15:00-05:00"],
    ["result.value", "#1", "<0.010"],
    ["result.unit", "#1", "g/dL"],
    ["result.flag", "#1", "HH"],
    ["result.note", "#1", "a"],
    ["result.note", "#1/#2", "b"],
    ["result.reference-range", "#1", "3.5-5.1"],
  ),
  of("Observation", `"valueString":"1:128"`, ["result.value", "#1", "1:128"]),
  of("Observation", `"dataAbsentReason":{"coding":[{"code":"not-performed"}]}`, [
    "result.value",
    "#1",
    "!not-performed",
  ]),
  of("Observation", `"valueCodeableConcept":{"text":"positive"}`, [
    "result.value",
    "#1",
    "positive",
  ]),
  of(
    "Observation",
    `"category":[{"coding":[{"code":"vital-signs"}]}],"code":{"coding":[{"code":"29463-7"}]},"valueQuantity":{"value":82.50,"code":"kg"}`,
    ["vital.code", "#1", "29463-7"],
    ["vital.value", "#1", "82.50"],
    ["vital.unit", "#1", "kg"],
  ),
  of("Observation", `"code":{"coding":[{"code":"29463-7"}]}`, ["vital.code", "#1", "29463-7"]),
];

describe("a foreign document is read by the places of FHIR R4", () => {
  test.each(literals)("%s", (json, rows) => {
    const bytes = bytesOf(json);
    const { values, problems } = decodeFhir([bytes]);
    expect(values.map(({ value }) => rowOfValue(value))).toEqual(rows);
    expect(problems).toEqual([]);
    for (const { at } of values) {
      // Each value points at a whole JSON token, and its pointer leads to it.
      const token: unknown = JSON.parse(textOfBytes(bytes, at.start, at.end));
      expect(follow(JSON.parse(json), at.place)).toEqual(token);
    }
  });
});

function follow(document: unknown, pointer: string): unknown {
  let here = document;
  for (const key of pointer.split("/").slice(1)) {
    here = here !== null && typeof here === "object" ? Reflect.get(here, key) : undefined;
  }
  return here;
}
