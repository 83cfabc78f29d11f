import { expect, test } from "vitest";
import type { Row, Section } from "../../renderer/screens/compare/case-types.ts";
import { followersOf, shownRows } from "../../renderer/screens/compare/shown-rows.ts";
import { row, text } from "../e2e/scripted/scripted-case.ts";

const nothing = { kind: "absent", reason: null } as const;

function lost(entry: string, field: string): Row {
  return row({
    field,
    label: field,
    entry,
    entryLabel: "Red food dye",
    verdict: "missing",
    source: text("x"),
    target: nothing,
  });
}

function section(rows: Row[]): Section {
  return { group: "allergies", label: "Allergies", rows, counts: {}, left: 0 };
}

const whole = [
  lost("al-1", "allergy.substance"),
  lost("al-1", "allergy.code"),
  lost("al-1/reaction-1", "allergy.reaction"),
];

test("an allergy that is missing whole is one row, which says how many it stands for", () => {
  const each = section(whole);
  expect(shownRows([each], false, new Set())).toEqual([whole[0]]);
  expect(whole.map((one) => followersOf(each, one).length)).toEqual([2, 0, 0]);
});

test("all fields shows each of them", () => {
  expect(shownRows([section(whole)], true, new Set())).toEqual(whole);
});

test("an allergy of which something arrived keeps a row for each lost field", () => {
  const arrived = row({
    field: "allergy.status",
    label: "Status",
    entry: "al-1",
    verdict: "match",
    source: text("active"),
    target: text("active"),
  });
  expect(shownRows([section([...whole, arrived])], false, new Set())).toEqual(whole);
});

test("two lost allergies stay two rows", () => {
  const second = ["substance", "code", "status"].map((field) => lost("al-2", `allergy.${field}`));
  expect(shownRows([section([...whole, ...second])], false, new Set())).toEqual([
    whole[0],
    second[0],
  ]);
});
