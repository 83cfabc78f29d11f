import { expect, test } from "vitest";

import type { Field } from "../../../core/catalogue/field.ts";
import { fieldById } from "../../../core/catalogue/fields.ts";
import { faults, faultWords } from "../../../core/faults/faults.ts";
import { harmOf } from "../../../core/faults/harm.ts";
import { recognisers } from "../../../core/faults/recognise/recognisers.ts";

const field = (id: string): Field => {
  const found = fieldById(id);
  if (found === undefined) throw new Error(id);
  return found;
};

test("a dose without its decimal point stops go-live", () => {
  expect(harmOf(field("medication.dose-value"), "DECIMAL-LOSS")).toEqual({
    band: "stop",
    value: 10,
  });
});

test("anything on a field of the highest tier stops, named or not", () => {
  expect(harmOf(field("medication.dose-value"), "TRAILING-ZERO").band).toBe("stop");
  expect(harmOf(field("allergy.substance"), null).band).toBe("stop");
  expect(harmOf(field("allergy.substance"), "CASE").band).toBe("stop");
});

test("only how a name is written is spared", () => {
  expect(harmOf(field("patient.name.family"), "CASE").band).toBe("minor");
  expect(harmOf(field("patient.name.family"), "TRUNCATE").band).toBe("stop");
});

test("a space at the end of a street is cosmetic, another patient's street is not", () => {
  expect(harmOf(field("patient.address.line1"), "TRIM").band).toBe("cosmetic");
  expect(harmOf(field("patient.address.line1"), "CROSS-PATIENT").band).toBe("stop");
});

test("silent and systematic weigh more, never above ten", () => {
  const plain = harmOf(field("patient.address.line1"), "TRUNCATE").value;
  expect(
    harmOf(field("patient.address.line1"), "TRUNCATE", { silent: true, systematic: true }).value,
  ).toBeGreaterThan(plain);
  expect(
    harmOf(field("medication.dose-value"), "DECIMAL-LOSS", { silent: true, systematic: true })
      .value,
  ).toBe(10);
});

test("every fault has a name for a chip, of 22 characters at most", () => {
  expect(faults.filter(({ short }) => Array.from(short).length > 22)).toEqual([]);
  expect(new Set(faults.map(({ id }) => id)).size).toBe(faults.length);
});

test("every recogniser belongs to a fault of the catalogue", () => {
  const ids = new Set(faults.map(({ id }) => id));
  expect(recognisers.filter(({ id }) => !ids.has(id))).toEqual([]);
  expect(faultWords("DECIMAL-LOSS").long).toBe("Decimal point lost");
});
