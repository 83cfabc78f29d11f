import type { Reply } from "../../../api/contract.ts";
import { text } from "./scripted-case.ts";

type Detail = Reply<"finding.detail">;

const family = { id: "patient.name.family", label: "Last name" };
const qmark = {
  id: "CHARSET-QMARK",
  long: "Accents became question marks",
  short: "Accents became ?",
};

const head = {
  finding: "CHARSET-QMARK",
  fault: qmark,
  why: "Accents became question marks, 5 people.",
  harm: 3,
  harmWords: "Could mix up two patients",
  fields: [family],
  cases: 5,
  casesAgainst: 1,
  standing: "Confirmed",
};

const patient = {
  case: "run-1/SYN-01/p-0001",
  number: "0001",
  name: "O’Brien-Núñez, Siobhán",
  key: "patient.name.family",
  field: family,
  cut: false,
};

const shot = {
  says: "é",
  part: "looked-at" as const,
  field: family.id,
  label: family.label,
  sent: "Probeéname",
};

export const scriptedFindings: Reply<"finding.list"> = {
  run: { id: "run-1", number: 1, ended: true },
  compared: 38,
  findings: [head],
};

/** A finding with everything that the page can show of one. */
export const scriptedFinding: Detail = {
  ...head,
  run: { id: "run-1", number: 1 },
  sourceName: "Practice clinic",
  targetName: "Practice EMR",
  says: "Letters with accents became question marks.",
  scope: "systematic",
  params: [{ name: "per", says: "One mark for each", value: "character" }],
  confidence: 0.97,
  oneOf: [[qmark], [{ id: "TRANSLIT", long: "Accents left out", short: "Accents left out" }]],
  also: [{ id: "NFC-NFD", long: "Accents written in two parts", short: "Two-part accents" }],
  probe: "Send ÁÉÍÓÚ and look what comes back.",
  triage: {
    cause: "A narrow column.",
    firstStep: "Look at the column.",
    call: "The EMR's support.",
  },
  expandTo: "Names, notes and the words beside codes.",
  operators: [{ id: "name-accent-nfc", says: "A name with an accent." }],
  shows: {
    total: 35,
    listed: [
      {
        ...patient,
        entry: "",
        verdict: "delta",
        changedAt: "target",
        source: text("O’Brien-Núñez"),
        target: text("O?Brien-N??ez"),
      },
    ],
  },
  against: {
    total: 1,
    listed: [{ ...patient, source: text("Weiß"), expected: "Wei?" }],
    untouched: 12,
    lookedAt: 38,
    of: 38,
  },
  rules: [{ id: "AT-02", text: "A space at the end may disappear.", values: 2 }],
  last: {
    id: "probe-1",
    run: "run-1",
    finding: "CHARSET-QMARK",
    fault: "CHARSET-QMARK",
    standing: "settled",
    says: "Every letter outside ASCII becomes one question mark.",
    params: {},
    shots: [{ ...shot, outcome: "changed", came: "Probe?name", why: null }],
    runs: ["run-9"],
    contentHash: "0".repeat(64),
    at: "2026-11-20T15:00:00.000Z",
  },
};

export const scriptedPlan: Reply<"probe.plan"> = {
  finding: "CHARSET-QMARK",
  fault: "CHARSET-QMARK",
  cannot: null,
  shots: [shot],
};

const cell = { passed: 0, failed: 0, undecided: 0, notCompared: 0, blocked: null };

export const scriptedCoverage: Reply<"coverage.map"> = {
  runs: [{ id: "run-1", number: 1 }],
  families: [
    { id: "name", label: "Names and accents", short: "Names, accents" },
    { id: "missing", label: "Missing and very long", short: "Missing, long" },
  ],
  operators: [
    { id: "name-accent-nfc", family: "name", says: "A name with an accent." },
    { id: "len-note", family: "missing", says: "A very long note." },
  ],
  groups: [{ id: "who", label: "Who the patient is" }],
  fields: [
    { ...family, group: "who" },
    { id: "patient.name.given", label: "First name", group: "who" },
    { id: "patient.sex", label: "Sex", group: "who" },
  ],
  cells: [
    { ...cell, operator: "name-accent-nfc", field: family.id, passed: 2, failed: 3, undecided: 1 },
    { ...cell, operator: "name-accent-nfc", field: "patient.name.given", passed: 12 },
    { ...cell, operator: "len-note", field: family.id },
    { ...cell, operator: "len-note", field: "patient.sex", blocked: "FHIR: no place for Sex" },
  ],
};

export const scriptedCoverageCases: Reply<"coverage.cases"> = {
  total: 1,
  cases: [
    {
      run: "run-1",
      case: patient.case,
      number: patient.number,
      name: patient.name,
      operator: "name-accent-nfc",
      field: family,
      key: family.id,
      outcome: "failed",
    },
  ],
};
