import { expect, test } from "vitest";
import { practiceFaults } from "../../../host/practice/faults/catalogue.ts";
import type { FaultSwitch } from "../../../host/practice/faults/fault.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import type { Practice } from "../../../host/practice/start-practice.ts";
import { ask, practiceAtWork, settled } from "./at-work.ts";
import { bundleOf } from "./example-person.ts";
import { furtherRows, triedOnWholeRecords } from "./further-fault-rows.ts";
import type { Row } from "./further-fault-rows.ts";

const rows: readonly Row[] = [
  { fault: "TRUNCATE(30)", holds: ['"line":["1200 Example Street Apartment "]'] },
  {
    fault: "TRUNCATE(limit=13;unit=bytes;fields=patient.name.family)",
    holds: ['"family":"O\'Brien-Núñ"'],
  },
  {
    fault: "TRUNCATE-MID(limit=11;fields=allergy.substance)",
    person: {},
    holds: ['"text":"Penicillin"'],
  },
  { fault: "OVERFLOW-BLANK(30)", lacks: ["1200 Example", '"line"'] },
  {
    fault: "OVERFLOW-BLANK(30)",
    person: { line: ["1200 Example Street Apartment 4B", "Back door"] },
    holds: ['"line":["","Back door"]'],
  },
  { fault: "CHARSET-U8-1252", holds: ['"given":["JosÃ©","Ana"]', "O'Brien-NÃºÃ±ez"] },
  { fault: "CHARSET-U8-1252", person: { given: ["Ángel"] }, holds: ['"given":["Ã\u0081ngel"]'] },
  { fault: "CHARSET-U8-U8", holds: ['"given":["JosÃƒÂ©","Ana"]'] },
  { fault: "CHARSET-1252-U8", holds: ['"given":["Jos\uFFFD","Ana"]'] },
  { fault: "CHARSET-QMARK", holds: ['"given":["Jos?","Ana"]', "O'Brien-N??ez"] },
  {
    fault: "CHARSET-QMARK(latin1)",
    person: { given: ["José", "Łukasz €"] },
    holds: ['"given":["José","?ukasz ?"]'],
  },
  {
    fault: "CHARSET-QMARK(windows-1252)",
    person: { given: ["José", "Łukasz €"] },
    holds: ['"given":["José","?ukasz €"]'],
  },
  { fault: "CHARSET-DROP", holds: ['"given":["Jos","Ana"]', "O'Brien-Nez"] },
  {
    fault: "TRANSLIT",
    person: { given: ["José", "Łukasz ß"] },
    holds: ['"given":["Jose","Lukasz ss"]'],
  },
  { fault: "TRANSLIT(strip)", person: { given: ["Łukász"] }, holds: ['"given":["Łukasz"]'] },
  { fault: "NFC-NFD", holds: ['"given":["Jose\u0301","Ana"]'] },
  {
    fault: "CASE(upper)",
    holds: ['"given":["JOSÉ","ANA"]', "O'BRIEN-NÚÑEZ"],
    lacks: ["PENICILLIN"],
  },
  { fault: "CASE(title)", person: { given: ["mary ANN"] }, holds: ['"given":["Mary Ann"]'] },
  { fault: "SPACE", person: { family: " De La Cruz" }, holds: ['"family":" DeLaCruz"'] },
  { fault: "SPACE(double)", person: { family: "De  La Cruz" }, holds: ['"family":"De La Cruz"'] },
  { fault: "TRIM", person: { family: "  Ortiz\u00A0" }, holds: ['"family":"Ortiz"'] },
  { fault: "PUNCT-STRIP", holds: ['"family":"OBrienNúñez"'] },
  { fault: "PUNCT-STRIP(chars=-;with= )", holds: ['"family":"O\'Brien Núñez"'] },
  { fault: "QUOTE", holds: ["O''Brien-Núñez"] },
  { fault: "QUOTE(curly)", holds: ["O’Brien-Núñez"] },
  { fault: "ENTITY-LEAK", holds: ["O&#39;Brien-Núñez"] },
  {
    fault: "ESCAPE-LEAK",
    person: { family: "A & B|C" },
    holds: ['"family":"A \\\\T\\\\ B\\\\F\\\\C"'],
  },
  { fault: "INVISIBLE-DROP", person: { family: "A\u200Bb\u00A0c" }, holds: ['"family":"Ab c"'] },
  { fault: "NEWLINE-LOSS", person: { line: ["one\r\ntwo"] }, holds: ['"line":["one two"]'] },
  { fault: "PHONE-MANGLE", holds: ['"value":"55-555-0111"', '"value":"+1 555 555 0122"'] },
  {
    fault: "PHONE-MANGLE(country)",
    holds: ['"value":"555-555-0111"', '"value":"555 555 0122 ext. 12"'],
  },
  { fault: "DATE-SWAP", holds: ['"birthDate":"1941-04-03"', '"onsetDateTime":"2020"'] },
  { fault: "DATE-SWAP", person: { birthDate: "1941-03-25" }, holds: ['"birthDate":"1941-03-25"'] },
  { fault: "DATE-SHIFT", person: { birthDate: "2000-03-01" }, holds: ['"birthDate":"2000-02-29"'] },
  {
    fault: "DATE-SHIFT(days=1)",
    person: { birthDate: "1899-12-31" },
    holds: ['"birthDate":"1900-01-01"'],
  },
  { fault: "CENTURY", holds: ['"birthDate":"2041-03-04"'] },
  { fault: "PRECISION-GAIN", holds: ['"onsetDateTime":"2020-01-01"'] },
  { fault: "PRECISION-LOSS", holds: ['"effectiveDateTime":"2025-03-04"'] },
  { fault: "DECIMAL-LOSS", holds: ['"value":250,', '"value":40,', '"value":4678,'] },
  { fault: "DECIMAL-SHIFT", holds: ['"value":25.0,', '"value":400,', '"value":46.78,'] },
  { fault: "DECIMAL-SHIFT(-2)", holds: ['"value":0.0250,', '"value":0.40,'] },
  {
    fault: "ROUND",
    person: { doses: ["2.50", "2.65"] },
    holds: ['"value":2.50,', '"value":2.7,', '"value":4.7,'],
  },
  { fault: "ROUND(0)", person: { doses: ["2.5", "9.99"] }, holds: ['"value":3,', '"value":10,'] },
  { fault: "TRAILING-ZERO", holds: ['"value":2.5,', '"value":40,'] },
  { fault: "TRAILING-ZERO(add)", holds: ['"value":2.500,', '"value":40.0,'] },
  {
    fault: "UNIT-CHANGE",
    holds: ['"value":2.50,"unit":"mcg","code":"ug"'],
    lacks: ['"unit":"mg"'],
  },
  { fault: "UNIT-DROP", holds: ['"doseQuantity":{"value":2.50}'] },
  { fault: "LEADING-ZERO", holds: ['"postalCode":"2139"', '"value":"123456"'] },
  { fault: "CODE-REMAP", holds: ['"code":"E10.9"', '"text":"Diabetes"'], lacks: ["E11.9"] },
  { fault: "CODE-REMAP(from=E11.9;to=X99)", holds: ['"code":"X99"'] },
  { fault: "CODE-DROP", holds: ['"code":{"text":"Penicillin"}'] },
  { fault: "SYSTEM-LOSS", holds: ['"coding":[{"code":"91936005"}]'] },
  { fault: "STATUS-FLATTEN", lacks: ['"stopped"'] },
  { fault: "DROP-ELEMENT", lacks: ["@example.com", '"system":"email"'] },
  { fault: "DROP-ELEMENT(patient.telecom.home)", holds: ["@example.com"], lacks: ["555-555-0111"] },
  { fault: "DROP-RECORD", lacks: ["AllergyIntolerance"], holds: ["MedicationRequest"] },
  { fault: "DROP-RECORD(Patient)", lacks: ["Patient", "MedicationRequest"] },
  {
    fault: "DROP-REPETITION",
    holds: ['"prefix":["ZZTEST"]', '"text":"Hives"'],
    lacks: ["Swelling"],
  },
  { fault: "CROSS-FIELD", holds: ['"use":"home","value":"+1 555 555 0122 ext. 12"'] },
  {
    fault: "LIST-MISPAIR",
    holds: [
      '"Medicine 1"},"subject":S,"dosageInstruction":[{"doseAndRate":[{"doseQuantity":{"value":40,',
    ],
  },
  { fault: "DEFAULT-INJECT", holds: ['"value":"555-555-0100"'] },
  { fault: "DEFAULT-INJECT(fields=patient.language)", holds: ['"code":"en"'] },
  ...furtherRows,
];

/** Everything the EMR holds, as the text it gives out; references shortened. */
async function heldByEmr(practice: Practice): Promise<string> {
  const types = ["Patient", "MedicationRequest", "AllergyIntolerance", "Condition", "Observation"];
  const pages = await Promise.all(
    types.map((type) => ask("GET", `${practice.addresses.emr.fhir}/${type}`)),
  );
  return pages
    .flatMap((page) => page.text.split('"entry":').slice(1))
    .join("\n")
    .replaceAll(/\{"reference":"[^"]*"\}/g, "S");
}

test.each(rows)(
  "$fault acts on what it is said to act on, and the truth knows every change",
  async ({ fault, person, holds, lacks }) => {
    const faults = parseFaults(fault);
    const practice = await practiceAtWork({ faults });
    const { clinic, control } = practice.addresses;
    await ask("POST", clinic.fhir, bundleOf(person));
    await settled(practice);
    const spoilt = await heldByEmr(practice);
    for (const text of holds ?? []) expect(spoilt).toContain(text);
    for (const text of lacks ?? []) expect(spoilt).not.toContain(text);
    expect(practice.status().interface.failed).toBe(0);
    const { truth } = (await ask("GET", `${control}/truth`)).body;
    for (const injection of truth) {
      expect(injection.fault).toBe(faults[0]?.id);
      expect(injection.before).not.toBe(injection.after);
    }
    practice.setFaults([]);
    practice.reset();
    await ask("POST", clinic.fhir, bundleOf(person));
    await settled(practice);
    const ids = /"(?:id|fullUrl|lastUpdated)":"[^"]*"/g;
    const honest = await heldByEmr(practice);
    expect(spoilt.replaceAll(ids, "") === honest.replaceAll(ids, "")).toBe(truth.length === 0);
    expect(honest).toContain('"Patient"');
  },
);

test("every fault that changes a value is tried above", () => {
  const tried = new Set(rows.map(({ fault }) => fault.replace(/\(.*/s, "")));
  const elsewhere = ["CROSS-PATIENT", "BOOL-FLIP", ...triedOnWholeRecords];
  const values = practiceFaults.filter(
    ({ act, id }) => act.kind !== "flow" && !elsewhere.includes(id),
  );
  expect(values.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});

test("the right to be wrong stays on one side: a street of the patient before is named by its owner", async () => {
  const practice = await practiceAtWork({ faults: [{ id: "CROSS-PATIENT" }] });
  const { clinic, emr, control } = practice.addresses;
  await ask("POST", clinic.fhir, bundleOf({ line: ["1 First Street"] }));
  await ask(
    "POST",
    clinic.fhir,
    bundleOf({ mrn: "7700002", line: ["2 Second Street"], family: "Other" }),
  );
  await settled(practice);
  const second = (await ask("GET", `${emr.fhir}/Patient?identifier=7700002`)).body.entry[0]
    .resource;
  expect(second.address[0].line).toEqual(["1 First Street"]);
  const { truth } = (await ask("GET", `${control}/truth`)).body;
  expect(truth).toContainEqual(
    expect.objectContaining({
      record: "Patient/7700002",
      field: "patient.address.line1",
      before: "2 Second Street",
      after: "1 First Street",
    }),
  );
});

test("faults act together, in the order of the pipeline whatever the order of the switches", async () => {
  const faults: FaultSwitch[] = [
    { id: "TRUNCATE", params: { limit: 6 }, fields: ["patient.name.given"] },
    { id: "CHARSET-U8-1252" },
  ];
  const practice = await practiceAtWork({ faults });
  await ask("POST", practice.addresses.clinic.fhir, bundleOf({ given: ["Joséphine"] }));
  await settled(practice);
  expect(await heldByEmr(practice)).toContain('"given":["JosÃ©p"]');
});

test("a probability strikes the same records on every run", async () => {
  const struck = async (): Promise<string[]> => {
    const practice = await practiceAtWork({ faults: [{ id: "CASE", probability: 0.5 }] });
    for (let at = 10; at < 30; at++) {
      await ask(
        "POST",
        practice.addresses.clinic.fhir,
        bundleOf({ mrn: `77000${at}`, family: `Name${at}` }),
      );
    }
    await settled(practice);
    const { truth } = (await ask("GET", `${practice.addresses.control}/truth`)).body;
    return truth
      .filter(({ field }: { field: string }) => field === "patient.name.family")
      .map(({ record }: { record: string }) => record);
  };
  const first = await struck();
  expect(first.length).toBeGreaterThan(2);
  expect(first.length).toBeLessThan(18);
  expect(await struck()).toEqual(first);
});
