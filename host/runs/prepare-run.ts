import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";

import type { Profile } from "../../api/profile.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import { catalogueVersion } from "../../core/catalogue/version.ts";
import { encodeFhir } from "../../core/fhir/encode-fhir.ts";
import type { MessChoice } from "../../core/mess/mess-choice.ts";
import type { PersonPair } from "../../core/mess/pair-truth.ts";
import { changedChart } from "../../core/people/make-person.ts";
import type { PeopleSet } from "../../core/people/make-person.ts";
import { caseIdOf, peopleSetId } from "../../db/ids.ts";
import type { RunId } from "../../db/ids.ts";
import type {
  NewCase,
  NewRun,
  PeopleSetRecord,
  PersonRecord,
  PersonRoundRecord,
} from "../../db/records.ts";
import type { WritableStores, Workspace } from "../../db/stores.ts";
import { chartName } from "../chart-name.ts";
import { CliFailure, exitCodes } from "../cli/io.ts";
import { chartText } from "../generate/chart-text.ts";
import { fingerprintOf } from "../profile/fingerprint.ts";
import type { OpenedSet } from "../sets/open-set.ts";
import { madePeople, type PeopleSource, type SetPerson } from "../sets/people-source.ts";

/** Everything that decides who is made for a run. */
export interface PeopleRequest {
  readonly seed: string;
  readonly count: number;
  readonly mess: MessChoice;
  readonly referenceDate: string;
  readonly locales: readonly string[];
  /** "" or that of `--fresh`: other identifiers for the same people. */
  readonly salt: string;
}

/** What a run keeps of how it was asked for. */
export interface StoredRunOptions {
  readonly people: PeopleRequest;
  /** The saved set that its people are of: the fingerprint of its charts. */
  readonly set?: string;
  readonly mrn: { readonly system: string; readonly from: string; readonly to: string };
  readonly marker: string;
}

type PersonPairs = Omit<PersonPair, "allowed">[];

/** The truth about each two people of a run's clusters, as it was stored with them. */
export function storedPairs(set: PeopleSetRecord | null): Readonly<PersonPairs> {
  // Written by prepareRun; a run of an earlier version has none.
  return (set?.options as { readonly pairs?: PersonPairs } | undefined)?.pairs ?? [];
}

/** The pairs of a person with those who were made before; each pair once. */
function pairsWith(person: string, cluster: SetPerson["cluster"]): PersonPairs {
  return (cluster?.pairs ?? [])
    .filter(({ b }) => b === person)
    .map(({ a, b, same, agrees }) => ({ a, b, same, agrees }));
}

export const roundTripScenario = "ROUND-TRIP";
/** Create and read back, once: what a probe needs. */
export const probeScenario = "PROBE";

/** People who were given the values of a probe, and the run whose finding it is about. */
export interface ProbePeople {
  readonly of: RunId;
  readonly source: PeopleSource;
  readonly scenario: typeof probeScenario | typeof roundTripScenario;
  /** Each is read back before the next one is sent: what one does to the other is what is looked for. */
  readonly oneByOne: boolean;
}

/** The set of people of a stored run; the same options give the same people. */
export function peopleSetOf(options: StoredRunOptions): PeopleSet {
  const { seed, referenceDate, locales, mess, salt } = options.people;
  return {
    seed,
    referenceDate,
    locales,
    mess,
    mrn: { ...options.mrn, salt },
    marker: options.marker,
    sha256: (bytes) => createHash("sha256").update(bytes).digest(),
  };
}

export function storedOptionsOf(
  profile: Profile,
  people: PeopleRequest,
  saved: OpenedSet | null = null,
): StoredRunOptions {
  const options = { people, ...reservedBy(profile) };
  return saved === null ? options : { ...options, set: saved.sha256.charts };
}

/** The chart numbers and the marker that a profile reserves for tests. */
export function reservedBy(profile: Profile): Pick<StoredRunOptions, "mrn" | "marker"> {
  // The schema asks for at least one.
  const [system = "", { range } = { range: "-" }] = Object.entries(profile.identifiers)[0] ?? [];
  const [from = "", to = ""] = range.split("-");
  return { mrn: { system, from, to }, marker: profile.guard.marker.family };
}

/** People made between two looks at the signal. */
const peoplePerTurn = 25;

/**
 * Makes the people and stores everything that a run needs to begin or to begin again: profile,
 * charts of both rounds, encoded bytes, cases (decisions.md 3). All of it in one transaction.
 * @throws CliFailure where the reserved range does not suffice
 */
export async function prepareRun(
  workspace: Workspace,
  id: RunId,
  profile: Profile,
  people: PeopleRequest,
  given: { readonly saved: OpenedSet | null; readonly probe: ProbePeople | null },
  now: () => Date,
  signal: AbortSignal,
): Promise<void> {
  const { saved, probe } = given;
  const options = storedOptionsOf(profile, people, saved);
  const source = probe?.source ?? saved?.source ?? madePeople(peopleSetOf(options), people.count);
  const scenario = probe?.scenario ?? roundTripScenario;
  const setId = peopleSetId(`${id}-people`);
  const persons: PersonRecord[] = [];
  const rounds: PersonRoundRecord[] = [];
  const cases: NewCase[] = [];
  const pairs: PersonPairs = [];
  const hash = createHash("sha256");
  // The last one tells whether the reserved numbers are enough, before anybody waits for the rest.
  personOf(source, source.count - 1);
  for (let position = 0; position < source.count; position++) {
    if (position % peoplePerTurn === 0) {
      await setImmediate();
      signal.throwIfAborted();
    }
    const person = personOf(source, position);
    // Of a probe, only some people of the set are sent.
    const { index } = person;
    const second = changedChart(person, 2);
    const encoded = encodeFhir(person.chart);
    hash.update(encoded.bytes);
    const { id: name, control, operators, cluster } = person;
    pairs.push(...pairsWith(name, cluster));
    const label = chartName(person.chart);
    persons.push({ set: setId, index, person: name, control, label, operators });
    rounds.push(
      roundOf(setId, index, 1, person.chart, person.expectations, encoded.bytes),
      roundOf(setId, index, 2, second.chart, second.expectations, null),
    );
    cases.push({
      id: caseIdOf(id, scenario, name),
      run: id,
      position,
      scenario,
      person: name,
      personIndex: index,
      label,
      predecessor: null,
    });
  }
  const at = now().toISOString();
  const run = { ...newRun(id, profile, options, setId, at), probeOf: probe?.of ?? null };
  await workspace.tick(async (stores) => {
    await stores.people.addSet({
      id: setId,
      seed: people.seed,
      referenceDate: people.referenceDate,
      catalogue: saved?.head.catalogue ?? catalogueVersion,
      options: { ...options, pairs },
      madeAt: at,
    });
    await stores.people.addPersons(persons);
    await stores.people.addRounds(rounds);
    await stores.runs.add(run);
    await stores.cases.add(cases);
    await appendRunState(stores, run, "queued", cases.length, hash.digest("hex"));
  });
}

function newRun(
  id: RunId,
  profile: Profile,
  options: StoredRunOptions,
  peopleSet: NewRun["peopleSet"],
  queuedAt: string,
): NewRun {
  return {
    id,
    campaign: null,
    campaignRound: null,
    peopleSet,
    seed: options.people.seed,
    profileName: profile.name,
    fingerprint: fingerprintOf(profile),
    profile,
    options,
    queuedAt,
  };
}

/** One record in the ledger for each state a run enters. */
export async function appendRunState(
  stores: WritableStores,
  run: Pick<NewRun, "id" | "fingerprint">,
  state: string,
  cases: number,
  people: string | null,
): Promise<void> {
  await stores.ledger.append({
    type: "run.state",
    subject: run.id,
    data: { state, profile: run.fingerprint.replace(/^sha256:/, ""), people, cases },
    actor: "system",
    role: null,
  });
}

function personOf(source: PeopleSource, index: number): SetPerson {
  try {
    return source.at(index);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    throw new CliFailure(exitCodes.usage, {
      happened: thrown.message,
      safe: "Nothing was sent.",
      todo: "Ask for fewer people with --count, or reserve a wider range in the profile.",
    });
  }
}

function roundOf(
  set: PersonRoundRecord["set"],
  index: number,
  round: number,
  chart: Chart,
  expectations: PersonRoundRecord["expectations"],
  bytes: Uint8Array | null,
): PersonRoundRecord {
  return {
    set,
    index,
    round,
    chart: Buffer.from(chartText(chart), "utf8"),
    expectations,
    encoded: bytes === null ? null : { format: "fhir-r4-transaction", bytes },
  };
}
