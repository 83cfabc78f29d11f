import { expect, test } from "vitest";
import { practiceFaults } from "../../../host/practice/faults/catalogue.ts";
import type { FaultSwitch } from "../../../host/practice/faults/fault.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { ask, inEmr, practiceAtWork, settled, until } from "./at-work.ts";
import type { Answer } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";
import { bundleWith, records } from "./example-records.ts";

/** They keep a message from the interface, or hold it there. */
const stoppers = new Set(["REJECT-OPAQUE", "ACK-LIE", "LATE", "OUT-OF-ORDER", "NO-ACK"]);

async function withFault(text: string): Promise<Practice> {
  return practiceAtWork({ faults: parseFaults(text) });
}

async function send(practice: Practice, body: string): Promise<Answer> {
  const answer = await ask("POST", practice.addresses.clinic.fhir, body);
  await settled(practice);
  return answer;
}

async function countAt(base: string, type: string): Promise<number> {
  return (await ask("GET", `${base}/${type}`)).body.total;
}

const emrCount = (practice: Practice, type: string): Promise<number> =>
  countAt(practice.addresses.emr.fhir, type);

/** Records of the clinic, with their ids there. */
async function atClinic(practice: Practice, type: string): Promise<Answer["body"][]> {
  const { body } = await ask("GET", `${practice.addresses.clinic.fhir}/${type}`);
  return body.entry.map(({ resource }: { resource: unknown }) => resource);
}

async function change(
  practice: Practice,
  type: string,
  edit: (record: Answer["body"]) => void,
): Promise<void> {
  const [record] = await atClinic(practice, type);
  edit(record);
  await ask("PUT", `${practice.addresses.clinic.fhir}/${type}/${record.id}`, record);
}

test("OVERFLOW-REJECT: one long field, and the whole medicine is not there", async () => {
  const practice = await withFault("OVERFLOW-REJECT(20)");
  await send(practice, bundleWith([records.medicine, records.otherMedicine]));
  expect((await inEmr(practice, "MedicationRequest")).medicationCodeableConcept.text).toBe(
    "Warfarin",
  );
});

test("PAGING-LOSS: a search shows the first of a patient's results alone, their address shows them all", async () => {
  const practice = await withFault("PAGING-LOSS(1)");
  await send(practice, bundleWith([records.result, records.count]));
  const { body } = await ask("GET", `${practice.addresses.emr.fhir}/Observation`);
  expect([body.total, body.entry.length, practice.status().emr.records]).toEqual([1, 1, 3]);
  expect(practice.status().injections).toBe(1);
});

test("VISIBILITY: the reader's role is shown no notes, neither in a list nor by their address", async () => {
  const practice = await withFault("VISIBILITY");
  await send(practice, bundleWith([records.note, records.result]));
  expect([
    await emrCount(practice, "DocumentReference"),
    await emrCount(practice, "Observation"),
  ]).toEqual([0, 1]);
  practice.setFaults([]);
  const { id } = await inEmr(practice, "DocumentReference");
  practice.setFaults([{ id: "VISIBILITY" }]);
  expect((await ask("GET", `${practice.addresses.emr.fhir}/DocumentReference/${id}`)).status).toBe(
    404,
  );
});

test("MERGE-LISTS files an allergy as both, PLACEMENT as a problem alone", async () => {
  for (const [fault, allergies] of [
    ["MERGE-LISTS", 1],
    ["PLACEMENT", 0],
  ] as const) {
    const practice = await withFault(fault);
    await send(practice, bundleWith([records.allergy]));
    expect(await emrCount(practice, "AllergyIntolerance")).toBe(allergies);
    expect((await inEmr(practice, "Condition")).code.text).toBe("Penicillin");
  }
});

test("WIPE: an update of one allergy takes away another, also one that only the EMR has", async () => {
  const practice = await withFault("WIPE");
  const { emr } = practice.addresses;
  await send(practice, bundleWith([records.allergy, records.result]));
  const patient = await inEmr(practice, "Patient");
  const extra = { ...records.noneKnown, patient: { reference: `Patient/${patient.id}` } };
  await ask("POST", `${emr.fhir}/AllergyIntolerance`, extra);
  expect(await emrCount(practice, "AllergyIntolerance")).toBe(2);
  await change(practice, "AllergyIntolerance", (allergy) => (allergy.criticality = "low"));
  await until(async () => (await emrCount(practice, "AllergyIntolerance")) === 1);
  expect((await inEmr(practice, "AllergyIntolerance")).criticality).toBe("low");
  expect(await emrCount(practice, "Observation")).toBe(1);
});

test("WRONG-MERGE: two women become one chart with the second one's name", async () => {
  const practice = await withFault("WRONG-MERGE(sex)");
  await send(practice, bundleOf());
  await send(practice, bundleOf({ mrn: "7700002", family: "Other", birthDate: "1990-01-01" }));
  expect((await inEmr(practice, "Patient")).name[0].family).toBe("Other");
});

test("SILENT-MATCH: a likely pair is linked, and nobody is asked", async () => {
  const honest = await practiceAtWork();
  const practice = await withFault("SILENT-MATCH");
  for (const each of [honest, practice]) {
    await send(each, bundleOf());
    await send(each, bundleOf({ mrn: "7700002" }));
  }
  expect(honest.status().emr).toMatchObject({ patients: 2, review: 1 });
  expect(practice.status().emr).toMatchObject({ patients: 1, review: 0 });
});

test("SPLIT: the allergies hang on the chart of a retired number", async () => {
  const practice = await withFault("SPLIT");
  const { emr } = practice.addresses;
  await send(practice, bundleOf());
  const { id } = await inEmr(practice, "Patient?identifier=urn:clinic:mrn|7700001");
  const retired = await inEmr(practice, "Patient?identifier=urn:clinic:mrn|7700001-R");
  const allergy = await inEmr(practice, "AllergyIntolerance");
  expect(allergy.patient.reference).toBe(`Patient/${retired.id}`);
  expect(await countAt(emr.fhir, `MedicationRequest?patient=Patient/${id}`)).toBe(2);
});

test.each(["fhir", "hl7"] as const)(
  "MISROUTE over %s: the person is at the other site",
  async (route) => {
    const practice = await practiceAtWork({ route, faults: [{ id: "MISROUTE" }] });
    await send(practice, bundleOf());
    expect(await emrCount(practice, "Patient")).toBe(0);
    expect(await countAt(practice.addresses.emr.otherSite, "Patient")).toBe(1);
    expect(await countAt(practice.addresses.emr.otherSite, "MedicationRequest")).toBe(2);
  },
);

test("OUT-OF-ORDER: the first of two quick messages is applied last", async () => {
  const practice = await withFault("OUT-OF-ORDER(600000)");
  await ask("POST", practice.addresses.clinic.fhir, bundleOf());
  await until(() => practice.status().clinic.waiting === 0);
  await change(practice, "Patient", (patient) => (patient.telecom[0].value = "555-555-0199"));
  await settled(practice);
  const patient = await inEmr(practice, "Patient");
  expect([patient.telecom[0].value, patient.meta.versionId]).toEqual(["555-555-0111", "2"]);
});

test.each(["fhir", "hl7"] as const)(
  "LOST-DELETE over %s: what the clinic deleted stays",
  async (route) => {
    const practice = await practiceAtWork({ route, faults: [{ id: "LOST-DELETE" }] });
    await send(practice, bundleOf());
    const [allergy] = await atClinic(practice, "AllergyIntolerance");
    await ask("DELETE", `${practice.addresses.clinic.fhir}/AllergyIntolerance/${allergy.id}`);
    await settled(practice);
    expect(await emrCount(practice, "AllergyIntolerance")).toBe(1);
    expect(practice.status().injections).toBe(1);
  },
);

test("RESURRECT: a deleted allergy is seen gone, then it is back", async () => {
  const practice = await withFault("RESURRECT(delayMs=1)");
  await send(practice, bundleOf());
  const [allergy] = await atClinic(practice, "AllergyIntolerance");
  await ask("DELETE", `${practice.addresses.clinic.fhir}/AllergyIntolerance/${allergy.id}`);
  await settled(practice);
  expect(await emrCount(practice, "AllergyIntolerance")).toBe(0);
  await until(async () => (await emrCount(practice, "AllergyIntolerance")) === 1);
});

test.each(["fhir", "hl7"] as const)(
  "DUP-ON-RESEND over %s: the result is there twice, the person once",
  async (route) => {
    const practice = await practiceAtWork({ route, faults: [{ id: "DUP-ON-RESEND" }] });
    await send(practice, bundleOf());
    expect([await emrCount(practice, "Observation"), await emrCount(practice, "Patient")]).toEqual([
      2, 1,
    ]);
  },
);

test("LOST-CONFLICT: of two writers with the same version the second is not told", async () => {
  const bodies = async (practice: Practice): Promise<number[]> => {
    await send(practice, bundleOf());
    const patient = await inEmr(practice, "Patient");
    const url = `${practice.addresses.emr.fhir}/Patient/${patient.id}`;
    const put = async (city: string): Promise<number> => {
      patient.address[0].city = city;
      return (await ask("PUT", url, patient, { "If-Match": 'W/"1"' })).status;
    };
    return [await put("First"), await put("Second")];
  };
  expect(await bodies(await practiceAtWork())).toEqual([200, 412]);
  const practice = await withFault("LOST-CONFLICT");
  expect(await bodies(practice)).toEqual([200, 200]);
  expect(practice.status().injections).toBe(1);
});

test("LOSSY-ROUND-TRIP: saved once the accents are taken apart, saved again they are lost", async () => {
  const practice = await withFault("LOSSY-ROUND-TRIP");
  await send(practice, bundleOf());
  expect((await inEmr(practice, "Patient")).name[0].given[0]).toBe("Jose\u0301");
  await change(practice, "Patient", (patient) => (patient.telecom[0].value = "555-555-0199"));
  await settled(practice);
  expect((await inEmr(practice, "Patient")).name[0].given[0]).toBe("Jose");
});

test("DOWNTIME-LOSS: what is sent during the outage is accepted and missing", async () => {
  const practice = await withFault("DOWNTIME-LOSS(after=1;lost=2)");
  for (const mrn of ["7700001", "7700002", "7700003", "7700004"]) {
    expect(
      (
        await send(
          practice,
          bundleOf({ mrn, family: `Name${mrn}`, birthDate: `19${mrn.slice(-2)}-01-01` }),
        )
      ).status,
    ).toBe(200);
  }
  const { body } = await ask("GET", `${practice.addresses.emr.fhir}/Patient`);
  const numbers = body.entry.map((entry: Answer["body"]) => entry.resource.identifier[0].value);
  expect(numbers).toEqual(["7700001", "7700004"]);
});

test("DRIFT: before the update all is well, after it streets are cut", async () => {
  const practice = await withFault("DRIFT(after=1)");
  await send(practice, bundleOf());
  await send(practice, bundleOf({ mrn: "7700002", family: "Later", birthDate: "1990-01-01" }));
  const { body } = await ask("GET", `${practice.addresses.emr.fhir}/Patient`);
  expect(body.entry.map((entry: Answer["body"]) => entry.resource.address[0].line[0])).toEqual([
    "1200 Example Street Apartment 4B",
    "1200 Example ",
  ]);
});

test("EXTERNAL-OVERWRITE: a portal's phone stands where the clinic's stood", async () => {
  const practice = await withFault("EXTERNAL-OVERWRITE");
  await send(practice, bundleOf());
  const { telecom } = await inEmr(practice, "Patient");
  expect(telecom[0].value).toMatch(/^555-555-01\d\d$/);
  expect(telecom[0].value).not.toBe("555-555-0111");
  expect(telecom[1].value).toBe("+1 555 555 0122 ext. 12");
});

test("EXTERNAL-OVERWRITE: a change that finds a newer version is sent again, whole", async () => {
  const practice = await withFault("EXTERNAL-OVERWRITE");
  await send(practice, bundleOf());
  const { clinic } = practice.addresses;
  const entry = [];
  for (const type of ["Patient", "AllergyIntolerance"]) {
    const found = await ask("GET", `${clinic.fhir}/${type}`);
    const { resource } = found.body.entry[0];
    if (type === "Patient") resource.telecom[1].value = "555-555-0133";
    entry.push({ resource, request: { method: "PUT", url: `${type}/${resource.id}` } });
  }
  await send(practice, JSON.stringify({ resourceType: "Bundle", type: "transaction", entry }));
  const patient = await inEmr(practice, "Patient");
  expect(patient.telecom[1].value).toBe("555-555-0133");
  const allergy = await inEmr(practice, "AllergyIntolerance");
  expect(allergy.patient.reference).toBe(`Patient/${patient.id}`);
});

test("ACK-MISMATCH: the second patient's answer names the first one's record", async () => {
  const practice = await withFault("ACK-MISMATCH");
  const place = async (mrn: string): Promise<string> =>
    (await send(practice, bundleOf({ mrn }))).body.entry[0].response.location.replace(
      /\/_history.*/,
      "",
    );
  const first = await place("7700001");
  expect(await place("7700002")).toBe(first);
  expect(await countAt(practice.addresses.clinic.fhir, "Patient")).toBe(2);
});

test("ACK-NEGATIVE-STORED: refused, and there all the same", async () => {
  const practice = await withFault("ACK-NEGATIVE-STORED");
  expect((await send(practice, bundleOf())).status).toBe(422);
  expect(await emrCount(practice, "Patient")).toBe(1);
});

test("REJECT-OPAQUE: refused without a reason, and nothing is stored", async () => {
  const practice = await withFault("REJECT-OPAQUE");
  const answer = await send(practice, bundleOf());
  expect([answer.status, answer.body.issue[0].diagnostics]).toEqual([400, "Error"]);
  expect([
    await countAt(practice.addresses.clinic.fhir, "Patient"),
    practice.status().emr.records,
  ]).toEqual([0, 0]);
});

test("SILENT-REJECT: accepted, and only the log knows that it was refused", async () => {
  const practice = await withFault("SILENT-REJECT");
  expect((await send(practice, bundleOf())).status).toBe(200);
  expect(practice.status().emr.records).toBe(0);
  const log = practice.log(50).map(({ says }) => says);
  expect(log.some((says) => says.includes("refused, patient.telecom.work is missing"))).toBe(true);
});

test("faults of the door act on each their own half of the people", async () => {
  const faults: FaultSwitch[] = [
    { id: "REJECT-OPAQUE", params: { where: "interface" }, probability: 0.5 },
  ];
  const practice = await practiceAtWork({ faults });
  for (let at = 10; at < 22; at++) {
    await send(
      practice,
      bundleOf({ mrn: `77000${at}`, family: `Name${at}`, birthDate: `19${at}-01-01` }),
    );
  }
  const there = practice.status().emr.patients;
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(12);
});

test.each(["fhir", "hl7"] as const)(
  "every fault at once over %s: the practice stays on its feet, and says what it did",
  async (route) => {
    const faults = practiceFaults
      .filter(({ id }) => !stoppers.has(id))
      .map(({ id }): FaultSwitch => ({ id, probability: 0.5 }));
    const practice = await practiceAtWork({ route, faults });
    for (let at = 10; at < 16; at++) {
      const person = { mrn: `77000${at}`, family: `Núñez${at}`, birthDate: `19${at}-01-01` };
      await ask("POST", practice.addresses.clinic.fhir, bundleOf(person)).catch(() => null);
    }
    await settled(practice);
    expect(practice.status().injections).toBeGreaterThan(10);
    practice.setFaults([]);
    practice.reset();
    await send(practice, bundleOf());
    expect((await inEmr(practice, "Patient")).name[0].family).toBe("O'Brien-Núñez");
  },
);
