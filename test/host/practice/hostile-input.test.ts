import { request } from "node:http";
import { expect, test } from "vitest";
import { ask, practiceAtWork } from "./at-work.ts";

const deep = "[".repeat(10_000) + "]".repeat(10_000);

test.each([
  ["nothing", ""],
  ["half a Bundle", '{"resourceType":"Bundle","type":"transaction","entry":[{"res'],
  ["a list nested 10,000 deep", `{"resourceType":"Patient","x":${deep}}`],
  ["a key twice", '{"resourceType":"Patient","gender":"male","gender":"female"}'],
  ["a key twice with one value", '{"resourceType":"Patient","gender":"male","gender":"male"}'],
  [
    "the same key written with an escape",
    '{"resourceType":"Patient","gender":"male","gend\\u0065r":"x"}',
  ],
  ["a __proto__ key", '{"resourceType":"Patient","__proto__":{"x":1}}'],
  ["half a surrogate pair", '{"resourceType":"Patient","gender":"\\ud800"}'],
  ["a text that never ends", '{"resourceType":"Pat'],
  ["no resource", "[1,2,3]"],
  ["words", "hello"],
  ["another resource", '{"resourceType":"Observation"}'],
])("%s is refused with 400 and a reason, by every server", async (_name, body) => {
  const { addresses } = await practiceAtWork();
  for (const base of [addresses.clinic.fhir, addresses.emr.fhir]) {
    const answer = await ask("POST", `${base}/Patient`, body);
    expect([answer.status, answer.body.resourceType]).toEqual([400, "OperationOutcome"]);
    expect((await ask("GET", `${base}/Patient?_summary=count`)).body.total).toBe(0);
  }
  expect((await ask("POST", addresses.interface.fhir, body)).status).toBe(400);
});

test("bytes that are no UTF-8 are refused", async () => {
  const { addresses } = await practiceAtWork();
  const response = await fetch(`${addresses.clinic.fhir}/Patient`, {
    method: "POST",
    headers: { "Content-Type": "application/fhir+json" },
    body: Buffer.concat([
      Buffer.from('{"resourceType":"Patient","gender":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}'),
    ]),
  });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("UTF-8");
});

test("200 MB are refused with 413 before they are read, and the server lives on", async () => {
  const { addresses } = await practiceAtWork();
  const status = await new Promise<number>((resolve, reject) => {
    const sending = request(`${addresses.emr.fhir}/Patient`, {
      method: "POST",
      headers: { "Content-Type": "application/fhir+json", "Content-Length": 200 * 1024 * 1024 },
    });
    sending.on("response", (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
      sending.destroy();
    });
    sending.on("error", reject);
    sending.write('{"resourceType":"Patient"');
  });
  expect(status).toBe(413);
  expect((await ask("GET", `${addresses.emr.fhir}/metadata`)).status).toBe(200);
});

test("an XML body and an XML answer are refused", async () => {
  const { addresses } = await practiceAtWork();
  const sent = await ask("POST", `${addresses.emr.fhir}/Patient`, "<Patient/>", {
    "Content-Type": "application/fhir+xml",
  });
  expect([sent.status, sent.body.resourceType]).toEqual([415, "OperationOutcome"]);
  expect((await ask("GET", `${addresses.emr.fhir}/Patient?_format=xml`)).status).toBe(406);
});

test("a request under a foreign host name or from a foreign page is refused by every server", async () => {
  const { addresses } = await practiceAtWork();
  const all = [addresses.clinic.fhir, addresses.interface.fhir, addresses.emr.fhir].map(
    (base) => `${base}/metadata`,
  );
  for (const url of [
    ...all,
    addresses.emr.page,
    `${addresses.control}/faults`,
    `${addresses.control}/truth`,
  ]) {
    expect(await statusWith(url, { Host: "evil.example" })).toBe(403);
    expect(await statusWith(url, { Origin: "http://evil.example" })).toBe(403);
    expect(await statusWith(url, {})).toBe(200);
  }
});

/** fetch sets Host itself; node:http lets the test say it. */
function statusWith(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asking.on("error", reject);
    asking.end();
  });
}
