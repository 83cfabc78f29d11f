import { table as wholeTable } from "../markdown.ts";
import type { Share } from "./interval.ts";

/** `NAME TIMES, …`, the most frequent first. */
export function counted(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .toSorted((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

/** The share alone. */
export function figure({ value }: Share): string {
  return value === null ? "–" : cut(value);
}

/** The share with its interval. */
export function shown(each: Share): string {
  if (each.value === null) return "–";
  // Neither end may make the interval narrower than it is.
  const high = (Math.ceil(each.high * 1000 - 1e-9) / 1000).toFixed(3);
  return `${cut(each.value)} (${cut(each.low)}–${high})`;
}

/** Three digits, never rounded up to 1. */
function cut(value: number): string {
  return (Math.floor(value * 1000 + 1e-9) / 1000).toFixed(3);
}

/** A table of Markdown, as a paragraph among others. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return wholeTable(heads, rows).trimEnd();
}
