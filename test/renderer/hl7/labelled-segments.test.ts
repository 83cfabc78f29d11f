import { describe, expect, test } from "vitest";
import { labelledSegments, looksHl7 } from "../../../renderer/parts/hl7/labelled-segments.ts";

const text =
  "MSH|^~\\&|CLINIC||EMR||20260115||ADT^A28|XC0117|T|2.5.1\r" +
  "PID|1||418827^^^XC^MR||O?Brien-N??ez^Siobh?n||19840304\r" +
  "NTE|1||a<b>\r";

function textOf(segment: number, number: number): string | undefined {
  return labelledSegments(text, [])
    [segment]?.fields.find((field) => field.number === number)
    ?.content.parts.map((part) => part.text)
    .join("");
}

describe("an HL7 message with labels", () => {
  test("numbers the fields as the standard does, in the header too", () => {
    expect(textOf(0, 9)).toBe("ADT^A28");
    expect(textOf(1, 5)).toBe("O?Brien-N??ez^Siobh?n");
    expect(labelledSegments(text, [])[1]?.fields.map(({ name }) => name)).toEqual([
      "Line no.",
      "Record number",
      "Patient name",
      "Date of birth",
    ]);
  });

  test("marks the place inside its field, also behind a segment", () => {
    const start = text.indexOf("O?Brien");
    const [, pid] = labelledSegments(text, [{ start, end: start + 13, of: 0 }]);
    expect(pid?.marked).toBe(true);
    const name = pid?.fields.find(({ number }) => number === 5);
    expect(name?.content.parts).toEqual([
      { text: "O?Brien-N??ez", of: 0 },
      { text: "^Siobh?n", of: null },
    ]);
  });

  test("takes line feeds and both for line ends", () => {
    const start = text.replaceAll("\r", "\r\n").indexOf("19840304");
    const [, pid] = labelledSegments(text.replaceAll("\r", "\r\n"), [
      { start, end: start + 8, of: 0 },
    ]);
    expect(pid?.fields.find(({ number }) => number === 7)?.content.marked).toBe(true);
    expect(labelledSegments(text.replaceAll("\r", "\n"), [])).toHaveLength(3);
  });

  test("uses the separator of the message", () => {
    const other = text.replaceAll("|", "#");
    expect(labelledSegments(other, [])[1]?.fields.map(({ number }) => number)).toEqual([
      1, 3, 5, 7,
    ]);
  });
});

test("HL7 is told by its first letters", () => {
  expect(looksHl7("\u000bMSH|^~\\&|")).toBe(true);
  expect(looksHl7('{"resourceType":"Patient"}')).toBe(false);
});
