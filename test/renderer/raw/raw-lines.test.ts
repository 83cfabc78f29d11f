import { describe, expect, test } from "vitest";
import { rawLines, unquoted } from "../../../renderer/parts/raw/raw-lines.ts";

describe("a message is cut into lines", () => {
  test("at the line end of its format alone", () => {
    const text = "MSH|a\nb\rPID|c\r";
    expect(rawLines(text, [], "\r").map(({ parts }) => parts.map((part) => part.text))).toEqual([
      ["MSH|a\nb"],
      ["PID|c"],
    ]);
  });

  test("with planted values as parts of their own", () => {
    const text = "PID|O’Brien|x\r\nPV1|y\r\n";
    const [first, second] = rawLines(text, [{ start: 4, end: 11, of: 3 }], "\r\n");
    expect(first).toEqual({
      parts: [
        { text: "PID|", of: null },
        { text: "O’Brien", of: 3 },
        { text: "|x", of: null },
      ],
      marked: true,
      before: 0,
      hidden: 0,
    });
    expect(second?.marked).toBe(false);
  });

  test("one place inside another keeps every character once", () => {
    const marks = [
      { start: 0, end: 4, of: 0 },
      { start: 2, end: 3, of: 1 },
    ];
    const [line] = rawLines("abcdef", marks, "\n");
    expect(line?.parts.map((part) => part.text).join("")).toBe("abcdef");
  });

  test("what is too long to draw is counted, not lost without a word", () => {
    const [line] = rawLines("x".repeat(1_000_000), [], "\n");
    expect(line?.hidden).toBe(994_000);
  });
});

test("a value far into a long line is drawn with what stands before it", () => {
  const text = `${"x".repeat(500_000)}"Núñez"${"y".repeat(500_000)}`;
  const [line] = rawLines(text, [{ start: 500_000, end: 500_007, of: 0 }], "\n");
  expect(line?.parts.find((part) => part.of === 0)?.text).toBe('"Núñez"');
  expect(line?.before).toBe(499_800);
  expect((line?.before ?? 0) + 6000 + (line?.hidden ?? 0)).toBe(text.length);
});

test("a place over two lines is marked on both", () => {
  const lines = rawLines("one\ntwo\nthree", [{ start: 2, end: 6, of: 0 }], "\n");
  expect(lines.map((line) => line.marked)).toEqual([true, true, false]);
});

test("quotes are taken off a JSON string alone", () => {
  expect(unquoted('"Ana"')).toBe("Ana");
  expect(unquoted("2.5")).toBe("2.5");
  expect(unquoted('"')).toBe('"');
});
