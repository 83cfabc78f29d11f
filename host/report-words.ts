import type { NamedFault, Verdict } from "../core/compare/result.ts";
import { faultWords } from "../core/faults/faults.ts";

export const signs: Readonly<Record<Verdict, string>> = {
  match: "=",
  allowed: "~",
  delta: "≠",
  missing: "−",
  extra: "+",
  "not-compared": "○",
  "not-readable": "!",
};

/** Hidden characters are written as their code point: a terminal shows nothing of them, or does what they say. */
export function drawn(text: string): string {
  return drawnLines(text.replace(/\n/gu, "⏎"));
}

/** The same of several lines. */
export function drawnLines(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u00A0\u202F\u2028\u2029]/gu, (each) => {
    if (each === "\n") return each;
    const point = each.codePointAt(0) ?? 0;
    return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}

/** A value on one line, cut in the middle where it is long. */
export function visible(text: string): string {
  const letters = Array.from(
    text.length > 4000 ? `${text.slice(0, 1000)} … ${text.slice(-1000)}` : text,
  );
  const short =
    letters.length <= 120
      ? letters.join("")
      : `${letters.slice(0, 90).join("")} … ${letters.slice(-20).join("")}`;
  return drawn(short);
}

/** What a difference is called, why, and what explains it as well. */
export function faultLines(faults: readonly NamedFault[], at = ""): readonly string[] {
  if (faults.length === 0) return [];
  const names = faults.map(({ id }) => `${faultWords(id).long} (${id})`).join(", then ");
  const oneOf = faults[0]?.oneOf;
  return [
    `      ${names}${at}`,
    ...faults.map(({ why }) => `      ${drawn(why)}`),
    ...(oneOf === undefined
      ? []
      : [`      one of: ${oneOf.map((ids) => ids.join(" + ")).join(" · ")}`]),
  ];
}
