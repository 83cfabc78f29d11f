import { describe, expect, test } from "vitest";

import { fieldId } from "../../../core/catalogue/fields.ts";
import type { Expected, FieldExpectation } from "../../../core/mess/expectation.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import { buildReport } from "../../../core/compare/build-report.ts";
import { compareRound } from "../../../core/compare/compare-round.ts";
import { chartOf, compared, observedOf } from "./chart-of.ts";

const expectation = (...any: Expected[]): FieldExpectation => ({
  field: fieldId("patient.birth-date"),
  entry: "",
  operators: ["dob-future"],
  clean: "1980-03-04",
  messy: "2030-03-04",
  any,
});
const chart = chartOf({ "patient.birth-date": "2030-03-04" });
const stored = (any: Expected[], more: Partial<RoundInput> = {}, target = chart) =>
  compared(chart, target, { expectations: [expectation(...any)], ...more }).expectations.map(
    ({ met, why }) => [met, why],
  );

describe("a value that must be refused", () => {
  test("is undecided where the profile does not declare it, and stored", () => {
    expect(stored([{ expect: "must-reject" }])).toEqual([
      ["undecided", "stored unchanged; this profile does not say that it must refuse"],
    ]);
  });

  test("is not met where the profile declares it", () => {
    const declares = { "must-reject": ["dob-future"] };
    expect(stored([{ expect: "must-reject" }], { declares })[0]?.[0]).toBe(false);
  });

  test("is met by a refusal, and leaves no difference", () => {
    const result = compareRound({
      person: "p-0001",
      round: 1,
      generated: chart,
      earlier: [],
      hops: [],
      expectations: [expectation({ expect: "must-reject" })],
      rules: [],
      carries: () => true,
      answer: { sent: "refused", says: "birth date in the future" },
    });
    expect([result.verdict, result.differences, result.expectations]).toEqual(["match", [], []]);
  });

  test("a refusal that nothing asked for is a missing record", () => {
    const result = compareRound({
      person: "p-0001",
      round: 1,
      generated: chart,
      earlier: [],
      hops: [],
      expectations: [],
      rules: [],
      carries: () => true,
      answer: { sent: "refused", says: null },
    });
    expect(result.verdict).toBe("missing");
  });

  test("a refused record is not compared with what we sent ourselves, nor with the source", () => {
    const own = observedOf(chart);
    for (const hop of ["sent", "source"] as const) {
      const result = compareRound({
        person: "p-0001",
        round: 1,
        generated: chart,
        earlier: [],
        hops: [{ hop, observed: own, exchanges: ["x-1"] }],
        expectations: [],
        rules: [],
        carries: () => true,
        answer: { sent: "refused", says: "no" },
      });
      expect([result.verdict, result.counts.match]).toEqual(["missing", 0]);
    }
  });

  test("a record that is nowhere counts no value as the same", () => {
    const round = compared(chart, chart);
    const { counts, cases } = buildReport({
      run: null,
      seed: null,
      referenceDate: null,
      catalogue: "2026.1",
      mess: null,
      profile: null,
      cases: [
        {
          id: "run/x/p-0001",
          scenario: null,
          person: "p-0001",
          pairedBy: null,
          hops: { sent: "accepted", stored: "not-found" },
          rounds: [round],
        },
      ],
      cleanup: null,
      all: false,
    });
    expect([cases[0]?.verdict, counts.fields, counts.match]).toEqual(["missing", 0, 0]);
  });
});

describe("other expectations", () => {
  test("one alternative that is met is enough", () => {
    expect(stored([{ expect: "must-reject" }, { expect: "must-survive" }])).toEqual([]);
  });

  test("a value that must survive and changed is not met", () => {
    const target = chartOf({ "patient.birth-date": "2030-03-03" });
    expect(stored([{ expect: "must-survive" }], {}, target)).toEqual([
      [false, "it must arrive unchanged, and did not"],
    ]);
  });

  test("a flag counts only where it was read", () => {
    const declares = { flagsAt: ["OperationOutcome"] };
    expect(stored([{ expect: "must-flag" }])[0]?.[0]).toBe("undecided");
    expect(stored([{ expect: "must-flag" }], { declares, flagged: () => true })).toEqual([]);
    expect(stored([{ expect: "must-flag" }], { declares, flagged: () => false })[0]?.[0]).toBe(
      false,
    );
  });

  test("must survive asks nothing of a value over its declared limit", () => {
    expect(
      stored(
        [{ expect: "must-survive", limit: 5 }],
        {},
        chartOf({ "patient.birth-date": "2030-03" }),
      ),
    ).toEqual([]);
  });
});
