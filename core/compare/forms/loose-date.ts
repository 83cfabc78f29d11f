import { civilOfDay, existsInCalendar, readCivil, writeCivil } from "./civil.ts";
import type { Civil } from "./civil.ts";

/** How a column writes dates in a form that no standard fixes (decisions.md 22). */
export const dateReadings = [
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "epoch seconds",
  "epoch milliseconds",
] as const;
export type DateReading = (typeof dateReadings)[number];

const slashed =
  /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([AaPp])\.?[Mm]\.?)?)?$/u;
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
  if (reading === "MM/DD/YYYY" || reading === "DD/MM/YYYY") return readSlashed(text, reading);
  if (!epoch.test(text) || isStandardDate(text)) return null;
  const count = Number(text);
  const inMilliseconds = Math.abs(count) >= leastMilliseconds;
  if (inMilliseconds !== (reading === "epoch milliseconds")) return null;
  return instantOf(inMilliseconds ? Math.floor(count / 1000) : count);
}

function readSlashed(text: string, reading: "MM/DD/YYYY" | "DD/MM/YYYY"): string | null {
  const parts = slashed.exec(text);
  if (parts === null) return null;
  const [first, second] = [Number(parts[1]), Number(parts[2])];
  const [month, day] = reading === "MM/DD/YYYY" ? [first, second] : [second, first];
  const civil: Civil = {
    format: "iso",
    year: Number(parts[3]),
    month,
    day,
    ...timeOf(parts[4], parts[5], parts[6], parts[7]),
    fraction: "",
    offset: null,
  };
  return existsInCalendar(civil) && (civil.hour ?? 0) < 24 ? writeCivil(civil) : null;
}

function timeOf(
  hour: string | undefined,
  minute: string | undefined,
  second: string | undefined,
  half: string | undefined,
): Pick<Civil, "hour" | "minute" | "second"> {
  if (hour === undefined || minute === undefined) return { hour: null, minute: null, second: null };
  const afternoon = half?.toLowerCase() === "p";
  const read = half === undefined ? Number(hour) : (Number(hour) % 12) + (afternoon ? 12 : 0);
  return {
    hour: read,
    minute: Number(minute),
    second: second === undefined ? null : Number(second),
  };
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
  /** A value that allows no other reading. */
  readonly example: string;
}

/**
 * The one reading of a column: that of every value that allows one only. Null where no value decides,
 * or two values decide differently. The other side is never looked at.
 */
export function inferReading(texts: Iterable<string>): ColumnReading | null {
  let found: ColumnReading | null = null;
  for (const text of texts) {
    if (isStandardDate(text)) continue;
    const [reading, another] = readingsOf(text);
    if (reading === undefined || another !== undefined) continue;
    if (found === null) found = { reading, example: text };
    else if (found.reading !== reading) return null;
  }
  return found;
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
  if (column !== null) return readLoose(text, column.reading);
  const dates = new Set(readingsOf(text).map((reading) => readLoose(text, reading)));
  const [only = null] = dates;
  return dates.size === 1 ? only : null;
}

/** Whether a text is a date that can be meant in two ways, which nothing decides. */
export function isUndecided(text: string, column: ColumnReading | null): boolean {
  return readDateOf(text, column) === null && readingsOf(text).length > 1;
}
