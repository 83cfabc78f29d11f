import type { Reply } from "../../../api/contract.ts";
import type { Script } from "./serve-scripted.ts";
import {
  scriptedCoverage,
  scriptedCoverageCases,
  scriptedFinding,
  scriptedFindings,
  scriptedPlan,
} from "./scripted-findings.ts";
import { scriptedDetail, scriptedLine, sentText, targetText } from "./scripted-case.ts";

type RunLine = Reply<"run.list">["runs"][number];

export const run: RunLine = {
  id: "run-1",
  number: 1,
  state: "done",
  connection: "Practice",
  seed: "4417",
  started: "2026-11-20T14:02:00.000Z",
  ended: "2026-11-20T14:02:20.000Z",
  counts: {
    total: 40,
    sent: 40,
    acknowledged: 39,
    refused: 1,
    unknown: 0,
    stored: 38,
    notFound: 1,
    readBack: 38,
    compared: 38,
    same: 8,
    different: 30,
  },
  paused: false,
  leftovers: 39,
};

const going: RunLine = {
  ...run,
  id: "run-2",
  number: 2,
  state: "sending",
  ended: null,
  counts: {
    total: 240,
    sent: 147,
    acknowledged: 145,
    refused: 1,
    unknown: 0,
    stored: 144,
    notFound: 1,
    readBack: 143,
    compared: 142,
    same: 99,
    different: 43,
  },
  paused: false,
  leftovers: 145,
};

function pageOf(input: unknown): { offset: number; limit: number } {
  // the schema of the call has read it
  return input as { offset: number; limit: number };
}

const marks = ["done", "done", "done", "now", "waiting"] as const;

/** A workspace after one practice run of `cases` people, with another run under way. */
export function scriptedWorld(cases = 40): Script {
  const lines = Array.from({ length: cases }, (_, index) => scriptedLine(index));
  const saved = new Map<string, "pass" | "fail" | "cant-tell">();
  const lineOf = (index: number) => {
    const line = lines[index] ?? scriptedLine(index);
    return { ...line, assessment: saved.get(line.id) ?? line.assessment };
  };
  return {
    "app.about": {
      version: "0.1.0",
      catalogue: "2026.1",
      node: "24",
      door: "browser",
      role: "front-desk",
      theme: "system",
      letterKeys: true,
      chain: { ok: true, entries: 14212, says: "" },
    },
    "app.settings": {},
    "workspace.home": {
      name: "Practice",
      path: "/tmp/practice.crosschart",
      campaign: "practice",
      gate: {
        outcome: "not-yet",
        reasons: [
          {
            kind: "fault",
            harm: 4,
            says: "Red food dye and other allergies without a code are dropped for 4 patients.",
            action: "Look at one",
            route: "#/case/run-1%2FSYN-01%2Fp-0001/run/run-1",
          },
          {
            kind: "fault",
            harm: 3,
            says: "Accents in names became question marks for 5 patients.",
            action: "Look at one",
            route: "#/compare",
          },
          {
            kind: "waiting",
            harm: 2,
            says: "16 patients wait for a verdict.",
            action: "Compare",
            route: "#/compare",
          },
          { kind: "waiting", harm: 1, says: "Nobody has signed yet.", action: "", route: "" },
        ],
      },
      queue: { waiting: 16, cantTell: 4, failed: 9, passed: 11 },
      faults: [
        {
          id: "CODE-DROP",
          short: "Dropped, no warning",
          says: "Dropped without warning",
          harm: 4,
          cases: 4,
          fields: ["allergy.substance"],
          example: lines[0]?.id ?? "",
        },
        {
          id: "ROUND",
          short: "Dose rounded",
          says: "Dose rounded",
          harm: 4,
          cases: 2,
          fields: ["medication.dose-value"],
          example: lines[0]?.id ?? "",
        },
        {
          id: "CHARSET-QMARK",
          short: "Accents became ?",
          says: "Accents became question marks",
          harm: 3,
          cases: 5,
          fields: ["patient.name.family"],
          example: lines[0]?.id ?? "",
        },
        {
          id: "TRUNCATE",
          short: "Cut short at 236",
          says: "Cut short",
          harm: 2,
          cases: 1,
          fields: ["patient.address.line"],
          example: lines[0]?.id ?? "",
        },
      ],
      runs: [run, going],
      unfinished: null,
    },
    "run.list": { runs: [run] },
    "run.detail": (input) => {
      const { run: id } = input as { run: string };
      const shown = id === going.id ? going : run;
      return {
        run: shown,
        people: lines.slice(0, 200).map((line, index) => ({
          case: line.id,
          number: line.number,
          name: line.name,
          sent: "done",
          acknowledged: index === 5 ? "failed" : "done",
          stored: index === 4 ? "late" : index > 8 ? "waiting" : "done",
          readBack: index > 6 ? "waiting" : (marks[index % 5] ?? "done"),
          compared: index > 3 ? "waiting" : "done",
          seconds: index > 8 ? null : 0.9 + index / 10,
          result:
            index === 5
              ? { kind: "refused", says: "Refused: sex is empty" }
              : index === 4
                ? { kind: "not-found", says: "Accepted, not found yet" }
                : index === 1
                  ? { kind: "same", says: "Same" }
                  : index > 8
                    ? { kind: "in-line", says: "in line" }
                    : { kind: "different", says: "2 differences" },
        })),
        total: cases,
        tabs: { all: cases, inProgress: 12, refused: 1, notFound: 1 },
        events: [
          {
            at: "2026-11-20T16:45:12.204Z",
            kind: "info",
            says: "0143 read back, version 1",
            raw: "GET /Patient/143 200",
          },
          {
            at: "2026-11-20T16:45:11.402Z",
            kind: "refused",
            says: "0146 refused: 422, “Patient.gender: required”. Nothing was stored: we looked.",
            raw: "POST / 422",
          },
          {
            at: "2026-11-20T16:45:09.118Z",
            kind: "warning",
            says: "0145 answered “created” but cannot be found. Looking again in 5 s",
            raw: "GET /Patient?identifier 200",
          },
          {
            at: "2026-11-20T16:45:06.519Z",
            kind: "difference",
            says: "0141 compared: 2 differences",
            raw: "compare",
          },
        ],
        warning:
          shown === going
            ? "The practice EMR answers slowly (2.3 s, usually 0.4 s). Nothing is lost; you can leave this screen."
            : null,
        stopping: { there: 146, onWay: 1, notSent: 92 },
        firstDifference: {
          case: lines[0]?.id ?? "",
          field: "patient.name.given",
          label: "First name",
          source: "José",
          target: "Jos?",
        },
      };
    },
    "run.watch": { run: going, says: "" },
    "run.stop": { says: "146 accepted, 1 unknown, 92 not sent." },
    "run.start": { run: going.id },
    "case.list": (input) => {
      const { offset, limit } = pageOf(input);
      return {
        cases: Array.from({ length: Math.max(0, Math.min(limit, cases - offset)) }, (_, at) =>
          lineOf(offset + at),
        ),
        total: cases,
        waiting: 16,
        cantTell: 4,
      };
    },
    "case.detail": (input) => {
      const id = (input as { case: string }).case;
      const index = Math.max(
        0,
        lines.findIndex((line) => line.id === id),
      );
      return scriptedDetail(lineOf(index));
    },
    "case.message": (input) => {
      const asked = input as { exchange: string; marks: { start: number; end: number }[] };
      return {
        title: asked.exchange === "x-sent" ? "POST /fhir" : "GET /fhir/Patient/8c1f",
        status: asked.exchange === "x-sent" ? "created" : "version 1",
        text: asked.exchange === "x-sent" ? sentText : targetText,
        marks: asked.marks,
        firstLine: 1,
        reformatted: true,
        cut: false,
      };
    },
    "finding.list": scriptedFindings,
    "finding.detail": scriptedFinding,
    "probe.plan": scriptedPlan,
    "rule.list": { rules: [] },
    "rule.propose": { proposals: [] },
    "coverage.map": scriptedCoverage,
    "coverage.cases": scriptedCoverageCases,
    "assessment.save": (input) => {
      const asked = input as { case: string; verdict: "pass" | "fail" | "cant-tell" };
      saved.set(asked.case, asked.verdict);
      const at = lines.findIndex((line) => line.id === asked.case);
      const next = lines
        .slice(at + 1)
        .find((line) => line.assessment === null && !saved.has(line.id));
      return { assessment: "a-1", next: next?.id ?? null };
    },
    "assessment.withdraw": (input) => {
      saved.delete((input as { case: string }).case);
      return {};
    },
    "assessment.history": { assessments: [] },
    "connection.list": {
      connections: [
        {
          id: "practice",
          name: "Practice EMR",
          kind: "practice",
          path: null,
          sourceName: "Practice clinic",
          targetName: "Practice EMR",
          guard: "practice",
          lastCheck: null,
        },
        {
          id: "clinic",
          name: "Clinic → EMR, test environment",
          kind: "file",
          path: "/home/you/clinic-test.jsonc",
          sourceName: "Clinic",
          targetName: "EMR",
          guard: "unknown",
          lastCheck: null,
        },
      ],
      current: "practice",
    },
    "connection.open": {
      fault: {
        code: "bad-request",
        happened: "Line 12: the key “windw” is unknown.",
        safe: "Nothing was changed.",
        todo: "Did you mean “window”?",
      },
    } as never,
    "connection.check": {
      ok: false,
      lines: [
        {
          name: "The other system can be reached",
          state: "ok",
          says: "127.0.0.1, port 8083, 38 ms",
          todo: "",
        },
        {
          name: "Login works",
          state: "cant-tell",
          says: "No login is asked for",
          todo: "Ask the vendor whether that is meant.",
        },
        {
          name: "Can it be told to forget?",
          state: "failed",
          says: "Delete is refused (405).",
          todo: "Ask how test patients get cleared before go-live.",
        },
      ],
    },
    "connection.select": {},
    "practice.status": {
      running: true,
      addresses: [
        { name: "Clinic", address: "http://127.0.0.1:8431/fhir" },
        { name: "Interface", address: "http://127.0.0.1:8432/fhir" },
        { name: "EMR", address: "http://127.0.0.1:8433/fhir" },
        { name: "EMR screen", address: "http://127.0.0.1:8433/" },
      ],
      faults: [
        {
          id: "CHARSET-QMARK",
          family: "Silent change",
          name: "Accents become ?",
          notice: "Names cannot be found by search",
          before: "José",
          after: "Jos?",
          on: true,
          params: {},
          found: true,
        },
        {
          id: "TRUNCATE",
          family: "Silent change",
          name: "Long text cut at 255",
          notice: "Flat number or directions vanish",
          before: "use the side door",
          after: "use the",
          on: true,
          params: { limit: 255 },
          found: false,
        },
        {
          id: "ROUND",
          family: "Silent change",
          name: "Doses rounded",
          notice: "Wrong dose on the medicine list",
          before: "0.125 mg",
          after: "0.13 mg",
          on: false,
          params: {},
          found: null,
        },
        {
          id: "CODE-DROP",
          family: "Silent change",
          name: "Unknown allergy dropped",
          notice: "Allergy list looks empty",
          before: "Red food dye",
          after: "",
          on: false,
          params: {},
          found: null,
        },
        {
          id: "STALE",
          family: "Update loop",
          name: "Older copy wins",
          notice: "Change appears, then goes back",
          before: "…0193",
          after: "…0177",
          on: false,
          params: {},
          found: null,
        },
        {
          id: "LEADING-ZERO",
          family: "Record numbers",
          name: "Leading zeros lost",
          notice: "Old paper number no longer fits",
          before: "00418827",
          after: "418827",
          on: false,
          params: {},
          found: null,
        },
      ],
      presets: [
        { id: "honest", name: "Honest", says: "", faults: [] },
        { id: "typical", name: "Typical", says: "", faults: ["CHARSET-QMARK", "TRUNCATE"] },
        { id: "friday", name: "Bad Friday", says: "", faults: ["ROUND", "STALE"] },
      ],
      log: [{ at: "2026-11-20T14:02:11.000Z", says: "clinic: 1 transaction, 9 resources created" }],
    },
    "practice.setFaults": {},
    "practice.reset": {},
    "practice.try": { run: run.id },
    "practice.remove": {},
    "catalogue.fields": {
      fields: [
        {
          id: "patient.name.family",
          label: "Last name",
          group: "identity",
          role: "front-desk",
          criticality: "critical",
          hl7: null,
          fhir: null,
        },
      ],
    },
    "catalogue.mess": {
      families: [
        {
          id: "typo",
          letter: "A",
          ask: { who: "Ask the front desk", question: "Can you find her by her name?" },
          label: "Typing slips",
          says: "The slips of a second person who types the same record.",
          operators: [
            {
              id: "swap",
              says: "Two letters change places",
              example: "Marrin",
              expected: "must be flagged",
              ...fewWords,
            },
          ],
        },
        {
          id: "name",
          letter: "B",
          ask: { who: "Ask the front desk", question: "Can you find her by her name?" },
          label: "Names and accents",
          says: "Many systems were built for plain A–Z. An apostrophe, hyphen or accent is often swapped, dropped or turned into ? without a word.",
          operators: [
            {
              id: "apostrophe-curly",
              says: "A curly apostrophe",
              example: "O’Brien",
              expected: "must arrive unchanged",
              ...fewWords,
            },
            {
              id: "accent-nfd",
              says: "Accents as characters of their own",
              example: "Jose\u0301",
              expected: "may be tidied (AT-01)",
              ...fewWords,
            },
            {
              id: "okina",
              says: "A letter that looks like an apostrophe",
              example: "Hawaiʻi",
              expected: "must arrive unchanged",
              ...fewWords,
            },
          ],
        },
        {
          id: "date",
          letter: "D",
          ask: { who: "Ask the front desk", question: "Can you find her by her name?" },
          label: "Dates that can flip",
          says: "Dates that can be read two ways.",
          operators: [
            {
              id: "ambiguous",
              says: "Day and month could be swapped",
              example: "03/04/1984",
              expected: "must arrive unchanged",
              ...fewWords,
            },
          ],
        },
        {
          id: "contact",
          letter: "F",
          ask: { who: "Ask the front desk", question: "Can you find her by her name?" },
          label: "Phones and e-mail",
          says: "Extensions and country codes.",
          operators: [
            {
              id: "ext",
              says: "An extension",
              example: "+353 1 555 0100 x12",
              expected: "may be tidied (AT-01)",
              ...fewWords,
            },
          ],
        },
        {
          id: "insurance",
          letter: "I",
          ask: { who: "Ask the front desk", question: "Can you find her by her name?" },
          label: "Insurance puzzles",
          says: "No subscriber.",
          operators: [
            {
              id: "nosub",
              says: "No subscriber",
              example: "no subscriber",
              expected: "must be refused clearly",
              ...fewWords,
            },
          ],
        },
      ],
      presets: [
        {
          id: "realistic",
          label: "Like a real clinic",
          says: "",
          group: "Whole",
          operators: every,
        },
        { id: "coverage", label: "Every kind once", says: "", group: "Whole", operators: every },
        { id: "none", label: "No mess", says: "", group: "Control run", operators: [] },
      ],
    },
    "people.newSeed": { seed: "90210" },
    "people.choice": {
      choice: {
        seed: "4417",
        count: 6,
        mess: "coverage",
        referenceDate: "2026-01-15",
        locales: ["en-US"],
        set: null,
      },
      reserved: { system: "urn:clinic:mrn", from: "7700000", to: "7799999" },
      referenceDate: "2026-01-15",
      locales: [
        { tag: "en-US", label: "American English" },
        { tag: "es-MX", label: "Mexican Spanish" },
      ],
      folder: "/home/you",
      imported: null,
    },
    "people.choose": {},
    "people.coverage": {
      ...counts(21, 24, 3),
      connection: { name: "Practice EMR", format: "FHIR" },
      needed: 31,
      operators: every.map((id) => ({ id, people: 2, ...counts(1, 1, 0) })),
      families: ["typo", "name", "date", "contact", "insurance"].map((id) => ({
        id,
        people: 3,
        ...counts(3, 4, 0),
      })),
      groups: [
        { id: "who", label: "Who the patient is" },
        { id: "contact", label: "Address and contact" },
        { id: "coverage", label: "Insurance" },
      ],
      map: [
        { family: "name", group: "who", ...counts(9, 10, 0) },
        { family: "date", group: "who", ...counts(2, 9, 1) },
        { family: "contact", group: "contact", ...counts(0, 4, 0) },
        { family: "insurance", group: "coverage", ...counts(0, 0, 2) },
      ],
      reasons: [{ says: "FHIR: no place for Group name", cells: 3 }],
    },
    "people.preview": {
      people: names.map((name, index) => personOf(name, index)),
      total: 6,
      controls: 1,
    },
    "people.message": {
      parts: [
        {
          name: "Transaction Bundle",
          text: sentText,
          sent: null,
          bytes: sentText.length,
          reformatted: true,
          cut: false,
          marks: [{ start: 2, end: 9, planted: 0 }],
        },
      ],
      cannotTravel: [
        {
          label: "Group name",
          entry: "cov-1",
          value: "<b>Plan</b>",
          why: "FHIR has no place for it.",
          planted: true,
        },
      ],
    },
    "people.person": {
      person: personOf(names[0] ?? { family: "", given: "", clean: "" }, 0),
      notApplied: [
        { id: "okina", says: "A letter that looks like an apostrophe", why: "It has no place." },
      ],
      chart: [
        {
          group: "Who the patient is",
          field: "patient.name.family",
          label: "Last name",
          entry: "",
          value: "O’Brien-Núñez",
          absent: null,
        },
        {
          group: "Who the patient is",
          field: "patient.name.given",
          label: "First name",
          entry: "",
          value: "Siobhán",
          absent: null,
        },
        {
          group: "Medicines",
          field: "medication.dose-value",
          label: "Dose",
          entry: "rx-1",
          value: "0.125",
          absent: null,
        },
        {
          group: "Medicines",
          field: "medication.name",
          label: "Medicine",
          entry: "rx-1",
          value: null,
          absent: "unknown",
        },
      ],
    },
  };
}

const every = ["swap", "apostrophe-curly", "accent-nfd", "okina", "ambiguous", "ext", "nosub"];

const fewWords = {
  note: "",
  fields: ["Last name"],
  exposes: [
    { id: "CHARSET-QMARK", short: "Accents became ?", long: "Accents became question marks" },
  ],
  allowed: ["A curly apostrophe may become a straight one."],
  rate: "3 in 100 patients",
  rateSource: "our own weight",
};

function counts(covered: number, possible: number, notTestable: number) {
  return { covered, possible, notTestable };
}

const names = [
  { given: "Siobhán", clean: "OBrien-Nunez", family: "O’Brien-Núñez" },
  { given: "Jörg", clean: "Weiss", family: "Weiß" },
  { given: "Adaeze", clean: "", family: "Okonkwo" },
  { given: "Keoni", clean: "Hawaii", family: "Hawaiʻi" },
  { given: "שרה", clean: "Cohen", family: "כהן" },
  { given: "Zoe\u0308", clean: "Lukasik", family: "Łukasik " },
];

function personOf(name: (typeof names)[number], index: number) {
  const cell = (field: string, value: string) => ({ field, value, absent: null });
  return {
    id: `p-000${index + 1}`,
    index,
    name: `${name.family}, ${name.given}`,
    family: cell("patient.name.family", name.family),
    given: cell("patient.name.given", name.given),
    born: cell("patient.birth-date", "1984-03-04"),
    mrn: cell("patient.identifier.mrn", `770041${index}`),
    control: index === 2,
    cluster:
      index < 4
        ? null
        : {
            id: "c-1",
            operator: "twins",
            says: "Twins",
            member: index - 3,
            people: ["p-0005", "p-0006"],
            truth: [
              { with: index === 4 ? "p-0006" : "p-0005", says: "another person: two charts" },
            ],
          },
    planted:
      index === 2
        ? []
        : [
            {
              field: "patient.name.family",
              label: "Last name",
              entry: "",
              operators: ["apostrophe-curly"],
              says: ["A curly apostrophe."],
              clean: name.clean,
              messy: name.family,
              expected: "must arrive unchanged",
            },
            {
              field: "patient.birth-date",
              label: "Date of birth",
              entry: "",
              operators: ["ambiguous"],
              says: ["Day and month could be swapped."],
              clean: "1984-05-23",
              messy: "1984-03-04",
              expected: "must arrive unchanged",
            },
          ],
  };
}
