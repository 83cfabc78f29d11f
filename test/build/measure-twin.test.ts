import { expect, test } from "vitest";
import type { Observed } from "../../core/catalogue/chart.ts";
import { fieldId } from "../../core/catalogue/fields.ts";
import { twinDifference } from "../../build/measure/twin.ts";
import type { Reading } from "../../build/measure/practice-line.ts";

/** One person's chart: what each record, by its label, says of the status and the name of a medicine. */
function reading(
  records: Record<string, { owner: string; status: string; name: string }>,
): Reading {
  const values = Object.entries(records).flatMap(([label, { status, name }]) =>
    [["medication.status", status] as const, ["medication.name", name] as const].map(
      ([field, value]) => ({
        value: { field: fieldId(field), entry: label, value },
        at: { resource: label, place: "", start: 0, end: 0 },
      }),
    ),
  );
  const owners = Object.entries(records).map(([label, { owner }]) => [label, owner] as const);
  // Only values, labels and texts are looked at.
  const observed = { values, problems: [], resources: [] } as unknown as Observed;
  return {
    people: new Map([[0, observed]]),
    charts: [1],
    answers: ["accepted"],
    raw: new Map(owners.map(([label, owner]) => [owner, JSON.stringify(records[label])])),
    owners: new Map(owners),
  };
}

test("a stranger's record that stands for a lost one differs in what it says otherwise", () => {
  const clean = reading({
    "MedicationRequest/1": { owner: "0 rx-1", status: "active", name: "Lisinopril" },
  });
  const faulty = reading({
    "MedicationRequest/2": { owner: "7 rx-1", status: "active", name: "Ibuprofen" },
  });
  const { effects } = twinDifference(clean, faulty);
  expect(effects.map(({ field, before, after }) => [field, before, after])).toEqual([
    ["medication.name", "Lisinopril", null],
    ["medication.name", null, "Ibuprofen"],
  ]);
});

test("a stranger's record beside a kept one is an effect in all that it says", () => {
  const own = { owner: "0 rx-1", status: "active", name: "Lisinopril" };
  const clean = reading({ "MedicationRequest/1": own });
  const faulty = reading({
    "MedicationRequest/1": own,
    "MedicationRequest/2": { owner: "7 rx-1", status: "active", name: "Lisinopril" },
  });
  const { effects } = twinDifference(clean, faulty);
  expect(effects.map(({ field, after }) => [field, after])).toEqual([
    ["medication.status", "active"],
    ["medication.name", "Lisinopril"],
  ]);
});
