import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { faults } from "../../../core/faults/faults.ts";
import { leftOut } from "../../../core/faults/left-out.ts";
import { recognisers } from "../../../core/faults/recognise/recognisers.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "core", "faults");
/** What is said of classes besides their names. */
const elsewhere = new Set(["left-out.ts", "expand-to.ts", "harm.ts"]);
const code = readdirSync(folder)
  .filter((file) => file.endsWith(".ts") && !elsewhere.has(file))
  .map((file) => readFileSync(join(folder, file), "utf8"))
  .join("\n");
const isNamed = (id: string): boolean =>
  recognisers.some((each) => each.id === id) || code.includes(`"${id}"`);

test("every class is named by something, or is left out with a reason", () => {
  expect(faults.map(({ id }) => id).filter((id) => !isNamed(id) && !(id in leftOut))).toEqual([]);
  expect(Object.keys(leftOut).filter((id) => !faults.some((each) => each.id === id))).toEqual([]);
});

test("a hundred and five classes at least are named", () => {
  expect(faults.filter(({ id }) => isNamed(id) && !(id in leftOut)).length).toBeGreaterThanOrEqual(
    105,
  );
});

test("no recogniser stands twice", () => {
  const ids = recognisers.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
});
