import { civilOfDay, existsInCalendar, readCivil, writeCivil } from "./civil.ts";
import type { Civil } from "./civil.ts";

/** How a column writes dates in a form that no standard fixes (decisions.md 22). */
export const dateReadings = [
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "epoch seconds",
  "epoch milliseconds",
  "days of a spreadsheet",
  "YYYY/MM/DD",
  "day, month by name, year",
] as const;
export type DateReading = (typeof dateReadings)[number];

/** Hour, minute, second, fraction, half of the day, zone. */
const time =
  "(?:[ T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?(?: ?([AaPp])\\.?[Mm]\\.?)?(?: ?(Z|UTC|[+-]\\d{2}:?\\d{2}))?)?";
const slashed = new RegExp(`^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})${time}$`, "u");
/** No other order has the year first. */
const yearFirst = new RegExp(`^(\\d{4})([/.-])(\\d{1,2})\\2(\\d{1,2})${time}$`, "u");
const monthNames = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const month =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const dayAndName = new RegExp(`^(\\d{1,2})[- ]?${month}[-, ]*(\\d{4})${time}$`, "iu");
const nameAndDay = new RegExp(`^${month} ?(\\d{1,2})(?:st|nd|rd|th)?,? ?(\\d{4})${time}$`, "iu");
/** Days since 1899-12-30, of the years 1927 to 2099; behind the point the time of the day. */
const serial = /^([1-6]\d{4}|7[0-2]\d{3})(?:\.(\d{1,12}))?$/u;
const epoch = /^-?\d{1,14}$/u;
/** From here on a count is one of milliseconds: as seconds it would be the year 5138. */
const leastMilliseconds = 100_000_000_000;

/** A text that reads as a date in a standard form and stands in the calendar needs no guess. */
export function isStandardDate(text: string): boolean {
  const civil = readCivil(text);
  if (civil === null || !existsInCalendar(civil) || (civil.hour ?? 0) > 24) return false;
  // Ten digits may be a count of seconds; no record is older than this.
  return civil.format === "iso" || civil.year >= 1800;
}

/** Reads a date under one reading, as an ISO text with the precision it has; null where it cannot be read so. */
export function readLoose(text: string, reading: DateReading): string | null {
  switch (reading) {
    case "MM/DD/YYYY": {
      const parts = slashed.exec(text);
      return parts === null ? null : written([parts[3], parts[1], parts[2]], parts.slice(4));
    }
    case "DD/MM/YYYY": {
      const parts = slashed.exec(text);
      return parts === null ? null : written([parts[3], parts[2], parts[1]], parts.slice(4));
    }
    case "YYYY/MM/DD": {
      const parts = isStandardDate(text) ? null : yearFirst.exec(text);
      return parts === null ? null : written([parts[1], parts[3], parts[4]], parts.slice(5));
    }
    case "day, month by name, year": {
      const parts = dayAndName.exec(text);
      if (parts !== null) return written([parts[3], monthOf(parts[2]), parts[1]], parts.slice(4));
      const other = nameAndDay.exec(text);
      return other === null
        ? null
        : written([other[3], monthOf(other[1]), other[2]], other.slice(4));
    }
    case "days of a spreadsheet":
      return readSerial(text);
    case "epoch seconds":
    case "epoch milliseconds":
      return readEpoch(text, reading);
  }
}

function monthOf(name: string | undefined): string {
  return String(monthNames.indexOf((name ?? "").slice(0, 3).toLowerCase()) + 1);
}

function readEpoch(text: string, reading: "epoch seconds" | "epoch milliseconds"): string | null {
  if (!epoch.test(text) || isStandardDate(text)) return null;
  const count = Number(text);
  const inMilliseconds = Math.abs(count) >= leastMilliseconds;
  if (inMilliseconds !== (reading === "epoch milliseconds")) return null;
  return instantOf(inMilliseconds ? Math.floor(count / 1000) : count);
}

const daysBefore1970 = 25_569;

function readSerial(text: string): string | null {
  const parts = serial.exec(text);
  if (parts === null) return null;
  const days = Number(parts[1]) - daysBefore1970;
  const seconds = Math.round(Number(`0.${parts[2] ?? "0"}`) * 86_400);
  const instant = instantOf(days * 86_400 + seconds).replace(/Z$/u, "");
  return parts[2] === undefined ? instant.slice(0, 10) : instant;
}

type Parts = readonly (string | undefined)[];

function written([year, month, day]: Parts, clock: Parts): string | null {
  const civil: Civil = {
    format: "iso",
    year: Number(year),
    month: Number(month),
    day: Number(day),
    ...timeOf(clock),
  };
  return existsInCalendar(civil) && (civil.hour ?? 0) < 24 ? writeCivil(civil) : null;
}

function timeOf([hour, minute, second, fraction = "", half, zone]: Parts): Pick<
  Civil,
  "hour" | "minute" | "second" | "fraction" | "offset"
> {
  if (hour === undefined || minute === undefined)
    return { hour: null, minute: null, second: null, fraction: "", offset: null };
  const afternoon = half?.toLowerCase() === "p";
  return {
    hour: half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0),
    minute: Number(minute),
    second: second === undefined ? null : Number(second),
    fraction,
    offset: zone === undefined ? null : offsetOf(zone),
  };
}

function offsetOf(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/u.exec(zone);
  if (parts === null) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === "-" ? -minutes : minutes;
}

function instantOf(seconds: number): string {
  const day = Math.floor(seconds / 86_400);
  const rest = seconds - day * 86_400;
  return writeCivil({
    format: "iso",
    ...civilOfDay(day),
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    fraction: "",
    offset: 0,
  });
}

/** What the values of a column tell of how it writes dates. */
export interface ColumnReading {
  readonly reading: DateReading;
  /** A value that allows no other reading; of an assumption any one. */
  readonly example: string;
  /** No value decides; it is taken as everybody writes it. */
  readonly isAssumed?: true;
}

/** Readings that are taken where each value that could be read otherwise looks like this, and none does decide. */
const usual: readonly { readonly look: RegExp; readonly reading: DateReading }[] = [
  // With dots the day stands first in every locale that has them (CLDR).
  { look: /^\d{1,2}\.\d{1,2}\.\d{4}\b/u, reading: "DD/MM/YYYY" },
  // As seconds it would be the first day of 1970.
  { look: serial, reading: "days of a spreadsheet" },
];

/**
 * The one reading of a column: that of every value that allows one only, else a usual one, which is an assumption.
 * Null where no value decides, or two values decide differently. The other side is never looked at.
 */
export function inferReading(texts: Iterable<string>): ColumnReading | null {
  let found: ColumnReading | null = null;
  const undecided: string[] = [];
  for (const text of texts) {
    if (isStandardDate(text)) continue;
    if (plainReading(text) !== null) continue;
    const [reading, another] = readingsOf(text);
    if (reading === undefined) continue;
    if (another !== undefined) undecided.push(text);
    else if (found === null) found = { reading, example: text };
    else if (found.reading !== reading) return null;
  }
  const [example] = undecided;
  if (found !== null || example === undefined) return found;
  const taken = usual.find(({ look }) => undecided.every((text) => look.test(text)));
  return taken === undefined ? null : { reading: taken.reading, example, isAssumed: true };
}

const plain = ["YYYY/MM/DD", "day, month by name, year"] as const;

/** The reading of a value that needs no column to be read; null where it is none. */
export function plainReading(text: string): DateReading | null {
  return plain.find((reading) => readLoose(text, reading) !== null) ?? null;
}

/** Readings under which a text is a date at all. */
function readingsOf(text: string): readonly DateReading[] {
  return dateReadings.filter((reading) => readLoose(text, reading) !== null);
}

/**
 * A date of a column as an ISO text; null where it cannot be read, or in two ways. `05/05/1980` is one
 * date, whichever comes first.
 */
export function readDateOf(text: string, column: ColumnReading | null): string | null {
  if (isStandardDate(text)) return text;
  const byItself = plainReading(text);
  if (byItself !== null) return readLoose(text, byItself);
  if (column !== null) return readLoose(text, column.reading);
  const dates = new Set(readingsOf(text).map((reading) => readLoose(text, reading)));
  const [only = null] = dates;
  return dates.size === 1 ? only : null;
}

/** Whether a text is a date that can be meant in two ways, which nothing decides. */
export function isUndecided(text: string, column: ColumnReading | null): boolean {
  return readDateOf(text, column) === null && readingsOf(text).length > 1;
}
