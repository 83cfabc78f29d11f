/** A civil date or date and time, as it was written. Never becomes a `Date`. */
export interface Civil {
  readonly format: "iso" | "hl7";
  readonly year: number;
  readonly month: number | null;
  readonly day: number | null;
  /** Digits of hour, minute, second and fraction as written; "" for a date. */
  readonly hour: number | null;
  readonly minute: number | null;
  readonly second: number | null;
  /** Digits after the second's point. */
  readonly fraction: string;
  /** Minutes east of UTC; null where none is stated. */
  readonly offset: number | null;
}

const iso =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/u;
const hl7 =
  /^(\d{4})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:(\d{2})(?:\.(\d+))?)?)?)?)?)?([+-]\d{4})?$/u;

/** Reads the two forms that a standard fixes, FHIR's and HL7 v2's; null for anything else. */
export function readCivil(text: string): Civil | null {
  const isIso = iso.exec(text);
  const parts = isIso ?? hl7.exec(text);
  if (parts === null) return null;
  const number = (index: number): number | null => {
    const part = parts[index];
    return part === undefined ? null : Number(part);
  };
  return {
    format: isIso === null ? "hl7" : "iso",
    year: number(1) ?? 0,
    month: number(2),
    day: number(3),
    hour: number(4),
    minute: number(5),
    second: number(6),
    fraction: parts[7] ?? "",
    offset: readOffset(parts[8]),
  };
}

function readOffset(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === "Z") return 0;
  const digits = text.replace(":", "");
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return digits.startsWith("-") ? -minutes : minutes;
}

/** Writes a civil date in its own format and precision. */
export function writeCivil(civil: Civil): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const isIso = civil.format === "iso";
  const dash = isIso ? "-" : "";
  const colon = isIso ? ":" : "";
  let text = String(civil.year).padStart(4, "0");
  if (civil.month !== null) text += dash + two(civil.month);
  if (civil.day !== null) text += dash + two(civil.day);
  if (civil.hour !== null) text += (isIso ? "T" : "") + two(civil.hour);
  if (civil.minute !== null) text += colon + two(civil.minute);
  if (civil.second !== null) text += colon + two(civil.second);
  if (civil.fraction !== "") text += `.${civil.fraction}`;
  if (civil.offset === null) return text;
  if (civil.offset === 0 && isIso) return `${text}Z`;
  const size = Math.abs(civil.offset);
  return `${text}${civil.offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

/** The civil date of a day number. */
export function civilOfDay(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36524) -
      Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** Whether year, month and day exist together in the calendar. */
export function existsInCalendar(civil: Civil): boolean {
  if (civil.month === null) return true;
  if (civil.month < 1 || civil.month > 12) return false;
  if (civil.day === null) return true;
  if (civil.day < 1) return false;
  const round = civilOfDay(dayNumber(civil.year, civil.month, civil.day));
  return round.month === civil.month && round.day === civil.day;
}

/** The same date moved by whole days; null where it has no day. */
export function shiftDays(civil: Civil, days: number): Civil | null {
  if (civil.month === null || civil.day === null || !existsInCalendar(civil)) return null;
  return { ...civil, ...civilOfDay(dayNumber(civil.year, civil.month, civil.day) + days) };
}

/** Days from one civil date to another; null where one of them has no day. */
export function daysBetween(from: Civil, to: Civil): number | null {
  if (from.month === null || from.day === null || to.month === null || to.day === null) return null;
  if (!existsInCalendar(from) || !existsInCalendar(to)) return null;
  return dayNumber(to.year, to.month, to.day) - dayNumber(from.year, from.month, from.day);
}

/** Minutes since 1970 of the wall time, without its offset; null for a date. */
export function wallMinutes(civil: Civil): number | null {
  if (civil.month === null || civil.day === null || civil.hour === null) return null;
  if (!existsInCalendar(civil)) return null;
  const days = dayNumber(civil.year, civil.month, civil.day);
  return days * 1440 + civil.hour * 60 + (civil.minute ?? 0);
}

/** 1 year · 2 month · 3 day · 4 hour · 5 minute · 6 second · 7 and more: digits of a fraction. */
export function precisionOf(civil: Civil): number {
  if (civil.month === null) return 1;
  if (civil.day === null) return 2;
  if (civil.hour === null) return 3;
  if (civil.minute === null) return 4;
  if (civil.second === null) return 5;
  return 6 + civil.fraction.length;
}

/** A date written with day and month in an order that no standard fixes: `03/04/1980`. */
export function isLooseDate(text: string): boolean {
  return /^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}(?:\d{2})?$/u.test(text);
}
