import type { Expected, FieldExpectation } from "../mess/expectation.ts";
import { lengthInCodePoints } from "./forms/text.ts";
import type { Difference, UnmetExpectation } from "./result.ts";
import type { Declarations, RoundInput } from "./round-input.ts";

type Met = UnmetExpectation["met"];

/** What became of the value that an expectation is about; null where it arrived as it was. */
export type Outcome = Pick<Difference, "verdict" | "rule" | "target"> | null;

/** Rules that a value that must survive may still meet (decisions.md 9). */
const harmless = /^(?:AT-14|AT-18|AT-23)$/u;

function isMet(
  expected: Expected,
  expectation: FieldExpectation,
  outcome: Outcome,
  input: Pick<RoundInput, "answer" | "flagged" | "declares">,
): Met | "not-asked" {
  const refused = input.answer?.sent === "refused";
  switch (expected.expect) {
    case "must-survive": {
      const { limit } = expected;
      if (limit !== undefined && lengthInCodePoints(expectation.messy ?? "") > limit) {
        return "not-asked";
      }
      if (refused) return false;
      return (
        outcome === null || (outcome.verdict === "allowed" && harmless.test(outcome.rule ?? ""))
      );
    }
    case "may-normalise":
      return !refused && (outcome === null || outcome.verdict === "allowed");
    case "must-reject":
      if (refused) return true;
      return declaresRefusal(input.declares, expectation.operators) ? false : "undecided";
    case "must-flag": {
      if (refused) return false;
      if (outcome !== null && outcome.verdict !== "allowed") return false;
      const seen = input.flagged?.(expectation.field, expectation.entry) ?? null;
      if (seen === true) return true;
      return seen === false && (input.declares?.flagsAt?.length ?? 0) > 0 ? false : "undecided";
    }
  }
}

function declaresRefusal(
  declares: Declarations | undefined,
  operators: readonly string[],
): boolean {
  return operators.some((operator) => declares?.["must-reject"]?.includes(operator) === true);
}

function why(expected: Expected, met: Met, outcome: Outcome): string {
  const stored = outcome === null ? "stored unchanged" : "stored changed";
  if (met === "undecided") {
    return expected.expect === "must-reject"
      ? `${stored}; this profile does not say that it must refuse`
      : `${stored}; no flag of the other system can be read here`;
  }
  switch (expected.expect) {
    case "must-survive":
      return "it must arrive unchanged, and did not";
    case "may-normalise":
      return `it may only be changed by ${expected.rule ?? "its rule"}, and was changed otherwise`;
    case "must-reject":
      return `it must be refused clearly, and was ${outcome === null ? "stored" : "changed"}`;
    case "must-flag":
      return "it must be stored and flagged, and no flag was found";
  }
}

/**
 * Judges one field's expectation: any one of its alternatives is enough. Null where it is plainly
 * met. Undecided where the profile does not declare what a refusal or a flag needs.
 */
export function judgeExpectation(
  expectation: FieldExpectation,
  outcome: Outcome,
  input: Pick<RoundInput, "answer" | "flagged" | "declares">,
): UnmetExpectation | null {
  const judged = expectation.any.flatMap((expected) => {
    const met = isMet(expected, expectation, outcome, input);
    return met === "not-asked" ? [] : [{ expected, met }];
  });
  if (judged.length === 0 || judged.some(({ met }) => met === true)) return null;
  const shown = judged.find(({ met }) => met === "undecided") ?? judged[0];
  if (shown === undefined) return null;
  return {
    field: expectation.field,
    entry: expectation.entry,
    expect: shown.expected.expect,
    met: shown.met,
    why: why(shown.expected, shown.met, outcome),
  };
}
