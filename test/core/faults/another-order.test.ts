import { describe, expect, test } from "vitest";

import { inferred } from "./inferred.ts";
import type { Values } from "./inferred.ts";

const namesOf = (sent: Values, came: Values): readonly string[] =>
  [...new Set(inferred([{ sent, came }]).names)].toSorted();

describe("the steps of a taper", () => {
  const drug = {
    "medication.identifier rx-1": "ZZT-7K3M9PQ2",
    "medication.name rx-1": "Prednisone",
  };
  const sent = {
    ...drug,
    "medication.sig rx-1": "40 mg for 3 days",
    "medication.dose-value rx-1": "40",
    "medication.dose-unit rx-1": "mg",
    "medication.frequency rx-1": "QD",
    "medication.step-sig rx-1/step-2": "then 20 mg for 3 days",
    "medication.step-dose rx-1/step-2": "20",
    "medication.step-dose-unit rx-1/step-2": "mg",
    "medication.step-sig rx-1/step-3": "then 10 mg for 3 days",
    "medication.step-dose rx-1/step-3": "10",
    "medication.step-dose-unit rx-1/step-3": "mg",
  };
  const turned = {
    ...drug,
    "medication.sig rx-1": "then 10 mg for 3 days",
    "medication.dose-value rx-1": "10",
    "medication.dose-unit rx-1": "mg",
    "medication.step-sig rx-1/#1": "then 20 mg for 3 days",
    "medication.step-dose rx-1/#1": "20",
    "medication.step-dose-unit rx-1/#1": "mg",
    "medication.step-sig rx-1/#2": "40 mg for 3 days",
    "medication.step-dose rx-1/#2": "40",
    "medication.step-dose-unit rx-1/#2": "mg",
  };

  test("that came from the last to the first were put in another order, and the first lost what it alone said", () => {
    expect(namesOf(sent, turned)).toEqual(["LIST-REORDER"]);
  });

  test("were not only put in another order where a dose changed as well", () => {
    const names = namesOf(sent, { ...turned, "medication.step-dose rx-1/#2": "45" });
    expect(names).not.toEqual(["LIST-REORDER"]);
  });

  test("have no other unit where the same unit stands at each place", () => {
    const moved = {
      ...sent,
      "medication.step-sig rx-1/step-2": "then 10 mg for 3 days",
      "medication.step-dose rx-1/step-2": "10",
      "medication.step-sig rx-1/step-3": "then 20 mg for 3 days",
      "medication.step-dose rx-1/step-3": "20",
    };
    const { faults, names } = inferred([{ sent, came: moved }]);
    expect(new Set(names)).toEqual(new Set(["LIST-REORDER"]));
    expect(faults[0]?.fields).toEqual(["medication.step-dose", "medication.step-sig"]);
  });
});

test("insurances that changed places did so in order, and doses that did are on the wrong medicine", () => {
  const insured = (one: string, two: string): Values => ({
    "coverage.identifier cov-1": "ZZT-2H8W4RTV",
    "coverage.payer-order cov-1": one,
    "coverage.identifier cov-2": "ZZT-7K3M9PQ2",
    "coverage.payer-order cov-2": two,
  });
  expect(namesOf(insured("2", "1"), insured("1", "2"))).toEqual(["LIST-REORDER"]);
  const dosed = (one: string, two: string): Values => ({
    "medication.identifier rx-1": "ZZT-2H8W4RTV",
    "medication.dose-value rx-1": one,
    "medication.identifier rx-2": "ZZT-7K3M9PQ2",
    "medication.dose-value rx-2": two,
  });
  expect(namesOf(dosed("12.5", "40"), dosed("40", "12.5"))).toEqual(["LIST-MISPAIR"]);
});
