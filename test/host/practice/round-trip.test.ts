import { expect, test } from "vitest";
import { ask, inEmr, practiceAtWork, settled } from "./at-work.ts";
import { bundleOf, example } from "./example-person.ts";

/** A resource's text without what belongs to the server that holds it. */
function content(text: string): string {
  return text
    .replaceAll(/"(?:id|versionId|lastUpdated)":"[^"]*",?/g, "")
    .replaceAll(/,?"search":\{[^}]*\}|"fullUrl":"[^"]*",/g, "")
    .replaceAll(/"link":\[.*?\],/g, "")
    .replaceAll(/"reference":"Patient\/[^"]*"/g, '"reference":"Patient"');
}

test("with no fault switched on, the EMR holds what the clinic holds, to the byte", async () => {
  const practice = await practiceAtWork();
  const nfd = "Nun\u0303ez";
  const bundle = bundleOf({
    family: `${nfd} 𠮷 \u202Emira`,
    given: ["José\u00A0María", "  two  spaces  "],
    line: ["x".repeat(300), "tab\tand\nline", '"quoted" \\ <b>&amp;'],
    doses: ["0.50", "12345678901234567890.123456789012345678901234567890", "1E-7", "100"],
  });
  expect((await ask("POST", practice.addresses.clinic.fhir, bundle)).status).toBe(200);
  await settled(practice);
  for (const type of [
    "Patient",
    "MedicationRequest",
    "AllergyIntolerance",
    "Condition",
    "Observation",
  ]) {
    const sent = await ask("GET", `${practice.addresses.clinic.fhir}/${type}`);
    const kept = await ask("GET", `${practice.addresses.emr.fhir}/${type}`);
    expect(content(kept.text)).toBe(content(sent.text));
    expect(sent.body.total).toBe(type === "MedicationRequest" ? 4 : 1);
  }
  const medicines = await ask("GET", `${practice.addresses.emr.fhir}/MedicationRequest`);
  expect(medicines.text).toContain('"value":0.50,');
  expect(medicines.text).toContain('"value":12345678901234567890.123456789012345678901234567890,');
  expect(medicines.text).toContain('"value":1E-7,');
  expect((await inEmr(practice, "Patient")).name[0].family.startsWith(nfd)).toBe(true);
});

test("a change and a deletion at the clinic reach the EMR's own record", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  const before = await inEmr(practice, "Patient");
  const { body } = await ask("GET", `${clinic.fhir}/Patient`);
  const patient = body.entry[0].resource;
  expect(before.id).not.toBe(patient.id);
  patient.telecom[0].value = "555-555-0199";
  await ask("PUT", `${clinic.fhir}/Patient/${patient.id}`, patient);
  await settled(practice);
  const after = await inEmr(practice, `Patient?identifier=urn:clinic:mrn|${example.mrn}`);
  expect(after.telecom[0].value).toBe("555-555-0199");
  expect([after.id, after.meta.versionId]).toEqual([before.id, "2"]);

  const medicine = (await ask("GET", `${clinic.fhir}/MedicationRequest`)).body.entry[0].resource;
  await ask("DELETE", `${clinic.fhir}/MedicationRequest/${medicine.id}`);
  await settled(practice);
  const left = await ask("GET", `${emr.fhir}/MedicationRequest?patient=${after.id}`);
  expect(left.body.total).toBe(1);
});

test("a record that somebody changed in the EMR is read again and then written", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  const theirs = await inEmr(practice, "Patient");
  await ask("PUT", `${emr.fhir}/Patient/${theirs.id}`, { ...theirs, gender: "male" });
  const ours = (await ask("GET", `${clinic.fhir}/Patient`)).body.entry[0].resource;
  await ask("PUT", `${clinic.fhir}/Patient/${ours.id}`, { ...ours, birthDate: "1942-05-06" });
  await settled(practice);
  const now = await inEmr(practice, "Patient");
  expect([now.birthDate, now.gender, now.meta.versionId]).toEqual(["1942-05-06", "female", "3"]);
});

test("a patient whom the EMR already has under the same number gets no second chart", async () => {
  const practice = await practiceAtWork();
  const known = {
    resourceType: "Patient",
    identifier: [{ system: "urn:clinic:mrn", value: example.mrn }],
    name: [{ family: "Earlier" }],
  };
  const made = await ask("POST", `${practice.addresses.emr.fhir}/Patient`, known);
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await settled(practice);
  expect((await inEmr(practice, "Patient")).id).toBe(made.body.id);
  expect(practice.status().emr.patients).toBe(1);
});

test("two people who look alike become two charts and one line on the review list", async () => {
  const practice = await practiceAtWork();
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await ask("POST", practice.addresses.clinic.fhir, bundleOf({ mrn: "7700002" }));
  await settled(practice);
  expect(practice.status().emr).toMatchObject({ patients: 2, review: 1 });
});

test("sixty people in a row all arrive, in order", async () => {
  const practice = await practiceAtWork();
  const numbers = Array.from({ length: 60 }, (_, index) => String(7_700_100 + index));
  for (const mrn of numbers) {
    const bundle = bundleOf({ mrn, family: `Family${mrn}`, birthDate: `1950-01-${mrn.slice(-2)}` });
    await ask("POST", practice.addresses.clinic.fhir, bundle);
  }
  await settled(practice);
  const seen = await ask("GET", `${practice.addresses.emr.fhir}/Patient?_count=100`);
  const order = seen.body.entry.map(
    (entry: { resource: { identifier: { value: string }[] } }) =>
      entry.resource.identifier[0]?.value,
  );
  expect(order).toEqual(numbers);
  expect(practice.status().interface.failed).toBe(0);
});
