/**
 * The stores of a workspace, one per word, as asynchronous interfaces (architecture.md 10).
 * `Readable…` cannot write by its type. Writing is possible inside `Workspace.tick` alone, and
 * everything written in one tick stands in one transaction, the ledger's records included.
 */
import type { PersonId } from "../core/catalogue/chart.ts";
import type { SentState, StoredState } from "../core/compare/report.ts";
import type { RoundComparison, RunFault, Verdict, VerdictCounts } from "../core/compare/result.ts";
import type { CampaignId, CampaignRoundId, CaseId, ExchangeId, PeopleSetId, RunId } from "./ids.ts";
import type { LedgerEntry, LedgerRecord } from "./ledger-events.ts";
import type * as r from "./records.ts";

/** Areas that `changed` events name; screens ask again for what they show of an area. */
export type Area =
  | "people"
  | "campaigns"
  | "runs"
  | "cases"
  | "exchanges"
  | "cleanup"
  | "assessments"
  | "probes"
  | "rules"
  | "settings"
  | "ledger";

/** A page of a list. `next` continues it and is null on the last page. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

export interface ReadablePeople {
  set(id: PeopleSetId): Promise<r.PeopleSetRecord | null>;
  sets(): Promise<readonly (r.PeopleSetRecord & { readonly count: number })[]>;
  person(set: PeopleSetId, index: number): Promise<r.PersonRecord | null>;
  /** Persons `from` ≤ index < `from + limit`. */
  persons(set: PeopleSetId, from: number, limit: number): Promise<readonly r.PersonRecord[]>;
  round(set: PeopleSetId, index: number, round: number): Promise<r.PersonRoundRecord | null>;
}
export interface WritablePeople extends ReadablePeople {
  addSet(set: r.PeopleSetRecord): Promise<void>;
  addPersons(persons: readonly r.PersonRecord[]): Promise<void>;
  addRounds(rounds: readonly r.PersonRoundRecord[]): Promise<void>;
}

export interface ReadableCampaigns {
  campaign(id: CampaignId): Promise<r.CampaignRecord | null>;
  campaigns(): Promise<readonly r.CampaignRecord[]>;
  rounds(campaign: CampaignId): Promise<readonly r.CampaignRoundRecord[]>;
}
export interface WritableCampaigns extends ReadableCampaigns {
  add(campaign: r.CampaignRecord): Promise<void>;
  setState(id: CampaignId, state: r.CampaignState): Promise<void>;
  addRound(round: r.CampaignRoundRecord): Promise<void>;
  setRoundState(
    id: CampaignRoundId,
    state: r.CampaignRoundState,
    fingerprint?: string,
  ): Promise<void>;
}

export interface ReadableRuns {
  run(id: RunId): Promise<r.RunRecord | null>;
  summary(id: RunId): Promise<r.RunSummary | null>;
  /** Newest first, without those that probes sent. `campaign: null` asks for runs of none. */
  list(filter?: {
    readonly campaign?: CampaignId | null;
    /** Those that probes sent as well. */
    readonly probes?: boolean;
    readonly limit?: number;
  }): Promise<readonly r.RunSummary[]>;
}
export interface WritableRuns extends ReadableRuns {
  add(run: r.NewRun): Promise<void>;
  start(id: RunId, at: r.Instant): Promise<void>;
  end(
    id: RunId,
    end: {
      readonly outcome: r.RunOutcome;
      readonly at: r.Instant;
      readonly stop?: r.StopReason | null;
    },
  ): Promise<void>;
  /** Opens an ended run again: resuming, or cleaning up what was kept. */
  reopen(id: RunId): Promise<void>;
  setFaults(id: RunId, faults: readonly RunFault[]): Promise<void>;
  /** Takes or renews the lease; refused with the holder where another one's has not lapsed. */
  lease(
    id: RunId,
    lease: r.Lease,
    now: r.Instant,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly holder: r.Lease }>;
  release(id: RunId): Promise<void>;
}

/** One at a time: each has an index of its own. */
export type CaseFilter =
  | { readonly phase: r.CasePhase }
  | { readonly verdict: Verdict }
  | { readonly assessed: r.AssessmentVerdict | "none" };
export interface CasePageQuery {
  readonly run: RunId;
  /** `phase` and `verdict` list in the order of the run, `assessed` worst first. */
  readonly filter?: CaseFilter;
  /** Without a filter: `position` = order of the run (default), `worst` = by verdict, worst first. */
  readonly order?: "position" | "worst";
  readonly after?: string | null;
  /** At most 1000; 100 unless told. */
  readonly limit?: number;
}
export interface CaseFinish {
  readonly phase: "finished" | "error" | "cancelled";
  readonly verdict: Verdict | null;
  readonly counts: VerdictCounts | null;
  readonly at: r.Instant;
  readonly evidenceHash: string | null;
  readonly note?: string | null;
}
export interface ReadableCases {
  case(id: CaseId): Promise<r.CaseRecord | null>;
  /** Opens as fast with 100,000 cases as with ten: every order and filter has an index. */
  page(query: CasePageQuery): Promise<Page<r.CaseRecord>>;
  /** The case before and after in the order of the run, for stepping through them. */
  neighbours(
    id: CaseId,
  ): Promise<{ readonly before: CaseId | null; readonly after: CaseId | null }>;
  byPerson(run: RunId, person: PersonId): Promise<readonly r.CaseRecord[]>;
}
export interface WritableCases extends ReadableCases {
  add(cases: readonly r.NewCase[]): Promise<void>;
  setPhase(id: CaseId, phase: "todo" | "running"): Promise<void>;
  setSent(id: CaseId, sent: SentState): Promise<void>;
  setStored(id: CaseId, stored: StoredState, pairedBy: string | null): Promise<void>;
  finish(id: CaseId, end: CaseFinish): Promise<void>;
}

export interface ReadableSteps {
  /** In sequence; `case: null` for the run's own. */
  ofCase(run: RunId, caseId: CaseId | null): Promise<readonly r.StepRecord[]>;
  /** The last step of each case: where a resumed run continues. */
  last(run: RunId): Promise<readonly r.StepRecord[]>;
  /** Steps in state intent or unknown: what is looked up first after a crash. */
  unsettled(run: RunId): Promise<readonly r.StepRecord[]>;
}
export interface WritableSteps extends ReadableSteps {
  /** Writes steps, usually as intents, before they act. */
  add(steps: readonly r.StepRecord[]): Promise<void>;
  /** Settles a step. An exchange or detail not given stays as it was. */
  mark(
    step: Pick<r.StepRecord, "run" | "case" | "sequence">,
    to: {
      readonly state: r.StepState;
      readonly at: r.Instant;
      readonly exchange?: ExchangeId;
      readonly detail?: unknown;
    },
  ): Promise<void>;
}

export interface ReadableExchanges {
  exchange(id: ExchangeId): Promise<r.ExchangeRecord | null>;
  ofCase(caseId: CaseId): Promise<readonly r.ExchangeRecord[]>;
  ofRun(run: RunId): Promise<readonly r.ExchangeRecord[]>;
  /** The kept bytes, exactly as they went or came; null where none are kept. */
  bytes(id: ExchangeId, side: "request" | "response"): Promise<Uint8Array | null>;
}
export interface WritableExchanges extends ReadableExchanges {
  /** Before it goes: keeps the request's bytes. */
  begin(exchange: r.NewExchange): Promise<void>;
  /** Keeps the response's bytes, once they are known to be ours (decisions.md 5). */
  end(id: ExchangeId, end: r.ExchangeEnd): Promise<void>;
}

export interface ReadableObservations {
  ofCase(caseId: CaseId): Promise<readonly r.ObservationRecord[]>;
}
export interface WritableObservations extends ReadableObservations {
  add(observation: r.ObservationRecord): Promise<void>;
}

export interface ReadableLinks {
  ofCase(caseId: CaseId): Promise<readonly r.RecordLink[]>;
  /** Whose record this is, among all cases of the run. */
  owner(run: RunId, system: string, resource: string, id: string): Promise<r.RecordLink | null>;
  /** The records of one type at one system of all cases of a run that bear an identifier of their case. */
  known(run: RunId, system: string, resource: string): Promise<readonly r.RecordLink[]>;
  /** The records of one type at one system that stand for all cases of a run, however they were found. */
  ofRun(run: RunId, system: string, resource: string): Promise<readonly r.RecordLink[]>;
}
export interface WritableLinks extends ReadableLinks {
  /** Adds links; one that is known gets the new version and key. */
  put(links: readonly r.RecordLink[]): Promise<void>;
}

export interface ReadableCleanup {
  row(id: string): Promise<r.CleanupRecord | null>;
  ofRun(run: RunId): Promise<readonly r.CleanupRecord[]>;
  ofCase(caseId: CaseId): Promise<readonly r.CleanupRecord[]>;
  /** What is not proven gone, inactive, handed over or never made; last made first. */
  open(run?: RunId): Promise<readonly r.CleanupRecord[]>;
  /** Rows by `system|value`: is this hit a left-over of ours? */
  byIdentifier(identifier: string): Promise<readonly r.CleanupRecord[]>;
  counts(run: RunId): Promise<Readonly<Record<r.CleanupState, number>>>;
}
export interface WritableCleanup extends ReadableCleanup {
  /** The intent, written before the push. */
  intend(rows: readonly r.NewCleanup[]): Promise<void>;
  /** Moves a row on; an attempt is appended, what is not given stays. */
  move(
    id: string,
    to: {
      readonly state: r.CleanupState;
      readonly recordId?: string;
      readonly version?: string;
      readonly attempt?: r.CleanupAttempt;
      readonly proof?: NonNullable<r.CleanupRecord["proof"]>;
    },
  ): Promise<void>;
}

export interface ReadableComparisons {
  /** Exactly what was saved, by round. */
  ofCase(caseId: CaseId): Promise<readonly RoundComparison[]>;
  /** All comparisons of a run in the order of its cases, read case by case: the second pass. */
  ofRun(run: RunId): AsyncIterable<{
    readonly case: r.CaseRecord;
    readonly rounds: readonly RoundComparison[];
  }>;
}
export interface WritableComparisons extends ReadableComparisons {
  /** Differences as rows, matches as a compact summary. Saving a round again replaces it. */
  save(run: RunId, caseId: CaseId, comparison: RoundComparison): Promise<void>;
}

export interface ReadableAssessments {
  /** Oldest first, superseded ones included. */
  ofCase(caseId: CaseId): Promise<readonly r.AssessmentRecord[]>;
}
export interface WritableAssessments extends ReadableAssessments {
  /** Stores an assessment; the current one of the same case and role is superseded by it. */
  give(assessment: r.NewAssessment): Promise<void>;
}

export interface ReadableProbes {
  /** Probes of the findings of a run, oldest first; the last one of a finding counts. */
  ofRun(run: RunId): Promise<readonly r.ProbeRecord[]>;
}
export interface WritableProbes extends ReadableProbes {
  /** What a probe said is never edited; saying it again is another probe. */
  add(probe: r.ProbeRecord): Promise<void>;
}

export interface ReadableRules {
  /** Oldest first, withdrawn ones included. */
  all(): Promise<readonly r.RuleRecord[]>;
  /** Those of a profile, by its name, that were not withdrawn. */
  inForce(profileName: string): Promise<readonly r.RuleRecord[]>;
}
export interface WritableRules extends ReadableRules {
  add(rule: Omit<r.RuleRecord, "withdrawn">): Promise<void>;
  /** One that is withdrawn already stays as it was. */
  withdraw(id: string, withdrawn: { readonly at: r.Instant; readonly why: string }): Promise<void>;
}

export interface ReadableSettings {
  get(key: string): Promise<unknown>;
  all(): Promise<Readonly<Record<string, unknown>>>;
}
export interface WritableSettings extends ReadableSettings {
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface ReadableLedger {
  /** In order, after sequence number `after`. */
  list(after: number, limit: number): Promise<readonly LedgerRecord[]>;
  head(): Promise<{ readonly count: number; readonly hash: string }>;
}
export interface WritableLedger extends ReadableLedger {
  /** Appends one record; number, time and link to the record before are added here. */
  append(entry: LedgerEntry): Promise<LedgerRecord>;
}

export interface ReadableStores {
  readonly people: ReadablePeople;
  readonly campaigns: ReadableCampaigns;
  readonly runs: ReadableRuns;
  readonly cases: ReadableCases;
  readonly steps: ReadableSteps;
  readonly exchanges: ReadableExchanges;
  readonly observations: ReadableObservations;
  readonly links: ReadableLinks;
  readonly cleanup: ReadableCleanup;
  readonly comparisons: ReadableComparisons;
  readonly assessments: ReadableAssessments;
  readonly probes: ReadableProbes;
  readonly rules: ReadableRules;
  readonly settings: ReadableSettings;
  readonly ledger: ReadableLedger;
}
export interface WritableStores {
  readonly people: WritablePeople;
  readonly campaigns: WritableCampaigns;
  readonly runs: WritableRuns;
  readonly cases: WritableCases;
  readonly steps: WritableSteps;
  readonly exchanges: WritableExchanges;
  readonly observations: WritableObservations;
  readonly links: WritableLinks;
  readonly cleanup: WritableCleanup;
  readonly comparisons: WritableComparisons;
  readonly assessments: WritableAssessments;
  readonly probes: WritableProbes;
  readonly rules: WritableRules;
  readonly settings: WritableSettings;
  readonly ledger: WritableLedger;
}

/** An open workspace: the one writer of its file. */
export interface Workspace {
  readonly path: string;
  /** Made when the file was created; the ledger's first link is bound to it. */
  readonly id: string;
  /** What is committed. Reads do not wait for a tick that is under way. */
  readonly read: ReadableStores;
  /**
   * One transaction: all of it is on the disk when the promise resolves, or none of it where
   * `work` throws. Ticks queue; do no waiting on partners inside one.
   */
  tick<Result>(work: (stores: WritableStores) => Promise<Result>): Promise<Result>;
  /** Called after a commit with the areas that it touched; returns how to stop listening. */
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
  /** A whole copy at a path where no file stands yet. */
  backUp(to: string): Promise<void>;
  close(): Promise<void>;
}
