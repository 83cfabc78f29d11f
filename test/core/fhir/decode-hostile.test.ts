import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeFhir, decodeFhirPeople } from "../../../core/fhir/decode-fhir.ts";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import { bytesOf, rowsOf } from "./chart-of.ts";
import { fullChart } from "./full-chart.ts";

const { bytes: good } = encodeFhir(
  fullChart(
    ["medication.name", "rx-1", "Metformin"],
    ["medication.dose-value", "rx-1", "2.5"],
    ["coverage.subscriber-name", "cov-1", "Ruiz"],
  ),
);

describe("bytes that are no good FHIR", () => {
  test("a Bundle cut anywhere is a problem with a place, and nothing is read from it", () => {
    fc.assert(
      // The last byte is a line feed, without which the Bundle is whole.
      fc.property(fc.integer({ min: 0, max: good.length - 2 }), (length) => {
        const { values, problems } = decodeFhir([good.subarray(0, length)]);
        expect(values).toEqual([]);
        expect(problems[0]?.at?.start).toBeLessThanOrEqual(length);
        expect(problems.length).toBeGreaterThan(0);
      }),
    );
  });

  test("any byte changed never throws", () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const changed = good.slice();
        changed[at] = byte;
        expect(() => decodeFhir([changed])).not.toThrow();
      }),
      { numRuns: 300 },
    );
  });

  test("any JSON under the names of FHIR never throws, and its values stand where they say", () => {
    const key = fc.constantFrom(
      ..."resourceType entry resource name identifier type coding code value use telecom address line given contained payor reference subject extension url participant actor _birthDate birthDate dosageInstruction doseAndRate doseQuantity valueQuantity relationship patient performer provision role content attachment data contentType item diagnosis diagnosisSequence _diagnosisSequence careTeam insurance result target agent who guarantor party condition rank __proto__ constructor".split(
        " ",
      ),
    );
    const word = fc.constantFrom("Patient", "Bundle", "Coverage", "official", "#x", "", "MR", "x");
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: "medium" },
        word,
        fc.double().map((n) => (Number.isFinite(n) ? n : null)),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("node"), { maxLength: 3 }),
        fc.dictionary(key, tie("node"), { maxKeys: 5 }),
      ),
    }));
    const type = fc.constantFrom(
      "Patient",
      "Coverage",
      "MedicationRequest",
      "Observation",
      "Encounter",
      "Account",
      "Claim",
      "Consent",
      "DiagnosticReport",
      "DocumentReference",
      "Immunization",
      "Provenance",
      "RelatedPerson",
      "ServiceRequest",
      "Bundle",
    );
    const document = fc.tuple(type, fc.dictionary(key, node, { maxKeys: 6 }));
    fc.assert(
      fc.property(document, ([resourceType, rest]) => {
        const json = JSON.stringify({ ...rest, resourceType });
        const { values } = decodeFhir([bytesOf(json)]);
        for (const { at } of values) {
          expect(() => JSON.parse(json.slice(at.start, at.end)) as unknown).not.toThrow();
        }
      }),
      { numRuns: 1500 },
    );
  });

  test("10,000 levels of nesting are refused with a sentence", () => {
    const deep = `{"resourceType":"Bundle","entry":${"[".repeat(10_000)}`;
    expect(decodeFhir([bytesOf(deep)]).problems).toMatchObject([{ kind: "too-deep" }]);
  });

  test("nested Bundles within the limit are opened", () => {
    const patient = '{"resourceType":"Patient","birthDate":"1980"}';
    const open = '{"resourceType":"Bundle","entry":[{"resource":';
    const nested = open.repeat(40) + patient + "}]}".repeat(40);
    expect(rowsOf(decodeFhir([bytesOf(nested)]))).toEqual([["patient.birth-date", "", "1980"]]);
  });

  test("of a key that stands twice the last counts, and it is said", () => {
    const json = '{"resourceType":"Patient","birthDate":"1980-03-04","birthDate":"1980-04-03"}';
    const observed = decodeFhir([bytesOf(json)]);
    expect(rowsOf(observed)).toEqual([["patient.birth-date", "", "1980-04-03"]]);
    expect(observed.problems).toMatchObject([{ kind: "duplicate-key", at: { document: 0 } }]);
  });

  test("a __proto__ key changes nothing but the list of problems", () => {
    const json = '{"resourceType":"Patient","__proto__":{"birthDate":"1980"}}';
    const observed = decodeFhir([bytesOf(json)]);
    expect([rowsOf(observed), observed.problems.length]).toEqual([[], 1]);
    expect(Reflect.get({}, "birthDate")).toBeUndefined();
  });

  test("a text of 50 MB is read", () => {
    const head = bytesOf('{"resourceType":"Patient","name":[{"use":"official","family":"');
    const tail = bytesOf('"}]}');
    const bytes = new Uint8Array(head.length + 50_000_000 + tail.length).fill(0x61);
    bytes.set(head);
    bytes.set(tail, bytes.length - tail.length);
    const [family] = decodeFhir([bytes]).values;
    expect(family !== undefined && "value" in family.value && family.value.value.length).toBe(5e7);
  });

  test("Windows-1252 bytes are read as far as they go, and named", () => {
    const latin = Uint8Array.from(
      '{"resourceType":"Patient","name":[{"use":"official","family":"Núñez"}]}',
      (character) => character.charCodeAt(0),
    );
    const observed = decodeFhir([latin]);
    expect(rowsOf(observed)).toEqual([["patient.name.family", "", "N\uFFFD\uFFFDez"]]);
    expect(observed.problems.map(({ kind }) => kind)).toEqual(["bad-utf8", "bad-utf8"]);
  });

  test("a log-in page, a number, an empty answer and other JSON each get a sentence", () => {
    for (const [text, kind] of [
      ["<html><body>Sign in</body></html>", "not-json"],
      ["42", "not-fhir"],
      ["", "cut-off"],
      ['{"error":"no"}', "not-fhir"],
    ] as const) {
      const observed = decodeFhir([bytesOf(text)]);
      expect(observed.problems).toMatchObject([{ kind, at: { document: 0 } }]);
      expect(decodeFhirPeople([bytesOf(text)])[0]?.observed.problems.length).toBe(1);
    }
  });

  test("a bad document does not spoil the good one beside it", () => {
    const observed = decodeFhir([bytesOf("{"), good]);
    expect(rowsOf(observed)).toContainEqual(["medication.dose-value", "#1", "2.5"]);
    expect(observed.problems).toMatchObject([{ kind: "cut-off", at: { document: 0 } }]);
  });
});
