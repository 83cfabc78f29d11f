import type { Reply } from "../../../api/contract.ts";

type Detail = Reply<"case.detail">;
type Row = Detail["sections"][number]["rows"][number];
type Fault = Row["faults"][number];
type Shown = Row["source"];

export const text = (value: string): Shown => ({ kind: "text", text: value });
const absent: Shown = { kind: "absent", reason: null };

export function fault(id: string, short: string, long: string, why: string): Fault {
  return {
    id,
    long,
    short,
    why,
    says: "The other system accepted the value, then stored another one; nobody was warned.",
    confidence: 0.97,
    standing: "Confirmed",
    oneOf: [],
    probe: "Send ÁÉÍÓÚ and look what comes back.",
    triage: {
      cause: "The interface writes another character set.",
      firstStep: "Look at one message.",
      call: "Interface team",
    },
    finding: id,
    cases: 5,
    of: 6,
  };
}

interface RowSketch {
  readonly field: string;
  readonly label: string;
  readonly verdict: Row["verdict"];
  readonly source: Shown;
  readonly target: Shown;
  readonly entry?: string;
  readonly entryLabel?: string;
  readonly fault?: Fault;
  readonly rule?: string;
  readonly harm?: number;
  readonly reason?: string;
  readonly at?: { readonly sent: [number, number]; readonly target: [number, number] };
}

export function row(sketch: RowSketch): Row {
  const differs = !["match", "not-compared"].includes(sketch.verdict);
  const place = (exchange: string, range: [number, number] | undefined) =>
    range === undefined
      ? null
      : {
          exchange,
          resource: "Patient/7",
          place: `/${sketch.field}`,
          start: range[0],
          end: range[1],
        };
  return {
    key: `${sketch.field} ${sketch.entry ?? ""}`,
    field: sketch.field,
    entry: sketch.entry ?? "",
    label: sketch.label,
    entryLabel: sketch.entryLabel ?? "",
    fhir: "Patient.name.family",
    hl7: "PID-5.1",
    verdict: sketch.verdict,
    round: 1,
    source: sketch.source,
    target: sketch.target,
    hops: [
      { hop: "generated", state: "start", value: sketch.source, at: null },
      { hop: "sent", state: "same", value: sketch.source, at: place("x-sent", sketch.at?.sent) },
      { hop: "source", state: "same", value: sketch.source, at: null },
      {
        hop: "target",
        state: differs ? "changed" : "same",
        value: sketch.target,
        at: place("x-target", sketch.at?.target),
      },
    ],
    changedAt: differs ? "target" : null,
    faults: sketch.fault === undefined ? [] : [sketch.fault],
    rule:
      sketch.rule === undefined
        ? null
        : { id: "AT-02", text: sketch.rule, reason: null, agreedBy: [] },
    reason: sketch.reason ?? null,
    expected: "must arrive unchanged (accents)",
    criticality: "critical",
    harm: sketch.harm ?? 3,
    harmWords: "Could mix up two patients: the name search will not find her",
  };
}

type Section = Detail["sections"][number];

/** A section with all its rows, counted as the host counts them. */
export function section({
  group,
  label,
  rows,
}: Pick<Section, "group" | "label" | "rows">): Section {
  const counts: Section["counts"] = {};
  for (const { verdict } of rows) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { group, label, rows, counts, left: 0 };
}

const qmark = fault(
  "CHARSET-QMARK",
  "Accents became ?",
  "Accents became question marks",
  "The letters ú and ñ are gone: Núñez became N??ez.",
);

export const sentText = `{
  "resourceType": "Patient",
  "name": [
    {
      "use": "official",
      "family": "O’Brien-Núñez",
      "given": ["Siobhán"]
    }
  ],
  "birthDate": "1984-03-04"
}`;
export const targetText = sentText
  .replace("O’Brien-Núñez", "O?Brien-N??ez")
  .replace("Siobhán", "Siobh?n");

function range(message: string, value: string): [number, number] {
  const at = message.indexOf(value);
  return [at, at + value.length];
}

const street =
  "Apartment 14B, The Old Granary Building, " +
  "behind the mill and past the bridge, ".repeat(5) +
  "north tower, use the side door (bell)";

export function scriptedSections(): Detail["sections"] {
  return [
    section({
      group: "identity",
      label: "Who the patient is",
      rows: [
        row({
          field: "patient.identifier.mrn",
          label: "Record number",
          verdict: "delta",
          source: text("00418827"),
          target: text("418827"),
          fault: fault(
            "LEADING-ZERO",
            "Leading zeros lost",
            "Leading zeros lost",
            "The zeros at the start are gone: 00418827 became 418827.",
          ),
        }),
        row({
          field: "patient.name.family",
          label: "Last name",
          verdict: "delta",
          source: text("O’Brien-Núñez"),
          target: text("O?Brien-N??ez"),
          fault: qmark,
          at: {
            sent: range(sentText, "O’Brien-Núñez"),
            target: range(targetText, "O?Brien-N??ez"),
          },
        }),
        row({
          field: "patient.name.given",
          label: "First name",
          verdict: "delta",
          source: text("Siobhán"),
          target: text("Siobh?n"),
          fault: qmark,
        }),
        row({
          field: "patient.name.middle",
          label: "Middle name",
          verdict: "allowed",
          source: text("Aoife "),
          target: text("Aoife"),
          rule: "A space at the end may disappear.",
          fault: fault(
            "TRIM",
            "Space trimmed",
            "A space at the edge was trimmed",
            "The space at the end is gone.",
          ),
        }),
        row({
          field: "patient.name.prefix",
          label: "Name in Hebrew",
          verdict: "delta",
          source: text("שרה כהן"),
          target: text("שרה כהו"),
        }),
        row({
          field: "patient.language",
          label: "Language",
          verdict: "extra",
          source: absent,
          target: text("English"),
          fault: fault(
            "DEFAULT-INJECT",
            "Filled in by the EMR",
            "Filled in by the EMR",
            "The EMR wrote English; we sent nothing.",
          ),
        }),
        row({
          field: "patient.birth-date",
          label: "Date of birth",
          verdict: "not-readable",
          source: text("1984-03-04"),
          target: text("03/04/1984"),
          reason: "ambiguous date",
        }),
        row({
          field: "patient.sex",
          label: "Sex",
          verdict: "match",
          source: text("female"),
          target: text("female"),
        }),
        row({
          field: "patient.phone",
          label: "Phone",
          verdict: "match",
          source: text("555-0100"),
          target: text("555-0100"),
        }),
      ],
    }),
    section({
      group: "contact",
      label: "Address and contact",
      rows: [
        row({
          field: "patient.address.line",
          label: "Street",
          verdict: "delta",
          source: text(street),
          target: text(street.slice(0, 236)),
          fault: fault(
            "TRUNCATE",
            "Cut short at 236",
            "Cut short",
            "The street was cut after 236 characters.",
          ),
          harm: 2,
        }),
        row({
          field: "patient.email",
          label: "E-mail",
          verdict: "delta",
          source: text("ana\u200Bana@example.org"),
          target: text("аna\u00A0ana@example.org\u202E"),
        }),
      ],
    }),
    section({
      group: "allergies",
      label: "Allergies",
      rows: [
        row({
          field: "allergy.substance",
          label: "Substance",
          entry: "al-2",
          entryLabel: "Red food dye",
          verdict: "missing",
          source: text("Red food dye – hives"),
          target: absent,
          harm: 4,
          fault: fault(
            "CODE-DROP",
            "Dropped, no warning",
            "Dropped without warning",
            "The allergy has no code; the EMR left it out.",
          ),
        }),
      ],
    }),
    section({
      group: "medicines",
      label: "Medicines",
      rows: [
        row({
          field: "medication.dose-value",
          label: "Dose",
          entry: "rx-1",
          entryLabel: "Levothyroxine",
          verdict: "delta",
          source: text("0.125"),
          target: text("0.13"),
          harm: 4,
          fault: fault("ROUND", "Dose rounded", "Dose rounded", "0.125 became 0.13."),
        }),
        row({
          field: "medication.name",
          label: "Medicine",
          entry: "rx-2",
          entryLabel: "Metformin",
          verdict: "match",
          source: text("Metformin"),
          target: text("Metformin"),
        }),
      ],
    }),
    section({
      group: "other",
      label: "Diagnoses, visits, insurance",
      rows: [
        row({
          field: "patient.photo",
          label: "Photo",
          verdict: "not-compared",
          source: text("1 image"),
          target: text("1 image"),
          reason: "The profile does not read it.",
        }),
      ],
    }),
  ];
}

const names = [
  "O’Brien-Núñez, Siobhán",
  "כהן, שרה",
  "Okonkwo, Adaeze",
  "Weiß, Jörg",
  "Abara-Lindqvist, Bo",
  "Suharto",
];

export function scriptedLine(index: number): Detail["case"] {
  return {
    id: `run-1/SYN-01/p-${String(index + 1).padStart(4, "0")}`,
    number: String(index + 1).padStart(4, "0"),
    name: names[index % names.length] ?? "",
    verdict: "delta",
    chips:
      index % 5 === 4
        ? []
        : [
            { short: "Accents became ?", code: "CHARSET-QMARK", verdict: "delta" },
            ...(index % 2 === 0
              ? [{ short: "Allergy lost", code: "CODE-DROP", verdict: "missing" as const }]
              : []),
          ],
    differences: index % 5 === 4 ? 0 : 8,
    harm: index % 5 === 4 ? null : 4,
    assessment:
      index % 7 === 3 ? "fail" : index % 7 === 4 ? "pass" : index % 7 === 5 ? "cant-tell" : null,
    stored: "found",
  };
}

export function scriptedDetail(line: Detail["case"]): Detail {
  return {
    case: line,
    run: "run-1",
    person: "p-0001",
    sourceName: "Practice clinic",
    targetName: "Practice EMR",
    sentAt: "2026-11-20T14:02:11.000Z",
    readAt: "2026-11-20T14:02:19.000Z",
    pairedBy: "patient.identifier.mrn",
    sent: "accepted",
    receipt: "Practice clinic answered: created.",
    hops: ["generated", "sent", "source", "target"],
    sections: scriptedSections(),
    expectations: [
      {
        field: "patient.name.family",
        label: "Last name",
        entry: "",
        expect: "must-survive",
        met: "no",
        why: "two letters changed",
      },
    ],
    exchanges: [
      {
        id: "x-sent",
        hop: "sent",
        round: 1,
        at: "2026-11-20T14:02:11.000Z",
        title: "POST /fhir",
        status: "200",
        milliseconds: 41,
      },
      {
        id: "x-target",
        hop: "target",
        round: 1,
        at: "2026-11-20T14:02:19.000Z",
        title: "GET /fhir/Patient",
        status: "200",
        milliseconds: 12,
      },
    ],
    assessment:
      line.assessment === null
        ? null
        : {
            verdict: line.assessment,
            note: "Searched Nunez, not found.",
            reason: "",
            role: "front-desk",
            at: "2026-11-20T15:00:00.000Z",
          },
  };
}
