import type { PersonId } from "../catalogue/chart.ts";
import { allowedOutcomes, type PairOutcome, type PersonPair } from "../mess/pair-truth.ts";
import type { SentState, StoredState } from "./report.ts";
import type { Declarations } from "./round-input.ts";

/** What is known of one person's chart at the target. */
export interface ChartSeen {
  readonly sent: SentState;
  readonly stored: StoredState;
  /** Server ids of the patients that an identifier of this person led to. */
  readonly charts: readonly string[];
  /** The chart that was sent points to the chart that lives on, and the pointer arrived. */
  readonly isJoined: boolean;
}

/** What became of two records that are one person, or look like one (decisions.md 29). */
export interface PairJudgement extends Omit<PersonPair, "allowed"> {
  readonly became: "one" | "two" | "refused" | "not-clear";
  /** Undecided where a review cannot be read here, or the profile promises nothing. */
  readonly met: true | false | "undecided";
  /** The fault where it is not met. */
  readonly fault: "WRONG-MERGE" | "DUP-CREATE" | null;
  readonly why: string;
}

/**
 * Judges what the target made of each pair of the run's clusters, by the charts that their own
 * identifiers led to. Two people in one chart is never right; one person in two charts is wrong
 * where the profile declares that the target keeps one chart per person.
 * @param seen null for a person who was not read to the end; such a pair is left out
 */
export function judgePairs(
  pairs: readonly Omit<PersonPair, "allowed">[],
  seen: (person: PersonId) => ChartSeen | null,
  declares: Pick<Declarations, "onePerPerson"> = {},
): readonly PairJudgement[] {
  return pairs.flatMap(({ a, b, same, agrees }): PairJudgement[] => {
    const [one, other] = [seen(a), seen(b)];
    if (one === null || other === null) return [];
    const became = outcomeOf(one, other);
    const pair = { a, b, same, agrees, became };
    const allowed = allowedOutcomes(same, agrees);
    if (became !== "not-clear" && allowed.includes(became))
      return [{ ...pair, met: true, fault: null, why: "as it must be" }];
    if (became === "one" && !same)
      return [{ ...pair, met: false, fault: "WRONG-MERGE", why: merged }];
    if (became === "two" && isOnlyOne(allowed) && declares.onePerPerson === true)
      return [{ ...pair, met: false, fault: "DUP-CREATE", why: split }];
    return [{ ...pair, met: "undecided", fault: null, why: open(became, allowed) }];
  });
}

const merged = "two different people stand in one chart";
const split = "one person has two charts, although a number of hers or his names them as one";

function open(became: PairJudgement["became"], allowed: readonly PairOutcome[]): string {
  if (became === "not-clear") return "it is not clear which chart belongs to whom";
  if (became === "refused") return "one of the two was refused";
  if (became === "one")
    return "they became one chart; whether somebody was asked cannot be read here";
  return isOnlyOne(allowed)
    ? "one person has two charts; this profile does not say that the other system looks for duplicates"
    : "they became two charts; whether they were flagged for review cannot be read here";
}

function isOnlyOne(allowed: readonly PairOutcome[]): boolean {
  return allowed.every((outcome) => outcome === "one");
}

function outcomeOf(a: ChartSeen, b: ChartSeen): PairJudgement["became"] {
  if (a.sent === "refused" || b.sent === "refused") return "refused";
  const isFound = [a, b].every(({ stored, charts }) => stored === "found" && charts.length > 0);
  if (!isFound) return "not-clear";
  const shared = a.charts.some((chart) => b.charts.includes(chart));
  return shared || a.isJoined || b.isJoined ? "one" : "two";
}
