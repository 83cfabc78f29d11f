import { expect, test } from "vitest";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { ask, inEmr, practiceAtWork, settled } from "./at-work.ts";
import type { Answer } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";
import { bundleWith, records } from "./example-records.ts";

async function through(fault: string, body: string): Promise<Practice> {
  const practice = await practiceAtWork({ route: "hl7", faults: parseFaults(fault) });
  await ask("POST", practice.addresses.clinic.fhir, body);
  await settled(practice);
  return practice;
}

async function patientAfter(fault: string, body: string): Promise<Answer["body"]> {
  return inEmr(await through(fault, body), "Patient");
}

test("CHARSET-U8-1252: the receiver does not look at MSH-18", async () => {
  const { name } = await patientAfter("CHARSET-U8-1252", bundleOf());
  expect(name[0].given[0]).toBe("JosÃ©");
});

test("CHARSET-1252-U8: the sender writes Windows-1252 and says UTF-8", async () => {
  const { name } = await patientAfter("CHARSET-1252-U8", bundleOf());
  expect(name[0].given[0]).toBe("Jos\uFFFD");
});

test("CHARSET-7BIT: a letter becomes a delimiter, and the name's rest lands in the next field", async () => {
  const body = bundleOf({ family: "Müller", given: ["José"] });
  const { name, gender } = await patientAfter("CHARSET-7BIT", body);
  expect([name[0].family, gender]).toEqual(["M", "19410304"]);
});

test("ESCAPE-LEAK: nobody reads the escape sequences", async () => {
  const { name } = await patientAfter("ESCAPE-LEAK", bundleOf({ family: "A & B|C" }));
  expect(name[0].family).toBe("A \\T\\ B\\F\\C");
});

test("ESCAPE-DOUBLE: escaped once too often, or read once too often", async () => {
  const marks = await patientAfter("ESCAPE-DOUBLE", bundleOf({ family: "A & B" }));
  expect(marks.name[0].family).toBe("A \\E\\T\\E\\ B");
  const read = await patientAfter("ESCAPE-DOUBLE(unescaped)", bundleOf({ family: "A \\T\\ B" }));
  expect(read.name[0].family).toBe("A & B");
});

test("DELIM-SPLIT: each delimiter breaks the value where HL7 breaks", async () => {
  const family = async (value: string): Promise<Answer["body"]> =>
    (await patientAfter("DELIM-SPLIT", bundleOf({ family: value, given: ["Ana"] }))).name;
  expect((await family("A&B"))[0].family).toBe("A");
  expect((await family("A^B"))[0]).toMatchObject({ family: "A", given: ["B", "Ana"] });
  expect((await family("A~B")).map((name: Answer["body"]) => name.family)).toEqual(["A", "B"]);
});

test("FIELD-SHIFT: every field of the segment from one on stands one further", async () => {
  const practice = await through("FIELD-SHIFT(segment=PID;from=7)", bundleOf());
  const patient = await inEmr(practice, "Patient");
  // The birth date lands in PID-8, where the sex belongs.
  expect([patient.birthDate, patient.gender]).toEqual([undefined, "19410304"]);
  const { truth } = (await ask("GET", `${practice.addresses.control}/truth`)).body;
  expect(truth).toContainEqual(
    expect.objectContaining({
      fault: "FIELD-SHIFT",
      field: "patient.birth-date",
      before: "1941-03-04",
      after: null,
    }),
  );
});

test("DROP-SEGMENT: without AL1 there is no allergy, without NTE the result has no note", async () => {
  const body = bundleWith([records.allergy, records.result]);
  const without = await through("DROP-SEGMENT(AL1)", body);
  expect((await ask("GET", `${without.addresses.emr.fhir}/AllergyIntolerance`)).body.total).toBe(0);
  const noteless = await inEmr(await through("DROP-SEGMENT(NTE)", body), "Observation");
  expect([noteless.valueString, noteless.note]).toEqual(["<0.01", undefined]);
});

test("ACK-MISMATCH at the EMR: MSA-2 names another message, and the interface says so", async () => {
  const practice = await through("ACK-MISMATCH(emr)", bundleOf());
  expect(
    practice.log(50).some(({ says }) => /the answer is for P\d+\.\d+, not for/.test(says)),
  ).toBe(true);
  expect(practice.status()).toMatchObject({ interface: { failed: 1 }, emr: { records: 6 } });
});

test.each([
  ["ACK-LIE(emr)", { interface: { failed: 0 }, emr: { records: 0 } }, "HL7 messages accepted"],
  ["REJECT-OPAQUE(emr)", { interface: { failed: 1 }, emr: { records: 0 } }, "refused: AE: ."],
  [
    "ACK-NEGATIVE-STORED(emr)",
    { interface: { failed: 1 }, emr: { records: 6 } },
    "refused: AE: A code is not in its table.",
  ],
] as const)("%s is what the EMR really answers over MLLP", async (fault, status, says) => {
  const practice = await through(fault, bundleOf());
  expect(practice.status()).toMatchObject(status);
  expect(practice.log(50).map((line) => line.says)).toContainEqual(expect.stringContaining(says));
});

test("NO-ACK at the EMR: the interface sends again, the EMR stores once", async () => {
  const practice = await through("NO-ACK(emr)", bundleOf());
  expect(practice.status()).toMatchObject({ interface: { failed: 0 }, emr: { records: 6 } });
  expect((await inEmr(practice, "Patient")).meta.versionId).toBe("1");
  expect(practice.status().injections).toBe(3);
});

test("faults of both ends act together", async () => {
  const faults = "DELIM-SPLIT(^),CHARSET-U8-1252";
  const { name } = await patientAfter(faults, bundleOf({ family: "José^B", given: ["Ana"] }));
  expect(name[0]).toMatchObject({ family: "JosÃ©", given: ["B", "Ana"] });
});
