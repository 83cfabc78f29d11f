import { describe, expect, test } from "vitest";
import { makeChart } from "../../../core/catalogue/chart.ts";
import type { Chart, ChartValue } from "../../../core/catalogue/chart.ts";
import { fieldId } from "../../../core/catalogue/fields.ts";
import type { RoundInput } from "../../../core/compare/round-input.ts";
import { chartOf, compared } from "./chart-of.ts";

const ssn = fieldId("patient.identifier.ssn");
const absent = (reason: string): Chart =>
  makeChart("p-0001", [{ field: ssn, entry: "", absent: reason }]);
const empty = makeChart("p-0001", []);
const filled = chartOf({ "patient.identifier.ssn": "900-12-3456" });

/** A format, at the given side's other end, that has no words for reasons of absence. */
const noReasons = (of: "source" | "target"): Pick<RoundInput, "canSay"> => ({
  canSay: (value: ChartValue, side) => side !== of || !("absent" in value),
});
const verdicts = (source: Chart, target: Chart, more: Partial<RoundInput>): string[] =>
  compared(source, target, more).differences.map(({ verdict }) => verdict);

describe("what the other format cannot say", () => {
  test("is not compared where the other side says nothing", () => {
    const round = compared(absent("not-asked"), empty, noReasons("source"));
    expect(round.differences).toMatchObject([
      {
        verdict: "not-compared",
        reason: "The other format cannot say why a value is left blank.",
      },
    ]);
    expect(round.counts.delta).toBe(0);
  });

  test("is not compared where the other side has its one kind of blank", () => {
    expect(verdicts(absent("unknown"), absent("null"), noReasons("source"))).toEqual([
      "not-compared",
    ]);
  });

  test("is nothing invented where only the target says it", () => {
    expect(verdicts(empty, absent("not-asked"), noReasons("target"))).toEqual([]);
  });

  test("does not excuse a value that nobody sent, nor one that can be said and is gone", () => {
    expect(verdicts(absent("not-asked"), filled, noReasons("source"))).toEqual(["extra"]);
    expect(verdicts(filled, empty, noReasons("source"))).toEqual(["missing"]);
    expect(verdicts(filled, absent("not-asked"), noReasons("source"))).toEqual(["missing"]);
  });

  test("stays a difference where the format can say it", () => {
    expect(verdicts(absent("not-asked"), empty, {})).toEqual(["missing"]);
    expect(verdicts(absent("not-asked"), absent("unknown"), {})).toEqual(["delta"]);
  });
});
