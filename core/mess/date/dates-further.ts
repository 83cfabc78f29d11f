import { wholeVisit, withoutFields } from "../list-entries.ts";
import { civilDate, dateText, dayNumber } from "../../people/civil-date.ts";
import { type Acting, carrier, change, flag, type MessChange } from "../operator.ts";
import { type MessOperator, operator, reject, removal, survive } from "../operator.ts";

const birthDate = "patient.birth-date";
const deceased = "patient.deceased";
const deathDate = "patient.death-date";
const start = "appointment.start";
const end = "appointment.end";
const appointment = "appt-1";

/** Yesterday: what happened to the person lies before it, and only what was planned behind it. */
function deathDay(acting: Acting): string {
  return dateText(acting.making.numbers.today - 1);
}

/** Second Sunday of March after the reference date: the spring-forward day of the United States. */
function springForwardDay(acting: Acting): string {
  const today = acting.making.numbers.today;
  const { year } = civilDate(today);
  const secondSunday = (of: number): number => {
    const eighth = dayNumber({ year: of, month: 3, day: 8 });
    // 1970-01-01 was a Thursday; Sunday is 3 days later.
    return eighth + ((((3 - eighth) % 7) + 7) % 7);
  };
  const thisYear = secondSunday(year);
  return dateText(thisYear > today ? thisYear : secondSunday(year + 1));
}

function dead(acting: Acting): readonly MessChange[] {
  return [change(deceased, "", "true"), change(deathDate, "", deathDay(acting))];
}

/** Family D, further: days that do not exist, and the end of a life. */
export const furtherDateOperators: readonly MessOperator[] = [
  operator("date", {
    id: "dob-feb29-century",
    introduced: 151,
    targets: [birthDate],
    any: [reject],
    exposes: "DATE-ROLLOVER DEFAULT-INJECT OVERFLOW-BLANK",
    source: "S-11",
    says: "Born on a day that never was: 1900 and 2100 have no 29 February.",
    example: "1900-02-29",
    wire: { fhir: "invalid", hl7: "invalid" },
    apply: (acting) => [
      change(birthDate, "", carrier(["1900-02-29", "1800-02-29"], acting.variant)),
    ],
  }),
  operator("date", {
    id: "dob-1899-1900",
    introduced: 152,
    targets: [birthDate],
    any: [survive, flag],
    exposes: "CENTURY EPOCH DEFAULT-INJECT",
    source: "S-11",
    says: "Born on the day on which spreadsheets begin to count, or on the day before.",
    example: "1899-12-31, 1900-01-01",
    apply: (acting) => [
      change(birthDate, "", carrier(["1899-12-31", "1900-01-01"], acting.variant)),
    ],
  }),
  operator("date", {
    id: "time-dst-gap",
    introduced: 153,
    targets: [start],
    beside: [end, "appointment.duration"],
    any: [reject, flag],
    note: "without an offset the time does not exist",
    exposes: "TIME-SHIFT",
    source: "S-11",
    rate: "1 h a year",
    says: "Half past two in the night in which the clock is set forward: the hour is left out.",
    example: "2026-03-08T02:30:00 without an offset",
    wire: { fhir: "invalid" },
    apply: (acting) => {
      const day = springForwardDay(acting);
      return [
        change(start, appointment, `${day}T02:30:00`),
        change(end, appointment, `${day}T04:00:00-04:00`, [survive]),
        change("appointment.duration", appointment, "30", [survive]),
      ];
    },
  }),
  operator("date", {
    id: "deceased-with-date",
    introduced: 154,
    // Last, so that no other operator plans a visit for the dead.
    layer: "length",
    targets: [deceased],
    beside: [deathDate, ...wholeVisit],
    any: [survive],
    exposes: "DROP-ELEMENT BOOL-FLIP RESURRECT",
    source: "S-11",
    says: "A patient who has died, with the day.",
    example: "deceased 2026-01-14",
    share: 0.02,
    apply: (acting) => [...dead(acting), ...withoutFields(acting, wholeVisit)],
  }),
  operator("date", {
    id: "deceased-no-date",
    introduced: 155,
    layer: "length",
    targets: [deceased],
    beside: [deathDate, ...wholeVisit],
    any: [survive],
    note: "no invented day",
    exposes: "DEFAULT-INJECT DROP-ELEMENT",
    source: "S-11",
    says: "A patient who has died; nobody knows when.",
    example: "deceased: yes",
    share: 0.005,
    apply: (acting) => [
      change(deceased, "", "true"),
      ...(acting.text(deathDate) === null ? [] : [removal(deathDate, "")]),
      ...withoutFields(acting, wholeVisit),
    ],
  }),
  operator("date", {
    id: "deceased-future-appt",
    introduced: 156,
    targets: [deceased],
    beside: [deathDate, "appointment.status"],
    any: [flag],
    note: "kept, and flagged for somebody to look at",
    exposes: "VISIBILITY LOST-UPDATE",
    source: "S-11",
    says: "A patient who has died and still has an appointment to come.",
    example: "deceased 2026-01-14, appointment on 2026-02-02",
    apply: (acting) => [
      ...dead(acting),
      change("appointment.status", appointment, "booked", [survive]),
    ],
  }),
  operator("date", {
    id: "time-hour-24",
    introduced: 157,
    targets: ["result.observed-time"],
    any: [reject],
    exposes: "DATE-SHIFT DATE-ROLLOVER REJECT-OPAQUE",
    source: "S-11",
    says: "Midnight written as the 24th hour, of which nobody knows to which day it belongs.",
    example: "2026-01-05T24:00:00",
    wire: { fhir: "invalid", hl7: "invalid" },
    apply: (acting) => {
      const before = acting.text("result.observed-time", "obs-1");
      const time = `T24:00:00${carrier(["-05:00", "-06:00"], acting.variant)}`;
      return before === null
        ? []
        : [change("result.observed-time", "obs-1", before.slice(0, 10) + time)];
    },
  }),
];
