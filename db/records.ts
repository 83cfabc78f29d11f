/**
 * What a workspace stores, as plain data. Times are ISO 8601 in UTC (`2026-01-15T08:00:00.000Z`).
 * `unknown` stands for JSON that a layer above owns and checks (a profile, options).
 */
import type { ShotResult, Standing } from "../core/probes/shot.ts";
import type { PersonId, SeenResource } from "../core/catalogue/chart.ts";
import type { FieldId } from "../core/catalogue/field.ts";
import type { AllowRule } from "../core/compare/allow-rule.ts";
import type { SentState, StoredState } from "../core/compare/report.ts";
import type { Hop, RunFault, Verdict, VerdictCounts } from "../core/compare/result.ts";
import type { FieldExpectation } from "../core/mess/expectation.ts";
import type { CampaignId, CampaignRoundId, CaseId, ExchangeId, PeopleSetId, RunId } from "./ids.ts";

export type Instant = string;

/** A set of people: with it and the charts a run needs nothing else to begin again. */
export interface PeopleSetRecord {
  readonly id: PeopleSetId;
  readonly seed: string;
  readonly referenceDate: string;
  readonly catalogue: string;
  readonly options: unknown;
  readonly madeAt: Instant;
}

export interface PersonRecord {
  readonly set: PeopleSetId;
  readonly index: number;
  readonly person: PersonId;
  readonly control: boolean;
  /** The name a tester sees. */
  readonly label: string;
  readonly operators: readonly {
    readonly id: string;
    readonly field: FieldId;
    readonly entry: string;
  }[];
}

/** A person's chart in one round of a case; `encoded` is null until it has been put on the wire. */
export interface PersonRoundRecord {
  readonly set: PeopleSetId;
  readonly index: number;
  readonly round: number;
  /** The bytes of the chart's JSON file. */
  readonly chart: Uint8Array;
  readonly expectations: readonly FieldExpectation[];
  readonly encoded: { readonly format: string; readonly bytes: Uint8Array } | null;
}

export type CampaignState =
  | "draft"
  | "active"
  | "on-hold"
  | "in-review"
  | "go"
  | "no-go"
  | "watching"
  | "closed"
  | "abandoned";

export interface CampaignRecord {
  readonly id: CampaignId;
  readonly name: string;
  /** The campaign of the built-in practice systems; never counts towards a real go-live. */
  readonly practice: boolean;
  readonly state: CampaignState;
  readonly createdAt: Instant;
}

export type CampaignRoundState =
  "planned" | "open" | "frozen" | "complete" | "aborted" | "superseded";

export interface CampaignRoundRecord {
  readonly id: CampaignRoundId;
  readonly campaign: CampaignId;
  readonly number: number;
  readonly profileName: string;
  readonly fingerprint: string | null;
  readonly state: CampaignRoundState;
  readonly createdAt: Instant;
}

/** Who works on a run. A lease that lapsed says whose it was. */
export interface Lease {
  readonly owner: string;
  readonly host: string;
  readonly pid: number;
  readonly until: Instant;
}

/** How a run ended; `stopped` = the guard or a partner ended it, `error` = our own mistake. */
export type RunOutcome = "done" | "cancelled" | "stopped" | "error";

/** Derived, never stored: from the outcome, the lease and the cases (workflow.md 4.3). */
export type RunState = "queued" | "running" | "interrupted" | RunOutcome;

/** Why a run stopped, as sentences for its reader. */
export interface StopReason {
  readonly code: string;
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

export interface NewRun {
  readonly id: RunId;
  readonly campaign: CampaignId | null;
  readonly campaignRound: CampaignRoundId | null;
  readonly peopleSet: PeopleSetId;
  readonly seed: string;
  readonly profileName: string;
  readonly fingerprint: string;
  readonly profile: unknown;
  readonly options: unknown;
  readonly queuedAt: Instant;
  /** The run whose finding this one probes. */
  readonly probeOf?: RunId | null;
}

export interface RunRecord extends NewRun {
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly outcome: RunOutcome | null;
  readonly stop: StopReason | null;
  /** Of the second pass; null until it was made. */
  readonly faults: readonly RunFault[] | null;
  readonly lease: Lease | null;
}

/** A rule that people agreed to in this workspace, with the difference that it was proposed from. */
export interface RuleRecord {
  readonly id: string;
  /** Runs through a profile of this name have it. */
  readonly profileName: string;
  readonly declared: AllowRule;
  readonly fromCase: CaseId;
  readonly fromRound: number;
  readonly fromEntry: string;
  /** The two texts; null where a side had none. */
  readonly source: string | null;
  readonly target: string | null;
  readonly agreedAt: Instant;
  readonly withdrawn: { readonly at: Instant; readonly why: string } | null;
}

/** What a probe of a finding said. */
export interface ProbeRecord {
  readonly id: string;
  /** The run whose finding it is about. */
  readonly run: RunId;
  /** Key of the finding within its run (core/probes/finding-key.ts). */
  readonly finding: string;
  readonly fault: string;
  readonly standing: Standing;
  readonly params: RunFault["params"];
  readonly says: string;
  readonly shots: readonly ShotResult[];
  /** The runs that were sent for it, in their order; their exchanges hold the bytes. */
  readonly runs: readonly RunId[];
  /** SHA-256 over everything above but the id, so that evidence can cite it. */
  readonly contentHash: string;
  readonly at: Instant;
}

/** Counts of a run, kept up to date by the store: reading them costs the same for any size. */
export interface RunTally {
  readonly cases: number;
  readonly byPhase: Readonly<Record<CasePhase, number>>;
  readonly byVerdict: Readonly<Record<Verdict, number>>;
  readonly bySent: Readonly<Record<SentState, number>>;
  readonly byAssessment: Readonly<Record<AssessmentVerdict, number>>;
  readonly fields: VerdictCounts;
}

/** One line of a list of runs. */
export interface RunSummary extends Omit<RunRecord, "profile" | "options"> {
  readonly state: RunState;
  readonly tally: RunTally;
}

/** Where the machine is with a case. What people say of it stands in assessments. */
export type CasePhase = "todo" | "running" | "finished" | "error" | "cancelled";

export interface NewCase {
  readonly id: CaseId;
  readonly run: RunId;
  /** Order within the run, from 0. */
  readonly position: number;
  /** `SYN-00` or `ROUND-TRIP`. */
  readonly scenario: string;
  readonly person: PersonId;
  readonly personIndex: number;
  /** The name a tester sees. */
  readonly label: string;
  /** The case that this one tests again. */
  readonly predecessor: CaseId | null;
}

export interface CaseRecord extends NewCase {
  readonly phase: CasePhase;
  readonly sent: SentState;
  readonly stored: StoredState | null;
  readonly pairedBy: string | null;
  readonly verdict: Verdict | null;
  readonly counts: VerdictCounts | null;
  readonly finishedAt: Instant | null;
  /** SHA-256 (hex) over the exchanges of the case, also in the ledger. */
  readonly evidenceHash: string | null;
  /** Sentence for the reader where the phase is `error`, or something is to be said. */
  readonly note: string | null;
  /** Of the current assessments the worst: fail, can't tell, pass. */
  readonly assessed: AssessmentVerdict | null;
}

/** `intent` is written before the step acts; what a crash leaves as intent is looked up as unknown. */
export type StepState = "intent" | "done" | "unknown" | "failed";

export interface StepRecord {
  readonly run: RunId;
  /** Null for a step of the whole run. */
  readonly case: CaseId | null;
  /** From 0, without gaps, per case (and per run for its own). */
  readonly sequence: number;
  readonly kind: string;
  readonly round: number | null;
  readonly state: StepState;
  readonly exchange: ExchangeId | null;
  readonly at: Instant;
  readonly detail: unknown;
}

export interface NewExchange {
  readonly id: ExchangeId;
  readonly run: RunId;
  readonly case: CaseId | null;
  readonly round: number | null;
  readonly hop: Hop | null;
  /** What it was for. */
  readonly purpose: "check" | "find" | "send" | "read" | "delete" | "prove";
  readonly method: string;
  /** Without secrets. */
  readonly url: string;
  readonly requestHeaders: Readonly<Record<string, string>>;
  readonly request: Uint8Array | null;
  readonly startedAt: Instant;
}

/** How an exchange ended. `response` is null where nothing came, or where it was not ours and dropped. */
export interface ExchangeEnd {
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly response: Uint8Array | null;
  readonly endedAt: Instant;
  readonly note: string | null;
}

/** Hash and length of kept bytes; the bytes themselves are read apart. */
export interface KeptBytes {
  readonly sha256: string;
  readonly size: number;
}

export interface ExchangeRecord extends Omit<NewExchange, "request"> {
  readonly request: KeptBytes | null;
  readonly status: number | null;
  readonly responseHeaders: Readonly<Record<string, string>>;
  readonly response: KeptBytes | null;
  readonly endedAt: Instant | null;
  readonly note: string | null;
}

/** One look at a case's record at one hop. */
export interface ObservationRecord {
  readonly case: CaseId;
  readonly round: number;
  readonly hop: Hop;
  /** From 1: reads of the same hop in the same round. The last one was compared. */
  readonly attempt: number;
  readonly at: Instant;
  readonly stored: StoredState | null;
  readonly pairedBy: string | null;
  /** In the order of the documents that values point into (`Place.document`). */
  readonly exchanges: readonly ExchangeId[];
  readonly resources: readonly SeenResource[];
}

/** What belongs to whom at a partner. */
export interface RecordLink {
  readonly run: RunId;
  readonly case: CaseId;
  /** Which partner: `source`, `target`. */
  readonly system: string;
  readonly resource: string;
  readonly id: string;
  readonly version: string | null;
  /** Entry key of the chart (`rx-1`), `Patient` for the person, null where it is not known. */
  readonly key: string | null;
}

export type CleanupState =
  | "intent"
  | "created"
  | "not-created"
  | "delete-requested"
  | "deleted-proven"
  | "inactivated-proven"
  | "delete-refused"
  | "handed-over"
  | "unknown";

/** One record that we made or may have made at a partner. Written before the push. */
export interface NewCleanup {
  readonly id: string;
  readonly run: RunId;
  readonly case: CaseId | null;
  readonly system: string;
  /** Base address of the partner, so that a later host finds it without the run. */
  readonly base: string;
  readonly resource: string;
  readonly recordId: string | null;
  readonly version: string | null;
  readonly key: string | null;
  /** `system|value` by which it can be found. */
  readonly identifier: string | null;
  readonly how: "created" | "found";
  readonly wantedEnd: "delete" | "inactivate" | "keep";
  readonly createdAt: Instant;
}

export interface CleanupAttempt {
  readonly at: Instant;
  readonly method: string;
  readonly status: number | null;
  readonly exchange: ExchangeId | null;
}

export interface CleanupRecord extends NewCleanup {
  readonly state: CleanupState;
  readonly attempts: readonly CleanupAttempt[];
  readonly proof: {
    readonly readStatus: number | null;
    readonly searchCount: number | null;
    readonly at: Instant;
  } | null;
}

export type AssessmentVerdict = "pass" | "fail" | "cant-tell";

export interface NewAssessment {
  readonly id: string;
  readonly case: CaseId;
  readonly role: string;
  /** `withdrawn` takes the role's verdict back: the case waits again, history keeps both. */
  readonly verdict: AssessmentVerdict | "withdrawn";
  readonly note: string;
  /** Asked for where somebody passes a case with open differences. */
  readonly reason: string | null;
  /** The evidence that was looked at: the case's evidence hash at that moment. */
  readonly evidenceHash: string | null;
  readonly at: Instant;
}

/** Never edited: a later one of the same case and role supersedes it. */
export interface AssessmentRecord extends NewAssessment {
  readonly signer: "unnamed";
  readonly supersededBy: string | null;
}
