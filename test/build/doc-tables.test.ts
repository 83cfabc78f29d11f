import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fieldsPage, messOperatorsPage } from "../../build/doc-tables.ts";
import { practicePage } from "../../build/practice-page.ts";
import { root } from "../../build/root.ts";
import { fields } from "../../core/catalogue/fields.ts";
import { messOperators } from "../../core/mess/operators.ts";
import { rateSources } from "../../core/mess/rate-sources.ts";

test.each([
  ["mess-operators.md", messOperatorsPage],
  ["fields.md", fieldsPage],
  ["practice.md", practicePage],
])("docs/%s says what the code does; node build/doc-tables.ts writes it", (name, page) => {
  expect(readFileSync(join(root, "docs", name), "utf8") === page()).toBe(true);
});

test("every operator has a row with its rate's source, every field one with its places", () => {
  const rows = messOperatorsPage().split("\n");
  for (const { id, rate } of messOperators) {
    const row = rows.find((line) => line.startsWith(`| \`${id}\` |`));
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(10);
    expect([id, rate]).not.toEqual([id, ""]);
  }
  const lines = fieldsPage().split("\n");
  for (const { id } of fields) {
    const row = lines.find((line) => line.startsWith(`| \`${id}\` |`));
    expect(row?.split(/(?<!\\)\|/)).toHaveLength(8);
  }
});

test("every key in a rate is a source, and every source is the key of a rate", () => {
  const keys = messOperators.flatMap(({ rate }) =>
    [...rate.matchAll(/\[([^\]]+)\]/g)].map(([, key]) => key),
  );
  expect([...new Set(keys)].toSorted()).toEqual(rateSources.map(({ key }) => key).toSorted());
});
