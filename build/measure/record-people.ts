import { createHash } from "node:crypto";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import type { Encoded } from "../../core/fhir/encode-fhir.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import type { Sha256 } from "../../core/catalogue/sha256.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { parseMess } from "../../core/mess/parse-mess.ts";
import { changedChart, makePerson } from "../../core/people/make-person.ts";
import { defaultLocales, defaultMrn } from "../../core/people/people-set.ts";
import type { PeopleSet, Person } from "../../core/people/people-set.ts";
import { caseIdOf, runId } from "../../db/ids.ts";
import { encodeRound } from "../../host/runs/encode-round.ts";
import type { CaseWork } from "../../host/runs/run-context.ts";
import type { PracticeLine, Reading } from "./practice-line.ts";

/** What is expected of one person in one round, and what the clinic sent on for it. */
export interface SentPerson {
  readonly person: Person;
  readonly chart: Chart;
  readonly encoded: Pick<Encoded, "values">;
  readonly message: Uint8Array;
}

/** People who went through the honest practice once: what was sent, and what was read back. */
export interface Recorded {
  readonly set: PeopleSet;
  readonly rounds: readonly {
    readonly sent: readonly SentPerson[];
    readonly clean: Reading;
  }[];
  /** `Type/id` at the clinic to the person's position and the key of the record. */
  readonly records: ReadonlyMap<string, RecordOwner>;
}

export interface RecordOwner {
  readonly person: number;
  readonly key: string;
}

export const sha256Of: Sha256 = (bytes) => createHash("sha256").update(bytes).digest();

/**
 * Messy people; the same seed gives the same ones. They carry the mess of the coverage preset, or
 * every kind of mess that is made to expose some classes.
 */
export function messySet(seed: string, exposing: readonly string[] = []): PeopleSet {
  return {
    seed,
    referenceDate: "2026-01-15",
    locales: defaultLocales,
    mess: messThatExposes(exposing),
    mrn: defaultMrn,
    sha256: sha256Of,
  };
}

/** A megabyte for everybody shows no more than one among others does, and takes minutes. */
const heavy = "vol-message-1mb";

/** Kinds of mess that are made to bring faults to light (the mess catalogue's own column). */
function messThatExposes(faults: readonly string[]): MessChoice {
  const operators = messOperators
    .filter(({ id, exposes }) => id !== heavy && faults.some((fault) => exposes.includes(fault)))
    .map(({ id }) => id);
  return operators.length === 0
    ? parseMess("coverage")
    : { text: operators.join(","), preset: "list", operators };
}

export interface Recording {
  /** Number of the first person in the set; 0 where not given. */
  readonly from?: number;
  readonly count: number;
  readonly rounds: 1 | 2;
  /** Whether the second round also deletes one item of each person. */
  readonly removes?: boolean;
}

/**
 * Sends people to the honest clinic, keeps the messages that it sends on, and reads the EMR: the twin
 * beside which every later run of the same messages is held.
 */
export async function recordPeople(
  line: PracticeLine,
  set: PeopleSet,
  { from = 0, count, rounds, removes = false }: Recording,
): Promise<Recorded> {
  line.begin([]);
  const people = Array.from({ length: count }, (_, at) => makePerson(set, from + at));
  const records = new Map<string, RecordOwner>();
  const links: Map<string, { resource: string; id: string; version: string | null }>[] = [];
  const found: Recorded["rounds"][number][] = [];
  for (let round = 1; round <= rounds; round++) {
    const made = people.map((person, at) =>
      round === 1 ? firstRound(person) : secondRound(person, links[at] ?? new Map(), removes),
    );
    for (const [at, { bytes, keys }] of made.entries()) {
      const places = await line.sendToClinic(bytes);
      const own = links[at] ?? new Map();
      for (const [index, place] of places.entries()) {
        const key = keys[index];
        if (key === undefined || place === null) continue;
        records.set(`${place.resource}/${place.id}`, { person: at, key });
        own.set(key, place);
      }
      links[at] = own;
    }
    await line.settled();
    const messages = line.messagesTaken().slice(-count);
    const sent = made.map(({ chart, values }, at) => ({
      person: people[at] ?? makePerson(set, from + at),
      chart,
      encoded: { values },
      message: messages[at] ?? new Uint8Array(),
    }));
    const answers = sent.map(() => "accepted" as const);
    found.push({ sent, clean: await line.read(records, count, answers) });
  }
  return { set, rounds: found, records };
}

interface Made extends Pick<Encoded, "bytes" | "values"> {
  readonly chart: Chart;
  readonly keys: readonly string[];
}

function firstRound({ chart }: Person): Made {
  const { bytes, values, entries } = encodeFhir(chart);
  return { chart, bytes, values, keys: entries.map(({ key }) => key) };
}

/** The chart without its last medicine or allergy, of several: the clinic deletes it. */
function withoutOne(chart: Chart, places: ReadonlyMap<string, { resource: string }>): Chart {
  const keys = ["MedicationRequest", "AllergyIntolerance"]
    .map((type) => [...places].flatMap(([key, { resource }]) => (resource === type ? [key] : [])))
    .find(({ length }) => length > 1);
  const gone = keys?.at(-1);
  if (gone === undefined) return chart;
  const values = chart.values.filter(
    ({ entry }) => entry !== gone && !entry.startsWith(`${gone}/`),
  );
  return { ...chart, values };
}

/** The update as a run sends it: only what changed, with the versions that the clinic gave. */
function secondRound(
  person: Person,
  places: ReadonlyMap<string, { resource: string; id: string; version: string | null }>,
  removes: boolean,
): Made {
  const changed = changedChart(person, 2);
  const chart = removes ? withoutOne(changed.chart, places) : changed.chart;
  const second = { ...changed, chart };
  const run = runId("measure");
  const id = caseIdOf(run, "MEASURE", person.id);
  const system = "source";
  const work: CaseWork = {
    id,
    position: person.index,
    scenario: "MEASURE",
    person: person.id,
    personIndex: person.index,
    label: person.id,
    charts: {
      charts: [person.chart, second.chart],
      expectations: [person.expectations, second.expectations],
      firstBytes: new Uint8Array(),
    },
    steps: [],
    links: new Map(
      [...places].map(([key, place]) => [key, { run, case: id, system, key, ...place }]),
    ),
    compared: [],
    seen: new Set(),
    sent: "accepted",
    stored: null,
    pairedBy: null,
    targetVersion: null,
  };
  const encoded = encodeRound(work, 2);
  if (encoded === null) throw new Error(`${person.id}: a changed record has no place.`);
  const { bytes, keys, observed } = encoded;
  return { chart: second.chart, bytes, keys, values: observed.values };
}
