import { expect, test } from "vitest";
import { textOf } from "../../../core/catalogue/chart.ts";
import type { LocatedValue } from "../../../core/catalogue/chart.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { textOfBytes } from "../../core/fhir/chart-of.ts";
import { fullChart } from "../../core/fhir/full-chart.ts";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { ask, inEmr, practiceAtWork, settled } from "./at-work.ts";

const plain = (values: readonly Pick<LocatedValue, "value">[]): readonly string[] =>
  values.map(({ value }) => `${value.field}=${textOf(value) ?? "-"}`).toSorted();

/** Everything that a server has of a patient, one search per type. */
async function recordOf(
  base: string,
  patient: string,
  types: readonly string[],
): Promise<Uint8Array[]> {
  const searches = types.map((type) =>
    type === "Patient" ? `Patient?_id=${patient}` : `${type}?patient=Patient/${patient}`,
  );
  const answers = await Promise.all(searches.map((search) => ask("GET", `${base}/${search}`)));
  return answers.map(({ text }) => Buffer.from(text));
}

test("every kind of record goes from the clinic through the interface into the EMR, whole", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  const chart = fullChart();
  const { bytes, entries } = encodeFhir(chart);
  const types = [...new Set(entries.map(({ type }) => type))];
  const sent = await ask("POST", clinic.fhir, textOfBytes(bytes));
  expect(sent.status).toBe(200);
  await settled(practice);
  const [here] = (await ask("GET", `${clinic.fhir}/Patient`)).body.entry;
  const there = await inEmr(practice, "Patient");
  for (const [base, id] of [
    [clinic.fhir, here.resource.id],
    [emr.fhir, there.id],
  ] as const) {
    const documents = await recordOf(base, id, types);
    const read = decodeFhir(documents);
    expect(read.problems).toEqual([]);
    expect(plain(read.values)).toEqual(plain(chart.values.map((value) => ({ value }))));
    expect(read.resources.length).toBe(entries.length);
    // Addresses are those of the system that holds the record; none was left behind.
    for (const document of documents) expect(textOfBytes(document)).not.toContain('"urn:uuid:');
  }
});

test("a second sending of the same record makes nothing twice but its history", async () => {
  const practice = await practiceAtWork();
  const { clinic, emr } = practice.addresses;
  const { bytes, entries } = encodeFhir(fullChart());
  for (let time = 0; time < 2; time++) {
    await ask("POST", clinic.fhir, textOfBytes(bytes));
    await settled(practice);
  }
  for (const type of new Set(entries.map((entry) => entry.type))) {
    const once = entries.filter((entry) => entry.type === type).length;
    const wanted = type === "Provenance" ? 2 * once : once;
    const { body } = await ask("GET", `${emr.fhir}/${type}?_summary=count`);
    expect([type, body.total]).toEqual([type, wanted]);
  }
});

test("staff see orders, notes, vaccinations, charges and the people around a patient", async () => {
  const practice = await practiceAtWork();
  await ask("POST", practice.addresses.clinic.fhir, textOfBytes(encodeFhir(fullChart()).bytes));
  await settled(practice);
  const { id } = await inEmr(practice, "Patient");
  const page = await ask("GET", `${practice.addresses.emr.page}patients/${id}`);
  for (const shown of [
    "0042-A",
    "ZZT-ORF00001",
    "Second opinion",
    "zweite Zeile – ñandú 𠮷",
    "Palmer",
    "GRMTH",
    "mother",
    "ZZT-ACC00001",
    "ZZ101",
    "125.00",
    "preliminary",
  ]) {
    expect(page.text).toContain(shown);
  }
});

test.each([
  ["CASE(to=upper;fields=guardian.name)", "RelatedPerson", '"KAPLAN"', '"PALMER"'],
  ["CASE(to=upper;fields=order.note)", "ServiceRequest", '"FASTING\\nFOR', '"SECOND OPINION"'],
  ["CASE(to=upper;fields=referral.reason)", "ServiceRequest", '"SECOND OPINION"', '"FASTING'],
  ["TRAILING-ZERO(fields=charge.units)", "Claim", '"value":1.5}', '"value":1.50'],
  ["TRUNCATE(limit=3;fields=immunization.lot)", "Immunization", '"lotNumber":"004"', "0042-A"],
] as const)("%s breaks that field and no other", async (fault, type, holds, lacks) => {
  const practice = await practiceAtWork({ faults: parseFaults(fault) });
  await ask("POST", practice.addresses.clinic.fhir, textOfBytes(encodeFhir(fullChart()).bytes));
  await settled(practice);
  const { text } = await ask("GET", `${practice.addresses.emr.fhir}/${type}`);
  expect(text).toContain(holds);
  expect(text).not.toContain(lacks);
});
