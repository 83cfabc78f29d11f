import type { PersonId } from "../catalogue/chart.ts";
import type { PairJudgement } from "./judge-pairs.ts";
import type { RuleUse } from "./rules/rule-uses.ts";
import type { Difference, RunFault, UnmetExpectation, Verdict, VerdictCounts } from "./result.ts";

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
}
