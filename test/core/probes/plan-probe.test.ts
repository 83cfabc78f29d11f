import { describe, expect, test } from "vitest";

import { fieldById, fields } from "../../../core/catalogue/fields.ts";
import { existsInCalendar, readCivil } from "../../../core/compare/forms/civil.ts";
import { faults } from "../../../core/faults/faults.ts";
import { daylightSaving } from "../../../core/probes/daylight-saving.ts";
import { designOf } from "../../../core/probes/designs.ts";
import { findingByKey, findingKey } from "../../../core/probes/finding-key.ts";
import { planProbe } from "../../../core/probes/plan-probe.ts";
import { probeChart } from "../../../core/probes/probe-chart.ts";
import { ruler } from "../../../core/probes/ruler.ts";
import { cleanPeople, findingOf } from "./probe-of.ts";

const people = cleanPeople;

test("a ruler has exactly as many letters as asked for, and shows every tenth", () => {
  expect(ruler(12)).toBe("abcdefghiAab");
  for (const length of [0, 1, 9, 10, 50, 51, 255]) expect(ruler(length)).toHaveLength(length);
});

test("a limit of 50 is tried with 49, 50 and 51, and with the last in a field beside it", () => {
  const example = { source: "x".repeat(80), target: "x".repeat(50) };
  const plan = planProbe(findingOf("TRUNCATE", ["patient.address.line1"], [example]), people);
  if (plan.kind === "cannot") throw new Error(plan.why);
  expect(plan.shots.map(({ value }) => value?.length)).toEqual([49, 50, 51, 51]);
  expect(plan.shots.map(({ part }) => part).at(-1)).toBe("beside");
  expect(plan.shots.at(-1)?.field).not.toBe("patient.address.line1");
  expect(fieldById(plan.shots.at(-1)?.field ?? "")?.form).toBe("text.address");
});

test("each value goes out on a person of its own, who is clean otherwise", () => {
  const plan = planProbe(findingOf("CHARSET-QMARK", ["patient.name.family"]), people);
  if (plan.kind === "cannot") throw new Error(plan.why);
  expect(new Set(plan.shots.map(({ person }) => person)).size).toBe(plan.shots.length);
  for (const shot of plan.shots) {
    const clean = people[shot.person];
    if (clean === undefined) throw new Error("no such person");
    const changed = probeChart(clean, shot).values.filter((row) => !clean.values.includes(row));
    expect(changed).toEqual([{ field: shot.field, entry: shot.entry, value: shot.value }]);
  }
});

test("dates are tried in both seasons and around the changes of the clock", () => {
  expect(daylightSaving(2025)).toEqual({
    spring: { month: 3, day: 9 },
    autumn: { month: 11, day: 2 },
  });
  expect(daylightSaving(1998)).toEqual({
    spring: { month: 4, day: 5 },
    autumn: { month: 10, day: 25 },
  });
  const plan = planProbe(findingOf("DATE-SHIFT", ["problem.onset"]), people);
  if (plan.kind === "cannot") throw new Error(plan.why);
  const traits = Map.groupBy(plan.shots, ({ trait }) => trait);
  expect(traits.get("summer")).toHaveLength(3);
  expect(traits.get("winter")).toHaveLength(3);
});

test("every day around a change of the clock is in the calendar, whatever the year", () => {
  const field = fieldById("patient.birth-date");
  if (field === undefined) throw new Error("no such field");
  const sketches = designOf("DATE-SHIFT").sketches(findingOf("DATE-SHIFT", []), field);
  const firsts = Array.from({ length: 70 }, (_, at) => `${1965 + at}-06-10`).flatMap((own) =>
    sketches.map(({ says, value }) => [says, value(own)] as const),
  );
  const wrong = firsts.filter(([, date]) => {
    const civil = readCivil(date ?? "");
    return civil === null || !existsInCalendar(civil);
  });
  expect(firsts).toHaveLength(420);
  expect(wrong).toEqual([]);
  expect(firsts).toContainEqual(["the day before the clocks go back", "2020-10-31"]);
});

describe("every fault of the catalogue", () => {
  test.each(faults.map(({ id }) => id))("%s can be probed on some field, or says why", (id) => {
    const withRoom = fields.filter(({ place, form }) => place === "own" && form !== "list");
    const example = { source: "Some value of the run", target: "Some" };
    const plans = withRoom.map((field) => planProbe(findingOf(id, [field.id], [example]), people));
    expect(plans.some(({ kind }) => kind === "send")).toBe(true);
    for (const plan of plans) {
      if (plan.kind === "cannot") expect(plan.why).toMatch(/\w+ .*\.$/u);
      else {
        expect(plan.shots.length).toBeLessThanOrEqual(people.length);
        // The marks of test data are never given away for a value.
        for (const shot of plan.shots) {
          const clean = people[shot.person];
          if (clean === undefined) throw new Error("no such person");
          const kept = probeChart(clean, shot).values;
          for (const mark of clean.values.filter(({ entry }) => entry === "marker"))
            expect(kept).toContainEqual(mark);
          for (const id of ["patient.test-mark", "patient.identifier.synthetic"])
            expect(kept.find(({ field }) => field === id)).toEqual(
              clean.values.find(({ field }) => field === id),
            );
        }
      }
    }
  });
});

test("findings of one fault are told apart by field and parameters", () => {
  const street = findingOf("TRUNCATE", ["patient.address.line1"], [], { n: 50 }).fault;
  const note = findingOf("TRUNCATE", ["note.text"], [], { n: 4000 }).fault;
  const lone = findingOf("CASE", ["patient.name.family"]).fault;
  const all = [street, note, lone];
  expect(all.map((fault) => findingKey(fault, all))).toEqual([
    "TRUNCATE@patient.address.line1;n=50",
    "TRUNCATE@note.text;n=4000",
    "CASE",
  ]);
  for (const fault of all) expect(findingByKey(findingKey(fault, all), all)).toBe(fault);
  expect(findingByKey("TRUNCATE", all)).toBe(null);
});
