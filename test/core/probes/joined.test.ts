import { expect, test } from "vitest";

import { textOf } from "../../../core/catalogue/chart.ts";
import { designOf } from "../../../core/probes/designs.ts";
import { judgeProbe } from "../../../core/probes/judge-probe.ts";
import { planProbe } from "../../../core/probes/plan-probe.ts";
import { probeChart } from "../../../core/probes/probe-chart.ts";
import type { ShotResult } from "../../../core/probes/shot.ts";
import { cleanPeople, findingOf } from "./probe-of.ts";

const finding = findingOf("WRONG-MERGE", []);

/** The ladder as a matcher sees it that takes people of one key for one person. */
function judgedBy(keyOf: (field: (id: string) => string) => string) {
  const plan = planProbe(finding, cleanPeople);
  if (plan.kind === "cannot") throw new Error(plan.why);
  const keys = plan.shots.map((shot) => {
    const clean = cleanPeople[shot.person];
    const values = clean === undefined ? [] : probeChart(clean, shot).values;
    return keyOf((id) => {
      const row = values.find(({ field, entry }) => field === id && entry === "");
      return row === undefined ? "" : (textOf(row) ?? "");
    });
  });
  const results = plan.shots.map((shot, at): ShotResult => {
    const alike = keys.filter((key) => key === keys[at]).length > 1;
    return { shot, outcome: { kind: alike ? "joined" : "whole" }, named: [] };
  });
  return judgeProbe(finding, designOf("WRONG-MERGE"), results);
}

test.each<[string, (field: (id: string) => string) => string]>([
  ["initial", (field) => field("patient.name.family").slice(0, 1)],
  ["sex", (field) => field("patient.sex")],
  ["birth-month", (field) => field("patient.birth-date").slice(5, 7)],
  ["birth-date", (field) => field("patient.birth-date")],
  [
    "name and birth-date",
    (field) =>
      field("patient.name.family") + field("patient.name.given") + field("patient.birth-date"),
  ],
])("a matcher that goes by %s is found out by one changed attribute at a time", (by, keyOf) => {
  expect(judgedBy(keyOf)).toMatchObject({ standing: "settled", params: { by } });
});

test("a matcher that goes by the chart number joins nobody: refuted", () => {
  expect(judgedBy((field) => field("patient.identifier.mrn")).standing).toBe("refuted");
});

test("who is joined without a plain rule is told, and no rule is made up", () => {
  const judged = judgedBy((field) => field("patient.birth-date").slice(8, 9));
  expect(judged).toMatchObject({ standing: "settled", params: {} });
  expect(judged.says).toContain("does not say by which rule");
});
