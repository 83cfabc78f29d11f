import { expect, test } from "vitest";
import { filterChoices, isChosen, passes } from "../../renderer/screens/compare/record-filter.ts";
import { shownRows } from "../../renderer/screens/compare/shown-rows.ts";
import { scriptedSections } from "../e2e/scripted/scripted-case.ts";

const sections = scriptedSections();
const rows = sections.flatMap((section) => section.rows);

test("every verdict of the record is offered once, with its number of rows", () => {
  const verdicts = filterChoices(sections).filter(({ filter }) => filter.kind === "verdict");
  expect(verdicts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
  expect(new Set(verdicts.map(({ label }) => label)).size).toBe(verdicts.length);
});

test("the most frequent faults come first, a fault in two fields counts both", () => {
  const [first] = filterChoices(sections).filter(({ filter }) => filter.kind === "fault");
  expect(first).toMatchObject({ label: "Accents became ?", count: 2 });
});

test("a verdict or a fault leaves exactly its rows, folded ones too", () => {
  for (const choice of filterChoices(sections)) {
    const shown = shownRows(sections, false, new Set(), choice.filter);
    expect(shown).toHaveLength(choice.count);
    expect(shown.every((row) => passes(row, choice.filter))).toBe(true);
    expect(isChosen(choice, { ...choice.filter })).toBe(true);
  }
});
