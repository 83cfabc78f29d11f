import { compareRound, keyOf } from "../../core/compare/compare-round.ts";
import type { RoundComparison } from "../../core/compare/result.ts";
import type { ObservedHop } from "../../core/compare/round-input.ts";
import { carriedByFhir } from "../../core/fhir/carried-by-fhir.ts";
import type { Look } from "./look-at-hop.ts";
import type { CaseWork, RunContext } from "./run-context.ts";
import type { SentRound } from "./send-round.ts";

/** The last look at each system, as far as there is one. */
export interface Looks {
  readonly source: Look | null;
  readonly target: Look | null;
}

/** Compares what was expected in a round with what stands at each hop that was read. */
export function compareLooks(
  context: RunContext,
  work: CaseWork,
  round: number,
  sent: SentRound,
  looks: Looks,
): RoundComparison {
  const at = round === 1 ? 0 : 1;
  const hops: ObservedHop[] = [];
  if (sent.sent !== null) hops.push({ hop: "sent", ...sent.sent });
  for (const hop of ["source", "target"] as const) {
    const look = looks[hop];
    if (look?.observed != null) {
      hops.push({ hop, observed: look.observed, exchanges: look.exchanges });
    }
  }
  const unreadable = [...(looks.source?.unreadable ?? []), ...(looks.target?.unreadable ?? [])];
  const isUnreadable = (fhir: string | null): boolean =>
    unreadable.some((type) => fhir !== null && /^[A-Za-z]+/.exec(fhir)?.[0] === type);
  return compareRound({
    person: work.person,
    index: work.personIndex,
    round,
    generated: work.charts.charts[at],
    earlier: round === 1 ? [] : [work.charts.charts[0]],
    previous: work.compared.filter((done) => done.round < round),
    hops,
    expectations: work.charts.expectations[at],
    rules: context.rules,
    carries: (field) => carriedByFhir(field) && !isUnreadable(field.fhir),
    sentinels: context.sentinels,
    declares: declaresOf(context),
    elsewhere: (identifier) => looks.target?.elsewhere.get(identifier) ?? null,
    answer: { sent: sent.state, says: sent.says },
    seenBefore: (field, entry) => {
      if (round === 1 || !work.seen.has(keyOf(field, entry))) return [];
      const row = work.charts.charts[at].values.find(
        (value) => value.field === field && value.entry === entry,
      );
      return row !== undefined && "value" in row ? [row.value] : [];
    },
  });
}

function declaresOf(context: RunContext): { "must-reject"?: string[]; flagsAt?: string[] } {
  const declares = context.profile.declares;
  return {
    ...(declares?.["must-reject"] === undefined ? {} : { "must-reject": declares["must-reject"] }),
    ...(declares?.flagsAt === undefined ? {} : { flagsAt: declares.flagsAt }),
  };
}

/** Whether a comparison shows nothing that further reading could heal. */
export function isEqual(comparison: RoundComparison): boolean {
  return (
    comparison.differences.every((difference) => difference.verdict === "not-compared") &&
    comparison.expectations.every((expectation) => expectation.met !== false)
  );
}
