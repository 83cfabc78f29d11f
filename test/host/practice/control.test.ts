import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPractice } from "../../../host/practice/start-practice.ts";
import { ask, practiceAtWork, settled, until } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";

test("switches are set and read over HTTP with every value in force", async () => {
  const { addresses } = await practiceAtWork();
  const put = await ask(
    "PUT",
    `${addresses.control}/faults`,
    {
      faults: [
        { id: "TRUNCATE", params: { limit: "25" } },
        { id: "CASE", fields: ["patient.name.*"], probability: 0.5 },
      ],
    },
    { "Content-Type": "application/json" },
  );
  expect(put.status).toBe(200);
  const { body } = await ask("GET", `${addresses.control}/faults`);
  expect(body.faults).toEqual([
    {
      id: "TRUNCATE",
      params: { limit: 25, unit: "characters" },
      fields: ["patient.address.line1", "medication.sig"],
      probability: 1,
    },
    { id: "CASE", params: { to: "upper" }, fields: ["patient.name.*"], probability: 0.5 },
  ]);
});

test.each([
  ["a misspelt fault", { faults: [{ id: "TRUNCTE" }] }, "did you mean TRUNCATE?"],
  [
    "an unknown parameter",
    { faults: [{ id: "TRUNCATE", params: { lenght: 3 } }] },
    "it has limit, unit",
  ],
  [
    "a parameter out of range",
    { faults: [{ id: "TRUNCATE", params: { limit: 0 } }] },
    "from 1 to 100000",
  ],
  [
    "a choice that is none",
    { faults: [{ id: "CASE", params: { to: "loud" } }] },
    "upper, lower, title",
  ],
  [
    "an unknown field",
    { faults: [{ id: "CASE", fields: ["patient.name.famly"] }] },
    "patient.name.family",
  ],
  ["a probability above 1", { faults: [{ id: "CASE", probability: 2 }] }, "from 0 to 1"],
  ["a misspelt key", { faults: [{ id: "CASE", probablity: 1 }] }, '"probablity"'],
  ["no list", { fault: [] }, "Expected"],
  [
    "a field that cannot be filled",
    { faults: [{ id: "DEFAULT-INJECT", fields: ["patient.name.given"] }] },
    "it can fill",
  ],
])("%s is refused with a sentence, and the switches stay", async (_name, body, says) => {
  const practice = await practiceAtWork({ faults: [{ id: "TRIM" }] });
  const put = await ask("PUT", `${practice.addresses.control}/faults`, body);
  expect([put.status, put.body.error.happened]).toEqual([400, expect.stringContaining(says)]);
  expect(practice.faults().map(({ id }) => id)).toEqual(["TRIM"]);
});

test("the catalogue explains every fault, and each preset can be switched on", async () => {
  const practice = await practiceAtWork();
  const { body } = await ask("GET", `${practice.addresses.control}/catalogue`);
  expect(body.faults.length).toBeGreaterThan(30);
  for (const fault of body.faults) {
    expect(fault).toMatchObject({
      id: expect.stringMatching(/^[A-Z0-9-]+$/),
      says: expect.stringMatching(/\.$/),
      before: expect.any(String),
      after: expect.any(String),
      stage: expect.any(String),
    });
  }
  expect(body.presets.map(({ id }: { id: string }) => id)).toEqual([
    "honest",
    "typical",
    "bad-friday",
    "after-upgrade",
    "bad-update-loop",
    "loose-matching",
    "small-clinic",
  ]);
  for (const preset of body.presets) practice.setFaults(preset.faults);
});

test("reset empties every system and never gives an id twice", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "TRIM" }] });
  const { clinic, control } = practice.addresses;
  const first = await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  expect((await ask("POST", `${control}/reset`)).body).toMatchObject({
    clinic: { records: 0 },
    emr: { records: 0, review: 0 },
    injections: 0,
  });
  const second = await ask("POST", clinic.fhir, bundleOf());
  expect(second.body.entry[0].response.location).not.toBe(first.body.entry[0].response.location);
  expect(practice.faults()).toHaveLength(1);
});

test("the log tells what happened without a value of a patient", async () => {
  const practice = await practiceAtWork();
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await settled(practice);
  const { text, body } = await ask("GET", `${practice.addresses.control}/log`);
  expect(body.log.length).toBeGreaterThan(2);
  for (const secret of ["Brien", "7700001", "1941", "Penicillin", "555-555"]) {
    expect(text).not.toContain(secret);
  }
});

test("truth is told by control alone", async () => {
  const { addresses } = await practiceAtWork();
  for (const base of [addresses.clinic.page, addresses.emr.page, addresses.interface.fhir]) {
    expect((await ask("GET", new URL("/truth", base).href)).status).toBe(404);
  }
});

test("a folder keeps the records for the next start, a temporary one leaves nothing", async () => {
  const folder = mkdtempSync(join(tmpdir(), "practice-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const first = await startPractice({ folder });
  await ask("POST", first.addresses.clinic.fhir, bundleOf());
  await settled(first);
  await first.close();
  expect(readdirSync(folder)).toContain("practice.sqlite");
  const second = await practiceAtWork({ folder });
  expect(second.status().emr.patients).toBe(1);
});

test("a port in use is named in a sentence, and nothing is left behind", async () => {
  const practice = await practiceAtWork();
  const port = Number(new URL(practice.addresses.control).port);
  await expect(startPractice({ port })).rejects.toThrow(
    `Port ${port} for the practice control is used by another program.`,
  );
  expect(existsSync(tmpdir())).toBe(true);
});

test("after close no server answers", async () => {
  const practice = await startPractice();
  await practice.close();
  await practice.close();
  const { clinic, emr, control } = practice.addresses;
  for (const url of [
    `${clinic.fhir}/metadata`,
    `${practice.addresses.interface.fhir}/metadata`,
    emr.page,
    `${control}/status`,
  ]) {
    await expect(fetch(url)).rejects.toThrow();
  }
});

test("a reset in the middle of the traffic leaves nothing of the time before", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  for (let round = 0; round < 10; round++) {
    await ask("POST", clinic.fhir, bundleOf({ mrn: `770010${round}` }));
    await until(() => practice.status().clinic.waiting === 0);
    practice.reset();
    const marker = `770020${round}`;
    await ask("POST", clinic.fhir, bundleOf({ mrn: marker }));
    await settled(practice);
    const found = (await ask("GET", `${emr.fhir}/Patient`)).body;
    expect([found.total, found.entry[0].resource.identifier[0].value]).toEqual([1, marker]);
    practice.reset();
  }
});
