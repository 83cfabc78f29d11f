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
