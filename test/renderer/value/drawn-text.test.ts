import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawText } from "../../../renderer/parts/value/drawn-text.ts";

function tiles(value: string, beside = ""): string[] {
  return drawText(value, beside).flatMap((cluster) => cluster.tiles.map((tile) => tile.tile));
}

function says(value: string): string[] {
  return drawText(value).flatMap((cluster) => cluster.tiles.map((tile) => tile.says));
}

describe("what cannot be seen is drawn", () => {
  test.each([
    ["a\u00A0b", "NBSP"],
    ["a\u202Fb", "NNBSP"],
    ["a\u2007b", "FIGSP"],
    ["a\u200Bb", "ZWSP"],
    ["a\u200Cb", "ZWNJ"],
    ["a\u200Db", "ZWJ"],
    ["\uFEFFa", "BOM"],
    ["a\u00ADb", "SHY"],
    ["a\tb", "⇥"],
    ["a\rb", "␍"],
    ["a\nb", "␊"],
    ["a\u0001b", "01"],
    ["a\u0085b", "85"],
    ["a\u200Fb", "RLM"],
    ["a\u202Ab", "LRE"],
    ["a\u202Eb", "RLO"],
    ["a\uFFFDb", "� lost"],
    ["a\uD83Db", "D83D"],
  ])("%j shows the tile %s", (value, tile) => {
    expect(tiles(value)).toEqual([tile]);
  });

  test("a line end of two characters shows both", () => {
    expect(tiles("a\r\nb")).toEqual(["␍", "␊"]);
  });

  test("an accent that is a character of its own says so, in the letter it makes", () => {
    expect(tiles("Jose\u0301")).toEqual(["2-part é"]);
    expect(says("Jose\u0301")).toEqual(["é made of two characters"]);
    expect(tiles("José")).toEqual([]);
  });

  test("an accent that has no composed form is written the only way there is", () => {
    expect(tiles("m\u0302")).toEqual([]);
  });

  test("a family of emoji is one picture, not four joiners", () => {
    expect(tiles("👩‍👧‍👦")).toEqual([]);
  });
});

describe("spaces", () => {
  test("one space between words is plain", () => {
    expect(drawText("van Berg").every((cluster) => cluster.glyph === "plain")).toBe(true);
  });

  test("spaces at an edge are dots with one tile at each edge", () => {
    expect(tiles("  a ")).toEqual(["space", "space"]);
    expect(says(" a ")).toEqual(["space at the start", "space at the end"]);
    expect(drawText("  a ").filter((cluster) => cluster.glyph === "dot")).toHaveLength(3);
  });

  test("two spaces inside are dots without a tile", () => {
    expect(tiles("a  b")).toEqual([]);
    expect(drawText("a  b").filter((cluster) => cluster.glyph === "dot")).toHaveLength(2);
  });

  test("a value of spaces alone is all dots", () => {
    expect(drawText("   ").map((cluster) => cluster.glyph)).toEqual(["dot", "dot", "dot"]);
  });
});

describe("look-alike letters", () => {
  test("a Cyrillic a among Latin letters is boxed and named", () => {
    expect(tiles("M\u0430ria")).toEqual(["Cyrillic \u0430"]);
  });

  test("a Russian name is no look-alike", () => {
    expect(tiles("Анна")).toEqual([]);
  });

  test("a Russian spelling beside a Latin one is", () => {
    expect(tiles("Анна", "Anna").length).toBeGreaterThan(0);
  });
});

test("direction controls are isolated, so that they move no neighbour", () => {
  const control = drawText("a\u202Eb").find((cluster) => cluster.text === "\u202E");
  expect(control?.isolate).toBe(true);
});

test("the drawn characters are exactly the value's, in order", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) => {
      const drawn = drawText(value);
      expect(drawn.map((cluster) => cluster.text).join("")).toBe(value);
      expect(drawn.at(-1)?.end ?? 0).toBe(Array.from(value).length);
    }),
  );
});
