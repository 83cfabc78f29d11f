import { describe, expect, test } from "vitest";

import { reportExit } from "../../../core/compare/build-report.ts";
import { compareTexts } from "./compare-text.ts";
import type { Given } from "./compare-text.ts";
import { foreignBundle } from "./foreign-bundle.ts";
import { admission } from "./foreign-messages.ts";

/** Another text of the same length and kind. */
function changed(text: string): string {
  const last = text.at(-1) ?? "";
  const other = /\d/u.test(last) ? String((Number(last) + 1) % 10) : last === "Q" ? "R" : "Q";
  return text.slice(0, -1) + other;
}

function changedLeaf(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  return typeof value === "boolean" ? !value : changed(String(value));
}

/** A tree once for each of its leaves, with that leaf changed. */
function variantsOf(tree: unknown): readonly (readonly [place: string, tree: unknown])[] {
  if (Array.isArray(tree)) {
    return tree.flatMap((each, i) =>
      variantsOf(each).map(([place, one]) => [`/${i}${place}`, tree.with(i, one)] as const),
    );
  }
  if (typeof tree !== "object" || tree === null) return [["", changedLeaf(tree)]];
  return Object.entries(tree).flatMap(([key, each]) =>
    variantsOf(each).map(([place, one]) => [`/${key}${place}`, { ...tree, [key]: one }] as const),
  );
}

function unseen(
  source: Given,
  variants: readonly (readonly [place: string, bytes: string])[],
): readonly string[] {
  return variants.flatMap(([place, bytes]) =>
    reportExit(compareTexts(source, { name: source.name, bytes })) === 0 ? [place] : [],
  );
}

describe("whatever differs in one place is shown, field or no field", () => {
  test("in a Bundle: all but ids, addresses, narrative and what is asked of the server", () => {
    const variants = variantsOf(foreignBundle()).map(
      ([place, tree]) => [place, JSON.stringify(tree)] as const,
    );
    expect(variants.length).toBeGreaterThan(100);
    const own =
      /^(?:\/type|\/resourceType|\/entry\/\d+\/(?:fullUrl|request\/.*|resource\/(?:id|text\/.*)))$/u;
    const left = unseen(
      { name: "a.json", bytes: JSON.stringify(foreignBundle()) },
      variants.filter(([place]) => !own.test(place) && !place.endsWith("resourceType")),
    );
    expect(left).toEqual([]);
  });

  test("in a message: all but the header, the event and what counts the segments", () => {
    const text = admission();
    const lines = text.split("\r");
    const variants = lines.flatMap((line, l) => {
      const parts = line.split(/([|^~&])/u);
      return parts.flatMap((part, i) => {
        const field = parts.slice(0, i).filter((each) => each === "|").length;
        const isSaid = field > 1 && !/^(?:[|^~&]|MSH|EVN)?$/u.test(part);
        if (!isSaid || /^(?:MSH|EVN)/u.test(line)) return [];
        const other = lines.with(l, parts.with(i, changed(part)).join("")).join("\r");
        return [[`${line.slice(0, 3)}-${field} ${part}`, other] as const];
      });
    });
    expect(variants.length).toBeGreaterThan(30);
    expect(unseen({ name: "a.hl7", bytes: text }, variants)).toEqual([]);
  });
});
