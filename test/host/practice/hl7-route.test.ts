import { expect, test } from "vitest";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { ask, inEmr, practiceAtWork, settled } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";
import { inPieces, saidIn, tell } from "./mllp-line.ts";

const header = (id: string, event = "ADT^A31^ADT_A05"): string =>
  `MSH|^~\\&|LAB|X|EMR|Y|20260115090000+0000||${event}|${id}|T|2.5.1|||AL|NE||UNICODE UTF-8\r`;
const patient = (mrn: string, name: string): string =>
  `ZRS|Patient|s-${mrn}|A\rPID|1||${mrn}^^^&urn:clinic:mrn^MR||${name}^^^^ZZTEST^^L\r`;

/** A resource's text without what belongs to the server that holds it, its elements in one order. */
function content(text: string): unknown {
  const clean = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(clean);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => !["id", "versionId", "lastUpdated", "reference"].includes(name))
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, item]) => [name, clean(item)]),
    );
  };
  // Digits are compared as they are written.
  const bundle = JSON.parse(text.replaceAll(/"value":([^",}]+)/g, '"value":"$1"'));
  return bundle.entry.map((entry: { resource: unknown }) => clean(entry.resource));
}

function door(practice: Practice): string {
  return practice.addresses.emr.mllp ?? "";
}

test("with no fault switched on, what comes out of HL7 v2 is what the clinic holds", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const bundle = bundleOf({
    family: "Nun\u0303ez 𠮷 |^~\\& \\T\\ \\.br\\",
    given: ["José\u00A0María", "  two  spaces  "],
    line: ["x".repeat(300), "tab\tand\r\nline \u000B\u001C", '"quoted" \\X41\\ <b>&amp;'],
    doses: ["0.50", "12345678901234567890.123456789012345678901234567890", "1E-7", "100"],
  });
  expect((await ask("POST", practice.addresses.clinic.fhir, bundle)).status).toBe(200);
  await settled(practice);
  for (const type of "Patient MedicationRequest AllergyIntolerance Condition Observation".split(
    " ",
  )) {
    const sent = await ask("GET", `${practice.addresses.clinic.fhir}/${type}`);
    const kept = await ask("GET", `${practice.addresses.emr.fhir}/${type}`);
    expect(content(kept.text)).toEqual(content(sent.text));
  }
  expect(practice.status().interface.failed).toBe(0);
  expect(practice.log(50).some(({ says }) => says.endsWith("HL7 messages accepted."))).toBe(true);
});

test("a change and a deletion travel as HL7 v2 to the EMR's own record", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const { clinic, emr } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf());
  await settled(practice);
  const before = await inEmr(practice, "Patient");
  const own = (await ask("GET", `${clinic.fhir}/Patient`)).body.entry[0].resource;
  own.telecom[0].value = "555-555-0199";
  await ask("PUT", `${clinic.fhir}/Patient/${own.id}`, own);
  const allergy = (await ask("GET", `${clinic.fhir}/AllergyIntolerance`)).body.entry[0].resource;
  await ask("DELETE", `${clinic.fhir}/AllergyIntolerance/${allergy.id}`);
  await settled(practice);
  const after = await inEmr(practice, "Patient");
  expect([after.id, after.meta.versionId, after.telecom[0].value]).toEqual([
    before.id,
    "2",
    "555-555-0199",
  ]);
  expect((await ask("GET", `${emr.fhir}/AllergyIntolerance`)).body.total).toBe(0);
});

test("the EMR reads delimiters, escapes, repetitions and dates off the bytes", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const message =
    `${header("7")}ZRS|Patient|s-1|A\rPID|1||77^^^&urn:clinic:mrn^MR~A\\T\\B^^^^DL||` +
    `O\\S\\N\\X41\\^Ann^B^Jr^Dr^^L~Maid^^^^^^M||19410304|F|||1 \\E\\ St^Apt~PO 2||^PRN^PH^^^^^^^^^555\r`;
  expect(saidIn(await tell(door(practice), message))).toEqual(["AA", "7", ""]);
  expect(await inEmr(practice, "Patient")).toMatchObject({
    identifier: [
      { value: "77", system: "urn:clinic:mrn", type: { coding: [{ code: "MR" }] } },
      { value: "A&B", type: { coding: [{ code: "DL" }] } },
    ],
    name: [
      { family: "O^NA", given: ["Ann", "B"], suffix: ["Jr"], prefix: ["Dr"], use: "official" },
      { family: "Maid", use: "maiden" },
    ],
    birthDate: "1941-03-04",
    gender: "female",
    address: [{ line: ["1 \\ St", "Apt"] }, { line: ["PO 2"] }],
    telecom: [{ value: "555", use: "home", system: "phone" }],
  });
});

test("a message that comes twice is applied once and answered the same", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const message = header("8") + patient("78", "Twice");
  const first = await tell(door(practice), message);
  expect(await tell(door(practice), message)).toBe(first);
  expect((await inEmr(practice, "Patient")).meta.versionId).toBe("1");
});

test("what the EMR cannot take is refused with a reason, and nothing of it is stored", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const orphan = `${header("9", "ORU^R01^ORU_R01")}ZRS|Observation|o1|A\rOBX|1|ST|1^^^^^^^^X||v\rZEX|subject.reference|s|Patient/nobody\r`;
  const refusals = [
    [orphan, ["AE", "9", "This patient is not known here."]],
    ["no message at all", ["AR", "", "The message does not begin with a header segment."]],
    [header(""), ["AR", "", "No control id."]],
    [`${header("10")}ZRS|Spaceship|s|A\r`, ["AE", "10", 'This server does not hold "Spaceship".']],
    [`${header("11")}ZRS|Patient|s|A\rPID|1||9\rZEX|__proto__.polluted|s|yes\r`, ["AA", "11", ""]],
  ] as const;
  for (const [message, said] of refusals) {
    expect(saidIn(await tell(door(practice), message))).toEqual(said);
  }
  expect("polluted" in {}).toBe(false);
  expect(practice.status().emr.records).toBe(1);
});

test("what was sent before everything was emptied is refused", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const old = header("12").replace("|2.5.1|||AL", "|2.5.1|0||AL") + patient("79", "Old");
  practice.reset();
  expect(saidIn(await tell(door(practice), old))[0]).toBe("AR");
  expect(practice.status().emr.records).toBe(0);
});

test("without the route there is no HL7 door", async () => {
  const practice = await practiceAtWork();
  expect(practice.addresses.emr.mllp).toBe(null);
});

test("a web page that posts a framed message to the HL7 port is cut off, and nothing is stored", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const body = `\u000B${header("13")}${patient("80", "Page")}\u001C\r`;
  const asking = fetch(`http://${door(practice)}/`, { method: "POST", body });
  await expect(asking).rejects.toThrow();
  expect(practice.status().emr.records).toBe(0);
});

test("messages in pieces and several in one piece are each answered", async () => {
  const practice = await practiceAtWork({ route: "hl7" });
  const frames = ["81", "82"].map(
    (mrn) => `\u000B${header(mrn)}${patient(mrn, `Piece${mrn}`)}\u001C\r`,
  );
  const both = Buffer.from(frames.join(""));
  const answers = await inPieces(door(practice), [
    both.subarray(0, 40),
    both.subarray(40, both.length - 1),
    both.subarray(both.length - 1),
  ]);
  expect(answers.match(/MSA\|AA\|8[12]/g)).toEqual(["MSA|AA|81", "MSA|AA|82"]);
  expect(practice.status().emr.patients).toBe(2);
});
