import { readCivil, wallMinutes } from "./civil.ts";
import type { Civil } from "./civil.ts";

/** Forms of dates that no standard fixes: a profile may declare that a system writes one of them. */
export const declaredFormats = [
  "MM/DD/YYYY",
  "DD/MM/YYYY",
  "MM-DD-YYYY",
  "DD-MM-YYYY",
  "DD.MM.YYYY",
  "YYYY/MM/DD",
  "epoch-seconds",
  "epoch-milliseconds",
] as const;

/** The whole day of a date in one of the written forms; null for anything else. */
function dayIn(text: string, format: string): string | null {
  const parts = format.match(/YYYY|MM|DD/gu) ?? [];
  if (parts.length !== 3) return null;
  const source = format
    .replace(/[.]/gu, "\\.")
    .replace("YYYY", "(\\d{4})")
    .replace("MM", "(\\d{2})")
    .replace("DD", "(\\d{2})");
  const found = new RegExp(`^${source}$`, "u").exec(text);
  if (found === null) return null;
  const part = (name: string): string => found[parts.indexOf(name) + 1] ?? "";
  return `${part("YYYY")}-${part("MM")}-${part("DD")}`;
}

/**
 * Whether a text in a declared form says the same as a date or instant of a standard form, at the same
 * precision: a whole day, or an instant to the second with a stated offset. The declaration alone says how
 * it is read, never the other side (decisions.md 22).
 */
export function sameInDeclaredFormat(source: string, target: string, format: string): boolean {
  const from = readCivil(source);
  if (from === null) return false;
  if (format.startsWith("epoch-")) return epochOf(from, format) === target;
  const day = dayIn(target, format);
  return day !== null && from.hour === null && isoDay(from) === day;
}

function isoDay({ year, month, day }: Civil): string | null {
  if (month === null || day === null) return null;
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
}

function epochOf(civil: Civil, format: string): string | null {
  const wall = wallMinutes(civil);
  if (wall === null || civil.offset === null || civil.second === null) return null;
  const seconds = (wall - civil.offset) * 60 + civil.second;
  if (format === "epoch-seconds") return /^0*$/u.test(civil.fraction) ? String(seconds) : null;
  if (!/^\d{0,3}0*$/u.test(civil.fraction)) return null;
  return String(seconds * 1000 + Number(civil.fraction.slice(0, 3).padEnd(3, "0")));
}
