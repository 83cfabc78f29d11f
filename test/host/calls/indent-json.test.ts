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

  it("draws a huge message around the value that is looked at, and says that it is a part", () => {
    const text = `{"note":"${"x".repeat(900_000)}","family":"Núñez","last":"${"y".repeat(900_000)}"}`;
    const start = text.indexOf('"Núñez"');
    const shown = readableText(bytesOf(text), [
      { start, end: start + bytesOf('"Núñez"').length },
      { start: start + 800_000, end: start + 800_001 },
    ]);
    expect(shown.cut).toBe(true);
    expect(shown.marks).toHaveLength(1);
    expect(shown.text.slice(shown.marks[0]?.start, shown.marks[0]?.end)).toBe('"Núñez"');
    expect(shown.text.length).toBeLessThanOrEqual(400_000);
    expect(shown.firstLine).toBe(2);
  });

  it("counts the lines before the part that is drawn", () => {
    const text = `[\n${'  "x",\n'.repeat(200_000)}  "Ana"]`;
    const start = text.indexOf('"Ana"');
    const shown = readableText(bytesOf(text), [{ start, end: start + 5 }]);
    const lines = shown.text.slice(0, shown.marks[0]?.start).split("\n").length - 1;
    expect(shown.firstLine + lines).toBe(200_002);
  });

  it("draws the beginning of a huge message in which nothing is marked", () => {
    const shown = readableText(bytesOf(`{"a":"${"x".repeat(500_000)}"}`), []);
    expect(shown).toMatchObject({ cut: true, firstLine: 1 });
  });
});
