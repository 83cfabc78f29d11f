import { expect, test } from "vitest";

import { inferReading, isUndecided, readDateOf } from "../../../core/compare/forms/loose-date.ts";

test("a column is read by the values that allow one reading only, and by no other side", () => {
  expect(inferReading(["03/04/1980", "02/20/1987"])?.reading).toBe("MM/DD/YYYY");
  expect(inferReading(["03/04/1980", "20.02.1987"])?.reading).toBe("DD/MM/YYYY");
  expect(inferReading(["540777600", "-100000000"])?.reading).toBe("epoch seconds");
  expect(inferReading(["540777600000"])?.reading).toBe("epoch milliseconds");
});

test("nothing is inferred where nothing decides, or two values decide otherwise", () => {
  expect(inferReading(["03/04/1980", "05/05/1975"])).toBeNull();
  expect(inferReading(["02/20/1987", "20/02/1987"])).toBeNull();
  expect(inferReading(["1987-02-20", "19870220", "not a date"])).toBeNull();
});

test("a date is read with the precision that it has", () => {
  const american = inferReading(["02/20/1987"]);
  expect(readDateOf("3/4/1980", american)).toBe("1980-03-04");
  expect(readDateOf("02/01/2024 8:30 PM", american)).toBe("2024-02-01T20:30");
  expect(readDateOf("13/13/1980", american)).toBeNull();
  expect(readDateOf("1980-03-04", american)).toBe("1980-03-04");
  expect(readDateOf("540777600", inferReading(["540777600"]))).toBe("1987-02-20T00:00:00Z");
});

test("a day that is the same either way needs nothing to decide it", () => {
  expect(readDateOf("05/05/1980", null)).toBe("1980-05-05");
  expect([isUndecided("05/05/1980", null), isUndecided("03/04/1980", null)]).toEqual([false, true]);
  expect(isUndecided("03/04/1980", inferReading(["02/20/1987"]))).toBe(false);
});

test("with dots the day stands first, unless a value of the column says otherwise", () => {
  expect(inferReading(["04.03.1984"])).toEqual({
    reading: "DD/MM/YYYY",
    example: "04.03.1984",
    isAssumed: true,
  });
  expect(inferReading(["04.03.1984", "04.13.1984"])?.reading).toBe("MM/DD/YYYY");
  expect(inferReading(["04.03.1984", "04/03/1984"])).toBeNull();
});

test("five digits are days of a spreadsheet, unless others of the column count seconds", () => {
  const days = inferReading(["31828"]);
  expect(days?.isAssumed).toBe(true);
  expect(readDateOf("31828", days)).toBe("1987-02-20");
  expect(readDateOf("45293.4375", days)).toBe("2024-01-02T10:30:00");
  expect(inferReading(["31828", "540777600"])?.reading).toBe("epoch seconds");
});

test.each([
  ["1987/02/20", "1987-02-20"],
  ["1987-2-20", "1987-02-20"],
  ["2024-01-02 10:30:00", "2024-01-02T10:30:00"],
  ["2024-01-02 10:30:00.5 -0500", "2024-01-02T10:30:00.5-05:00"],
  ["20-Feb-1987", "1987-02-20"],
  ["20FEB1987", "1987-02-20"],
  ["February 20, 1987", "1987-02-20"],
  ["Feb 2nd 1987 1:05 pm", "1987-02-02T13:05"],
  ["30-Feb-1987", null],
  ["1987/20/02", null],
  ["20-Feb-87", null],
])("%s needs no column to be read", (text, date) => {
  expect(readDateOf(text, null)).toBe(date);
});
