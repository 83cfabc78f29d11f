import { expect, test } from "vitest";

import { diffCharacters } from "../../../core/compare/diff-characters.ts";

const shape = (source: string, target: string) =>
  diffCharacters(source, target).map(({ kind, source: gone, target: added }) => [
    kind,
    gone,
    added,
  ]);

test("a changed letter stands alone between what stayed", () => {
  expect(shape("O'Brien", "O?Brien")).toEqual([
    ["same", "O", "O"],
    ["changed", "'", "?"],
    ["same", "Brien", "Brien"],
  ]);
});

test("a letter and its combining accent are one character", () => {
  expect(shape("Jose\u0301", "Jose")).toEqual([
    ["same", "Jos", "Jos"],
    ["changed", "e\u0301", "e"],
  ]);
});

test("a cut end is gone, not changed", () => {
  expect(shape("Apartment 4B", "Apartm")).toEqual([
    ["same", "Apartm", "Apartm"],
    ["gone", "ent 4B", ""],
  ]);
});

test("offsets count code points on each side", () => {
  const spans = diffCharacters("𠮷x", "𠮷yy");
  expect(spans.at(-1)).toEqual({
    kind: "changed",
    source: "x",
    target: "yy",
    sourceStart: 1,
    targetStart: 1,
  });
});

test("two long texts with nothing in common are replaced as a whole", () => {
  const spans = diffCharacters("ab".repeat(3000), "cd".repeat(3000));
  expect(spans.map(({ kind }) => kind)).toEqual(["changed"]);
});

test("two dates differ number by number, so that swapped ones show as swapped", () => {
  expect(shape("1942-01-11", "1942-11-01").filter(([kind]) => kind !== "same")).toEqual([
    ["changed", "01", "11"],
    ["changed", "11", "01"],
  ]);
  expect(shape("1993-04-12", "1993-04-12T00:00:00Z").filter(([kind]) => kind !== "same")).toEqual([
    ["added", "", "T00:00:00Z"],
  ]);
});
