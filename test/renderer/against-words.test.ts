import { expect, test } from "vitest";
import { againstWords } from "../../renderer/screens/findings/against-words.ts";

const field = { id: "patient.address.line1", label: "Street" };
const nothing = { total: 0, listed: [], untouched: 0, lookedAt: 60, of: 60 };

function survivor(expected: string | null) {
  const source = { kind: "text" as const, text: "12 Harbour Street" };
  return { case: "c", number: "1", name: "n", key: field.id, field, source, expected, cut: false };
}

test("nothing against it says how far was looked", () => {
  expect(againstWords({ against: nothing })).toBe(
    "Nothing: no value came back that it should have changed. All 60 compared patients were looked through.",
  );
});

test("a run that was read in part says so", () => {
  const against = { ...nothing, lookedAt: 500, of: 12_000 };
  expect(againstWords({ against })).toContain("first 500 of 12,000");
});

test("a value that should have been changed is stronger than one that merely came back", () => {
  const foretold = { ...nothing, total: 1, listed: [survivor("12 Harbour")] };
  expect(againstWords({ against: foretold })).toContain("should have been changed");
  const not = { ...nothing, total: 1, listed: [survivor(null)] };
  expect(againstWords({ against: not })).toContain("cannot be worked out beforehand");
});
