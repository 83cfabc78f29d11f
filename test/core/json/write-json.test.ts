import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readJson } from "../../../core/json/read-json.ts";
import { jsonString, writeJson, type OutNode } from "../../../core/json/write-json.ts";

/** Keys and texts with all that must be escaped, or takes more than one byte. */
const anyText = fc.string({
  unit: fc.constantFrom("a", '"', "\\", "\n", "\u0000", "é", "€", "😀", "\ud800"),
});
const anyValue = fc.jsonValue({ stringUnit: "binary" });

function treeOf(value: unknown, mark: (json: string) => string[] = () => []): OutNode<string> {
  if (Array.isArray(value)) return { kind: "array", items: value.map((one) => treeOf(one, mark)) };
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, one]) => [key, treeOf(one, mark)] as const);
    return { kind: "object", members: new Map(members) };
  }
  const json = JSON.stringify(value);
  return { kind: "leaf", json, marks: mark(json) };
}

const textOf = (bytes: Uint8Array): string =>
  new TextDecoder("utf-8", { fatal: true }).decode(bytes);

describe("writing JSON", () => {
  test("gives the bytes of JSON.stringify with an indent of two, and a line feed", () => {
    fc.assert(
      fc.property(anyValue, (value) => {
        expect(textOf(writeJson(treeOf(value)).bytes)).toBe(`${JSON.stringify(value, null, 2)}\n`);
      }),
    );
  });

  test("escapes a key as JSON.stringify does", () => {
    fc.assert(
      fc.property(anyText, anyText, (key, text) => {
        const written = writeJson({
          kind: "object",
          members: new Map([[key, { kind: "leaf", json: jsonString(text), marks: [] }]]),
        });
        // A computed key, so that __proto__ is a key like any other.
        expect(textOf(written.bytes)).toBe(`${JSON.stringify({ [key]: text }, null, 2)}\n`);
      }),
    );
  });

  test("marks stand at the bytes of their value, also behind accents and in megabytes", () => {
    fc.assert(
      fc.property(anyValue, fc.constantFrom("", "é", "x".repeat(1_000_000)), (value, before) => {
        const { bytes, marks } = writeJson(treeOf([before, value], (json) => [json]));
        for (const { mark, start, end } of marks) {
          expect(textOf(bytes.subarray(start, end))).toBe(mark);
        }
        expect(marks.length).toBe(leaves([before, value]));
        expect(readJson(bytes).problems).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

function leaves(value: unknown): number {
  if (typeof value !== "object" || value === null) return 1;
  return Object.values(value).reduce((sum: number, one) => sum + leaves(one), 0);
}
