import { expect, test } from "vitest";
import { namesIn } from "../../renderer/screens/rules/names-in.ts";

test("names stand between commas, and one said twice is one person", () => {
  expect(namesIn(" R. Frey (privacy), A. Ode (nurse) ,, R. Frey (privacy)")).toEqual([
    "R. Frey (privacy)",
    "A. Ode (nurse)",
  ]);
  expect(namesIn("  ")).toEqual([]);
});
