import type { Field } from "../../catalogue/field.ts";
import { lengthInCodePoints } from "../../compare/forms/text.ts";
import type { Design, Sketch } from "../design.ts";
import { holdsFreeText, ruler } from "../ruler.ts";
import type { Finding } from "../shot.ts";

/** "51 characters" of a ruler. */
export function rulerSketch(length: number): Sketch {
  return { says: `${length} characters`, value: () => ruler(length) };
}

/** The limit that the finding claims, or the longest text that it left of a value. */
export function claimedLimit({ fault, examples }: Finding): number | null {
  const { n, bytes, limit } = fault.params;
  for (const claimed of [n, bytes, limit]) if (typeof claimed === "number") return claimed;
  const kept = examples.map(({ target }) => lengthInCodePoints(target ?? ""));
  const longest = Math.max(0, ...kept);
  if (longest > 0) return longest;
  // Nothing is left of any: the limit lies below the shortest one that was lost.
  const lost = examples.map(({ source }) => lengthInCodePoints(source ?? "")).filter((n) => n > 1);
  return lost.length === 0 ? null : Math.min(...lost) - 1;
}

function ladder(finding: Finding, field: Field): readonly Sketch[] {
  const limit = claimedLimit(finding);
  if (limit === null || !holdsFreeText(field)) return [];
  return [limit - 1, limit, limit + 1].filter((length) => length > 0).map(rulerSketch);
}

/** `length` characters that take `width` bytes each, behind letters of one byte. */
function wide(letter: string, length: number): string {
  return letter.repeat(length);
}

/** Around a limit: one below, at it, one above (faults.md 4.1). */
export const lengthDesigns: readonly Design[] = [
  { faults: ["TRUNCATE"], judging: "value", ladder: true, sketches: ladder },
  { faults: ["OVERFLOW-BLANK"], judging: "gone", ladder: true, sketches: ladder },
  { faults: ["OVERFLOW-REJECT"], judging: "refused", ladder: true, sketches: ladder },
  {
    faults: ["TRUNCATE-BYTES"],
    judging: "value",
    sketches: (finding, field) => {
      const limit = claimedLimit(finding);
      if (limit === null || limit < 4 || !holdsFreeText(field)) return [];
      const halves = Math.floor(limit / 2);
      return [
        { says: `${limit} plain letters`, value: () => ruler(limit) },
        { says: `${halves} letters of two bytes`, value: () => wide("é", halves) },
        { says: `${halves + 1} letters of two bytes`, value: () => wide("é", halves + 1) },
        {
          says: `${Math.floor(limit / 3) + 1} letters of three bytes`,
          value: () => wide("ễ", Math.floor(limit / 3) + 1),
        },
      ];
    },
  },
  {
    faults: ["TRUNCATE-MID", "OVERFLOW-SPILL"],
    judging: "named",
    sketches: ({ examples }, field) => {
      const sent = examples.map(({ source }) => lengthInCodePoints(source ?? ""));
      const longest = Math.max(0, ...sent);
      if (longest === 0 || !holdsFreeText(field)) return [];
      return [rulerSketch(longest), rulerSketch(longest * 2)];
    },
  },
];
