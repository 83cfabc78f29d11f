import { decodeFhir, decodeFhirPeople } from "../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import { messyPeople } from "../core/csv/messy-people.ts";
import type { FuzzedFormat } from "./fuzzed-format.ts";

/** Single resources, and Bundles of the patient and one more. */
const documents = messyPeople(16, "coverage", "fuzz").flatMap((chart) => {
  // What our encoder writes is a Bundle.
  const bundle = JSON.parse(new TextDecoder().decode(encodeFhir(chart).bytes)) as {
    readonly entry: readonly { readonly resource: object }[];
  };
  const [patient] = bundle.entry;
  return bundle.entry.flatMap((entry) => [
    JSON.stringify(entry.resource),
    JSON.stringify({ ...bundle, entry: [patient, entry] }),
  ]);
});

export const fhir: FuzzedFormat = {
  grammar: {
    seeds: documents,
    token: /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^"{}[\]:,]+/g,
    hostile: [
      ...["{", "}", "[", "]", ":", ",", '"', "{}", "[]", "null", "true", "-", "1.", ".5", "0.50"],
      ...['"\\ud800"', '"\\udfff\\ud800"', '"\\u0000"', '"\\x"', "NaN", "// x\n", "{}\n"],
      ...['"__proto__":{"polluted":true},', '"constructor":{"prototype":{"x":1}},', '"id":"1",'],
      ...[
        '"resourceType":"Patient",',
        '"resourceType":7,',
        '{"reference":"#x"},',
        '"extension":[],',
      ],
      ...['"contained":[{"resourceType":"Organization","id":"x"}],', '{"reference":"Patient/1"},'],
      ...['"fullUrl":"urn:uuid:0",', '"_birthDate":{"extension":[]},', "[[[[[[[[", '{"a":', "]}"],
      ...['{"url":"x","extension":[{"url":"y","valueString":"z"}]},', '{"value":1,"unit":"mg"},'],
      ...['{"resourceType":"Patient"}\n', '{"resource":{"resourceType":"Patient","id":"1"}},'],
    ],
  },
  frames: [
    ["", ""],
    ['{"resourceType":"Patient","name":[{"family":"', '"}]}'],
    ['{"resourceType":"Patient","name":[', "null]}"],
    ['{"resourceType":"Patient",', '"gender":"male"}'],
    ['{"resourceType":"Bundle","type":"collection","entry":[', "null]}"],
    ['{"resourceType":"Patient","extension":[', "null]}"],
    ['{"resourceType":"Patient","identifier":[', "null]}"],
    ['{"resourceType":"AllergyIntolerance","code":{"coding":[', "null]}}"],
  ],
  *read(bytes) {
    yield decodeFhir([bytes]);
    for (const { observed } of decodeFhirPeople([bytes])) yield observed;
  },
};
