import { describe, expect, test } from "vitest";
import {
  boxOf,
  boxWords,
  columnsOf,
  rowsOf,
  stateOf,
  testedOf,
  type CoverageMap,
  type Narrowed,
} from "../../renderer/screens/coverage/coverage-model.ts";

type Cell = CoverageMap["cells"][number];

function cell(operator: string, field: string, counts: Partial<Cell> = {}): Cell {
  const none = { passed: 0, failed: 0, undecided: 0, notCompared: 0, blocked: null };
  return { operator, field, ...none, ...counts };
}

const map: CoverageMap = {
  runs: [{ id: "r-1", number: 1 }],
  families: [
    { id: "name", label: "Names and accents", short: "Names" },
    { id: "date", label: "Dates that can flip", short: "Dates" },
    { id: "typo", label: "Typing slips", short: "Slips" },
  ],
  operators: [
    { id: "accent", family: "name", says: "An accent." },
    { id: "apostrophe", family: "name", says: "An apostrophe." },
    { id: "flip", family: "date", says: "A date that flips." },
    { id: "pair-only", family: "typo", says: "Made elsewhere." },
  ],
  groups: [
    { id: "who", label: "Who the patient is" },
    { id: "contact", label: "Address and contact" },
    { id: "empty", label: "Nothing here" },
  ],
  fields: [
    { id: "last", label: "Last name", group: "who" },
    { id: "born", label: "Date of birth", group: "who" },
    { id: "street", label: "Street", group: "contact" },
  ],
  cells: [
    cell("accent", "last", { passed: 2, failed: 1 }),
    cell("apostrophe", "last"),
    cell("accent", "street", { blocked: "FHIR: no place for Street" }),
    cell("flip", "born", { passed: 4, undecided: 1 }),
  ],
};
const all: Narrowed = { family: null, group: null };

function box(row: string, column: string, narrowed = all) {
  const columns = columnsOf(map, narrowed);
  const rows = rowsOf(map, narrowed, columns, new Set(["who", "contact"]));
  const at = rows.find(({ id }) => id === row);
  const across = columns.find(({ id }) => id === column);
  if (at === undefined || across === undefined) throw new Error("no such row or column");
  return boxOf(map, at, across);
}

describe("the map", () => {
  test("has a column for each family that can be planted, and a row for each group with fields", () => {
    expect(columnsOf(map, all).map(({ id }) => id)).toEqual(["name", "date"]);
    const rows = rowsOf(map, all, columnsOf(map, all), new Set(["who"]));
    expect(rows.map(({ id }) => id)).toEqual(["who", "last", "born", "contact"]);
  });

  test("narrowed to a family it shows its kinds of mess, and only fields that can bear them", () => {
    const narrowed = { family: "name", group: null };
    const columns = columnsOf(map, narrowed);
    expect(columns.map(({ id }) => id)).toEqual(["accent", "apostrophe"]);
    const rows = rowsOf(map, narrowed, columns, new Set(["who"]));
    expect(rows.map(({ id }) => id)).toEqual(["who", "last", "contact"]);
  });

  test("counts tested combinations of those that can be tested", () => {
    expect(testedOf(map)).toEqual({ tested: 2, of: 3 });
  });
});

describe("a box", () => {
  test("sums what is in it, and a failure outweighs all", () => {
    expect(box("who", "name")).toMatchObject({ passed: 2, failed: 1, tried: 3 });
    expect(stateOf(box("who", "name") ?? never())).toBe("failed");
    expect(boxWords(box("who", "name") ?? never())).toBe("2 passed, 1 failed, 1 never tried");
  });

  test("that does not apply is none", () => {
    expect(box("last", "date")).toBeNull();
  });

  test("tells never tried from not possible here", () => {
    const narrowed = { family: "name", group: null };
    expect(stateOf(box("last", "apostrophe", narrowed) ?? never())).toBe("never");
    expect(stateOf(box("street", "name") ?? never())).toBe("blocked");
  });

  test("an undecided one is tried, and never a pass", () => {
    expect(box("born", "date")).toMatchObject({ passed: 4, undecided: 1, tried: 5, failed: 0 });
  });
});

function never(): never {
  throw new Error("expected a box");
}
