import { describe, expect, test } from "vitest";

import type { Report } from "../../../core/compare/report.ts";
import { compareChanged } from "./compare-changed.ts";
import { compareTexts } from "./compare-text.ts";
import { asServed, foreignBundle, put } from "./foreign-bundle.ts";

const shown = ({ cases }: Report) =>
  cases.flatMap(({ differences, unread = [] }) => [
    ...differences.map(({ field, source, target, faults }) => [
      field,
      source,
      target,
      faults[0]?.id,
    ]),
    ...unread.map(({ element }) => [element]),
  ]);

describe("what others write where we have another place", () => {
  const value = "component.0.valueQuantity.value";

  test("each component is a measurement of its own, and is named like one", () => {
    const report = compareChanged((bundle) => put(bundle, "pressure", value, 8.1));
    expect(shown(report)).toEqual([["vital.value", "81", "8.1", "DECIMAL-SHIFT"]]);
    const [difference] = report.cases[0]?.differences ?? [];
    expect(difference?.at?.place).toMatch(/\/resource\/component\/0\/valueQuantity\/value$/u);
  });

  test("upper and lower pressure that changed places are values on the wrong lines", () => {
    const report = compareChanged((bundle) => {
      put(bundle, "pressure", value, 127);
      put(bundle, "pressure", "component.1.valueQuantity.value", 81);
    });
    expect(shown(report)).toEqual([
      ["vital.value", "81", "127", "LIST-MISPAIR"],
      ["vital.value", "127", "81", "LIST-MISPAIR"],
    ]);
  });

  test("a component shares time and state with its whole, and their place", () => {
    const report = compareChanged((bundle) => put(bundle, "pressure", "status", "preliminary"));
    expect(shown(report).map(([field]) => field)).toEqual(["vital.status", "vital.status"]);
    const places = report.cases[0]?.differences.map(({ at }) => at?.place);
    expect(places?.every((place) => place?.endsWith("/resource/status"))).toBe(true);
  });

  test("the two ends of a normal range are the range", () => {
    const report = compareChanged((bundle) =>
      put(bundle, "glucose", "referenceRange.0.high.value", 199),
    );
    expect(shown(report)).toEqual([
      ["result.reference-range", "70-99", "70-199", expect.any(String)],
    ]);
  });

  test("a timing that is counted is a frequency", () => {
    const report = compareChanged((bundle) =>
      put(bundle, "medicine", "dosageInstruction.0.timing.repeat.frequency", 3),
    );
    expect(shown(report)).toEqual([["medication.frequency", "BID", "TID", "CODE-REMAP"]]);
  });

  test("the doctor of a visit is read where no role is said", () => {
    const report = compareChanged((bundle) => put(bundle, "doctor", "name.0.family", "Kubic"));
    expect(shown(report)).toEqual([["provider.name", "Kuhic", "Kubic", expect.any(String)]]);
  });

  test("a laboratory's message with two lines says the same as one Observation of two components", () => {
    const message = [
      "MSH|^~\\&|LAB|H|EMR|C|20190302||ORU^R01|1|P|2.5.1",
      "PID|1||77-1^^^http://hospital.example.org||Teststone^Ann^Mae||19651124|F",
      "OBR|1||9|85354-9^Blood pressure^LN",
      "OBX|1|NM|8462-4^Diastolic^LN||81|mm[Hg]^^UCUM|||||F|||20190302091100-0500",
      "OBX|2|NM|8480-6^Systolic^LN||127|mm[Hg]^^UCUM|||||F|||20190302091100-0500",
    ];
    const source = foreignBundle();
    source.entry = source.entry.filter(({ resource }) =>
      ["patient", "pressure"].includes(resource.id ?? ""),
    );
    const of = (lines: readonly string[]) =>
      compareTexts(
        { name: "a.json", bytes: JSON.stringify(source) },
        { name: "b.hl7", bytes: lines.join("\r") },
      );
    expect(shown(of(message))).toEqual([]);
    const other = message.map((line) => line.replace("|127|", "|172|"));
    expect(shown(of(other)).map((each) => each.slice(0, 3))).toEqual([
      ["vital.value", "127", "172"],
    ]);
  });
});

describe("what says the same in other words", () => {
  const rewritten = (from: string, to: string) => {
    const served = JSON.stringify(asServed(foreignBundle()));
    expect(served).toContain(from);
    return compareTexts(
      { name: "a.json", bytes: JSON.stringify(foreignBundle()) },
      { name: "b.json", bytes: served.replaceAll(from, to) },
    );
  };

  test("an instant in another zone, also of what no field holds", () => {
    expect(shown(rewritten("2019-03-02T09:11:00-05:00", "2019-03-02T14:11:00Z"))).toEqual([]);
    expect(shown(rewritten("2019-03-02T09:11:00.123-05:00", "2019-03-02T14:11:00.123Z"))).toEqual(
      [],
    );
  });

  test("an instant that is shown as a day must stay on its day", () => {
    const onset = (text: string) => {
      const bundle = foreignBundle();
      put(bundle, "condition", "onsetDateTime", text);
      return { name: "a.json", bytes: JSON.stringify(bundle) };
    };
    const [evening, noon] = ["2019-03-02T23:00:00-05:00", "2019-03-02T09:00:00-05:00"];
    expect(shown(compareTexts(onset(noon), onset("2019-03-02T14:00:00Z")))).toEqual([]);
    expect(shown(compareTexts(onset(evening), onset("2019-03-03T04:00:00Z")))).toHaveLength(1);
  });

  test("a medicine in a record within the record", () => {
    const bundle = foreignBundle();
    const medicine = bundle.entry.find(({ resource }) => resource.id === "medicine")?.resource;
    const code = medicine?.["medicationCodeableConcept"];
    put(bundle, "medicine", "medicationCodeableConcept", undefined);
    put(bundle, "medicine", "contained", [{ resourceType: "Medication", id: "m", code }]);
    put(bundle, "medicine", "medicationReference", { reference: "#m" });
    const source = { name: "a.json", bytes: JSON.stringify(foreignBundle()) };
    expect(shown(compareTexts(source, { name: "b.json", bytes: JSON.stringify(bundle) }))).toEqual(
      [],
    );
  });
});
