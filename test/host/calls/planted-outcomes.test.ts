import { describe, expect, test } from "vitest";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { Difference, RoundComparison } from "../../../core/compare/result.ts";
import { noCounts } from "../../../core/compare/verdict.ts";
import { caseId, runId } from "../../../db/ids.ts";
import type { CaseRecord } from "../../../db/records.ts";
import { countCells } from "../../../host/calls/coverage.ts";
import { outcomeOf, type MessOutcome } from "../../../host/calls/planted-outcomes.ts";

const field = fieldId("patient.name.family");
const planted = { field, entry: "" };

function round(part: Partial<RoundComparison>): RoundComparison {
  return {
    person: "p-0001",
    round: 1,
    verdict: "match",
    counts: noCounts,
    differences: [],
    allowed: [],
    matched: ["patient.name.given"],
    expectations: [],
    ...part,
  };
}

function difference(verdict: Difference["verdict"]): Difference {
  return {
    ...planted,
    round: 1,
    verdict,
    changedAt: "target",
    criticality: "critical",
    faults: [],
    at: null,
  };
}

function expectation(met: false | "undecided") {
  return { ...planted, expect: "must-survive" as const, met, why: "" };
}

describe("a planted value", () => {
  test("passed where it came back as sent, or tidied as allowed", () => {
    expect(outcomeOf(planted, [round({ matched: [field] })])).toBe("passed");
    expect(outcomeOf(planted, [round({ allowed: [difference("allowed")] })])).toBe("passed");
  });

  test("failed where it differs, and in an earlier round too", () => {
    const differs = round({ differences: [difference("delta")] });
    expect(outcomeOf(planted, [differs])).toBe("failed");
    expect(outcomeOf(planted, [differs, round({ round: 2, matched: [field] })])).toBe("failed");
  });

  test("failed where what was expected did not happen, though nothing differs", () => {
    const stored = round({ matched: [field], expectations: [expectation(false)] });
    expect(outcomeOf(planted, [stored])).toBe("failed");
  });

  test("is not decided where nobody can say whether it was flagged", () => {
    const stored = round({ matched: [field], expectations: [expectation("undecided")] });
    expect(outcomeOf(planted, [stored])).toBe("undecided");
  });

  test("that was not compared is no pass", () => {
    const open = round({ differences: [difference("not-compared")] });
    expect(outcomeOf(planted, [open])).toBe("not-compared");
    expect(outcomeOf(planted, [])).toBe("not-compared");
    expect(outcomeOf(planted, [round({ verdict: "not-compared", matched: [] })])).toBe(
      "not-compared",
    );
  });

  test("that was left out on purpose and stayed out passed", () => {
    expect(outcomeOf(planted, [round({})])).toBe("passed");
  });

  test("that should be refused and was passed", () => {
    expect(outcomeOf(planted, [round({ matched: [] })])).toBe("passed");
    expect(outcomeOf(planted, [round({ matched: [], verdict: "missing" })])).toBe("not-compared");
  });
});

test("a patient with two such values counts once, by the worse of them", () => {
  // Only the id of a case is looked at.
  const record = { id: caseId("r/X/p-0001"), run: runId("r") } as CaseRecord;
  const one = (outcome: MessOutcome) => ({
    case: record,
    operator: "accent",
    field,
    key: field,
    outcome,
  });
  const cells = countCells([one("passed"), one("failed"), one("undecided")]);
  expect(cells.get(`accent ${field}`)).toEqual({
    passed: 0,
    failed: 1,
    undecided: 0,
    notCompared: 0,
  });
});
