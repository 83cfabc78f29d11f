import { describe, expect, test } from "vitest";
import { encodeFhir } from "../../../core/fhir/encode-fhir.ts";
import type { Row } from "./chart-of.ts";
import { chartOf, textOfBytes } from "./chart-of.ts";

const patient: readonly Row[] = [
  ["patient.identifier.mrn", "", "7700001"],
  ["patient.identifier.mrn-authority", "", "urn:clinic:mrn"],
  ["patient.name.family", "", "Ortiz"],
];
const medicine: readonly Row[] = [
  ["medication.identifier", "rx-1", "ZZT-R1"],
  ["medication.name", "rx-1", "Metformin"],
  ["medication.status", "rx-1", "active"],
  ["medication.dose-value", "rx-1", "2.50"],
  ["medication.dose-unit", "rx-1", "mg"],
];

describe("encoding a chart as a FHIR transaction", () => {
  test("writes exactly these bytes", () => {
    const { bytes } = encodeFhir(chartOf(["patient.name.family", "", "Núñez"]));
    const [fullUrl] = /urn:uuid:[-0-9a-f]{36}/.exec(textOfBytes(bytes)) ?? [""];
    expect(textOfBytes(bytes)).toBe(`{
  "resourceType": "Bundle",
  "type": "transaction",
  "entry": [
    {
      "fullUrl": "${fullUrl}",
      "resource": {
        "resourceType": "Patient",
        "meta": {
          "tag": [
            {
              "system": "http://terminology.hl7.org/CodeSystem/v3-ActReason",
              "code": "HTEST"
            }
          ]
        },
        "name": [
          {
            "use": "official",
            "family": "Núñez"
          }
        ]
      },
      "request": {
        "method": "POST",
        "url": "Patient"
      }
    }
  ]
}
`);
  });

  test("writes the same bytes twice, and other ids for another person", () => {
    const chart = chartOf(...patient, ...medicine);
    expect(encodeFhir(chart).bytes).toEqual(encodeFhir(chart).bytes);
    const other = encodeFhir(
      chartOf(...patient.with(0, ["patient.identifier.mrn", "", "7700002"])),
    );
    expect(other.entries[0]?.fullUrl).not.toBe(encodeFhir(chart).entries[0]?.fullUrl);
  });

  test("creates each record once, by our own identifier", () => {
    const { bytes, entries } = encodeFhir(chartOf(...patient, ...medicine));
    const bundle = JSON.parse(textOfBytes(bytes)) as {
      entry: {
        fullUrl: string;
        resource: { subject?: unknown };
        request: { ifNoneExist: string };
      }[];
    };
    expect(entries.map(({ key, type }) => [key, type])).toEqual([
      ["Patient", "Patient"],
      ["rx-1", "MedicationRequest"],
    ]);
    expect(bundle.entry.map(({ fullUrl }) => fullUrl)).toEqual(entries.map((e) => e.fullUrl));
    expect(bundle.entry.map(({ request }) => decodeURIComponent(request.ifNoneExist))).toEqual([
      "identifier=urn:clinic:mrn|7700001",
      "identifier=urn:crosschart:entry|ZZT-R1",
    ]);
    expect(bundle.entry[1]?.resource.subject).toEqual({ reference: entries[0]?.fullUrl });
  });

  test("escapes what separates values in a search", () => {
    const { bytes } = encodeFhir(chartOf(["patient.identifier.mrn", "", "1|2,3"]));
    expect(textOfBytes(bytes)).toContain(encodeURIComponent("|1\\|2\\,3"));
  });

  test("updates whole resources under the ids and versions of the other system", () => {
    const links = new Map([
      ["Patient", { type: "Patient", id: "17", version: "3" }],
      ["rx-1", { type: "MedicationRequest", id: "44", version: null }],
    ]);
    const chart = chartOf(...patient, ...medicine);
    const { bytes, entries, values } = encodeFhir(chart, { update: { links } });
    const bundle = JSON.parse(textOfBytes(bytes)) as { entry: Record<string, unknown>[] };
    expect(bundle.entry.map((entry) => entry["request"])).toEqual([
      { method: "PUT", url: "Patient/17", ifMatch: 'W/"3"' },
      { method: "PUT", url: "MedicationRequest/44" },
    ]);
    expect(bundle.entry[1]?.["resource"]).toMatchObject({
      id: "44",
      subject: { reference: "Patient/17" },
    });
    expect(entries.map(({ fullUrl }) => fullUrl)).toEqual(["Patient/17", "MedicationRequest/44"]);
    expect(values.length).toBe(chart.values.length);
  });

  test("updates only what was asked for, and creates what has no link yet", () => {
    const links = new Map([["Patient", { type: "Patient", id: "17", version: "3" }]]);
    const only = new Set(["rx-1"]);
    const { bytes, entries, values } = encodeFhir(chartOf(...patient, ...medicine), {
      update: { links, only },
    });
    expect(entries.map(({ key }) => key)).toEqual(["rx-1"]);
    expect(textOfBytes(bytes)).toContain('"reference": "Patient/17"');
    expect(textOfBytes(bytes)).toContain('"method": "POST"');
    expect(new Set(values.map(({ at }) => at.resource))).toEqual(new Set([entries[0]?.fullUrl]));
  });

  test("tags every resource as test data", () => {
    const { bytes, entries } = encodeFhir(chartOf(...patient, ...medicine));
    expect(textOfBytes(bytes).match(/"HTEST"/g)?.length).toBe(entries.length);
  });

  test("puts the family marker before any title", () => {
    const { bytes } = encodeFhir(
      chartOf(
        ["patient.name.prefix", "a-title", "Dr"],
        ["patient.name.prefix", "marker", "ZZTEST"],
      ),
    );
    expect(textOfBytes(bytes).replaceAll(/\s/g, "")).toContain('"prefix":["ZZTEST","Dr"]');
  });

  test("keeps entries in the order in which they were numbered", () => {
    const names = ["dx-10", "dx-2", "dx-1"].map((key) => ["problem.text", key, key] as const);
    const { entries } = encodeFhir(chartOf(...names));
    expect(entries.map(({ key }) => key)).toEqual(["Patient", "dx-1", "dx-2", "dx-10"]);
  });

  test("says a deceased date and the yes that follows from it with one token", () => {
    const { values } = encodeFhir(
      chartOf(["patient.deceased", "", "true"], ["patient.death-date", "", "2025-11-02"]),
    );
    expect(values.length).toBe(2);
    expect(values[0]?.at).toEqual(values[1]?.at);
  });
});
