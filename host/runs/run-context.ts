import type { Profile } from "../../api/profile.ts";
import type { Chart } from "../../core/catalogue/chart.ts";
import type { AllowRule } from "../../core/compare/allow-rule.ts";
import type { SentState, StoredState } from "../../core/compare/report.ts";
import type { RoundComparison } from "../../core/compare/result.ts";
import type { FieldExpectation } from "../../core/mess/expectation.ts";
import type { SentinelReader } from "../../core/people/sentinel.ts";
import type { CaseId, RunId } from "../../db/ids.ts";
import type { RecordLink, StepRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import type { FindWay, PartnerReader, PartnerSender } from "../partners/partner.ts";
import type { RunEvents } from "./run-events.ts";
import type { Pace } from "./pace.ts";
import type { Places } from "./waiting.ts";
import type { Write } from "./write-together.ts";

/** Which partner: where we send to and look first, and where the record must arrive. */
export type SystemName = "source" | "target";

/** A system that a run reads from. */
export interface WatchedSystem {
  readonly name: SystemName;
  readonly base: string;
  readonly reader: PartnerReader;
  readonly ways: readonly FindWay[];
  /** `Patient/7` of records known to be ours here; grows while the run goes on. */
  readonly ids: Set<string>;
}

export interface RunPartners {
  readonly sender: PartnerSender;
  readonly systems: readonly WatchedSystem[];
  close(): Promise<void>;
}

/** The charts of one person, as they were stored when the run was queued. */
export interface PersonCharts {
  readonly charts: readonly [Chart, Chart];
  readonly expectations: readonly [readonly FieldExpectation[], readonly FieldExpectation[]];
  readonly firstBytes: Uint8Array;
}

/** One case on its way. */
export interface CaseWork {
  readonly id: CaseId;
  readonly position: number;
  readonly scenario: string;
  readonly person: string;
  readonly personIndex: number;
  readonly label: string;
  readonly charts: PersonCharts;
  readonly steps: StepRecord[];
  readonly links: Map<string, RecordLink>;
  readonly compared: RoundComparison[];
  /** `field entry` of what stood at the target as expected at any look since the change. */
  readonly seen: Set<string>;
  sent: SentState;
  stored: StoredState | null;
  pairedBy: string | null;
  /** Id and version of the person at the target after the last round; null = not known. */
  targetVersion: string | null;
}

/** Everything a run works with; made once per start or resume. */
export interface RunContext {
  readonly id: RunId;
  readonly workspace: Workspace;
  readonly write: Write;
  readonly profile: Profile;
  /** Rules of the profile that are in force over the people of this run. */
  readonly rules: readonly AllowRule[];
  readonly windowMs: number;
  /** When this process took the run up, in milliseconds. */
  readonly begunAt: number;
  readonly partners: RunPartners;
  readonly sentinels: SentinelReader;
  readonly people: number;
  /** Identifier values of all people of the run. */
  readonly identifiers: ReadonlySet<string>;
  readonly events: RunEvents;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Ends everything that only waits or reads. */
  readonly stop: AbortSignal;
  /** Ends a send that is under way; later than `stop`, so that its receipt can still come. */
  readonly cutSends: AbortSignal;
  readonly sendLine: Places;
  readonly pace: Pace;
  readonly readPlaces: Places;
  /** Resolves at once, or when a paused run goes on. */
  readonly mayGoOn: () => Promise<void>;
  /** Ends the whole run: one case has met what must not go on. */
  readonly halt: () => void;
}

/** The last settled or unsettled step of a kind in a round. */
export function stepOf(work: CaseWork, kind: string, round: number): StepRecord | undefined {
  return work.steps.findLast((step) => step.kind === kind && step.round === round);
}

/** The next step of a case; the caller writes it. */
export function nextStep(
  context: RunContext,
  work: CaseWork,
  step: Pick<StepRecord, "kind" | "round" | "state" | "exchange" | "detail">,
): StepRecord {
  return {
    run: context.id,
    case: work.id,
    sequence: work.steps.length,
    at: context.now().toISOString(),
    ...step,
  };
}
