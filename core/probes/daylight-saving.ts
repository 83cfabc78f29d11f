import { dayNumber } from "../compare/forms/civil.ts";

interface MonthDay {
  readonly month: number;
  readonly day: number;
}

/**
 * The days on which clocks in the United States go forward and back (Uniform Time Act of 1966 and its
 * changes of 1986 and 2005; the exceptions of 1974 and 1975 apart).
 */
export function daylightSaving(year: number): {
  readonly spring: MonthDay;
  readonly autumn: MonthDay;
} {
  if (year >= 2007) return { spring: sunday(year, 3, 2), autumn: sunday(year, 11, 1) };
  const autumn = lastSunday(year, 10, 31);
  return { spring: year >= 1987 ? sunday(year, 4, 1) : lastSunday(year, 4, 30), autumn };
}

/** Sunday number `nth` of a month. */
function sunday(year: number, month: number, nth: number): MonthDay {
  return { month, day: 1 + ((7 - weekday(year, month, 1)) % 7) + 7 * (nth - 1) };
}

function lastSunday(year: number, month: number, last: number): MonthDay {
  return { month, day: last - weekday(year, month, last) };
}

/** 0 = Sunday; the first of January 1970 was a Thursday. */
function weekday(year: number, month: number, day: number): number {
  return (((dayNumber(year, month, day) + 4) % 7) + 7) % 7;
}
