import { expect, test } from "vitest";
import { expandTo } from "../../../core/faults/expand-to.ts";
import { faults } from "../../../core/faults/faults.ts";

test("every fault says where to look next, in a sentence", () => {
  for (const { id } of faults) expect(expandTo(id)).toMatch(/^[A-Z].*\.$/);
});

test("what is said of a fault is not what is said of any", () => {
  expect(expandTo("DROP-RECORD")).not.toBe(expandTo("UNKNOWN"));
});
