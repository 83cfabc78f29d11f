import { describe, expect, test } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import type { Report } from "../../../core/compare/report.ts";
import { reportText } from "../../../host/report-text.ts";
import { compareTexts } from "./compare-text.ts";
import { admission } from "./foreign-messages.ts";

function compared(source: string, target: string): Report {
  return compareTexts({ name: "a.hl7", bytes: source }, { name: "b.hl7", bytes: target });
}

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences, unread = [] }) => [
    ...differences.map(({ field, source, target, faults }) => [
      field,
      source,
      target,
      faults[0]?.id,
    ]),
    ...unread.map(({ element, source, target }) => [element, source, target]),
  ]);

describe("messages from elsewhere", () => {
  const one = admission();

  test.each([
    ["with other line ends", one.replaceAll("\r", "\n")],
    ["in a frame of MLLP", `\u000B${one}\r\u001C\r`],
    ["twice in one file", `${one}\r${one}`],
    ["sent again later, under another number", `${one}\r${admission({ control: "0815" })}`],
  ])("the same message %s is the same", (_says, target) => {
    for (const report of [compared(one, target), compared(target, one)]) {
      expect(shown(report)).toEqual([]);
      expect(reportExit(report)).toBe(0);
    }
  });

  test("what a Z segment or a field without a row says is compared as it stands", () => {
    expect(shown(compared(one, admission({ room: "LOUD ROOM" })))).toEqual([
      ["ZPV-2.1", "QUIET ROOM", "LOUD ROOM"],
    ]);
    expect(shown(compared(one, admission({ service: "SUR" })))).toEqual([
      ["PV1-10.1", "MED", "SUR"],
    ]);
  });

  test("a visit without a number that begins on another day is another day, not another visit", () => {
    expect(shown(compared(one, admission({ admitted: "200605280900" })))).toEqual([
      ["encounter.start", "2006-05-29T09:00", "2006-05-28T09:00", "DATE-SHIFT"],
    ]);
  });

  test("a null beside nothing says nothing, on either side", () => {
    const [without, withNull] = [
      admission({ service: "", allergy: null }),
      admission({ service: '""', allergy: '|""' }),
    ];
    expect(shown(compared(without, withNull))).toEqual([]);
    expect(shown(compared(withNull, without))).toEqual([]);
  });

  test("a null where a value was is named as that, not as a value that got lost", () => {
    expect(shown(compared(one, admission({ born: '""' })))).toEqual([
      ["patient.birth-date", "1962-09-10", null, "NULL-SEMANTICS"],
    ]);
  });

  test("a person with something more is not said to be on one side only", () => {
    const text = reportText(compared(admission({ allergy: null }), one));
    expect(text).toContain("found by");
    expect(text).not.toContain("only the other side has this person");
  });

  test("people without PID-3 are told apart by PID-2, else by name and birth date", () => {
    const three = (born: string) =>
      [
        "MSH|^~\\&|A|B|C|D|2020||ADT^A04|1|P|2.2\rPID|1|EXT1|||SMITH^JOHN||19700101|M",
        `MSH|^~\\&|A|B|C|D|2020||ADT^A04|2|P|2.2\rPID|1|EXT2|||DOE^JANE||${born}|F`,
        "MSH|^~\\&|A|B|C|D|2020||ADT^A04|3|P|2.2\rPID|1||||ROE^RICK||19600101|M",
      ].join("\r");
    const report = compared(three("19800101"), three("19810101"));
    expect(report.cases.map(({ person }) => person)).toEqual(
      expect.arrayContaining(["EXT1", "EXT2", "ROE RICK 19600101"]),
    );
    expect(shown(report)).toEqual([["patient.birth-date", "1980-01-01", "1981-01-01", "UNKNOWN"]]);
    expect(compared(three("19800101"), three("19800101")).counts.cases).toBe(3);
  });
});
