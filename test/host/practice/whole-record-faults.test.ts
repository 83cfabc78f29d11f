import { expect, test } from "vitest";
import { parseFaults } from "../../../host/practice/faults/parse-faults.ts";
import { ask, practiceAtWork, settled } from "./at-work.ts";
import { bundleWith, records } from "./example-records.ts";
import type { ExampleRecord } from "./example-records.ts";
import { triedOnWholeRecords } from "./further-fault-rows.ts";

interface Row {
  readonly fault: string;
  readonly sent: readonly ExampleRecord[];
  readonly patient?: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly holds?: readonly string[];
  readonly lacks?: readonly string[];
}

const {
  allergy,
  booking,
  count,
  coverage,
  laterVisit,
  medicine,
  noneKnown,
  order,
  otherMedicine,
  result,
  secondCoverage,
  visit,
} = records;

const refused = {
  extension: [
    {
      url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
      valueCode: "asked-declined",
    },
  ],
};

const rows: readonly Row[] = [
  { fault: "BIGINT", sent: [order], type: "ServiceRequest", holds: ['"value":"9007199254740992"'] },
  {
    fault: "COMPUTED-DRIFT(-3)",
    sent: [booking],
    type: "Appointment",
    holds: ['"minutesDuration":12'],
  },
  {
    fault: "DATE-FORMAT-LEAK",
    sent: [allergy],
    type: "AllergyIntolerance",
    holds: ['"onsetDateTime":"20241120"'],
  },
  {
    fault: "DATE-FORMAT-LEAK(us)",
    sent: [coverage],
    type: "Coverage",
    holds: ['"start":"03/25/2025"'],
  },
  {
    fault: "DECIMAL-COMMA",
    sent: [medicine, count],
    type: "MedicationRequest",
    holds: ['"text":"Metformin 0,5 g"', "0,5 tablet three"],
  },
  {
    fault: "DROP-SEGMENT(TQ1)",
    sent: [medicine],
    type: "MedicationRequest",
    holds: ['"route"'],
    lacks: ["timing"],
  },
  {
    fault: "DROP-SEGMENT",
    sent: [],
    patient: { contact: [{ name: { family: "Vega" } }] },
    type: "Patient",
    holds: ["Ortiz"],
    lacks: ["contact", "Vega"],
  },
  { fault: "ENUM-COLLAPSE", sent: [booking], type: "Appointment", holds: ['"status":"cancelled"'] },
  {
    fault: "INTERNAL-CONFLICT",
    sent: [medicine],
    type: "MedicationRequest",
    holds: ['"text":"0.5 tablet once daily"', '"code":"TID"'],
  },
  {
    fault: "LIST-REORDER",
    sent: [coverage, secondCoverage],
    type: "Coverage",
    holds: ['"order":2,"subscriberId":"S-c1"', '"order":1,"subscriberId":"S-c2"'],
  },
  {
    fault: "LIST-REORDER",
    sent: [medicine],
    type: "MedicationRequest",
    holds: ['"dosageInstruction":[{"sequence":2'],
  },
  {
    fault: "NAKED-DECIMAL",
    sent: [count],
    type: "Observation",
    holds: ['"text":".61-1.29"'],
  },
  {
    fault: "NEGATION-WIDENED",
    sent: [noneKnown],
    type: "AllergyIntolerance",
    holds: ['"code":"716186003"', '"text":"No known allergy"'],
  },
  {
    fault: "NULL-SEMANTICS",
    sent: [],
    patient: { _birthDate: refused, birthDate: undefined },
    type: "Patient",
    holds: ['"valueCode":"unknown"'],
    lacks: ["asked-declined"],
  },
  {
    fault: "COMPARATOR-LOSS",
    sent: [result, count],
    type: "Observation",
    holds: ['"valueString":"0.01"', '"valueQuantity":{"value":600'],
  },
  {
    fault: "WRONG-ENCOUNTER",
    sent: [visit, laterVisit, order],
    type: "ServiceRequest",
    holds: ['"encounter":{"identifier":{"value":"v2"}}'],
  },
  {
    fault: "WRONG-LOCATION",
    sent: [visit, laterVisit],
    type: "Encounter",
    holds: ['"value":"ROOM-1"'],
    lacks: ["ROOM-2"],
  },
  {
    fault: "WRONG-PROVIDER",
    sent: [medicine, otherMedicine],
    type: "MedicationRequest",
    holds: ['"value":"9000000015"'],
    lacks: ["9000000031"],
  },
];

test.each(rows)("$fault acts on $type, and the truth knows it", async (row) => {
  const practice = await practiceAtWork({ faults: parseFaults(row.fault) });
  const { clinic, emr, control } = practice.addresses;
  const body = bundleWith(row.sent, row.patient);
  expect((await ask("POST", clinic.fhir, body)).status).toBe(200);
  await settled(practice);
  const { text } = await ask("GET", `${emr.fhir}/${row.type}`);
  for (const part of row.holds ?? []) expect(text).toContain(part);
  for (const part of row.lacks ?? []) expect(text).not.toContain(part);
  const { truth } = (await ask("GET", `${control}/truth`)).body;
  expect(truth.length).toBeGreaterThan(0);
  for (const injection of truth) expect(injection.before).not.toBe(injection.after);

  practice.setFaults([]);
  practice.reset();
  await ask("POST", clinic.fhir, body);
  await settled(practice);
  const honest = (await ask("GET", `${emr.fhir}/${row.type}`)).text;
  for (const part of row.lacks ?? []) expect(honest).toContain(part);
  const stamps = /"(?:id|fullUrl|url|lastUpdated|reference)":"[^"]*"/g;
  expect(honest.replaceAll(stamps, "")).not.toBe(text.replaceAll(stamps, ""));
});

test("every fault that is said to be tried here is", () => {
  const tried = new Set(rows.map(({ fault }) => fault.replace(/\(.*/s, "")));
  expect(triedOnWholeRecords.filter((id) => !tried.has(id))).toEqual([]);
});
