import { expect, test } from "vitest";
import { messageLines, unquoted } from "../../renderer/screens/compare/message-lines.ts";

const text = '{\n  "family": "Núñez",\n  "given": ["Ana"]\n}';

function markOf(value: string) {
  const start = text.indexOf(value);
  return { start, end: start + value.length };
}

test("the value is a part of its own on its line, and nothing else is marked", () => {
  const lines = messageLines(text, [markOf('"Núñez"')]);
  expect(lines.map((line) => line.marked)).toEqual([false, true, false, false]);
  expect(lines[1]?.parts).toEqual([
    { text: '  "family": ', marked: false },
    { text: '"Núñez"', marked: true },
    { text: ",", marked: false },
  ]);
});

test("a place over two lines is marked on both", () => {
  const lines = messageLines(text, [{ start: 4, end: text.indexOf("given") }]);
  expect(lines.map((line) => line.marked)).toEqual([false, true, true, false]);
});

test("joined again, the lines are the message", () => {
  const lines = messageLines(text, [markOf("Ana"), markOf("Núñez")]);
  const joined = lines.map((line) => line.parts.map((part) => part.text).join("")).join("\n");
  expect(joined).toBe(text);
});

test("quotes are taken off a JSON string alone", () => {
  expect(unquoted('"Ana"')).toBe("Ana");
  expect(unquoted("2.5")).toBe("2.5");
  expect(unquoted('"')).toBe('"');
});
