import { civilDate, dateText, dayNumber } from "../../people/civil-date.ts";
import { birthWindowDays, birthWindowStart } from "../../people/identity-values.ts";
import {
  type Acting,
  carrier,
  change,
  flag,
  type MessChange,
  type MessOperator,
} from "../operator.ts";
import { normalise, operator, reject, survive } from "../operator.ts";

const birthDate = "patient.birth-date";

/** A birth day of the person's own span that fits; the span holds some of each kind that is asked for. */
function ownBirthDay(
  acting: Acting,
  fits: (month: number, day: number) => boolean,
): readonly MessChange[] {
  const start = birthWindowStart(acting.making);
  const days: number[] = [];
  for (let at = start; at < start + birthWindowDays; at++) {
    const { month, day } = civilDate(at);
    if (fits(month, day)) days.push(at);
  }
  return days.length === 0 ? [] : [change(birthDate, "", dateText(acting.draw("day").pick(days)))];
}

/** The text of a date with the year so many years before the reference year. */
function yearsBefore(acting: Acting, years: number, monthAndDay: string): string {
  return `${civilDate(acting.making.numbers.today).year - years}-${monthAndDay}`;
}

/** The day of a date-time of the person, with another time. */
function atTime(acting: Acting, field: string, entry: string, time: string): readonly MessChange[] {
  const before = acting.text(field, entry);
  return before === null ? [] : [change(field, entry, `${before.slice(0, 10)}T${time}`)];
}

/** Family D: dates and times. */
export const dateOperators: readonly MessOperator[] = [
  operator("date", {
    id: "dob-ambiguous",
    introduced: 4,
    targets: [birthDate],
    any: [survive],
    exposes: "DATE-SWAP",
    source: "S-1",
    rate: "132 of 365 days of a year can be read both ways, by count",
    says: "A date of birth that can be read in two ways: day and month both at most 12.",
    example: "1980-03-04",
    share: 0.3,
    apply: (acting) => ownBirthDay(acting, (month, day) => day <= 12 && day !== month),
  }),
  operator("date", {
    id: "dob-unambiguous-control",
    introduced: 13,
    targets: [birthDate],
    any: [survive],
    exposes: "DATE-SWAP OVERFLOW-BLANK DROP-RECORD",
    source: "S-1",
    rate: "control",
    says: "A date of birth that can be read in one way only: swapping day and month is impossible.",
    example: "1980-03-25",
    apply: (acting) => ownBirthDay(acting, (_, day) => day > 12),
  }),
  operator("date", {
    id: "dob-first-of-month",
    introduced: 23,
    targets: [birthDate],
    any: [survive],
    exposes: "DATE-SHIFT",
    source: "S-1",
    says: "Born on the first of a month: one day less changes the month.",
    example: "1980-03-01",
    apply: (acting) => ownBirthDay(acting, (_, day) => day === 1),
  }),
  operator("date", {
    id: "dob-future",
    introduced: 24,
    targets: [birthDate],
    any: [reject, flag],
    note: "refused clearly, or stored and flagged for review",
    exposes: "REJECT-OPAQUE DATE-SHIFT",
    source: "S-11",
    says: "A date of birth after today.",
    example: "reference date + 1 day",
    apply: (acting) => [
      change(birthDate, "", dateText(acting.making.numbers.today + 1 + acting.variant)),
    ],
  }),
  operator("date", {
    id: "dob-feb29",
    introduced: 25,
    targets: [birthDate],
    any: [survive],
    exposes: "DATE-ROLLOVER OVERFLOW-REJECT",
    source: "S-1",
    rate: "1 in 1 461 births",
    says: "Born on 29 February.",
    example: "2000-02-29",
    share: 0.001,
    apply: (acting) => [
      change(
        birthDate,
        "",
        `${carrier(["2000", "1996", "1972", "1984", "1960", "1948"], acting.variant)}-02-29`,
      ),
    ],
  }),
  operator("date", {
    id: "dob-centenarian",
    introduced: 49,
    targets: [birthDate],
    any: [survive],
    exposes: "CENTURY",
    source: "S-1 S-11",
    says: "More than a hundred years old: the year in two digits is that of a toddler.",
    example: "reference year − 103",
    share: 0.0005,
    apply: (acting) => {
      const monthDay = dateText(birthWindowStart(acting.making)).slice(5, 7);
      return [
        change(
          birthDate,
          "",
          yearsBefore(acting, 103, `${monthDay}-${String(14 + (acting.variant % 14))}`),
        ),
      ];
    },
  }),
  operator("date", {
    id: "dob-1970",
    introduced: 50,
    targets: [birthDate],
    any: [survive],
    exposes: "EPOCH NULL-SEMANTICS DATE-SHIFT",
    source: "S-1",
    rate: "natural",
    says: "Born on the day on which computers begin to count.",
    example: "1970-01-01, 1969-12-31",
    apply: (acting) => [
      change(birthDate, "", carrier(["1970-01-01", "1969-12-31"], acting.variant)),
    ],
  }),
  operator("date", {
    id: "dob-year-only",
    introduced: 51,
    targets: [birthDate],
    any: [survive],
    note: "the missing day is never made up",
    exposes: "PRECISION-GAIN DEFAULT-INJECT DATE-SHIFT",
    source: "S-9",
    says: "Only the year, or year and month, of birth is known.",
    example: "1980, 1980-03",
    share: 0.01,
    apply: (acting) => {
      const before = acting.text(birthDate);
      return before === null
        ? []
        : [change(birthDate, "", before.slice(0, acting.variant % 2 === 0 ? 4 : 7))];
    },
  }),
  operator("date", {
    id: "time-offset-foreign",
    introduced: 26,
    targets: ["result.observed-time"],
    any: [normalise("AT-15")],
    exposes: "TIME-SHIFT DATE-SHIFT",
    source: "S-19",
    says: "A time late in the evening of another time zone: in the clinic's zone it is the next day.",
    example: "2026-03-04T23:30:00-08:00",
    share: 0.03,
    apply: (acting) => atTime(acting, "result.observed-time", "obs-1", "23:30:00-08:00"),
  }),
  operator("date", {
    id: "time-midnight",
    introduced: 27,
    targets: ["result.observed-time"],
    any: [survive],
    exposes: "DATE-SHIFT PRECISION-LOSS NULL-SEMANTICS",
    source: "S-1",
    says: "A time at midnight, or one second before it.",
    example: "00:00:00, 23:59:59",
    share: 0.01,
    apply: (acting) =>
      atTime(
        acting,
        "result.observed-time",
        "obs-1",
        `${carrier(["00:00:00", "23:59:59"], acting.variant)}-05:00`,
      ),
  }),
  operator("date", {
    id: "time-precision-seconds",
    introduced: 52,
    layer: "form",
    targets: ["result.observed-time"],
    any: [normalise("AT-14")],
    exposes: "PRECISION-LOSS OUT-OF-ORDER",
    source: "S-19",
    says: "A time with parts of a second.",
    example: "14:25:37.123-05:00",
    share: 0.02,
    apply: (acting) => atTime(acting, "result.observed-time", "obs-1", "14:25:37.123-05:00"),
  }),
  operator("date", {
    id: "time-dst-fold",
    introduced: 53,
    targets: ["result.observed-time"],
    any: [survive],
    note: "with its offset",
    exposes: "TIME-SHIFT PRECISION-LOSS",
    source: "S-11",
    rate: "1 h a year",
    says: "Half past one in the night in which the clock is set back: the hour happens twice.",
    example: "2025-11-02T01:30:00-05:00",
    apply: (acting) => [
      change(
        "result.observed-time",
        "obs-1",
        `${fallBackDay(acting)}T01:30:00${carrier(["-05:00", "-04:00"], acting.variant)}`,
      ),
    ],
  }),
];

/** First Sunday of November before the reference date: the fall-back day of the United States. */
function fallBackDay(acting: Acting): string {
  const today = acting.making.numbers.today;
  const year = civilDate(today).year;
  const firstSunday = (of: number): number => {
    const first = dayNumber({ year: of, month: 11, day: 1 });
    // 1970-01-01 was a Thursday; Sunday is 3 days later.
    return first + ((((3 - first) % 7) + 7) % 7);
  };
  const thisYear = firstSunday(year);
  return dateText(thisYear < today ? thisYear : firstSunday(year - 1));
}
