import { describe, expect, test } from "vitest";
import { type ChartSeen, judgePairs } from "../../../core/compare/judge-pairs.ts";
import { withPairFaults } from "../../../core/faults/pair-faults.ts";
import type { Agreement } from "../../../core/mess/pair-truth.ts";

const here = (...charts: string[]): ChartSeen => ({
  sent: "accepted",
  stored: "found",
  charts,
  isJoined: false,
});
const refused: ChartSeen = { ...here(), sent: "refused", stored: "not-found" };
const gone: ChartSeen = { ...here(), stored: "not-found" };

function judged(
  truth: { same: boolean; agrees: Agreement },
  a: ChartSeen | null,
  b: ChartSeen | null,
  onePerPerson = false,
) {
  const seen = (person: string): ChartSeen | null => (person === "p-0001" ? a : b);
  const pairs = [{ a: "p-0001", b: "p-0002", ...truth }];
  return judgePairs(pairs, seen, { onePerPerson }).map(({ became, met, fault }) => [
    became,
    met,
    fault,
  ]);
}

const one = { same: true, agrees: "trusted" } as const;
const doubtful = { same: true, agrees: "weak" } as const;
const strangers = { same: false, agrees: "strong" } as const;
const reassigned = { same: false, agrees: "trusted" } as const;

describe("one person with a number that names her", () => {
  test("in one chart is as it must be", () => {
    expect(judged(one, here("7"), here("7"))).toEqual([["one", true, null]]);
  });
  test("in two charts is wrong where the profile says that duplicates are looked for", () => {
    expect(judged(one, here("7"), here("8"), true)).toEqual([["two", false, "DUP-CREATE"]]);
  });
  test("in two charts is undecided where the profile says nothing", () => {
    expect(judged(one, here("7"), here("8"))).toEqual([["two", "undecided", null]]);
  });
  test("in two charts of which one points to the other is one", () => {
    expect(judged(one, here("7"), { ...here("8"), isJoined: true }, true)).toEqual([
      ["one", true, null],
    ]);
  });
});

describe("one person with weak marks alone", () => {
  test("is undecided either way: a review cannot be read here", () => {
    expect(judged(doubtful, here("7"), here("7"), true)).toEqual([["one", "undecided", null]]);
    expect(judged(doubtful, here("7"), here("8"), true)).toEqual([["two", "undecided", null]]);
  });
});

describe("two people who look alike", () => {
  test("in two charts are as they must be", () => {
    expect(judged(strangers, here("7"), here("8"))).toEqual([["two", true, null]]);
  });
  test("in one chart are a wrong merge, whatever the profile says", () => {
    expect(judged(strangers, here("7"), here("7"))).toEqual([["one", false, "WRONG-MERGE"]]);
    expect(judged(reassigned, here("7"), here("9", "7"))).toEqual([["one", false, "WRONG-MERGE"]]);
  });
  test("with one number are right when one is refused", () => {
    expect(judged(reassigned, here("7"), refused)).toEqual([["refused", true, null]]);
    expect(judged(strangers, here("7"), refused)).toEqual([["refused", "undecided", null]]);
  });
});

test("nothing is claimed of somebody who was not found, and nobody unread is judged", () => {
  expect(judged(strangers, here("7"), gone)).toEqual([["not-clear", "undecided", null]]);
  expect(judged(strangers, here("7"), null)).toEqual([]);
});

describe("the faults of pairs", () => {
  const pairs = judgePairs(
    [
      { a: "p-0001", b: "p-0002", ...strangers },
      { a: "p-0003", b: "p-0004", ...one },
    ],
    (person) => (person < "p-0003" ? here("7") : here(person)),
    { onePerPerson: true },
  );

  test("stand in front of those of the values, with their people counted", () => {
    const faults = withPairFaults([], pairs);
    expect(faults.map(({ id, cases }) => [id, cases])).toEqual([
      ["WRONG-MERGE", 2],
      ["DUP-CREATE", 2],
    ]);
    expect(faults[0]?.why).toContain("p-0001 and p-0002");
    expect(faults[0]?.triage.call).not.toBe("");
  });

  test("are said once where values have shown them already", () => {
    const [known] = withPairFaults([], pairs);
    if (known === undefined) throw new Error("There is no fault.");
    const again = withPairFaults([{ ...known, cases: 9 }], pairs);
    expect(again.map(({ id, cases }) => [id, cases])).toEqual([
      ["WRONG-MERGE", 9],
      ["DUP-CREATE", 2],
    ]);
  });
});
