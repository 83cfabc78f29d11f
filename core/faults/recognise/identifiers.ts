import { quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** What a system's own form of a number takes away, besides what single faults take. */
function signs(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, "");
}

function withoutZeros(text: string): string {
  return text.replace(/^0+(?=.)/u, "");
}

/** The prefix or suffix that was put to a number; null where the number itself is another. */
function affix(source: string, target: string): string | null {
  const [whole, put] = [signs(source), signs(target)];
  const [own, now] = [withoutZeros(whole), withoutZeros(put)];
  if (own.length < 3 || own === now) return own === now ? "" : null;
  // What is put before a number with zeros stands before its zeros.
  if (put.endsWith(whole)) return put.slice(0, -whole.length);
  const before = now.endsWith(own) ? now.slice(0, -own.length) : null;
  // Zeros go altogether or not at all.
  if (before !== null) return before.endsWith("0") && own !== whole ? null : before;
  return now.startsWith(own) ? now.slice(own.length) : null;
}

/** Numbers that are the same and look different (faults.md 4.7). Single changes have names of their own. */
export const identifierRecognisers: readonly Recogniser[] = [
  {
    id: "ID-REFORMAT",
    cost: 0.85,
    // Signs that were taken out may be a form of the number, or go from every text.
    dear: ({ added }) => (added === "" ? 0 : 0.3),
    agree: ["added"],
    applies: (field) => field.form === "identifier",
    propose: ({ source, target }) => {
      const added = affix(source, target);
      return added === null || added.length > 6 ? [] : [{ added }];
    },
    simulate: ({ added }, source, { target }) => (affix(source, target) === added ? target : null),
    why: ({ added }, source, target) =>
      String(added) === ""
        ? `The number is written otherwise: ${quoted(source)} became ${quoted(target)}.`
        : `The number got ${quoted(String(added))} put to it: ${quoted(source)} became ${quoted(target)}.`,
  },
];
