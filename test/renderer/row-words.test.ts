import { describe, expect, test } from "vitest";
import { countsInWords, cutOf, spokenRow } from "../../renderer/screens/compare/row-words.ts";
import { fault, row, section, text } from "../e2e/scripted/scripted-case.ts";

describe("a row in words", () => {
  test("is what a screen reader says, fault and all", () => {
    const named = fault("CHARSET-QMARK", "Accents became ?", "Accents became question marks", "");
    const each = row({
      field: "patient.name.family",
      label: "Last name",
      verdict: "delta",
      source: text("O'Brien-Núñez"),
      target: text("O?Brien-N??ez"),
      fault: named,
    });
    expect(spokenRow(each)).toBe(
      "Last name, different. Sent O'Brien-Núñez. Came back O?Brien-N??ez. Accents became question marks",
    );
  });

  test("says what is not there", () => {
    const each = row({
      field: "allergy.substance",
      label: "Substance",
      entry: "al-1",
      entryLabel: "Red food dye",
      verdict: "missing",
      source: text("Red food dye"),
      target: { kind: "absent", reason: null },
    });
    expect(spokenRow(each)).toBe(
      "Red food dye, Substance, missing. Sent Red food dye. not in their record",
    );
  });

  test("a cut value counts characters, not bytes or halves of an emoji", () => {
    const each = row({
      field: "patient.address.line",
      label: "Street",
      verdict: "delta",
      source: text("😀😀😀ab"),
      target: text("😀😀"),
      fault: fault("TRUNCATE", "Cut short", "Cut short", ""),
    });
    expect(cutOf(each)).toEqual({ lost: 3, of: 5 });
  });

  test("a shorter value that was not cut is not called cut", () => {
    const each = row({
      field: "patient.name.family",
      label: "Last name",
      verdict: "delta",
      source: text("abc"),
      target: text("ab"),
    });
    expect(cutOf(each)).toBeNull();
  });
});

test("a section counts its states in words, worst first", () => {
  const each = (verdict: "delta" | "match" | "allowed") =>
    row({ field: verdict, label: verdict, verdict, source: text("a"), target: text("b") });
  const rows = [each("match"), each("delta"), each("allowed"), each("match")];
  expect(countsInWords(section({ group: "g", label: "G", rows }))).toBe(
    "1 different · 1 tidied · 2 same",
  );
});
