import fc from "fast-check";
import { expect, test } from "vitest";
import { findByte } from "../../../core/text/find-byte.ts";

test("finds what a plain loop finds, within its bounds, near and far", () => {
  const bytesOf = fc.uint8Array({ minLength: 0, maxLength: 400, max: 200, size: "max" });
  const parts = fc.tuple(bytesOf, fc.integer({ min: -1, max: 200 }), fc.nat(400), fc.nat(400));
  fc.assert(
    fc.property(parts, ([bytes, byte, a, b]) => {
      const from = Math.min(a, b, bytes.length);
      const to = Math.min(Math.max(a, b), bytes.length);
      let expected = from;
      while (expected < to && bytes[expected] !== byte) expected += 1;
      expect(findByte(bytes, byte, from, to)).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});
