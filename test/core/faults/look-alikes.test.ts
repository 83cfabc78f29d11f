import { describe, expect, test } from "vitest";

import { chartOf, compared } from "../compare/chart-of.ts";

/** What a single pair of values is called: the faults in order, and the equally good names. */
function named(key: string, source: string, target: string): string {
  const { differences, allowed } = compared(chartOf({ [key]: source }), chartOf({ [key]: target }));
  const faults = [...differences, ...allowed][0]?.faults ?? [];
  const oneOf = faults[0]?.oneOf?.map((ids) => ids.join("+")).join("|");
  return `${faults.map(({ id }) => id).join("+")}${oneOf === undefined ? "" : ` of ${oneOf}`}`;
}

const dose = "medication.dose-value rx-1";
const family = "patient.name.family";
const birthDate = "patient.birth-date";

describe("pairs that confuse people and programs", () => {
  test.each([
    [dose, "2.5", "25", "DECIMAL-LOSS of DECIMAL-LOSS|DECIMAL-SHIFT"],
    [dose, "12.25", "1225", "DECIMAL-LOSS of DECIMAL-LOSS|DECIMAL-SHIFT"],
    [dose, "12.25", "122.5", "DECIMAL-SHIFT"],
    [dose, "25", "250", "DECIMAL-SHIFT"],
    [dose, "2.678", "2.67", "ROUND"],
    [dose, "2.678", "2.68", "ROUND"],
    [dose, "2.50", "2.5", "TRAILING-ZERO"],
    [dose, "0.3", "0.30000000000000004", "FLOAT-NOISE"],
    [dose, "2.5", "2,5", "DECIMAL-COMMA"],
    ["result.value obs-1", "<0.01", "0.01", "COMPARATOR-LOSS"],
    ["result.value obs-1", "<0.01", "<0.0", "ROUND"],
    ["result.value obs-1", "5.4 mmol/L", "54 mmol/L", "DECIMAL-LOSS of DECIMAL-LOSS|DECIMAL-SHIFT"],
    [family, "O'Brien", "OBrien", "PUNCT-STRIP"],
    [family, "Núñez", "Nez", "CHARSET-DROP"],
    [family, "Núñez", "Nunez", "TRANSLIT"],
    [family, "Nu\u0301n\u0303ez", "Nunez", "CHARSET-DROP of CHARSET-DROP|TRANSLIT"],
    [family, "O'Brien", "O’Brien", "QUOTE"],
    [family, "José", "JosÃ©", "CHARSET-U8-1252"],
    [family, "José", "JosÃƒÂ©", "CHARSET-U8-U8"],
    [family, "De La Cruz", "Delacruz", "SPACE+CASE"],
    [family, "McDonald", "MCDONALD", "CASE"],
    [
      "patient.address.line1",
      "100 Main Street, Apartment 4B",
      "100 Main Street",
      "TRUNCATE of TRUNCATE|DELIM-SPLIT",
    ],
    ["patient.address.line1", "100 Main Street Apartment", "100 Main Street Ap", "TRUNCATE"],
    [birthDate, "1980-03-04", "1980-04-03", "DATE-SWAP"],
    [birthDate, "1990-12-31", "1990-31-12", "DATE-SWAP"],
    [birthDate, "1980-03-04", "1980-03-03", "DATE-SHIFT"],
    [birthDate, "2000-02-29", "2000-03-01", "DATE-ROLLOVER of DATE-ROLLOVER|DATE-SHIFT"],
    [birthDate, "1923-03-04", "2023-03-04", "CENTURY"],
    [birthDate, "1980-03-04", "1980-03", "PRECISION-LOSS"],
    [birthDate, "1980", "1980-01-01", "PRECISION-GAIN"],
    [
      "encounter.start enc-1",
      "2026-01-05T10:00:00-05:00",
      "2026-01-05T05:00:00-05:00",
      "TIME-SHIFT",
    ],
    ["problem.code dx-1", "E11.65", "E11", "CODE-BROADEN of CODE-BROADEN|CODE-REMAP"],
    ["patient.marital-status", "M", "S", "CODE-REMAP"],
    ["medication.status rx-1", "stopped", "active", "STATUS-FLATTEN"],
    ["coverage.payer-name cov-1", "Smith & Sons", "Smith &amp; Sons", "ENTITY-LEAK"],
    ["medication.sig rx-1", "salt & water", "salt \\T\\ water", "ESCAPE-LEAK"],
    ["patient.identifier.mrn", "9007199254740993", "9007199254740992", "BIGINT"],
    [
      "patient.telecom.home",
      "520-555-0148 (daughter, after 5)",
      "20-555-0148 (daughter, after 5)",
      "PHONE-MANGLE",
    ],
    ["patient.telecom.home", "520-555-0148", "call 520-555-0148", "UNKNOWN"],
    [family, "Ortiz", "Quxzzy", "UNKNOWN"],
  ])("%s: %j to %j is %s", (key, source, target, expected) => {
    expect(named(key, source, target)).toBe(expected);
  });

  test("two faults that acted one after the other are both named, in order", () => {
    expect(named(family, "García-Núñez de la Vega", "Garcia-Nunez de")).toBe("TRANSLIT+TRUNCATE");
    expect(named(family, "O’Brien-Núñez", "O'BRIEN-NÚÑEZ")).toBe("CASE+QUOTE");
    // 12.3 that lost its point is 123 as well as 122.5 that was rounded.
    expect(named(dose, "12.25", "123")).toBe(
      "DECIMAL-SHIFT+ROUND of DECIMAL-SHIFT+ROUND|ROUND+DECIMAL-LOSS",
    );
  });
});
