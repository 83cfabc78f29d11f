import {
  civilOfDay,
  dayNumber,
  daysBetween,
  existsInCalendar,
  precisionOf,
  readCivil,
  shiftDays,
  wallMinutes,
  writeCivil,
} from "../../compare/forms/civil.ts";
import type { Civil } from "../../compare/forms/civil.ts";
import { isDate, numberOf, quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** "5 h later", "1 h 30 min earlier". */
function duration(minutes: number): string {
  const [hours, rest] = [Math.trunc(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const parts = [hours === 0 ? "" : `${hours} h`, rest === 0 ? "" : `${rest} min`];
  return `${parts.filter((part) => part !== "").join(" ")} ${minutes < 0 ? "earlier" : "later"}`;
}

/** A simulated date in the form in which the target writes it. */
function inFormOf(civil: Civil | null, target: string): string | null {
  if (civil === null) return null;
  const format = readCivil(target)?.format ?? civil.format;
  return writeCivil({ ...civil, format });
}

/** A time before 1970 of whose negative count of seconds the lower 32 bits were read, without a sign. */
function beforeEpoch(civil: Civil, seconds: number, target: string): string | null {
  if (seconds >= 0 || seconds < -(2 ** 32)) return null;
  const now = seconds + 2 ** 32;
  const rest = now % 86_400;
  const day = civilOfDay(Math.floor(now / 86_400));
  const time = {
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
  };
  return inFormOf({ ...civil, ...day, ...(isDateOnly(civil) ? {} : time) }, target);
}

function isDateOnly(civil: Civil): boolean {
  return civil.hour === null;
}

/** A day that is no month makes a date that is in no calendar: only one that stands there shows that it was written. */
function swapped(civil: Civil, target: string): string | null {
  const { month, day } = civil;
  if (month === null || day === null || month === day) return null;
  const text = inFormOf({ ...civil, month: day, day: month }, target);
  return day <= 12 || text === target ? text : null;
}

const words = (days: number): string => (Math.abs(days) === 1 ? "day" : "days");

function cutTo(civil: Civil, precision: number): Civil {
  return {
    ...civil,
    month: precision >= 2 ? civil.month : null,
    day: precision >= 3 ? civil.day : null,
    hour: precision >= 4 ? civil.hour : null,
    minute: precision >= 5 ? civil.minute : null,
    second: precision >= 6 ? civil.second : null,
    fraction: precision >= 7 ? civil.fraction.slice(0, precision - 6) : "",
    offset: precision >= 5 ? civil.offset : null,
  };
}

/** A wall time moved by minutes; null for a date. */
function moved(civil: Civil, minutes: number): Civil | null {
  const wall = wallMinutes(civil);
  if (wall === null) return null;
  const after = wall + minutes;
  const day = Math.floor(after / 1440);
  const rest = after - day * 1440;
  return {
    ...civil,
    ...civilOfDay(day),
    hour: Math.floor(rest / 60),
    minute: civil.minute === null ? null : rest % 60,
  };
}

const partNames = ["", "year", "month", "day", "hour", "minute", "second"];

/** A day that is not in the calendar, as programs count on: February 29 of 1900 is March 1. */
function rolled(civil: Civil): Civil {
  if (civil.month === null || civil.day === null || existsInCalendar(civil)) return civil;
  return { ...civil, ...civilOfDay(dayNumber(civil.year, civil.month, 1) + civil.day - 1) };
}

export const dateRecognisers: readonly Recogniser[] = [
  {
    id: "DATE-SWAP",
    cost: 0.5,
    agree: [],
    applies: isDate,
    propose: () => [{}],
    simulate: (_params, source, { target }) => {
      const civil = readCivil(source);
      return civil === null ? null : swapped(civil, target);
    },
    first: [{}],
    why: (_params, source, target) => `Day and month changed places: ${source} became ${target}.`,
  },
  {
    id: "DATE-ROLLOVER",
    cost: 0.6,
    agree: [],
    applies: isDate,
    propose: ({ source }) => {
      const civil = readCivil(source);
      const leap = civil?.month === 2 && civil.day === 29;
      return civil !== null && (leap || !existsInCalendar(civil))
        ? [{ to: "next" }, { to: "last" }]
        : [];
    },
    simulate: ({ to }, source, { target }) => {
      const civil = readCivil(source);
      if (civil === null || civil.month === null || civil.day === null) return null;
      const next = civilOfDay(dayNumber(civil.year, civil.month + 1, 1));
      if (to === "next") {
        const over = existsInCalendar(civil)
          ? next
          : civilOfDay(dayNumber(civil.year, civil.month, civil.day));
        return inFormOf({ ...civil, ...over }, target);
      }
      const last = civilOfDay(dayNumber(next.year, next.month, next.day) - 1);
      const day = existsInCalendar(civil) ? civil.day - 1 : last.day;
      return inFormOf({ ...civil, day }, target);
    },
    why: (_params, source, target) => `${source} rolled over to ${target}.`,
  },
  {
    id: "DATE-SHIFT",
    cost: 0.6,
    agree: ["days"],
    applies: isDate,
    propose: ({ source, target }) => {
      const from = readCivil(source);
      const to = readCivil(target);
      const days = from === null || to === null ? null : daysBetween(rolled(from), to);
      if (from === null || days === null || days === 0 || Math.abs(days) > 31) return [];
      // A swap moves a date by 27 days at least, and explains more.
      return swapped(from, target) === target ? [] : [{ days }];
    },
    simulate: (params, source, { target }) => {
      const civil = readCivil(source);
      return civil === null
        ? null
        : inFormOf(shiftDays(rolled(civil), numberOf(params, "days")), target);
    },
    first: [{ days: -1 }, { days: 1 }],
    why: (params, source, target) => {
      const days = numberOf(params, "days");
      const way = days < 0 ? "earlier" : "later";
      return `The date moved ${Math.abs(days)} ${words(days)} ${way}: ${source} became ${target}.`;
    },
  },
  {
    id: "TIME-SHIFT",
    cost: 0.6,
    agree: ["minutes"],
    applies: (field) => field.form === "instant",
    propose: ({ source, target }) => {
      const from = readCivil(source);
      const to = readCivil(target);
      if (from === null || to === null || isDateOnly(from) || isDateOnly(to)) return [];
      const [a, b] = [wallMinutes(from), wallMinutes(to)];
      if (a === null || b === null) return [];
      const minutes = b - a;
      if (minutes % 15 !== 0 || Math.abs(minutes) > 14 * 60) return [];
      return [{ minutes, offset: from.offset === to.offset ? "kept" : "changed" }];
    },
    simulate: (params, source, { target }) => {
      const civil = readCivil(source);
      const to = readCivil(target);
      if (civil === null || to === null) return null;
      const after = moved(civil, numberOf(params, "minutes"));
      return after === null ? null : inFormOf({ ...after, offset: to.offset }, target);
    },
    why: (params, source, target) => {
      const minutes = numberOf(params, "minutes");
      if (minutes === 0) return `The zone of the time changed: ${source} became ${target}.`;
      return `The time moved ${duration(minutes)}: ${source} became ${target}.`;
    },
  },
  {
    id: "CENTURY",
    cost: 0.5,
    agree: [],
    applies: isDate,
    propose: ({ source, target }) => {
      const from = readCivil(source);
      const to = readCivil(target);
      const years = (to?.year ?? 0) - (from?.year ?? 0);
      // Further off is no century that was guessed; a year of two figures is one that was not.
      const isGuess = Math.abs(years) <= 200 || (to?.year ?? 0) < 100;
      if (from === null || to === null || years === 0 || years % 100 !== 0) return [];
      return isGuess ? [{ years }] : [];
    },
    simulate: (params, source, { target }) => {
      const civil = readCivil(source);
      if (civil === null) return null;
      return inFormOf({ ...civil, year: civil.year + numberOf(params, "years") }, target);
    },
    first: [{ years: 100 }, { years: -100 }],
    why: (params, source, target) =>
      `${Math.abs(numberOf(params, "years"))} years too ${numberOf(params, "years") > 0 ? "late" : "early"}: ${source} became ${target}.`,
  },
  {
    id: "PRECISION-LOSS",
    cost: 0.7,
    agree: ["to"],
    applies: isDate,
    propose: ({ source, target }) => {
      const from = readCivil(source);
      const to = readCivil(target);
      if (from === null || to === null) return [];
      if (precisionOf(to) < precisionOf(from)) return [{ to: precisionOf(to), filled: "no" }];
      return precisionOf(from) > 4
        ? [
            { to: 3, filled: "yes" },
            { to: 5, filled: "yes" },
          ]
        : [];
    },
    simulate: (params, source, { target }) => {
      const civil = readCivil(source);
      const to = readCivil(target);
      if (civil === null || to === null) return null;
      const cut = cutTo(civil, numberOf(params, "to"));
      if (params["filled"] === "no") return inFormOf({ ...cut, offset: to.offset }, target);
      const zero = {
        hour: cut.hour ?? 0,
        minute: cut.minute ?? 0,
        second: to.second === null ? null : 0,
        fraction: to.fraction.replace(/\d/gu, "0"),
      };
      return inFormOf({ ...cut, ...zero, offset: to.offset }, target);
    },
    first: [{ to: 3, filled: "no" }],
    why: (params, source, target) =>
      `Only the ${partNames[numberOf(params, "to")] ?? "second"} is left: ${source} became ${target}.`,
  },
  {
    id: "PRECISION-GAIN",
    cost: 0.7,
    // A year is filled otherwise than a month, by one and the same program.
    agree: [],
    applies: isDate,
    propose: ({ source, target }) =>
      target.startsWith(source) && readCivil(source) !== null && readCivil(target) !== null
        ? [{ filler: target.slice(source.length) }]
        : [],
    simulate: (params, source) => source + String(params["filler"]),
    first: [{ filler: "-01" }, { filler: "-01-01" }, { filler: "T00:00:00" }],
    why: (params, source, target) =>
      `${quoted(String(params["filler"]))} was invented: ${source} became ${target}.`,
  },
  {
    id: "EPOCH",
    cost: 0.8,
    agree: ["unit"],
    applies: isDate,
    propose: () =>
      [
        "seconds",
        "milliseconds",
        "days",
        "serial 1900",
        "1970 from seconds",
        "serial 1904",
        "unsigned seconds",
      ].map((unit) => ({ unit })),
    simulate: ({ unit }, source, { target }) => {
      const civil = readCivil(source);
      if (civil === null || civil.month === null || civil.day === null) return null;
      const day = dayNumber(civil.year, civil.month, civil.day);
      const seconds =
        day * 86_400 + (civil.hour ?? 0) * 3600 + (civil.minute ?? 0) * 60 + (civil.second ?? 0);
      if (unit === "seconds") return String(seconds);
      if (unit === "milliseconds") return String(seconds * 1000);
      if (unit === "days") return String(day);
      if (unit === "serial 1900") return String(day + 25_569);
      if (unit === "unsigned seconds") return beforeEpoch(civil, seconds, target);
      if (unit === "serial 1904") return inFormOf(shiftDays(civil, 1462), target);
      return inFormOf({ ...civil, ...civilOfDay(Math.floor(seconds / 86_400_000)) }, target);
    },
    first: [{ unit: "1970 from seconds" }, { unit: "serial 1904" }],
    why: (_params, source, target) => `The date was read as a number: ${source} became ${target}.`,
  },
  {
    id: "DATE-FORMAT-LEAK",
    cost: 0.8,
    agree: [],
    applies: isDate,
    propose: () => [{}],
    simulate: (_params, source, { target }) => {
      const civil = readCivil(source);
      const after = readCivil(target);
      const ticks = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/u.exec(target)?.[1];
      if (civil !== null && civil.month !== null && civil.day !== null && ticks !== undefined) {
        const day = Math.floor(Number(ticks) / 86_400_000);
        // Midnight of a place lies on the day before or after elsewhere.
        return Math.abs(day - dayNumber(civil.year, civil.month, civil.day)) <= 1 ? target : null;
      }
      if (civil !== null && after !== null) {
        return writeCivil({ ...after, format: civil.format }) === source ? target : null;
      }
      const parts = /(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})/u.exec(target);
      if (civil === null || parts === null) return null;
      const numbers = new Set(parts.slice(1).map(Number));
      const own = [civil.year, civil.month, civil.day];
      return own.every((part) => part !== null && numbers.has(part)) ? target : null;
    },
    why: (_params, source, target) => `The same date in another form: ${source} became ${target}.`,
  },
];
