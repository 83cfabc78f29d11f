import { diffCharacters } from "../../../core/compare/diff-characters.ts";
import type { Reply } from "../../../api/contract.ts";
import type { MarkedRange } from "../../parts/value/marked-text.ts";

export type MadePerson = Reply<"people.preview">["people"][number];
export type Planted = MadePerson["planted"][number];

function codePointLength(text: string): number {
  return Array.from(text).length;
}

/** The characters of a messy value that its clean form does not have. Positions in code points. */
export function messRanges(planted: Planted): readonly MarkedRange[] {
  const messy = planted.messy;
  if (messy === null || messy === "") return [];
  if (planted.clean === null) return [{ start: 0, end: codePointLength(messy), mark: "mess" }];
  const ranges: MarkedRange[] = [];
  for (const span of diffCharacters(planted.clean, messy)) {
    if (span.kind === "same" || span.target === "") continue;
    const start = span.targetStart;
    ranges.push({ start, end: start + codePointLength(span.target), mark: "mess" });
  }
  return ranges;
}

/** The same marks inside a longer text that shows the value (a whole name). */
export function messWithin(text: string, planted: readonly Planted[]): readonly MarkedRange[] {
  return planted.flatMap((each) => {
    const at = each.messy === null || each.messy === "" ? -1 : text.indexOf(each.messy);
    if (at < 0) return [];
    const shift = codePointLength(text.slice(0, at));
    return messRanges(each).map((range) => ({
      ...range,
      start: range.start + shift,
      end: range.end + shift,
    }));
  });
}
