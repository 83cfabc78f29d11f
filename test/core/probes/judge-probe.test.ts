import { expect, test } from "vitest";

import { designOf } from "../../../core/probes/designs.ts";
import { judgeProbe } from "../../../core/probes/judge-probe.ts";
import { planProbe } from "../../../core/probes/plan-probe.ts";
import { cleanPeople, findingOf, probeAgainst } from "./probe-of.ts";

const street = ["patient.address.line1"];
const long = "x".repeat(120);
const cutAt = (n: number) => (value: string) => Array.from(value).slice(0, n).join("");

test("a cut is settled with the limit that the run guessed, when it is the right one", () => {
  const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }], {
    n: 50,
  });
  const { judged, results } = probeAgainst(finding, cutAt(50));
  expect(judged).toMatchObject({ standing: "settled", params: { n: 50 } });
  expect(judged.says).toContain("cuts at exactly 50 characters");
  expect(results.filter(({ shot }) => shot.part === "looked-at")).toHaveLength(3);
});

test.each([7, 23, 49, 51, 64, 97])(
  "a cut at %i is found where the run guessed 50, and not said before it is met",
  (limit) => {
    const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }]);
    const { judged, results } = probeAgainst(finding, cutAt(limit));
    expect(judged).toMatchObject({ standing: "settled", params: { n: limit } });
    const tried = new Map(
      results.map(({ shot, outcome }) => [Array.from(shot.value ?? "").length, outcome.kind]),
    );
    expect([tried.get(limit), tried.get(limit + 1)]).toEqual(["whole", "changed"]);
  },
);

test.each([3, 30, 31, 77])("what is longer than %i is left empty: the limit is exact", (limit) => {
  const finding = findingOf("OVERFLOW-BLANK", street, [{ source: long, target: null }]);
  const { judged } = probeAgainst(finding, (value) => (value.length > limit ? null : value));
  expect(judged.standing).not.toBe("refuted");
  if (judged.standing === "settled") expect(judged.params).toEqual({ limit });
});

test("a cut that came with capitals is settled all the same", () => {
  const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }]);
  const { judged } = probeAgainst(finding, (value) => cutAt(50)(value).toUpperCase());
  expect(judged).toMatchObject({ standing: "settled", params: { n: 50 } });
});

test("a finding is refuted where everything arrives whole", () => {
  const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }]);
  const { judged } = probeAgainst(finding, (value) => value);
  expect(judged.standing).toBe("refuted");
  expect(judged.says).toContain("did not show again");
});

test("a finding is refuted where something else happens, and that is named", () => {
  const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }]);
  const { judged } = probeAgainst(finding, (value) => value.toUpperCase(), ["CASE"]);
  expect(judged.standing).toBe("refuted");
  expect(judged.says).toContain("Capitals changed");
});

test("dates that move in summer alone are settled for summer", () => {
  const finding = findingOf(
    "DATE-SHIFT",
    ["patient.birth-date"],
    [{ source: "1984-07-04", target: "1984-07-03" }],
    { days: -1 },
  );
  const shifted = probeAgainst(finding, (value, { trait }) => {
    if (trait !== "summer") return value;
    const day = new Date(`${value}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() - 1);
    return day.toISOString().slice(0, 10);
  });
  expect(shifted.judged).toMatchObject({
    standing: "settled",
    params: { days: -1, only: "summer" },
  });
});

test("a shift in all seasons is settled for all, and one that differs is undecided", () => {
  const finding = findingOf(
    "DATE-SHIFT",
    ["patient.birth-date"],
    [{ source: "1984-07-04", target: "1984-07-03" }],
  );
  const by = (days: number) => (value: string) => {
    const day = new Date(`${value}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + days);
    return day.toISOString().slice(0, 10);
  };
  expect(probeAgainst(finding, by(-1)).judged).toEqual(
    expect.objectContaining({ standing: "settled", params: { days: -1 } }),
  );
  let n = 0;
  const mixed = probeAgainst(finding, (value) => by(n++ % 2 === 0 ? -1 : -3)(value));
  expect(mixed.judged.standing).toBe("undecided");
});

test("a lost decimal point and a shifted one are told apart by values of different decimals", () => {
  const dose = ["medication.dose-value"];
  const seen = [{ source: "2.5", target: "25" }];
  const lost = (value: string) => value.replace(".", "").replace(/^0+(?=\d)/u, "");
  const shift = (value: string) => String(Math.round(Number(value) * 1000) / 100);
  const asLoss = findingOf("DECIMAL-LOSS", dose, seen);
  const asShift = findingOf("DECIMAL-SHIFT", dose, seen, { k: 1 });
  expect(probeAgainst(asLoss, lost).judged.standing).toBe("settled");
  expect(probeAgainst(asLoss, shift, ["DECIMAL-SHIFT"]).judged.standing).not.toBe("settled");
  expect(probeAgainst(asShift, shift).judged).toMatchObject({
    standing: "settled",
    params: { k: 1 },
  });
  expect(probeAgainst(asShift, lost, ["DECIMAL-LOSS"]).judged.standing).not.toBe("settled");
});

test("letters that no repertoire fits leave the finding undecided", () => {
  const finding = findingOf(
    "CHARSET-QMARK",
    ["patient.name.family"],
    [{ source: "Núñez", target: "N??ez" }],
  );
  const ascii = (value: string) => value.replace(/[^\u0000-\u007F]/gu, "?");
  expect(probeAgainst(finding, ascii).judged).toMatchObject({
    standing: "settled",
    params: { repertoire: "ASCII" },
  });
  // The accent survives and the euro sign does not: that is no character set.
  const odd = probeAgainst(finding, (value) => (value.includes("é") ? value : ascii(value)));
  expect(odd.judged.params).not.toMatchObject({ repertoire: "ASCII" });
});

test("what could not be read back settles nothing", () => {
  const finding = findingOf("TRUNCATE", street, [{ source: long, target: long.slice(0, 50) }]);
  const { results } = probeAgainst(finding, cutAt(50));
  const unread = results.map((result, at) =>
    at === 0 ? { ...result, outcome: { kind: "not-read", why: "It timed out." } as const } : result,
  );
  const judged = judgeProbe(finding, designOf("TRUNCATE"), unread);
  expect(judged).toMatchObject({ standing: "undecided", params: {} });
  expect(judged.says).toContain("It timed out.");
});

test("a clean patient on whom a fault does not show refutes nothing where she may lack what it needs", () => {
  const whole = (value: string) => value;
  const lists = findingOf("MERGE-LISTS", ["problem.clinical-status"]);
  expect(probeAgainst(lists, whole).judged.standing).toBe("undecided");
  const struck = [{ source: "recurrence", target: "active" }];
  const again = findingOf("CROSS-FIELD", ["problem.clinical-status"], struck);
  expect(probeAgainst(again, whole).judged.standing).toBe("refuted");
  const clean = { kind: "whole" } as const;
  const plan = planProbe(findingOf("LOST-DELETE", []), cleanPeople);
  if (plan.kind === "cannot") throw new Error(plan.why);
  const results = plan.shots.map((shot) => ({ shot, outcome: clean, named: [] }));
  const judgedAs = (id: string) => judgeProbe(findingOf(id, []), designOf(id), results).standing;
  expect([judgedAs("LOST-DELETE"), judgedAs("LOST-UPDATE")]).toEqual(["undecided", "refuted"]);
});

test("another name on what came back changed refutes no finding that only its name can show", () => {
  const moved = findingOf(
    "NAME-RESHUFFLE",
    ["patient.name.family"],
    [{ source: "Smith", target: "Ann" }],
  );
  const { judged } = probeAgainst(moved, () => "Other", ["CROSS-FIELD"]);
  expect(judged.standing).toBe("undecided");
  expect(judged.says).toContain("Value in the wrong box");
});
