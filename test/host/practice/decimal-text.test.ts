import fc from "fast-check";
import { expect, test } from "vitest";
import {
  roundHalfUp,
  shiftPoint,
  withTrailingZero,
  withoutPoint,
  withoutTrailingZeros,
} from "../../../host/practice/faults/decimal-text.ts";

test.each([
  [withoutPoint("2.5"), "25"],
  [withoutPoint("0.5"), "5"],
  [withoutPoint("-0.50"), "-50"],
  [withoutPoint("25"), "25"],
  [withoutPoint("1e5"), "1e5"],
  [shiftPoint("2.5", 1), "25"],
  [shiftPoint("25", -1), "2.5"],
  [shiftPoint("0.05", 3), "50"],
  [shiftPoint("5", -3), "0.005"],
  [roundHalfUp("2.675", 2), "2.68"],
  [roundHalfUp("1.005", 2), "1.01"],
  [roundHalfUp("9.99", 1), "10.0"],
  [roundHalfUp("-2.5", 0), "-3"],
  [roundHalfUp("2.50", 1), "2.50"],
  [withoutTrailingZeros("2.50"), "2.5"],
  [withoutTrailingZeros("100.00"), "100"],
  [withoutTrailingZeros("100"), "100"],
  [withTrailingZero("5"), "5.0"],
])("%s is %s", (got, wanted) => {
  expect(got).toBe(wanted);
});

test("moving the point there and back gives the same value, whatever its length", () => {
  const decimal = fc
    .tuple(
      fc.bigInt({ min: 1n, max: 10n ** 40n }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 1, max: 6 }),
    )
    .map(([digits, scale, k]) => ({ text: shiftPoint(digits.toString(), -scale), k }));
  fc.assert(
    fc.property(decimal, ({ text, k }) => {
      const back = shiftPoint(shiftPoint(text, k), -k);
      expect(withoutTrailingZeros(back)).toBe(withoutTrailingZeros(text));
    }),
  );
});
