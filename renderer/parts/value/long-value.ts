import { drawPart, type DrawnCluster } from "./drawn-text.ts";
import type { FoldedRun, MarkedRange } from "./marked-text.ts";

/** Characters that stay on either side of a change when a long equal stretch folds. */
export const kept = 24;
export const foldFrom = 64;
/** A longer stretch is never drawn whole: a value of a megabyte would stop the page. */
export const longFrom = 1200;
/** Characters that stay at either end of a stretch that is only too long. */
const keptOfLong = 200;

/** A part of a long value: drawn, or folded into one tile. */
type Part = { readonly clusters: readonly DrawnCluster[] } | FoldedRun;

/** Code points of a text, counted without making them. */
export function lengthOf(text: string): number {
  let length = text.length;
  for (let at = 0; at + 1 < text.length; at++) {
    if (isPair(text, at)) {
      length--;
      at++;
    }
  }
  return length;
}

function isPair(text: string, at: number): boolean {
  const first = text.charCodeAt(at);
  if (first < 0xd800 || first > 0xdbff) return false;
  const second = text.charCodeAt(at + 1);
  return second >= 0xdc00 && second <= 0xdfff;
}

/** The stretches that stay unseen, as UTF-16 offsets. */
interface Unseen extends Pick<FoldedRun, "mark" | "same"> {
  readonly from: number;
  readonly to: number;
}

/** Marks as UTF-16 offsets, in their order, without overlaps. */
function inUnits(value: string, ranges: readonly MarkedRange[]): readonly MarkedRange[] {
  let unit = 0;
  let point = 0;
  const unitOf = (to: number): number => {
    for (; point < to && unit < value.length; point++) unit += isPair(value, unit) ? 2 : 1;
    return unit;
  };
  return ranges
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, mark }) => ({ start: unitOf(start), end: unitOf(end), mark }));
}

const continues = /^[\p{M}\u200D\uDC00-\uDFFF]/u;

/** The next place at which no character is torn apart; looks on for a few characters only. */
export function wholeFrom(value: string, at: number): number {
  let place = at;
  while (place < at + 32 && continues.test(value.charAt(place))) place++;
  return place;
}

function unseenOf(
  value: string,
  from: number,
  to: number,
  mark: FoldedRun["mark"],
  folds: boolean,
): readonly Unseen[] {
  const same = folds && mark === null;
  if (to - from <= (same ? foldFrom : longFrom)) return [];
  const keep = same ? kept : keptOfLong;
  return [{ from: wholeFrom(value, from + keep), to: wholeFrom(value, to - keep), mark, same }];
}

/**
 * A long value, of which only the neighbourhood of changes and both ends are drawn: only that is cut
 * into clusters, so that a megabyte costs no more than a line. Positions count code points.
 */
export function windowsOf(
  value: string,
  ranges: readonly MarkedRange[],
  beside: string,
  folds: boolean,
): readonly Part[] {
  const unseen: Unseen[] = [];
  let at = 0;
  for (const { start, end, mark } of inUnits(value, ranges)) {
    unseen.push(...unseenOf(value, at, start, null, folds));
    unseen.push(...unseenOf(value, start, end, mark, folds));
    at = end;
  }
  unseen.push(...unseenOf(value, at, value.length, null, folds));

  const parts: Part[] = [];
  let unit = 0;
  let point = 0;
  const draw = (to: number): void => {
    const text = value.slice(unit, to);
    const ends = { start: unit === 0, end: to === value.length };
    parts.push({ clusters: drawPart(text, beside, point, ends) });
    unit = to;
    point += lengthOf(text);
  };
  for (const { from, to, mark, same } of unseen) {
    if (to <= from) continue;
    draw(from);
    const text = value.slice(from, to);
    const characters = lengthOf(text);
    parts.push({ mark, text, characters, same });
    unit = to;
    point += characters;
  }
  draw(value.length);
  return parts;
}
