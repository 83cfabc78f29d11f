import { describe, expect, test } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import type { Report } from "../../../core/compare/report.ts";
import { reportText } from "../../../host/report-text.ts";
import { compareChanged, type Change } from "./compare-changed.ts";
import { compareTexts } from "./compare-text.ts";
import { foreignBundle, put, without } from "./foreign-bundle.ts";

const shown = (report: Report) =>
  report.cases.flatMap(({ differences, unread = [] }) => [
    ...differences.map(({ field, source, target }) => [field, source, target]),
    ...unread.map(({ element, source, target }) => [element, source, target]),
  ]);

describe("what no field of the catalogue holds, in two Bundles", () => {
  test("the same record from another server, in another order and with other ids, is the same", () => {
    const report = compareChanged(() => undefined);
    expect(shown(report)).toEqual([]);
    expect(reportExit(report)).toBe(0);
  });

  const harms: readonly (readonly [says: string, change: Change, expected: readonly unknown[]])[] =
    [
      [
        "the end of a problem",
        (bundle) => put(bundle, "condition", "abatementDateTime", "2019-06-16"),
        ["Condition.abatementDateTime", "2019-03-16", "2019-06-16"],
      ],
      [
        "a doctor's first name",
        (bundle) => put(bundle, "doctor", "name.0.given.0", "Martin"),
        ["Practitioner.name.given", "Morton", "Martin"],
      ],
      [
        "a value of an extension that nobody knows",
        (bundle) => put(bundle, "patient", "extension.1.valueDecimal", 5.65),
        ["Patient.extension[quality-adjusted-life-years].valueDecimal", "50.65", "5.65"],
      ],
      [
        "the code of a kind of record that has no place",
        (bundle) => put(bundle, "procedure", "code.coding.0.code", "430193007"),
        ["Procedure.code.coding.code", "430193006", "430193007"],
      ],
      [
        "a record of such a kind that is gone",
        (bundle) => without(bundle, "procedure"),
        ["Procedure", "completed · http://snomed.info/sct · 430193006", undefined],
      ],
      [
        "a reference that is gone",
        (bundle) => put(bundle, "glucose", "encounter", undefined),
        ["Observation.encounter", "urn:uuid:encounter", undefined],
      ],
      [
        "a reference that leads to another record",
        (bundle) => put(bundle, "glucose", "encounter.reference", "urn:uuid:condition"),
        ["Observation.encounter.reference", "urn:uuid:encounter", "Condition/5021"],
      ],
    ];
  test.each(harms)("%s is shown, and nothing else", (_says, change, expected) => {
    const report = compareChanged(change);
    expect(shown(report)).toEqual([expected]);
    expect(report.counts.unread).toBe(1);
    expect(report.cases[0]?.verdict).toBe(expected[2] === undefined ? "missing" : "delta");
    expect(reportExit(report)).toBe(1);
    expect(reportText(report)).toContain("no field of the catalogue");
  });

  test("it points at the file and the bytes", () => {
    const report = compareChanged((bundle) =>
      put(bundle, "condition", "abatementDateTime", "2020"),
    );
    const [unread] = report.cases[0]?.unread ?? [];
    expect(unread?.at.exchange).toMatch(/target-b\.json$/u);
    expect(unread?.at.place).toMatch(/\/resource\/abatementDateTime$/u);
  });

  test("narrative that each server makes for itself is counted as not compared", () => {
    const report = compareChanged(() => undefined);
    expect(report.notRead).toContainEqual(
      expect.objectContaining({ side: "target", element: "Patient.text", count: 1 }),
    );
    expect(reportText(report)).toContain("Not compared: no field holds it");
  });

  test("beside another format it is counted by element", () => {
    const report = compareTexts(
      { name: "a.json", bytes: JSON.stringify(foreignBundle()) },
      { name: "b.csv", bytes: "mrn,last_name,first_name,dob\n77-1,Teststone,Ann,1965-11-24\n" },
    );
    expect(report.notRead).toContainEqual(
      expect.objectContaining({ side: "source", element: "Condition.abatementDateTime", count: 1 }),
    );
    expect(reportText(report)).toMatch(/source: .*Practitioner\.name\.given 1×/u);
  });
});

describe("what its texts alone tell is named", () => {
  const names = (report: Report) =>
    report.cases.flatMap(({ unread = [] }) =>
      unread.map(({ faults }) => {
        const oneOf = faults[0]?.oneOf?.map((ids) => ids.join("+")).join("|");
        return oneOf ?? faults.map(({ id }) => id).join("+");
      }),
    );
  const changes: readonly (readonly [name: string, id: string, place: string, to: unknown])[] = [
    ["TRUNCATE", "doctor", "name.0.given.0", "Mort"],
    ["CASE", "doctor", "name.0.given.0", "MORTON"],
    ["CHARSET-U8-1252", "doctor", "name.0.given.0", "Mörton"],
    ["DATE-SWAP", "condition", "abatementDateTime", "2019-16-03"],
    ["DATE-SHIFT", "condition", "abatementDateTime", "2019-03-15"],
    ["DECIMAL-SHIFT", "patient", "extension.1.valueDecimal", 506.5],
    ["DECIMAL-LOSS|DECIMAL-SHIFT", "patient", "extension.1.valueDecimal", 5065],
    ["ROUND", "patient", "extension.1.valueDecimal", 50.6],
    ["UNKNOWN", "doctor", "name.0.given.0", "Philippa"],
    ["UNKNOWN", "procedure", "code.coding.0.code", "73761001"],
    ["DROP-ELEMENT|UNKNOWN", "condition", "abatementDateTime", undefined],
  ];
  test.each(changes)("%s of %s %s", (name, id, place, to) => {
    // What is sent is what another letter was made of.
    const sent = foreignBundle();
    if (to === "Mörton") put(sent, id, place, to);
    const target = foreignBundle();
    put(target, id, place, to === "Mörton" ? "MÃ¶rton" : to);
    const [source, came] = [sent, target].map((each) => JSON.stringify(each));
    const report = compareTexts(
      { name: "a.json", bytes: source ?? "" },
      { name: "b.json", bytes: came ?? "" },
    );
    expect(names(report)).toEqual([name]);
    if (name !== "UNKNOWN") expect(reportText(report)).toContain(name.split("|")[0]);
  });

  test("a record that is gone may be hidden as well, and one too many has no name", () => {
    expect(names(compareChanged((bundle) => without(bundle, "procedure")))).toEqual([
      "DROP-RECORD|VISIBILITY|UNKNOWN",
    ]);
    const more = compareChanged((bundle) =>
      put(bundle, "procedure", "note", [{ text: "left side" }]),
    );
    expect(names(more)).toEqual(["UNKNOWN"]);
  });

  test("a reference is no text: where it leads has no name", () => {
    const report = compareChanged((bundle) =>
      put(bundle, "glucose", "encounter.reference", "urn:uuid:condition"),
    );
    expect(names(report)).toEqual([""]);
  });
});

test("a value that would rule a terminal is drawn, wherever it is printed", () => {
  const evil = "\u001b[2J\u202Egnp\nall as expected";
  const named = (text: string) => ({
    name: "a.json",
    bytes: JSON.stringify({
      resourceType: "Patient",
      id: evil,
      identifier: [{ system: "s", value: "1" }],
      name: [{ family: text }],
      birthDate: "1980-01-02",
      [`x${evil}`]: text,
    }),
  });
  const warned: string[] = [];
  const report = compareTexts(named(evil), named(`${evil}x`), (text) => warned.push(text));
  const printed = `${reportText(report)}${warned.join("")}`;
  expect(printed).toContain("⟨U+001B⟩[2J⟨U+202E⟩gnp⏎");
  expect(printed.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(printed.split("\n")).not.toContainEqual(expect.stringMatching(/^all as expected/u));
});
