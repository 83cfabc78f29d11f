import type { PersonId, Place } from "../catalogue/chart.ts";
import type { PairJudgement } from "./judge-pairs.ts";
import type { RuleUse } from "./rules/rule-uses.ts";
import type {
  Difference,
  NamedFault,
  RunFault,
  UnmetExpectation,
  Verdict,
  VerdictCounts,
} from "./result.ts";

/** What a partner answered to a send, as data. */
export type SentState = "accepted" | "refused" | "unknown" | "unreachable" | "not-sent";
/** What was found when the record was looked for. */
export type StoredState = "found" | "not-found" | "ambiguous" | "late";

export interface ReportCase {
  readonly id: string;
  readonly scenario: string | null;
  readonly person: PersonId;
  readonly verdict: Verdict;
  readonly pairedBy: string | null;
  readonly hops: { readonly sent: SentState; readonly stored: StoredState };
  readonly differences: readonly Difference[];
  readonly allowed?: readonly Difference[];
  readonly matches?: readonly string[];
  /** What this route has no place for, only with `--all`. */
  readonly notCompared?: readonly Difference[];
  readonly expectations: readonly UnmetExpectation[];
  /** Differences in what no field of the catalogue holds; only of two files of one format, where there is one. */
  readonly unread?: readonly UnreadDifference[];
}

/** A difference in an element that no field of the catalogue holds: shown as it stands. */
export interface UnreadDifference {
  /** `Observation.component.valueQuantity.value`. */
  readonly element: string;
  readonly record: string;
  readonly verdict: "delta" | "missing" | "extra";
  readonly source?: string;
  readonly target?: string;
  /** What its texts alone tell; no finding of the run, for nobody knows what the element means. */
  readonly faults: readonly NamedFault[];
  readonly at: Place & { readonly exchange: string };
}

/** An element that was not compared: the other file's format, or the catalogue, has no place for it. */
export interface NotRead {
  readonly side: "source" | "target";
  readonly element: string;
  readonly count: number;
  readonly at: Place & { readonly exchange: string };
}

/** A finding of the report; that of a run has the key by which `probe` knows it. */
export interface ReportFault extends RunFault {
  readonly key?: string;
  /** What the last probe of it said. */
  readonly probed?: {
    readonly id: string;
    readonly standing: "settled" | "refuted" | "undecided";
    readonly params: RunFault["params"];
    readonly says: string;
    readonly contentHash: string;
  };
}

/** What was found out while reading, and is no result: a column that is not known, a row that is not read. */
export interface ReportNote {
  /** File, and the place in it where there is one. */
  readonly at: string;
  readonly says: string;
}

/** `crosschart-report/1`, what `run --json` and `compare --json` print (cli.md). */
export interface Report {
  readonly format: "crosschart-report/1";
  readonly run: string | null;
  readonly seed: string | null;
  readonly referenceDate: string | null;
  readonly catalogue: string;
  readonly mess: string | null;
  readonly profile: { readonly name: string; readonly fingerprint: string } | null;
  readonly counts: VerdictCounts & {
    readonly cases: number;
    readonly fields: number;
    readonly unmet: number;
    readonly undecided: number;
    /** Differences in what no field of the catalogue holds; no key where there is none. */
    readonly unread?: number;
  };
  readonly cases: readonly ReportCase[];
  /** Two records of one person, or of people who look alike, that did not plainly become what they must. */
  readonly pairs: readonly PairJudgement[];
  readonly faults: readonly ReportFault[];
  /** Every rule that allowed a difference, counted by field. */
  readonly rules: readonly RuleUse[];
  /** Rules that were declared and not used, with the reason. */
  readonly voidRules: readonly {
    readonly rule: string;
    readonly field: string;
    readonly reason: string;
  }[];
  readonly cleanup: {
    readonly created: number;
    readonly removed: number;
    readonly left: readonly string[];
  } | null;
  /** Only of `compare`, where something was to be said. */
  readonly notes?: readonly ReportNote[];
  /** Only of `compare`: what stands in the files and was compared with nothing. */
  readonly notRead?: readonly NotRead[];
}
