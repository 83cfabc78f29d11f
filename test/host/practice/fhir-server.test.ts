import { expect, test } from "vitest";
import { ask, practiceAtWork } from "./at-work.ts";
import { bundleOf, example } from "./example-person.ts";

const chart = (family: string, value: string): object => ({
  resourceType: "Patient",
  identifier: [{ system: "urn:a", value }],
  name: [{ family, given: ["Ana"] }],
  birthDate: "1980-03-04",
});

test("a record is created, read, changed, read in its first version, and gone", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  const made = await ask("POST", `${base}/Patient`, chart("One", "1"));
  expect([made.status, made.headers.get("etag")]).toEqual([201, 'W/"1"']);
  const { id } = made.body;
  expect(made.headers.get("location")).toBe(`${base}/Patient/${id}/_history/1`);
  const changed = await ask(
    "PUT",
    `${base}/Patient/${id}`,
    { ...chart("Two", "1"), id },
    {
      "If-Match": 'W/"1"',
    },
  );
  expect([changed.status, changed.headers.get("etag")]).toEqual([200, 'W/"2"']);
  const first = await ask("GET", `${base}/Patient/${id}/_history/1`);
  expect(first.body.name[0].family).toBe("One");
  expect((await ask("DELETE", `${base}/Patient/${id}`)).status).toBe(204);
  const gone = await ask("GET", `${base}/Patient/${id}`);
  expect([gone.status, gone.body.resourceType]).toEqual([410, "OperationOutcome"]);
  expect((await ask("GET", `${base}/Patient/never`)).status).toBe(404);
});

test("an update against an old version is refused and changes nothing", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  const { id } = (await ask("POST", `${base}/Patient`, chart("One", "1"))).body;
  await ask("PUT", `${base}/Patient/${id}`, { ...chart("Two", "1"), id });
  const refused = await ask(
    "PUT",
    `${base}/Patient/${id}`,
    { ...chart("Three", "1"), id },
    {
      "If-Match": 'W/"1"',
    },
  );
  expect([refused.status, refused.body.resourceType]).toEqual([412, "OperationOutcome"]);
  expect((await ask("GET", `${base}/Patient/${id}`)).body.name[0].family).toBe("Two");
});

test("a conditional create makes one record, finds it again, and refuses to choose between two", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  const condition = { "If-None-Exist": "identifier=urn:a|7" };
  expect((await ask("POST", `${base}/Patient`, chart("One", "7"), condition)).status).toBe(201);
  expect((await ask("POST", `${base}/Patient`, chart("Two", "7"), condition)).status).toBe(200);
  await ask("POST", `${base}/Patient`, chart("Three", "7"));
  expect((await ask("POST", `${base}/Patient`, chart("Four", "7"), condition)).status).toBe(412);
});

test("a transaction with one bad entry stores nothing, a batch stores the rest", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  const entry = [
    { resource: chart("One", "1"), request: { method: "POST", url: "Patient" } },
    { resource: { ...chart("Two", "2"), id: "x" }, request: { method: "PUT", url: "Patient/x" } },
  ];
  const transaction = await ask("POST", base, {
    resourceType: "Bundle",
    type: "transaction",
    entry,
  });
  expect(transaction.status).toBe(405);
  expect(transaction.body.issue[0].diagnostics).toContain("Entry 1");
  expect((await ask("GET", `${base}/Patient?_summary=count`)).body.total).toBe(0);
  const batch = await ask("POST", base, { resourceType: "Bundle", type: "batch", entry });
  expect(
    batch.body.entry.map((each: { response: { status: string } }) => each.response.status),
  ).toEqual(["201 Created", "405"]);
});

test("references between entries become addresses, whichever comes first", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  const response = await ask("POST", base, {
    resourceType: "Bundle",
    type: "transaction",
    entry: [
      {
        fullUrl: "urn:uuid:b",
        resource: { resourceType: "Condition", subject: { reference: "urn:uuid:a" } },
        request: { method: "POST", url: "Condition" },
      },
      {
        fullUrl: "urn:uuid:a",
        resource: chart("One", "1"),
        request: { method: "POST", url: "Patient" },
      },
    ],
  });
  expect(response.status).toBe(200);
  const patient = (await ask("GET", `${base}/Patient`)).body.entry[0].resource;
  const condition = (await ask("GET", `${base}/Condition?patient=${patient.id}`)).body;
  expect(condition.entry[0].resource.subject.reference).toBe(`Patient/${patient.id}`);
});

test.each([
  ["identifier=urn:a|1", 1],
  ["identifier=1", 2],
  ["identifier=|1", 1],
  ["identifier=urn:a|", 1],
  ["identifier=urn:c|1", 0],
  ["family=nun", 1],
  ["family:exact=nun", 0],
  ["family:exact=Núñez", 1],
  ["name=JOSE", 1],
  ["given=jo", 1],
  ["birthdate=1980-03-04", 1],
  ["birthdate=1980", 2],
  ["birthdate=gt1980-03-04", 1],
  ["birthdate=le1980-03-04", 1],
  ["family=nun&birthdate=1981", 0],
  ["family=nun,ort", 2],
  ["_tag=HTEST", 1],
  ["_lastUpdated=gt2001-01-01", 2],
  ["_id=nobody", 0],
])("a search by %s finds %i", async (query, total) => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  await ask("POST", `${base}/Patient`, {
    resourceType: "Patient",
    meta: { tag: [{ system: "urn:t", code: "HTEST" }] },
    identifier: [{ system: "urn:a", value: "1" }],
    name: [{ family: "Núñez", given: ["José"] }],
    birthDate: "1980-03-04",
  });
  await ask("POST", `${base}/Patient`, {
    resourceType: "Patient",
    identifier: [{ value: "1" }],
    name: [{ family: "Ortiz", given: ["Ana"] }],
    birthDate: "1980-05-06",
  });
  expect((await ask("GET", `${base}/Patient?${query}`)).body.total).toBe(total);
});

test("the records of a patient are found by each way of naming the patient", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.clinic.fhir;
  await ask("POST", base, bundleOf());
  const { id } = (await ask("GET", `${base}/Patient`)).body.entry[0].resource;
  for (const query of [
    `patient=${id}`,
    `subject=Patient/${id}`,
    `subject:Patient=${id}`,
    `patient=${base}/Patient/${id}`,
  ]) {
    expect((await ask("GET", `${base}/MedicationRequest?${query}`)).body.total).toBe(2);
  }
});

test("pages lead through everything once, and the self link lists only what was understood", async () => {
  const { addresses } = await practiceAtWork();
  const base = addresses.emr.fhir;
  for (let at = 0; at < 7; at++) await ask("POST", `${base}/Patient`, chart("Many", String(at)));
  const seen: string[] = [];
  let url: string | undefined = `${base}/Patient?family=many&_count=3&shoe-size=44`;
  while (url !== undefined) {
    const page = (await ask("GET", url)).body;
    const links: { relation: string; url: string }[] = page.link;
    expect(page.total).toBe(7);
    expect(links.find(({ relation }) => relation === "self")?.url).not.toContain("shoe");
    seen.push(...page.entry.map((entry: { resource: { id: string } }) => entry.resource.id));
    url = links.find(({ relation }) => relation === "next")?.url;
  }
  expect(new Set(seen).size).toBe(7);
  expect(seen).toHaveLength(7);
});

test("an unknown parameter is ignored, and refused where the client asks for strictness", async () => {
  const { addresses } = await practiceAtWork();
  const url = `${addresses.emr.fhir}/Patient?shoe-size=44`;
  expect((await ask("GET", url)).status).toBe(200);
  const strict = await ask("GET", url, undefined, { Prefer: "handling=strict" });
  expect([strict.status, strict.body.issue[0].diagnostics]).toEqual([
    400,
    'The search parameter "shoe-size" is not known.',
  ]);
});

test("each FHIR base states what it can do, under its own address", async () => {
  const { addresses } = await practiceAtWork();
  for (const base of [addresses.clinic.fhir, addresses.interface.fhir, addresses.emr.fhir]) {
    const { body, headers } = await ask("GET", `${base}/metadata`);
    expect(headers.get("content-type")).toBe("application/fhir+json; charset=utf-8");
    expect([body.resourceType, body.fhirVersion, body.implementation.url]).toEqual([
      "CapabilityStatement",
      "4.0.1",
      base,
    ]);
  }
});

test("with auth, nothing under /fhir answers without the token, and everything arrives with it", async () => {
  const practice = await practiceAtWork({ auth: true, key: "open-sesame" });
  const { clinic, emr } = practice.addresses;
  const refused = await ask("POST", clinic.fhir, bundleOf());
  expect([refused.status, refused.body.issue[0].code]).toEqual([401, "login"]);
  const wrong = await ask("GET", `${emr.fhir}/Patient`, undefined, {
    Authorization: "Bearer nope",
  });
  expect(wrong.status).toBe(401);
  const key = { Authorization: "Bearer open-sesame" };
  expect((await ask("POST", clinic.fhir, bundleOf(), key)).status).toBe(200);
  await expect
    .poll(
      async () =>
        (await ask("GET", `${emr.fhir}/Patient?identifier=${example.mrn}`, undefined, key)).body
          .total,
    )
    .toBe(1);
});

test("no other way of writing an address gets around the token", async () => {
  const practice = await practiceAtWork({ auth: true });
  const origin = new URL(practice.addresses.emr.fhir).origin;
  for (const path of [
    "/%66hir/Patient",
    "//fhir/Patient",
    "/fhir/Patient/",
    "/fhir/./Patient",
    "/fhir/metadata/../Patient",
  ]) {
    expect([401, 404]).toContain((await ask("GET", `${origin}${path}`)).status);
  }
});
