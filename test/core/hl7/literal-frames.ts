import type { Literal } from "./literal-fields.ts";

/** A chart's text, or it and what stands for it on the wire. */
type Pair = string | readonly [value: string, wire: string];

/** Literals of one field: `%` in the frame is where the text stands, the rest is what is always written beside it. */
export function framed(
  field: string,
  place: string,
  frame: string,
  ...pairs: readonly Pair[]
): readonly Literal[] {
  return pairs.map((pair) => {
    const [value, wire] = typeof pair === "string" ? [pair, pair] : pair;
    // Not as a pattern: `$&` in a text is a text.
    return [field, value, place, frame.split("%").join(wire)];
  });
}

/** Dates as the chart has them and as HL7 does (v2.5.1 2.A.21, 2.A.22). */
export const days: readonly Pair[] = [
  ["2026-01-05", "20260105"],
  ["2026-01", "202601"],
  ["unknown", "unknown"],
];
export const moments: readonly Pair[] = [
  ["2026-01-05T12:00:00-05:00", "20260105120000-0500"],
  ["2026-01-05T12:00:00.250+01:00", "20260105120000.250+0100"],
  ["2026-01-05", "20260105"],
];
/** Numbers of ours, with what ER7 must escape, and one that is a date in HL7 and none here. */
export const identifiers: readonly Pair[] = ["ZZT-00A1", "0012", ["A^1&2", "A\\S\\1\\T\\2"]];
export const codes: readonly Pair[] = ["ZZA", "0", ["a|b", "a\\F\\b"]];
export const texts: readonly Pair[] = ["Sample", "Ł李½", ["a\\b~c", "a\\E\\b\\R\\c"]];
export const decimals: readonly Pair[] = ["2.50", ".5", "1,200"];
