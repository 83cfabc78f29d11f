import type { Verdict } from "../core/compare/result.ts";

export const signs: Readonly<Record<Verdict, string>> = {
  match: "=",
  allowed: "~",
  delta: "≠",
  missing: "−",
  extra: "+",
  "not-compared": "○",
  "not-readable": "!",
};

/** Hidden characters are written as their code point: a terminal shows nothing of them. */
export function visible(text: string): string {
  const drawn = text
    .replace(/\n/gu, "⏎")
    .replace(/[\p{Cc}\p{Cf}\u00A0\u202F\u2028\u2029]/gu, (each) => {
      const point = each.codePointAt(0) ?? 0;
      return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
    });
  const letters = Array.from(drawn);
  return letters.length <= 120
    ? drawn
    : `${letters.slice(0, 90).join("")} … ${letters.slice(-20).join("")}`;
}
