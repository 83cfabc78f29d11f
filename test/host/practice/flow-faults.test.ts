import { expect, test } from "vitest";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { ask, inEmr, practiceAtWork, settled, until } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";

/** Sends the example, then changes the home phone at the clinic. */
async function changePhone(practice: Practice): Promise<void> {
  const { clinic } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  const patient = (await ask("GET", `${clinic.fhir}/Patient`)).body.entry[0].resource;
  patient.telecom[0].value = "555-555-0199";
  await ask("PUT", `${clinic.fhir}/Patient/${patient.id}`, patient);
  await settled(practice);
}

async function phone(practice: Practice): Promise<string> {
  return (await inEmr(practice, "Patient")).telecom[0].value;
}

test("STALE-OVERWRITE: the change is seen once, then the old value comes back as a new version", async () => {
  const practice = await practiceAtWork({
    faults: [{ id: "STALE-OVERWRITE", params: { delayMs: 1 } }],
  });
  await changePhone(practice);
  expect(await phone(practice)).toBe("555-555-0199");
  await until(async () => (await phone(practice)) === "555-555-0111");
  expect((await inEmr(practice, "Patient")).meta.versionId).toBe("3");
  expect(practice.status().injections).toBe(1);
});

test("STALE-OVERWRITE comes back even when nobody looks", async () => {
  const practice = await practiceAtWork({
    faults: [{ id: "STALE-OVERWRITE", params: { delayMs: 60_000, latestMs: 1 } }],
  });
  await changePhone(practice);
  await until(() => practice.status().injections === 1);
  expect(await phone(practice)).toBe("555-555-0111");
});

test("LOST-UPDATE: the EMR keeps what it had, and the clinic was told that all is well", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "LOST-UPDATE" }] });
  await changePhone(practice);
  const patient = await inEmr(practice, "Patient");
  expect([patient.telecom[0].value, patient.meta.versionId]).toEqual(["555-555-0111", "1"]);
  expect(practice.status().interface.failed).toBe(0);
});

test("LOST-UPDATE on one field lets the others through", async () => {
  const practice = await practiceAtWork({
    faults: [{ id: "LOST-UPDATE", fields: ["patient.telecom.home"] }],
  });
  await changePhone(practice);
  const patient = await inEmr(practice, "Patient");
  expect([patient.telecom[0].value, patient.meta.versionId]).toEqual(["555-555-0111", "2"]);
});

test("DUP-CREATE: one patient, two charts; a later change reaches one of them", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "DUP-CREATE" }] });
  await changePhone(practice);
  const charts = (await ask("GET", `${practice.addresses.emr.fhir}/Patient`)).body;
  const phones = charts.entry.map(
    (entry: { resource: { telecom: { value: string }[] } }) => entry.resource.telecom[0]?.value,
  );
  expect(phones.toSorted()).toEqual(["555-555-0111", "555-555-0199"]);
});

test("ACK-LIE: everything is answered, nothing is stored, the truth knows what", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "ACK-LIE" }] });
  expect((await ask("POST", practice.addresses.clinic.fhir, bundleOf())).status).toBe(200);
  await until(() => practice.status().injections === 6);
  await settled(practice);
  expect(practice.status()).toMatchObject({ clinic: { waiting: 0 }, emr: { records: 0 } });
});

test("NO-ACK at the clinic: the line is cut, and the record is there all the same", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "NO-ACK" }] });
  await expect(ask("POST", practice.addresses.clinic.fhir, bundleOf())).rejects.toThrow();
  practice.setFaults([]);
  await settled(practice);
  expect(practice.status().emr.patients).toBe(1);
});

test("NO-ACK that hangs leaves the line open without a word", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "NO-ACK", params: { how: "hang" } }] });
  const given = new AbortController();
  const asking = fetch(practice.addresses.clinic.fhir, {
    method: "POST",
    headers: { "Content-Type": "application/fhir+json" },
    body: bundleOf(),
    signal: given.signal,
  });
  await until(() => practice.status().emr.patients === 1);
  given.abort();
  await expect(asking).rejects.toThrow("abort");
});

test("NO-ACK at the interface: the clinic sends again, the EMR gets it once", async () => {
  const practice = await practiceAtWork({
    faults: [{ id: "NO-ACK", params: { where: "interface" } }],
  });
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await until(
    () => practice.log(100).filter(({ says }) => says.includes("already known")).length > 1,
  );
  expect(practice.status()).toMatchObject({ clinic: { waiting: 6 }, emr: { patients: 1 } });
  practice.setFaults([]);
  await settled(practice);
  expect(practice.status().emr.records).toBe(6);
});

test("LATE: the interface holds a message back for the time it is told", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "LATE", params: { delayMs: 300_000 } }] });
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await until(
    () => practice.status().interface.waiting === 1 && practice.status().clinic.waiting === 0,
  );
  expect(practice.status()).toMatchObject({ clinic: { waiting: 0 }, emr: { records: 0 } });
});

test("LIST-MISPAIR: a changed dose lands on the other medicine", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "LIST-MISPAIR" }] });
  const { clinic, emr } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  const found = await ask("GET", `${clinic.fhir}/MedicationRequest?identifier=urn:entry|7700001-2`);
  const medicine = found.body.entry[0].resource;
  medicine.dosageInstruction[0].doseAndRate[0].doseQuantity.value = 7;
  await ask("PUT", `${clinic.fhir}/MedicationRequest/${medicine.id}`, medicine);
  await settled(practice);
  const doses = (await ask("GET", `${emr.fhir}/MedicationRequest`)).body.entry.map(
    (entry: {
      resource: {
        medicationCodeableConcept: { text: string };
        dosageInstruction: { doseAndRate: { doseQuantity: { value: number } }[] }[];
      };
    }) => [
      entry.resource.medicationCodeableConcept.text,
      entry.resource.dosageInstruction[0]?.doseAndRate[0]?.doseQuantity.value,
    ],
  );
  expect(doses).toEqual([
    ["Medicine 1", 40],
    ["Medicine 2", 7],
  ]);
});
