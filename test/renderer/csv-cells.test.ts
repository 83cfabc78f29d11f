import { expect, test } from "vitest";
import { csvCells } from "../../renderer/screens/make/csv-cells.ts";

function cells(text: string): string[][] {
  return csvCells(text).map((row) => row.map(({ start, end }) => text.slice(start, end)));
}

test("cells are told apart by commas and line ends outside of quotes", () => {
  expect(cells('a,"b,c",\r\n"d\r\n""e""",,f\r\n')).toEqual([
    ["a", '"b,c"', ""],
    ['"d\r\n""e"""', "", "f"],
  ]);
});

test("a file without a last line end, and an empty one", () => {
  expect(cells("a,b\r\nc,")).toEqual([
    ["a", "b"],
    ["c", ""],
  ]);
  expect(cells("")).toEqual([]);
});

test("a line feed alone belongs to its cell", () => {
  expect(cells("a\nb,c\r\n")).toEqual([["a\nb", "c"]]);
});
