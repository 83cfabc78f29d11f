import { describe, expect, test } from "vitest";
import { rawLines } from "../../renderer/screens/make/raw-lines.ts";

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
    const [first, second] = rawLines(text, [{ start: 4, end: 11, planted: 3 }], "\r\n");
    expect(first).toEqual({
      parts: [
        { text: "PID|", mark: null },
        { text: "O’Brien", mark: 3 },
        { text: "|x", mark: null },
      ],
      marked: true,
      hidden: 0,
    });
    expect(second?.marked).toBe(false);
  });

  test("one place inside another keeps every character once", () => {
    const marks = [
      { start: 0, end: 4, planted: 0 },
      { start: 2, end: 3, planted: 1 },
    ];
    const [line] = rawLines("abcdef", marks, "\n");
    expect(line?.parts.map((part) => part.text).join("")).toBe("abcdef");
  });

  test("what is too long to draw is counted, not lost without a word", () => {
    const [line] = rawLines("x".repeat(1_000_000), [], "\n");
    expect(line?.hidden).toBe(994_000);
  });
});
