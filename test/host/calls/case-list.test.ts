import { expect, test } from "vitest";
import type { Input } from "../../../api/contract.ts";
import { carriersOf, caseLineOf, staysListed } from "../../../host/calls/case-list.ts";
import type { RunFindings } from "../../../host/calls/run-findings.ts";
import { caseId, runId } from "../../../db/ids.ts";
import type { CaseRecord } from "../../../db/records.ts";

const counts = {
  match: 30,
  allowed: 0,
  delta: 1,
  missing: 0,
  extra: 0,
  notCompared: 2,
  notReadable: 0,
};
const record: CaseRecord = {
  id: caseId("r/ROUND-TRIP/p-0001"),
  run: runId("r"),
  position: 0,
  scenario: "ROUND-TRIP",
  person: "p-0001",
  personIndex: 0,
  label: "Núñez, Ana",
  predecessor: null,
  phase: "finished",
  sent: "accepted",
  stored: "found",
  pairedBy: null,
  verdict: "delta",
  counts,
  finishedAt: null,
  evidenceHash: null,
  note: null,
  assessed: null,
};
const findings: RunFindings = {
  cases: new Map([
    [
      record.id,
      {
        chips: [{ short: "Dose rounded", code: "ROUND", verdict: "delta" }],
        differences: 1,
        harm: 4,
        firstDifference: null,
      },
    ],
  ]),
  byFault: new Map([["ROUND medication.dose-value", [record.id]]]),
  undecided: new Set(),
  compared: 1,
  faults: [],
};

function stays(part: Partial<Input<"case.list">>): boolean {
  const query = { run: "r", filter: "", sort: "number", offset: 0, limit: 10, ...part } as const;
  return staysListed(record, caseLineOf(record, findings), query, carriersOf(query, findings));
}

test("a case stays where it has a field of the verdict", () => {
  expect(stays({ verdict: "delta" })).toBe(true);
  expect(stays({ verdict: "not-compared" })).toBe(true);
  expect(stays({ verdict: "missing" })).toBe(false);
});

test("the same means that everything is", () => {
  expect(stays({ verdict: "match" })).toBe(false);
});

test("a fault is looked for in the field that is named, else in any", () => {
  expect(stays({ fault: { id: "ROUND", field: null } })).toBe(true);
  expect(stays({ fault: { id: "ROUND", field: "medication.dose-value" } })).toBe(true);
  expect(stays({ fault: { id: "ROUND", field: "result.value" } })).toBe(false);
  expect(stays({ fault: { id: "TRIM", field: null } })).toBe(false);
});

test("all filters must agree", () => {
  expect(stays({ filter: "núñez", verdict: "delta" })).toBe(true);
  expect(stays({ filter: "rounded", verdict: "missing" })).toBe(false);
});

test("whom nobody has looked for is not said to be missing there", () => {
  const unsent = { ...record, stored: null };
  expect(caseLineOf(unsent, findings).stored).toBe("not-looked");
});
