import { expect, test } from "vitest";
import { dateText, dayNumber, parseCivilDate } from "../../../core/people/civil-date.ts";

test("civil dates agree with the proleptic Gregorian calendar for two centuries", () => {
  for (let day = -40_000; day < 40_000; day++) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
    expect(dateText(day)).toBe(text);
    const date = parseCivilDate(text);
    expect(date === null ? null : dayNumber(date)).toBe(day);
  }
});

test.each([
  "2026-02-30",
  "1900-02-29",
  "2026-13-01",
  "2026-00-10",
  "2026-01-00",
  "2026-1-1",
  "26-01-01",
  "x",
  "",
])("%s is no date", (text) => {
  expect(parseCivilDate(text)).toBeNull();
});

test("29 February exists in 2000 and 2024", () => {
  expect(parseCivilDate("2000-02-29")).toEqual({ year: 2000, month: 2, day: 29 });
  expect(parseCivilDate("2024-02-29")).not.toBeNull();
});
