import { child } from "./cursor.ts";
import type { Cursor } from "./cursor.ts";
import { readPrimitive } from "./primitive.ts";
import type { Reading } from "./primitive.ts";

/** How often in one day, as HL7's GTS list has it. */
const perDay: Readonly<Record<string, string>> = { "1": "QD", "2": "BID", "3": "TID", "4": "QID" };
const everyHours = new Set(["1", "2", "3", "4", "6", "8", "12"]);

/**
 * "Twice in 1 day" as a code of HL7's GTS list (R4 timing-abbreviation), else as it is said (`5 per 1 d`): systems
 * that give no code for a timing count it (R4 2.24.0.12, Timing.repeat). Null where nothing is counted.
 */
export function readRepeat(
  timing: Cursor | undefined,
): { readonly reading: Reading; readonly parts: readonly Cursor[] } | null {
  const repeat = child(timing, "repeat");
  const found = (["frequency", "period", "periodUnit"] as const).map((key) =>
    readPrimitive(repeat, key, key === "periodUnit" ? "string" : "number"),
  );
  const [count, period, unit] = found.map((each) => each?.value ?? null);
  const at = found[0]?.at ?? found[1]?.at;
  if (at === undefined || period == null || unit == null) return null;
  const parts = found.flatMap((each) => each?.at ?? []);
  const value = codeOf(count ?? "1", period, unit);
  return { reading: { value, absent: null, at }, parts };
}

function codeOf(count: string, period: string, unit: string): string {
  const daily = period === "1" && unit === "d" ? perDay[count] : undefined;
  if (daily !== undefined) return daily;
  if (count === "1" && unit === "h" && everyHours.has(period)) return `Q${period}H`;
  if (count === "1" && unit === "d" && period === "2") return "QOD";
  return `${count} per ${period} ${unit}`;
}
