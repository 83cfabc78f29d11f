import { describe, expect, test } from "vitest";
import { textOf } from "../../../core/catalogue/chart.ts";
import { fields } from "../../../core/catalogue/fields.ts";
import { carriedByFhir } from "../../../core/fhir/carried-by-fhir.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { bytesOf, rowOfValue, textOfBytes } from "./chart-of.ts";
import { fullChart } from "./full-chart.ts";

interface Entry {
  readonly fullUrl?: string;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly request: Readonly<Record<string, string>>;
}

const entriesOf = (bytes: Uint8Array): readonly Entry[] =>
  // Bytes of ours.
  (JSON.parse(textOfBytes(bytes)) as { readonly entry: readonly Entry[] }).entry;

const made = encodeFhir(fullChart());
const addressOf = (key: string): string =>
  made.entries.find((entry) => entry.key === key)?.fullUrl ?? "";
const resourceOf = (key: string): Readonly<Record<string, unknown>> =>
  entriesOf(made.bytes).find(({ fullUrl }) => fullUrl === addressOf(key))?.resource ?? {};
const uuidOf = (key: string): string => addressOf(key).replace("urn:uuid:", "");

const hl7 = "http://terminology.hl7.org/CodeSystem";
const meta = { tag: [{ system: `${hl7}/v3-ActReason`, code: "HTEST" }] };
const concept = (system: string, code: string): object => ({ coding: [{ system, code }] });
const absent = {
  extension: [
    {
      url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
      valueCode: "unknown",
    },
    { url: "urn:crosschart:not-recorded", valueBoolean: true },
  ],
};
const entry = (value: string): object => ({ system: "urn:crosschart:entry", value });
const own = (key: string): object => ({ system: "urn:crosschart:uuid", value: uuidOf(key) });
const provider = (value: string): object => ({
  identifier: { system: "urn:clinic:provider", value },
});
const patient = { reference: addressOf("Patient") };
const visit = (key: string, value: string): object => ({
  reference: addressOf(key),
  identifier: entry(value),
});

// By hand, after the R4 (4.0.1) resource pages.
const resources: Readonly<Record<string, object>> = {
  "guardian-1": {
    resourceType: "RelatedPerson",
    meta,
    identifier: [own("guardian-1")],
    patient,
    relationship: [concept(`${hl7}/v3-RoleCode`, "GUARD")],
    name: [{ family: "Kaplan" }],
  },
  "guardian-1+consent": {
    resourceType: "Consent",
    meta,
    identifier: [own("guardian-1+consent")],
    status: "active",
    scope: concept(`${hl7}/consentscope`, "patient-privacy"),
    category: [absent],
    policyRule: absent,
    patient,
    provision: {
      actor: [
        {
          role: concept(`${hl7}/v3-RoleCode`, "GUARD"),
          reference: { reference: addressOf("guardian-1") },
        },
      ],
    },
    performer: [{ identifier: { system: "urn:clinic:authority", value: "mother" } }],
  },
  "guarantor-1": {
    resourceType: "RelatedPerson",
    meta,
    identifier: [own("guarantor-1")],
    patient,
    relationship: [concept(`${hl7}/v3-RoleCode`, "GT"), concept(`${hl7}/v3-RoleCode`, "GRMTH")],
    name: [{ family: "Palmer" }],
  },
  "Patient+account": {
    resourceType: "Account",
    meta,
    identifier: [own("Patient+account"), { system: "urn:clinic:account", value: "ZZT-ACC00001" }],
    status: "active",
    subject: [patient],
    guarantor: [{ party: { reference: addressOf("guarantor-1") } }],
  },
  "enc-1": {
    resourceType: "Encounter",
    meta,
    contained: [
      { resourceType: "Practitioner", id: "attending", name: [{ family: "Nightingale" }] },
    ],
    identifier: [entry("ZZT-ENC00001")],
    status: "finished",
    class: { system: `${hl7}/v3-ActCode`, code: "AMB" },
    subject: patient,
    participant: [
      {
        type: [concept(`${hl7}/v3-ParticipationType`, "ATND")],
        individual: { ...provider("9000000015"), reference: "#attending" },
      },
      {
        type: [concept(`${hl7}/v3-ParticipationType`, "SPRF")],
        individual: provider("9000000023"),
      },
      {
        type: [concept(`${hl7}/v3-ParticipationType`, "REF")],
        individual: provider("9000000031"),
      },
    ],
    diagnosis: [
      { condition: { reference: addressOf("dx-1") }, rank: 2 },
      { condition: { reference: addressOf("dx-2") }, rank: 1 },
    ],
    account: [
      {
        reference: addressOf("Patient+account"),
        identifier: { system: "urn:clinic:account", value: "ZZT-ACC00001" },
      },
    ],
  },
  "obs-1+report": {
    resourceType: "DiagnosticReport",
    meta,
    identifier: [
      own("obs-1+report"),
      {
        type: concept(`${hl7}/v2-0203`, "ACSN"),
        system: "urn:clinic:accession",
        value: "ZZT-ACN00001",
      },
    ],
    status: "preliminary",
    code: concept("http://loinc.org", "2951-2"),
    subject: patient,
    issued: "2026-01-09T08:15:00-05:00",
    result: [{ reference: addressOf("obs-1") }],
  },
  "vax-1": {
    resourceType: "Immunization",
    meta,
    identifier: [entry("ZZT-VAX00001")],
    status: "completed",
    vaccineCode: concept("http://hl7.org/fhir/sid/cvx", "08"),
    patient,
    occurrenceDateTime: "2025-10-04",
    manufacturer: { identifier: { system: "http://hl7.org/fhir/sid/mvx", value: "ZZM" } },
    lotNumber: "0042-A",
    site: concept(`${hl7}/v3-ActSite`, "LA"),
  },
  "ord-1": {
    resourceType: "ServiceRequest",
    meta,
    identifier: [
      { type: concept(`${hl7}/v2-0203`, "PLAC"), ...entry("ZZT-ORD00001") },
      {
        type: concept(`${hl7}/v2-0203`, "FILL"),
        system: "urn:clinic:filler",
        value: "ZZT-ORF00001",
      },
    ],
    status: "active",
    intent: "order",
    category: [concept("http://snomed.info/sct", "108252007")],
    priority: "stat",
    code: concept("http://loinc.org", "2951-2"),
    subject: patient,
    encounter: visit("enc-2", "ZZT-ENC00002"),
    requester: provider("9000000015"),
    reasonCode: [
      concept("http://hl7.org/fhir/sid/icd-10-cm", "E11.9"),
      concept("http://hl7.org/fhir/sid/icd-10-cm", "J45.909"),
    ],
    note: [{ text: "Fasting\nfor 12 hours, please" }, { text: 'Call with <result> & "value"' }],
  },
  "ref-1": {
    resourceType: "ServiceRequest",
    meta,
    contained: [
      {
        resourceType: "ClaimResponse",
        id: "authorization",
        status: "active",
        type: concept(`${hl7}/claim-type`, "professional"),
        use: "preauthorization",
        patient,
        _created: absent,
        insurer: absent,
        outcome: "complete",
        preAuthRef: "ZZT123456789",
      },
    ],
    insurance: [{ reference: "#authorization" }],
    identifier: [entry("ZZT-REF00001")],
    status: "active",
    intent: "order",
    category: [concept("http://snomed.info/sct", "3457005")],
    subject: patient,
    requester: provider("ZZT-RURAL-01"),
    performer: [provider("9000000031")],
    reasonCode: [{ text: "Second opinion" }],
  },
  "note-1": {
    resourceType: "DocumentReference",
    meta,
    identifier: [entry("ZZT-NOTE0001")],
    status: "current",
    docStatus: "final",
    type: concept("http://loinc.org", "11488-4"),
    subject: patient,
    date: "2026-01-08T10:05:30-05:00",
    author: [provider("9000000015")],
    securityLabel: [concept(`${hl7}/v3-Confidentiality`, "R")],
    content: [
      {
        attachment: {
          contentType: "text/plain; charset=utf-8",
          data: "Rmlyc3QgbGluZQp6d2VpdGUgWmVpbGUg4oCTIMOxYW5kw7og8KCutwoKfCBeIH4gXCAmIDxiPg==",
        },
      },
    ],
    context: { encounter: [visit("enc-1", "ZZT-ENC00001")] },
  },
  "chg-1": {
    resourceType: "Claim",
    meta,
    identifier: [entry("ZZT-CHG00001")],
    status: "active",
    type: concept(`${hl7}/claim-type`, "professional"),
    use: "claim",
    patient,
    created: "2026-01-08",
    provider: absent,
    priority: concept(`${hl7}/processpriority`, "normal"),
    insurance: [{ sequence: 1, focal: true, coverage: { reference: addressOf("cov-1") } }],
    careTeam: [{ sequence: 1, provider: provider("9000000015") }],
    diagnosis: [
      {
        sequence: 1,
        diagnosisCodeableConcept: concept("http://hl7.org/fhir/sid/icd-10-cm", "E11.9"),
      },
      {
        sequence: 2,
        diagnosisCodeableConcept: concept("http://hl7.org/fhir/sid/icd-10-cm", "J45.909"),
      },
    ],
    item: [
      {
        sequence: 1,
        careTeamSequence: [1],
        diagnosisSequence: [2, 1],
        productOrService: { coding: [{ code: "ZZ101" }] },
        modifier: [{ coding: [{ code: "ZA" }] }, { coding: [{ code: "ZB" }] }],
        servicedDate: "2026-01-08",
        locationCodeableConcept: concept(
          "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set",
          "11",
        ),
        quantity: { value: 1.5 },
        net: { value: 125 },
        encounter: [visit("enc-1", "ZZT-ENC00001")],
      },
    ],
  },
  "Patient+provenance": {
    resourceType: "Provenance",
    meta,
    target: [patient],
    _recorded: absent,
    agent: [
      {
        type: concept(`${hl7}/provenance-participant-type`, "enterer"),
        who: { identifier: { system: "urn:clinic:user", value: "jdoe (front desk)" } },
      },
    ],
  },
};

describe("a chart with every kind of record", () => {
  test.each(Object.entries(resources))("%s is written as this resource", (key, resource) => {
    expect(resourceOf(key)).toEqual(resource);
  });

  test("comes back whole, each value from the bytes where it was put", () => {
    const { values, problems } = decodeFhir([made.bytes]);
    const places = (some: typeof values): readonly string[] =>
      some.map(({ value, at }) => `${value.field}|${textOf(value)}|${at.place}`).toSorted();
    expect(problems).toEqual([]);
    expect(places(values)).toEqual(places(made.values));
    expect(made.values.length).toBe(fullChart().values.length);
  });

  test("is the same in any order of its resources and of their elements", () => {
    const bundle = {
      resourceType: "Bundle",
      type: "collection",
      entry: entriesOf(made.bytes)
        .toReversed()
        .map(({ fullUrl, resource }) => ({ resource: reversed(resource), fullUrl })),
    };
    const back = decodeFhir([bytesOf(JSON.stringify(bundle))]);
    const plain = (rows: readonly Row[]): readonly string[] =>
      rows.map(([field, , value]) => `${field}=${value}`).toSorted();
    // Numbers were written by the platform: 1.50 is 1.5 there.
    const rows = fullChart().values.map(rowOfValue);
    const read = back.values.map(({ value }) => rowOfValue(value));
    const shortened = rows.map(([field, at, value]): Row => [
      field,
      at,
      field === "charge.units" || field === "charge.amount" || field === "result.value"
        ? String(Number(value))
        : value,
    ]);
    expect(plain(read)).toEqual(plain(shortened));
    expect(back.problems).toEqual([]);
  });

  test("refers to nothing that is not before it, so that it can be removed from the end", () => {
    const seen = new Set<string>();
    for (const { fullUrl = "", resource } of entriesOf(made.bytes)) {
      const named = JSON.stringify(resource).match(/urn:uuid:[-0-9a-f]{36}/g) ?? [];
      expect(named.filter((one) => !seen.has(one))).toEqual([]);
      seen.add(fullUrl);
    }
  });

  test("is found again by a number of ours, apart from the history that R4 gives none", () => {
    const conditions = entriesOf(made.bytes).map(({ request }) => request["ifNoneExist"]);
    expect(conditions.slice(0, -1).filter((one) => one === undefined)).toEqual([]);
    expect(new Set(conditions).size).toBe(conditions.length);
    expect(conditions.at(-1)).toBeUndefined();
  });

  test("updates a part of an entry alone, and refers to what stands at the other system", () => {
    const links = new Map(
      made.entries.map(({ key, type }, i) => [key, { type, id: String(i), version: "1" }]),
    );
    const only = new Set(["obs-1+report", "ord-1"]);
    const { bytes, entries, values } = encodeFhir(fullChart(), { update: { links, only } });
    expect(entries.map(({ key }) => key)).toEqual(["obs-1+report", "ord-1"]);
    const [report, order] = entriesOf(bytes);
    const idOf = (key: string): string =>
      `${links.get(key)?.type ?? ""}/${links.get(key)?.id ?? ""}`;
    expect(report?.resource["result"]).toEqual([{ reference: idOf("obs-1") }]);
    expect(report?.request["url"]).toBe(idOf("obs-1+report"));
    expect(order?.resource["encounter"]).toMatchObject({ reference: idOf("enc-2") });
    expect(new Set(values.map(({ value }) => value.entry.split("/")[0]))).toEqual(
      new Set(["obs-1", "ord-1"]),
    );
  });

  test("deletes at the other system what the chart no longer has, the last one made first", () => {
    const links = new Map(
      made.entries.map(({ key, type }, i) => [key, { type, id: String(i), version: "1" }]),
    );
    const only = new Set(["obs-2", "obs-2+report"]);
    const less = { ...fullChart(), values: fullChart().values.filter((v) => v.entry !== "obs-2") };
    const { bytes, entries } = encodeFhir(less, { update: { links, only } });
    expect(entries.map(({ key }) => key)).toEqual(["obs-2+report", "obs-2"]);
    const idOf = (key: string): string => links.get(key)?.id ?? "";
    expect(entriesOf(bytes).map(({ request }) => request)).toEqual([
      { method: "DELETE", url: `DiagnosticReport/${idOf("obs-2+report")}`, ifMatch: 'W/"1"' },
      { method: "DELETE", url: `Observation/${idOf("obs-2")}`, ifMatch: 'W/"1"' },
    ]);
  });

  test("has no address of what is neither sent nor known", () => {
    const links = new Map([["Patient", { type: "Patient", id: "1", version: null }]]);
    const only = new Set(["ord-1"]);
    const { bytes } = encodeFhir(fullChart(), { update: { links, only } });
    const [order] = entriesOf(bytes);
    expect(order?.resource["encounter"]).toEqual({ identifier: entry("ZZT-ENC00002") });
  });

  test("has a value in every field of a kind of record that is not tested elsewhere", () => {
    const lists = "guardian proxy guarantor consent immunization order referral note charge".split(
      " ",
    );
    const there = new Set(fullChart().values.map(({ field }) => field));
    const missing = fields
      .filter(({ list }) => lists.includes(list?.split("/")[0] ?? ""))
      .filter((field) => carriedByFhir(field) && field.place === "own" && field.form !== "list")
      .filter(({ id }) => !there.has(id));
    expect(missing.map(({ id }) => id)).toEqual([]);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value) || value === null || typeof value !== "object") {
    return Array.isArray(value) ? value.map(reversed) : value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}
