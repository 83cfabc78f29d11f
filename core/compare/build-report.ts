import type { Chart, PersonId } from "../catalogue/chart.ts";
import { withPairFaults } from "../faults/pair-faults.ts";
import { inferRunFaults } from "../faults/infer-run-faults.ts";
import type { PairJudgement } from "./judge-pairs.ts";
import type { AllowRule } from "./allow-rule.ts";
import type { Report, ReportCase, SentState, StoredState } from "./report.ts";
import type { RoundComparison } from "./result.ts";
import { ruleUses } from "./rules/rule-uses.ts";
import { addCounts, caseVerdict, isUnallowed, noCounts } from "./verdict.ts";
import type { VoidRule } from "./void-rules.ts";

/** One case with everything that was compared in it, ready for the report and the second pass. */
export interface ComparedCase {
  readonly id: string;
  readonly scenario: string | null;
  readonly person: PersonId;
  readonly pairedBy: string | null;
  readonly hops: { readonly sent: SentState; readonly stored: StoredState };
  readonly rounds: readonly RoundComparison[];
  /** Nobody has looked to the end yet: that nothing was found says nothing about the partner. */
  readonly unread?: true;
  /** The records lay in files: nothing was sent, so no answer can have been wrong. */
  readonly fromFiles?: true;
  /** What the partner's answer to the first send said, as far as it was kept. */
  readonly receipt?: CaseReceipt;
  /** Something of this person must be refused. */
  readonly asksRefusal?: true;
  /** The chart that this person's numbers led to, where those of others led to it as well. */
  readonly sharedChart?: SharedChart;
  /** True for a person without mess. */
  readonly control?: boolean;
  /** The expected chart of the last round; lets the second pass look at values that survived. */
  readonly generated?: Chart;
}

/** One object for all who stand in the chart. */
export interface SharedChart {
  readonly people: readonly PersonId[];
  /** Whether all of them are records of one and the same person. */
  readonly isOnePerson: boolean;
}

export interface CaseReceipt {
  /** The partner's own words. */
  readonly says: readonly string[];
  /** The record that the answer names, and the one that the person was found as at the same system. */
  readonly names: string | null;
  readonly found: string | null;
}

export interface ReportInput {
  readonly run: string | null;
  readonly seed: string | null;
  readonly referenceDate: string | null;
  readonly catalogue: string;
  readonly mess: string | null;
  readonly profile: Report["profile"];
  readonly cases: readonly ComparedCase[];
  /** What became of the clusters' pairs; none where the people are of files. */
  readonly pairs?: readonly PairJudgement[];
  readonly cleanup: Report["cleanup"];
  /** The profile's rules: those in force, and those that were not used. */
  readonly rules?: {
    readonly inForce: readonly AllowRule[];
    readonly void: readonly VoidRule[];
  };
  /** Lists allowed differences, matches and what was not compared as well. */
  readonly all: boolean;
}

/** The report that `run --json` and `compare --json` print (cli.md). */
export function buildReport(input: ReportInput): Report {
  const inferred = inferRunFaults(input.cases);
  const cases = inferred.cases.map((compared) => reportCase(compared, input.all));
  const counts = input.cases
    .filter((compared) => !isNotFound(compared))
    .flatMap((compared) => compared.rounds)
    .reduce((sum, round) => addCounts(sum, round.counts), noCounts);
  const pairs = (input.pairs ?? []).filter(({ met }) => met !== true);
  const expected = [...cases.flatMap((each) => each.expectations), ...pairs];
  return {
    format: "crosschart-report/1",
    run: input.run,
    seed: input.seed,
    referenceDate: input.referenceDate,
    catalogue: input.catalogue,
    mess: input.mess,
    profile: input.profile,
    counts: {
      cases: cases.length,
      fields: Object.values(counts).reduce((sum, count) => sum + count, 0),
      ...counts,
      unmet: expected.filter((each) => each.met === false).length,
      undecided: expected.filter((each) => each.met === "undecided").length,
    },
    cases,
    pairs,
    faults: withPairFaults(inferred.faults, pairs),
    rules: ruleUses(input.cases, input.rules?.inForce ?? []),
    voidRules: (input.rules?.void ?? []).map(({ rule: { rule, field }, reason }) => ({
      rule,
      field,
      reason,
    })),
    cleanup: input.cleanup,
  };
}

/** Nothing of a person who is not there was compared; a refusal is judged by itself. */
function isNotFound({ hops, unread }: ComparedCase): boolean {
  return unread !== true && hops.stored === "not-found" && hops.sent !== "refused";
}

function reportCase(compared: ComparedCase, all: boolean): ReportCase {
  const { id, scenario, person, pairedBy, hops, rounds } = compared;
  const notFound = isNotFound(compared);
  const differences = rounds.flatMap((round) => round.differences);
  return {
    id,
    scenario,
    person,
    verdict: notFound ? "missing" : caseVerdict(rounds),
    pairedBy,
    hops,
    differences: notFound ? [] : differences.filter((d) => d.verdict !== "not-compared"),
    ...(all
      ? {
          allowed: rounds.flatMap((round) => round.allowed),
          matches: rounds.flatMap((round) => round.matched),
          notCompared: differences.filter((d) => d.verdict === "not-compared"),
        }
      : {}),
    expectations: rounds.flatMap((round) => round.expectations),
  };
}

/**
 * Whether a report says that all is as expected: 0, else 1. Undecided expectations and values that
 * the route cannot carry never change it.
 */
export function reportExit(report: Report): 0 | 1 {
  const late = report.cases.some((each) => each.hops.stored === "late");
  const differs = report.cases.some((each) => isUnallowed(each.verdict));
  const leftOver = (report.cleanup?.left.length ?? 0) > 0;
  return late || differs || leftOver || report.counts.unmet > 0 || report.faults.length > 0 ? 1 : 0;
}
