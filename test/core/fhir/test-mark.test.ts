import { expect, test } from "vitest";
import { makeChart } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import { decodeFhir } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const marksIn = (text: string) =>
  decodeFhir([bytesOf(text)]).values.filter(({ value }) => value.field === "patient.test-mark");

test("every resource carries the test tag, whether the chart names it or not", () => {
  const family = { field: fieldId("patient.name.family"), entry: "", value: "Ortiz" };
  const dose = { field: fieldId("medication.dose-value"), entry: "rx-1", value: "2.5" };
  const text = new TextDecoder().decode(encodeFhir(makeChart("p-0001", [family, dose])).bytes);
  expect(text.match(/"code":\s*"HTEST"/g)).toHaveLength(2);
});

test("a target that dropped the tag is seen to have dropped it", () => {
  const tag = '{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"HTEST"}';
  expect(marksIn(`{"resourceType":"Patient","meta":{"tag":[${tag}]}}`)).toMatchObject([
    { value: { value: "HTEST" }, at: { start: 111, end: 118 } },
  ]);
  expect(marksIn('{"resourceType":"Patient","meta":{"tag":[{"code":"HTEST"}]}}')).toEqual([]);
  expect(marksIn('{"resourceType":"Patient","meta":{"versionId":"2"}}')).toEqual([]);
});
