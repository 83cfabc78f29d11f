import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { canonicalForm } from "../../../core/compare/forms/canonical.ts";
import {
  daysBetween,
  precisionOf,
  readCivil,
  shiftDays,
  writeCivil,
} from "../../../core/compare/forms/civil.ts";
import {
  equalDecimals,
  plainDecimal,
  powerOfTenBetween,
  readDecimal,
  roundDecimal,
  writeDecimal,
} from "../../../core/compare/forms/decimal.ts";
import type { RoundingMode } from "../../../core/compare/forms/decimal.ts";
import { samePhone } from "../../../core/compare/forms/phone.ts";
import { collapseSpaces, foldNewlines } from "../../../core/compare/forms/text.ts";
import { unitCode, unitFactor } from "../../../core/compare/forms/unit.ts";

const decimal = (text: string) => {
  const read = readDecimal(text);
  if (read === null) throw new Error(text);
  return read;
};

describe("decimals stay text of any precision", () => {
  test("equal values are equal however many digits they have", () => {
    expect(equalDecimals(decimal("2.50"), decimal("2.5"))).toBe(true);
    expect(equalDecimals(decimal("1.0e2"), decimal("100"))).toBe(true);
    expect(equalDecimals(decimal("0.1000000000000000055511151231257827"), decimal("0.1"))).toBe(
      false,
    );
  });

  test.each([
    ["2.675", 2, "half-up", "2.68"],
    ["2.675", 2, "half-even", "2.68"],
    ["2.665", 2, "half-even", "2.66"],
    ["2.678", 2, "toward-zero", "2.67"],
    ["2.671", 2, "up", "2.68"],
    ["-2.5", 0, "half-up", "-3"],
  ] as const)("%s at %i decimals %s is %s", (text, places, mode: RoundingMode, expected) => {
    const rounded = roundDecimal(decimal(text), places, mode);
    expect(writeDecimal(rounded.unscaled, rounded.scale)).toBe(expected);
  });

  test("what is no decimal with a point is not read as one", () => {
    expect(["2,5", "", ".", "1.2.3", "<0.01", "0x10"].map(readDecimal)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(plainDecimal(decimal("00.500"))).toBe("0.5");
  });
});

describe("civil dates never become instants", () => {
  test("both standard forms are read, and nothing else", () => {
    expect(
      [
        "1980",
        "1980-03",
        "1980-03-04",
        "19800304",
        "2026-01-05T10:30:00-05:00",
        "20260105103000-0500",
      ].map((text) => readCivil(text)?.year),
    ).toEqual([1980, 1980, 1980, 1980, 2026, 2026]);
    expect(["03/04/1980", "4 March 1980", "", "1980-3-4"].map(readCivil)).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  test("days are counted over leap years and centuries", () => {
    const between = (a: string, b: string) => {
      const [from, to] = [readCivil(a), readCivil(b)];
      return from === null || to === null ? null : daysBetween(from, to);
    };
    expect(between("2000-02-28", "2000-03-01")).toBe(2);
    expect(between("1900-02-28", "1900-03-01")).toBe(1);
    expect(between("1969-12-31", "1970-01-01")).toBe(1);
    const day = readCivil("2024-03-01");
    const before = day === null ? null : shiftDays(day, -1);
    expect(before === null ? null : writeCivil(before)).toBe("2024-02-29");
  });

  test("precision is that which was written", () => {
    expect(
      ["1980", "1980-03", "1980-03-04", "2026-01-05T10:30", "2026-01-05T10:30:00.250"].map(
        (text) => {
          const civil = readCivil(text);
          return civil === null ? 0 : precisionOf(civil);
        },
      ),
    ).toEqual([1, 2, 3, 5, 9]);
  });
});

test("phones are the same by digits, country and extension", () => {
  expect(samePhone("(555) 555-0123", "+1 555.555.0123")).toBe(true);
  expect(samePhone("555-555-0123 x12", "555-555-0123")).toBe(false);
  expect(samePhone("555-555-0123 ext. 12", "tel:+15555550123;ext=12")).toBe(true);
  expect(samePhone("call mother", "call mother")).toBe(false);
});

test("a unit has only the spellings of the closed list", () => {
  expect(unitCode("mcg")).toBe(unitCode("ug"));
  expect(unitCode("µg")).not.toBe(unitCode("ug"));
  expect(unitCode("U")).not.toBe(unitCode("[iU]"));
  expect(unitFactor("mg", "ug")).toEqual({ top: 1000n, bottom: 1n });
  expect(unitFactor("mg", "mL")).toBeNull();
});

test("how far a point moved is an exact power of ten, or nothing", () => {
  const between = (a: string, b: string): number | null => {
    const [from, to] = [readDecimal(a), readDecimal(b)];
    return from === null || to === null ? null : powerOfTenBetween(from, to);
  };
  expect(between("2.5", "25")).toBe(1);
  expect(between("0.025", "2500")).toBe(5);
  expect(between("-100", "-1")).toBe(-2);
  expect(between("2.50", "2.5")).toBe(0);
  expect(between("2.5", "26")).toBeNull();
  expect(between("2.5", "-25")).toBeNull();
  expect(between("0", "0")).toBeNull();
});

test("what looks plain already has the canonical form that the long way gives", () => {
  const texts = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.string({ unit: "grapheme", maxLength: 8 }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(canonicalForm("text", text)).toBe(collapseSpaces(text.normalize("NFC")));
      expect(canonicalForm("text.note", text)).toBe(foldNewlines(text.normalize("NFC")));
    }),
    { numRuns: 500 },
  );
  expect(
    ["1980-03-04", "19800304", "2026-01-05T10:30:00+00:00"].map((text) =>
      canonicalForm("date", text),
    ),
  ).toEqual(["1980-03-04", "1980-03-04", "2026-01-05T10:30:00Z"]);
  expect(
    ["2.50", "0.5", ".5", "100", "007", "-0.10"].map((text) => canonicalForm("decimal", text)),
  ).toEqual(["2.5", "0.5", "0.5", "100", "7", "-0.1"]);
});
