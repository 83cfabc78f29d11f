import { describe, expect, test } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { compareTexts } from "./compare-text.ts";
import { foreignBundle } from "./foreign-bundle.ts";
import { admission } from "./foreign-messages.ts";

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences, unread = [] }) => [
    ...differences.map(({ field, source, target }) => [field, source, target]),
    ...unread.map(({ element, source, target }) => [element, source, target]),
  ]);
const notes = ({ notes: all = [] }: Report): string => all.map(({ says }) => says).join("\n");

const little = (text: string) => Buffer.from(`\uFEFF${text}`, "utf16le");
const big = (text: string) => little(text).swap16();

describe("files in UTF-16", () => {
  const table = (city: string) =>
    `mrn\tlast_name\tfirst_name\tdob\tcity\r\n77-1\tMüller\tAnn\t1965-11-24\t${city}\r\n`;
  test.each([
    ["a table of a spreadsheet", "csv", table("Łódź"), table("Łódz")],
    ["messages", "hl7", admission(), admission({ room: "QUIÉT" }).replace("BARRY", "BARŔY")],
    [
      "a Bundle",
      "json",
      JSON.stringify(foreignBundle()),
      JSON.stringify(foreignBundle()).replace('"Ann"', '"Änn"'),
    ],
  ])("%s are read by their mark, and a change is found", (_says, ending, one, other) => {
    const inUtf8 = { name: `a.${ending}`, bytes: one };
    for (const encode of [little, big]) {
      const same = compareTexts(inUtf8, { name: `b.${ending}`, bytes: encode(one) });
      expect(shown(same)).toEqual([]);
      expect(notes(same)).toContain("UTF-16");
      const changed = compareTexts(inUtf8, { name: `b.${ending}`, bytes: encode(other) });
      expect(shown(changed)).toEqual(shown(compareTexts(inUtf8, { ...inUtf8, bytes: other })));
      expect(shown(changed)).not.toEqual([]);
    }
  });

  test("messages that name another character set are what the mark of the file says", () => {
    const one = admission().replace("BARRY", "BÄRRY").replace("|P|2.3", "|P|2.3||||||8859/1");
    const report = compareTexts(
      { name: "a.hl7", bytes: `\uFEFF${one}` },
      { name: "b.hl7", bytes: big(one) },
    );
    expect(shown(report)).toEqual([]);
    expect(notes(report)).toContain(
      'UTF-8 by its byte order mark, whatever MSH-18 says ("8859/1")',
    );
    expect(report.cases[0]?.matches).toContain("patient.name.given");
  });

  test("half a character is shown as such, and said", () => {
    const broken = Buffer.concat([
      little("mrn,last_name\r\n1,A"),
      Buffer.from([0x00, 0xd8, 0x42, 0]),
    ]);
    const report = compareTexts(
      { name: "a.csv", bytes: "mrn,last_name\r\n1,AB\r\n" },
      { name: "b.csv", bytes: broken },
    );
    expect(shown(report)).toEqual([["patient.name.family", "AB", "A\uFFFDB"]]);
    expect(notes(report)).toContain("Halves of characters");
  });
});

describe("messages in a log", () => {
  const plain = { name: "a.hl7", bytes: [admission(), admission({ control: "2" })].join("\r") };
  const [one, two] = [admission(), admission({ control: "2" })];
  const lines = (text: string) => text.replaceAll("\r", "\n");
  test.each([
    [
      "times on lines of their own",
      `2024-01-05 10:00:01,123 INFO  [mllp-1] received:\n${lines(one)}\n2024-01-05 10:00:02 INFO ACK sent\n\n2024-01-05 10:00:09 received:\n${lines(two)}\nINFO closed\n`,
    ],
    [
      "a time before each message",
      `2024-01-05T10:00:01Z IN: ${lines(one)}\n2024-01-05T10:00:09Z IN: ${lines(two)}\n`,
    ],
    [
      "frames, and words behind them",
      `[2024-01-05 10:00:01] <<< \u000b${one}\r\u001c\r\n[2024-01-05 10:00:09] <<< \u000b${two}\r\u001c\r\nconnection closed\r\n`,
    ],
    [
      "each message in one line, its ends as signs",
      `10:00:01 DEBUG ${one.replaceAll("\r", "\\r")}\\r\n10:00:09 DEBUG ${two.replaceAll("\r", "\\r")}\\r\n`,
    ],
    [
      "ends in words",
      `received [${one.replaceAll("\r", "<CR>")}<CR>\nreceived [${two.replaceAll("\r", "<CR>")}<CR>\n`,
    ],
    [
      "a time behind the first message only",
      `${lines(one)}\n2024-01-05 10:00:02 INFO ACK sent\n${lines(two)}\n`,
    ],
  ])("%s: the messages are read, and nothing else", (_says, text) => {
    const report = compareTexts(plain, { name: "b.log", bytes: text });
    expect(shown(report)).toEqual([]);
    expect(report.counts.match).toBe(compareTexts(plain, plain).counts.match);
    const changed = text.replace("BARRY", "LARRY").replace("BARRY", "LARRY");
    expect(shown(compareTexts(plain, { name: "b.log", bytes: changed }))).toEqual([
      ["patient.name.given", "BARRY", "LARRY"],
    ]);
  });

  test("what is left out is counted", () => {
    const report = compareTexts(plain, {
      name: "b.log",
      bytes: `started\nlistening\n${lines(one)}\n`,
    });
    expect(notes(report)).toContain("2 lines of text outside the messages");
  });

  test("a broken line of a message that is no log stays compared", () => {
    const broken = one.replace("QUIET ROOM", "QUIET\nROOM");
    const report = compareTexts({ name: "a.hl7", bytes: one }, { name: "b.hl7", bytes: broken });
    expect(shown(report)).not.toEqual([]);
    expect(notes(report)).toContain("A line is no segment");
  });

  test("JSON in which a message is quoted is no log", () => {
    const bundle = JSON.stringify(foreignBundle()).replace("Kuhic", "MSH|^~\\\\\\\\&|A");
    const file = { name: "a.json", bytes: bundle };
    expect(compareTexts(file, file).cases[0]?.verdict).toBe("match");
  });
});
