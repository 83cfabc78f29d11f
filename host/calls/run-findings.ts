import { fieldById } from "../../core/catalogue/fields.ts";
import type { Difference, RunFault } from "../../core/compare/result.ts";
import { faultWords } from "../../core/faults/faults.ts";
import { harmOf } from "../../core/faults/harm.ts";
import type { CaseId, RunId } from "../../db/ids.ts";
import type { CaseRecord } from "../../db/records.ts";
import type { Workspace } from "../../db/stores.ts";
import { shownHarm } from "./field-words.ts";

/** What stands in one case, for lists. */
export interface CaseFindings {
  readonly chips: readonly {
    readonly short: string;
    readonly code: string;
    readonly verdict: Difference["verdict"];
  }[];
  readonly differences: number;
  readonly harm: 1 | 2 | 3 | 4 | null;
  readonly firstDifference: Difference | null;
}

/** What stands in all cases of a run, for counts: "every name with an accent: 38 of 38". */
export interface RunFindings {
  readonly cases: ReadonlyMap<CaseId, CaseFindings>;
  /** Cases by `fault field`, in the order of the run. */
  readonly byFault: ReadonlyMap<string, readonly CaseId[]>;
  /** `fault field` where a value has several equally good names. */
  readonly undecided: ReadonlySet<string>;
  readonly compared: number;
  readonly faults: readonly RunFault[];
}

/** The harm of a difference, by its worst name. */
export function harmOfDifference(difference: Difference): {
  harm: 1 | 2 | 3 | 4;
  harmWords: string;
} {
  const field = fieldById(difference.field);
  if (field === undefined) return { harm: 1, harmWords: "Looks wrong, no consequence" };
  const names = difference.faults.map((fault) => fault.id);
  const each = (names.length === 0 ? [null] : names).map((name) =>
    shownHarm(field, harmOf(field, name)),
  );
  return each.reduce((worst, next) => (next.harm > worst.harm ? next : worst));
}

/** Differences that count: not the ones that this route cannot carry. */
export function isShownDifference(difference: Difference): boolean {
  return difference.verdict !== "not-compared" && difference.verdict !== "allowed";
}

function findingsOf(differences: readonly Difference[]): CaseFindings {
  const shown = differences.filter(isShownDifference);
  const ranked = shown.toSorted((a, b) => harmOfDifference(b).harm - harmOfDifference(a).harm);
  // the worst first: a list shows one or two of them
  const chips = new Map<string, CaseFindings["chips"][number]>();
  for (const difference of ranked) {
    const code = difference.faults[0]?.id ?? "UNKNOWN";
    if (!chips.has(code))
      chips.set(code, { short: faultWords(code).short, code, verdict: difference.verdict });
  }
  const worst = ranked[0];
  const first =
    shown.findLast((each) => each.field === worst?.field && each.entry === worst.entry) ?? null;
  return {
    chips: [...chips.values()],
    differences: new Set(shown.map((each) => `${each.field} ${each.entry}`)).size,
    harm: first === null ? null : harmOfDifference(first).harm,
    firstDifference: first,
  };
}

const arrivals = {
  "not-found": { short: "Not in their record", code: "NOT-FOUND", verdict: "missing", harm: 4 },
  ambiguous: { short: "More than one chart", code: "AMBIGUOUS", verdict: "extra", harm: 3 },
} as const;

/** A patient who is not there, or there twice, differs as a whole; its fields may say nothing. */
function withArrival(record: CaseRecord, found: CaseFindings): CaseFindings {
  if (record.sent === "refused" || record.phase !== "finished") return found;
  if (record.stored !== "not-found" && record.stored !== "ambiguous") return found;
  const { harm, ...chip } = arrivals[record.stored];
  return {
    ...found,
    chips: [chip, ...found.chips],
    differences: found.differences + 1,
    harm: Math.max(harm, found.harm ?? 0) === 4 ? 4 : 3,
  };
}

/**
 * Reads the findings of a run and keeps them until a case of it changes. One run is kept: screens
 * look at one at a time.
 */
export function makeFindingsReader() {
  let kept: { key: string; findings: RunFindings } | null = null;

  return async (workspace: Workspace, run: RunId): Promise<RunFindings> => {
    const summary = await workspace.read.runs.summary(run);
    const key = JSON.stringify([workspace.path, run, summary?.tally, summary?.faults?.length]);
    if (kept?.key === key) return kept.findings;
    const cases = new Map<CaseId, CaseFindings>();
    const byFault = new Map<string, CaseId[]>();
    const undecided = new Set<string>();
    let compared = 0;
    for await (const { case: record, rounds } of workspace.read.comparisons.ofRun(run)) {
      const differences = rounds.flatMap((round) => round.differences);
      if (rounds.length > 0) compared++;
      cases.set(record.id, withArrival(record, findingsOf(differences)));
      const names = new Set(
        differences.flatMap((each) => each.faults.map((fault) => `${fault.id} ${each.field}`)),
      );
      for (const { faults, field } of differences)
        for (const { id, oneOf } of faults)
          if ((oneOf ?? []).length > 1) undecided.add(`${id} ${field}`);
      for (const name of names) {
        const carriers = byFault.get(name);
        if (carriers === undefined) byFault.set(name, [record.id]);
        else carriers.push(record.id);
      }
    }
    const findings = { cases, byFault, undecided, compared, faults: summary?.faults ?? [] };
    kept = { key, findings };
    return findings;
  };
}
export type FindingsReader = ReturnType<typeof makeFindingsReader>;
