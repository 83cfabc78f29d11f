import { describe, expect, it } from "vitest";
import { readableText } from "../../../host/calls/indent-json.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

function marked(text: string, needle: string): string {
  const bytes = bytesOf(text);
  const start = bytesOf(text.slice(0, text.indexOf(needle))).length;
  const end = start + bytesOf(needle).length;
  const shown = readableText(bytes, [{ start, end }]);
  return shown.text.slice(shown.marks[0]?.start, shown.marks[0]?.end);
}

describe("a message drawn for reading", () => {
  it("marks exactly the bytes of a value behind accents and emoji", () => {
    expect(marked('{"a":"é😀ñ","family":"Núñez","z":1}', '"Núñez"')).toBe('"Núñez"');
  });

  it("marks a number whose end is the end of an object", () => {
    expect(marked('{"dose":{"value":2.50}}', "2.50")).toBe("2.50");
  });

  it("keeps every character of strings, also braces, commas and escapes", () => {
    const text = '{"note":"a, {b} \\" [c]: \\\\","n":[]}';
    const shown = readableText(bytesOf(text), []);
    expect(JSON.parse(shown.text)).toEqual(JSON.parse(text));
    expect(shown.text).toContain('"a, {b} \\" [c]: \\\\"');
    expect(shown.text.split("\n").length).toBeGreaterThan(3);
  });

  it("leaves text that is already indented, HTML and broken JSON as they are", () => {
    for (const text of ['{\n  "a": 1\n}', "<html>oops</html>", '{"a":"cut'])
      expect(readableText(bytesOf(text), []).text.replaceAll(/\s/g, "")).toBe(
        text.replaceAll(/\s/g, ""),
      );
  });

  it("says when a huge message is drawn only in part and leaves out marks beyond it", () => {
    const text = `{"a":"${"x".repeat(500_000)}"}`;
    const shown = readableText(bytesOf(text), [{ start: 499_000, end: 499_001 }]);
    expect(shown.cut).toBe(true);
    expect(shown.marks).toEqual([]);
  });
});
