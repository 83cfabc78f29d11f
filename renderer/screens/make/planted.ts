import type { RawMark } from "../../parts/raw/raw-lines.ts";
import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import type { Reply } from "../../../api/contract.ts";
import type { MarkedRange } from "../../parts/value/marked-text.ts";

export type MadePerson = Reply<"people.preview">["people"][number];
export type Planted = MadePerson["planted"][number];

function codePointLength(text: string): number {
  return Array.from(text).length;
}

/** Beyond this share of other letters the clean form is another value, not the same one made messy. */
const tellingShare = 0.3;
const usual = /^[A-Za-z0-9]$/;
/** Dates and numbers are messy as a whole, not in one digit. */
const digits = /^[0-9-]+$/;

/** How many characters both end with: a token that both carry says nothing of the rest. */
function sharedEnd(a: string, b: string): number {
  const left = Array.from(a).toReversed();
  const right = Array.from(b).toReversed();
  const at = right.findIndex((character, index) => character !== left[index]);
  return at === -1 ? right.length : at;
}

/** The characters that a plain system stumbles over; the whole value where there are none. */
function unusual(messy: string): readonly MarkedRange[] {
  const ranges = Array.from(messy).flatMap((character, at): MarkedRange[] =>
    usual.test(character) ? [] : [{ start: at, end: at + 1, mark: "mess" }],
  );
  return ranges.length === 0 ? [{ start: 0, end: codePointLength(messy), mark: "mess" }] : ranges;
}

/** The characters of a messy value that its clean form does not have. Positions in code points. */
export function messRanges(planted: Planted): readonly MarkedRange[] {
  const messy = planted.messy;
  if (messy === null || messy === "") return [];
  if (planted.clean === null) return [{ start: 0, end: codePointLength(messy), mark: "mess" }];
  if (digits.test(messy)) return [{ start: 0, end: codePointLength(messy), mark: "mess" }];
  const ranges: MarkedRange[] = [];
  let changed = 0;
  for (const span of diffCharacters(planted.clean, messy)) {
    if (span.kind === "same" || span.target === "") continue;
    const start = span.targetStart;
    const end = start + codePointLength(span.target);
    ranges.push({ start, end, mark: "mess" });
    changed += end - start;
  }
  const own = codePointLength(messy) - sharedEnd(planted.clean, messy);
  return changed > tellingShare * own ? unusual(messy) : ranges;
}

/** Where planted values stand in a message: UTF-16 offsets, `planted` is the index of the value. */
export interface PlantedPlace {
  readonly start: number;
  readonly end: number;
  readonly planted: number;
}

export function rawMarksOf(places: readonly PlantedPlace[]): readonly RawMark[] {
  return places.map(({ start, end, planted }) => ({ start, end, of: planted }));
}
