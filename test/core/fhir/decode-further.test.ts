import { describe, expect, test } from "vitest";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { bytesOf, rowOfValue, textOfBytes } from "./chart-of.ts";

/** A resource with `%` where the values stand in turn. */
type Literal = readonly [field: string, entry: string, json: string, ...values: readonly string[]];

const code = (name: string): string => `"${name}":{"coding":[{"code":"%"}]}`;
const of = (type: string, ...elements: readonly string[]): string =>
  `{"resourceType":"${type}",${elements.join(",")}}`;
const request = (...elements: string[]): string =>
  of("ServiceRequest", ...elements, `"code":{"coding":[{"display":"a test"}]}`);
const referral = (...elements: string[]): string =>
  of("ServiceRequest", ...elements, `"category":[{"coding":[{"code":"3457005"}]}]`);
const person = (kind: string, ...elements: string[]): string =>
  of("RelatedPerson", ...elements, `"relationship":[{"coding":[{"code":"${kind}"}]}]`);
const about = (role: string, ...elements: string[]): string =>
  of(
    "Consent",
    ...elements.slice(0, -1),
    `"provision":{"actor":[{"role":{"coding":[{"code":"${role}"}]}}]${elements.at(-1) ?? ""}}`,
  );
const agentOf = (...elements: string[]): string =>
  of("Provenance", `"target":[{"reference":"Patient/7"}]`, ...elements);
const content = (data: string): string =>
  of("DocumentReference", `"content":[{"attachment":{${data}}}]`);

// Written by hand after the R4 (4.0.1) resource pages.
const literals: readonly Literal[] = [
  [
    "patient.account-number",
    "",
    of("Account", `"identifier":[{"system":"urn:oid:1.2","value":"%"}]`),
    "0042",
    "A&1",
    "A 7",
  ],
  ["guardian.name", "#1", person("GUARD", `"name":[{"family":"%"}]`), "Lee", "O’Méara", "𠮷"],
  [
    "guardian.consent-authority",
    "#1",
    about("GUARD", `"performer":[{"display":"%"}]`, ""),
    "mother",
    "county",
    "the court",
  ],
  ["proxy.name", "#1", person("HPOWATT", `"name":[{"family":"%"}]`), "Ortiz", "de la Cruz", "Ng"],
  [
    "proxy.scope",
    "#1",
    about("DELEGATEE", `,"code":[{"coding":[{"code":"%"}]}]`),
    "all",
    "limited",
    "labs only",
  ],
  [
    "proxy.until",
    "#1",
    about("DELEGATEE", `,"period":{"end":"%"}`),
    "2026-12-31",
    "2026-12",
    "2027",
  ],
  ["guarantor.name", "#1", person("GT", `"name":[{"family":"%"}]`), "Palmer", "Ng", "O'Brien"],
  [
    "guarantor.relationship",
    "#1",
    of("RelatedPerson", `"relationship":[{"coding":[{"code":"%"}]},{"coding":[{"code":"GUAR"}]}]`),
    "GRMTH",
    "FTH",
    "STPFTH",
  ],
  ["consent.identifier", "#1", of("Consent", `"identifier":[{"value":"%"}]`), "C1", "7", "00 7"],
  ["consent.status", "#1", of("Consent", `"status":"%"`), "active", "rejected", "inactive"],
  ["consent.scope", "#1", of("Consent", code("scope")), "treatment", "research", "adr"],
  [
    "consent.category",
    "#1",
    of("Consent", `"category":[{"coding":[{"code":"%"}]}]`),
    "59284-0",
    "64292-6",
    "LOCAL",
  ],
  [
    "consent.date",
    "#1",
    of("Consent", `"dateTime":"%"`),
    "2025-11-03T09:30:00-05:00",
    "2025-11-03",
    "2025",
  ],
  [
    "provider.name",
    "#1",
    of(
      "Encounter",
      `"contained":[{"resourceType":"Practitioner","id":"p","name":[{"family":"%"}]}]`,
      `"participant":[{"type":[{"coding":[{"code":"ATND"}]}],"individual":{"reference":"#p"}}]`,
    ),
    "Nightingale",
    "O'Brien",
    "Núñez",
  ],
  [
    "encounter.account",
    "#1",
    of("Encounter", `"account":[{"identifier":{"value":"%"}}]`),
    "ZZT-ACC1",
    "0007",
    "A 1",
  ],
  [
    "appointment.slot",
    "#1",
    of("Appointment", `"slot":[{"identifier":{"value":"%"}}]`),
    "ZZT-SLOT1",
    "007",
    "morning 3",
  ],
  [
    "problem.rank",
    "#1",
    of("Condition", `"extension":[{"url":"urn:crosschart:rank","valuePositiveInt":%}]`),
    "1",
    "12",
    "3",
  ],
  [
    "immunization.identifier",
    "#1",
    of("Immunization", `"identifier":[{"value":"%"}]`),
    "V1",
    "0007",
    "V&7",
  ],
  ["immunization.code", "#1", of("Immunization", code("vaccineCode")), "08", "140", "998"],
  [
    "immunization.date",
    "#1",
    of("Immunization", `"occurrenceDateTime":"%"`),
    "2025-10-04",
    "2019-05",
    "2019-05-04T10:00:00Z",
  ],
  ["immunization.date", "#1", of("Immunization", `"occurrenceString":"%"`), "as a child"],
  [
    "immunization.status",
    "#1",
    of("Immunization", `"status":"%"`),
    "completed",
    "not-done",
    "entered-in-error",
  ],
  ["immunization.lot", "#1", of("Immunization", `"lotNumber":"%"`), "0042-A", "1E5", "<7>"],
  [
    "immunization.manufacturer",
    "#1",
    of("Immunization", `"manufacturer":{"display":"%"}`),
    "ZZM",
    "PFR",
    "Local maker",
  ],
  ["immunization.site", "#1", of("Immunization", code("site")), "LA", "RT", "LVL"],
  [
    "order.placer-number",
    "#1",
    request(
      `"identifier":[{"type":{"coding":[{"code":"VN"}]},"value":"x"},{"type":{"coding":[{"code":"PLAC"}]},"value":"%"}]`,
    ),
    "O1",
    "7",
    "0 7",
  ],
  [
    "order.filler-number",
    "#1",
    request(`"identifier":[{"type":{"coding":[{"code":"FILL"}]},"value":"%"}]`),
    "F1",
    "8",
    "0 8",
  ],
  ["order.status", "#1", request(`"status":"%"`), "draft", "revoked", "on-hold"],
  ["order.priority", "#1", request(`"priority":"%"`), "routine", "urgent", "stat"],
  ["order.code", "#1", of("ServiceRequest", code("code")), "2951-2", "LAB7", "24323-8"],
  [
    "order.provider",
    "#1",
    request(`"requester":{"identifier":{"value":"%"}}`),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  ["order.note", "#1", request(`"note":[{"text":"%"}]`), "Fasting", "a|b^c~d&e", "Ü 𠮷"],
  [
    "order.reason",
    "#1",
    request(`"reasonCode":[{"coding":[{"code":"%"}]}]`),
    "E11.9",
    "E119",
    "J45.909",
  ],
  [
    "order.encounter",
    "#1",
    request(`"encounter":{"identifier":{"value":"%"}}`),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  ["referral.identifier", "#1", referral(`"identifier":[{"value":"%"}]`), "R1", "9", "0 9"],
  ["referral.status", "#1", referral(`"status":"%"`), "active", "completed", "revoked"],
  [
    "referral.reason",
    "#1",
    referral(`"reasonCode":[{"text":"%"}]`),
    "Second opinion",
    "Schmerz – links",
    "a & b",
  ],
  [
    "referral.from",
    "#1",
    referral(`"requester":{"display":"%"}`),
    "ZZT-RURAL-01",
    "9000000015",
    "0",
  ],
  [
    "referral.to",
    "#1",
    referral(`"performer":[{"identifier":{"value":"%"}}]`),
    "9000000031",
    "ZZT-RURAL-02",
    "0",
  ],
  [
    "referral.authorization",
    "#1",
    referral(
      `"insurance":[{"reference":"Coverage/3"},{"reference":"#a"}]`,
      `"contained":[{"resourceType":"ClaimResponse","id":"a","preAuthRef":"%"}]`,
    ),
    "ZZT123456789",
    "000",
    "A-7",
  ],
  [
    "result.accession",
    "#1",
    of("DiagnosticReport", `"identifier":[{"system":"urn:lab","value":"%"}]`),
    "ACN1",
    "0012",
    "A 1",
  ],
  [
    "result.report-status",
    "#1",
    of("DiagnosticReport", `"status":"%"`),
    "preliminary",
    "final",
    "corrected",
  ],
  [
    "result.reported-time",
    "#1",
    of("DiagnosticReport", `"issued":"%"`),
    "2026-01-09T08:15:00-05:00",
    "2026-01-09T13:15:00Z",
    "2026-01-09T08:15:00.250-05:00",
  ],
  [
    "result.sub-id",
    "#1",
    of(
      "Observation",
      `"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/observation-v2-subid","extension":[{"url":"group","valueDecimal":1},{"url":"original-sub-identifier","valueString":"%"}]}]`,
    ),
    "1",
    "1.2",
    "a-1",
  ],
  [
    "note.identifier",
    "#1",
    of("DocumentReference", `"masterIdentifier":{"system":"urn:ietf:rfc:3986","value":"%"}`),
    "urn:oid:1.2.3",
    "7",
    "0 7",
  ],
  ["note.type", "#1", of("DocumentReference", code("type")), "11488-4", "34117-2", "LOCAL"],
  [
    "note.encounter",
    "#1",
    of("DocumentReference", `"context":{"encounter":[{"identifier":{"value":"%"}}]}`),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  [
    "note.author",
    "#1",
    of("DocumentReference", `"author":[{"display":"%"}]`),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  [
    "note.status",
    "#1",
    of("DocumentReference", `"docStatus":"%"`),
    "preliminary",
    "final",
    "entered-in-error",
  ],
  [
    "note.confidentiality",
    "#1",
    of("DocumentReference", `"securityLabel":[{"coding":[{"code":"%"}]}]`),
    "N",
    "R",
    "V",
  ],
  [
    "note.date",
    "#1",
    of("DocumentReference", `"date":"%"`),
    "2026-01-08T10:05:30-05:00",
    "2026-01-08T15:05:30Z",
    "2026-03-08T02:30:00-05:00",
  ],
  [
    "note.availability",
    "#1",
    of("DocumentReference", `"status":"%"`),
    "current",
    "superseded",
    "entered-in-error",
  ],
  ["charge.identifier", "#1", of("Claim", `"identifier":[{"value":"%"}]`), "CHG1", "7", "0 7"],
  [
    "charge.date",
    "#1",
    of("Claim", `"item":[{"servicedDate":"%"}]`),
    "2026-01-08",
    "2026-01",
    "2026",
  ],
  [
    "charge.procedure",
    "#1",
    of("Claim", `"item":[{${code("productOrService")}}]`),
    "ZZ101",
    "99213",
    "A0",
  ],
  [
    "charge.modifier",
    "#1/#1",
    of("Claim", `"item":[{"modifier":[{"coding":[{"code":"%"}]}]}]`),
    "ZA",
    "25",
    "LT",
  ],
  ["charge.units", "#1", of("Claim", `"item":[{"quantity":{"value":%}}]`), "1", "1.50", "0.5"],
  ["charge.amount", "#1", of("Claim", `"item":[{"net":{"value":%}}]`), "125.00", "0", "-7.5"],
  [
    "charge.diagnosis",
    "#1/#1",
    of("Claim", `"diagnosis":[{${code("diagnosisCodeableConcept")}}]`),
    "E11.9",
    "E119",
    "J45.909",
  ],
  [
    "charge.diagnosis-pointer",
    "#1/#1",
    of("Claim", `"item":[{"diagnosisSequence":[%]}]`),
    "1",
    "2",
    "12",
  ],
  [
    "charge.rendering-provider",
    "#1",
    of("Claim", `"careTeam":[{"provider":{"identifier":{"value":"%"}}}]`),
    "9000000015",
    "007",
    "Dr. Far",
  ],
  [
    "charge.place-of-service",
    "#1",
    of("Claim", `"item":[{${code("locationCodeableConcept")}}]`),
    "11",
    "02",
    "10",
  ],
  [
    "charge.encounter",
    "#1",
    of("Claim", `"item":[{"encounter":[{"identifier":{"value":"%"}}]}]`),
    "ZZT-E1",
    "0007",
    "V 7",
  ],
  [
    "record.entered-by",
    "",
    agentOf(
      `"agent":[{"who":{"display":"interface"}},{"type":{"coding":[{"code":"enterer"}]},"who":{"identifier":{"value":"%"}}}]`,
    ),
    "jdoe",
    "Front desk",
    "0001",
  ],
  [
    "record.security-label",
    "",
    of(
      "Patient",
      `"meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"N"},{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"%"}]}`,
    ),
    "ETH",
    "HIV",
    "PSY",
  ],
];

const cases = literals.flatMap(([field, entry, json, ...values]) =>
  values.map((value) => ({ field, entry, json: json.replace("%", value), value })),
);

describe("a foreign record of orders, notes, charges and people is read by the places of R4", () => {
  test.each(cases)("$json → $field $entry = $value", ({ field, entry, json, value }) => {
    const bytes = bytesOf(json);
    const { values } = decodeFhir([bytes]);
    const found = values.filter((one) => one.value.field === field);
    expect(found.map((one) => rowOfValue(one.value))).toEqual([[field, entry, value]]);
    const [{ start, end } = { start: 0, end: 0 }] = found.map(({ at }) => at);
    expect(textOfBytes(bytes, start, end).replace(/^"|"$/g, "")).toBe(value);
  });
});

const note = (attachment: string): { rows: readonly Row[]; problems: readonly string[] } => {
  const { values, problems } = decodeFhir([bytesOf(content(attachment))]);
  return {
    rows: values.map((one) => rowOfValue(one.value)),
    problems: problems.map(({ kind }) => kind),
  };
};

describe("the text of a note", () => {
  test.each([
    ["SGVsbG8=", "Hello"],
    ["w5wK8KCutw==", "Ü\n𠮷"],
    ["SGVs\\nbG8", "Hello"],
  ])("%s is %s", (data, text) => {
    expect(note(`"contentType":"text/plain","data":"${data}"`)).toEqual({
      rows: [["note.text", "#1", text]],
      problems: [],
    });
  });

  test("is marked where its bytes are no UTF-8, and named where it cannot be read", () => {
    expect(note(`"data":"/w=="`)).toEqual({
      rows: [["note.text", "#1", "\ufffd"]],
      problems: ["note-charset"],
    });
    expect(note(`"data":"not base64!"`).problems).toEqual(["bad-base64"]);
    expect(note(`"contentType":"application/pdf","data":"AAAA"`).problems).toEqual([
      "note-not-text",
    ]);
    expect(note(`"url":"http://example.org/note"`).problems).toEqual(["note-elsewhere"]);
  });
});

/** The rows of several resources, sorted. */
function read(...resources: readonly string[]): { rows: readonly Row[]; problems: string[] } {
  const { values, problems } = decodeFhir(resources.map(bytesOf));
  const rows = values.map((one) => rowOfValue(one.value));
  return { rows, problems: problems.map(({ says }) => says) };
}

const patient = `{"resourceType":"Patient","id":"7"}`;
const subject = `"subject":{"reference":"Patient/7"}`;
const ofPatient = `"patient":{"reference":"Patient/7"}`;

describe("what belongs together in several records", () => {
  test("a report is read with its result, wherever it stands and however it is referred to", () => {
    const found = read(
      patient,
      `{"resourceType":"DiagnosticReport","id":"d",${subject},"status":"final","result":[{"reference":"Observation/b"}]}`,
      `{"resourceType":"Observation","id":"a",${subject},"status":"final"}`,
      `{"resourceType":"Observation","id":"b",${subject},"status":"amended"}`,
    );
    expect(found.rows).toEqual([
      ["result.report-status", "#2", "final"],
      ["result.status", "#1", "final"],
      ["result.status", "#2", "amended"],
    ]);
    expect(found.problems).toEqual([]);
  });

  test("a report of several results is that of each of them", () => {
    const found = read(
      patient,
      `{"resourceType":"Observation","id":"a",${subject}}`,
      `{"resourceType":"Observation","id":"b",${subject}}`,
      `{"resourceType":"DiagnosticReport",${subject},"status":"final","result":[{"reference":"Observation/a"},{"reference":"http://example.org/fhir/Observation/b/_history/2"}]}`,
    );
    expect(found.rows).toEqual([
      ["result.report-status", "#1", "final"],
      ["result.report-status", "#2", "final"],
    ]);
  });

  test("a rank is that of the diagnosis to which the visit refers", () => {
    const found = read(
      patient,
      `{"resourceType":"Encounter",${subject},"diagnosis":[{"rank":2,"condition":{"reference":"Condition/c2"}},{"condition":{"reference":"Condition/c1"},"rank":1},{"condition":{"reference":"Condition/x"},"rank":3}]}`,
      `{"resourceType":"Condition","id":"c1",${subject}}`,
      `{"resourceType":"Condition","id":"c2",${subject}}`,
    );
    expect(found.rows).toEqual([
      ["problem.rank", "#2", "2"],
      ["problem.rank", "#1", "1"],
    ]);
    expect(found.problems).toEqual(["A ranked diagnosis is not in the record."]);
  });

  test("somebody without a code is what another record names them", () => {
    const found = read(
      patient,
      `{"resourceType":"RelatedPerson","id":"r1",${ofPatient},"name":[{"family":"Palmer"}]}`,
      `{"resourceType":"RelatedPerson","id":"r2",${ofPatient},"name":[{"family":"Lee"}]}`,
      `{"resourceType":"RelatedPerson","id":"r3",${ofPatient},"name":[{"family":"Ruiz"}]}`,
      `{"resourceType":"RelatedPerson","id":"r4",${ofPatient},"name":[{"family":"Grant"}]}`,
      `{"resourceType":"Account","subject":[{"reference":"Patient/7"}],"guarantor":[{"party":{"reference":"RelatedPerson/r1"}}]}`,
      `{"resourceType":"Consent",${ofPatient},"performer":[{"reference":"RelatedPerson/r2"}]}`,
      `{"resourceType":"Coverage","beneficiary":{"reference":"Patient/7"},"subscriber":{"reference":"RelatedPerson/r3"}}`,
    );
    expect(found.rows).toEqual([
      ["guarantor.name", "#1", "Palmer"],
      ["guardian.name", "#1", "Lee"],
      ["coverage.subscriber-name", "#1", "Ruiz"],
    ]);
    expect(found.problems).toEqual([
      "RelatedPerson/r4 is not read: it does not say what it is for the patient.",
    ]);
  });

  test("a proxy's consent is read with the proxy, the patient's own stays a consent", () => {
    const found = read(
      patient,
      `{"resourceType":"Consent",${ofPatient},"provision":{"actor":[{"role":{"coding":[{"code":"DELEGATEE"}]},"reference":{"reference":"RelatedPerson/p2"}}],"period":{"end":"2027"}}}`,
      `{"resourceType":"RelatedPerson","id":"p1",${ofPatient},"relationship":[{"coding":[{"code":"DELEGATEE"}]}]}`,
      `{"resourceType":"RelatedPerson","id":"p2",${ofPatient},"relationship":[{"coding":[{"code":"DELEGATEE"}]}]}`,
      `{"resourceType":"Consent",${ofPatient},"status":"active","provision":{"actor":[{"role":{"coding":[{"code":"PRCP"}]}}]}}`,
    );
    expect(found.rows).toEqual([
      ["proxy.until", "#2", "2027"],
      ["consent.status", "#1", "active"],
    ]);
    expect(found.problems).toEqual([
      "The consent is read for what a guardian or proxy may do; its own status, scope and category are not.",
    ]);
  });

  test("a visit is known by its number where only its address is given", () => {
    const found = read(
      patient,
      `{"resourceType":"Encounter","id":"e",${subject},"identifier":[{"system":"urn:other","value":"V-7"}]}`,
      `{"resourceType":"ServiceRequest",${subject},"code":{"text":"CBC"},"encounter":{"reference":"Encounter/e"}}`,
      `{"resourceType":"Claim",${ofPatient},"item":[{"encounter":[{"reference":"Encounter/e"}]}]}`,
    );
    expect(found.rows).toEqual([
      ["encounter.number", "#1", "V-7"],
      ["order.code", "#1", "CBC"],
      ["order.encounter", "#1", "V-7"],
      ["charge.encounter", "#1", "V-7"],
    ]);
  });

  test("the history of another record is named, not taken for that of the chart", () => {
    const found = read(
      patient,
      `{"resourceType":"Condition","id":"c",${subject}}`,
      `{"resourceType":"Provenance","id":"v","target":[{"reference":"Condition/c"}],"agent":[{"who":{"display":"x"}}]}`,
    );
    expect(found.rows).toEqual([]);
    expect(found.problems).toEqual([
      "Provenance/v is not read: this version has no place for this kind of Provenance.",
    ]);
  });

  test("a question about a payment is named, not taken for a charge", () => {
    const found = read(
      patient,
      `{"resourceType":"Claim","id":"q",${ofPatient},"use":"preauthorization","identifier":[{"value":"x"}]}`,
    );
    expect(found.rows).toEqual([]);
    expect(found.problems).toEqual([
      "Claim/q is not read: this version has no place for this kind of Claim.",
    ]);
  });

  test.each([
    [`"category":[{"coding":[{"code":"3457005"}]}]`, "referral.status"],
    [`"code":{"coding":[{"code":"306206005"}]}`, "referral.status"],
    [`"category":[{"text":"Outpatient referral"}]`, "referral.status"],
    [`"performer":[{"display":"Dr. Far"}]`, "referral.status"],
    [`"code":{"text":"CBC"},"performer":[{"display":"Lab"}]`, "order.status"],
    [`"category":[{"coding":[{"code":"108252007"}]}]`, "order.status"],
    [`"intent":"order"`, "order.status"],
  ])("a request with %s has the field %s", (element, field) => {
    const { rows } = read(`{"resourceType":"ServiceRequest","status":"active",${element}}`);
    expect(rows.filter(([, , value]) => value === "active")).toEqual([[field, "#1", "active"]]);
  });
});
