import { isText, quoted } from "./recogniser.ts";
import type { Recogniser } from "./recogniser.ts";

/** Letters of other alphabets that look like Latin ones (a part of Unicode's confusables). */
const latinOf: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: "a", е: "e", о: "o", р: "p", с: "c", у: "y", х: "x", і: "i", ј: "j", ѕ: "s",
    І: "I", Ј: "J", Ѕ: "S", У: "Y", А: "A", В: "B", Е: "E", К: "K", М: "M", Н: "H", О: "O", Р: "P", С: "C", Т: "T", Х: "X",
    ο: "o", α: "a", ν: "v", Α: "A", Β: "B", Ε: "E", Ζ: "Z", Η: "H", Ι: "I", Κ: "K", Μ: "M",
    Ν: "N", Ο: "O", Ρ: "P", Τ: "T", Χ: "X", ʼ: "'", ʻ: "'", "µ": "μ",
  }), // prettier-ignore
);

const nonAscii = /[^\u0000-\u007F]/u;

function folded(text: string): string {
  if (!nonAscii.test(text)) return text;
  return Array.from(text, (each) => latinOf.get(each) ?? each).join("");
}

/** Latin letters to their twins of one alphabet. */
const twinsIn: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  Cyrillic: twinsOf(/\p{Script=Cyrillic}/u),
  Greek: twinsOf(/\p{Script=Greek}/u),
};

function twinsOf(alphabet: RegExp): ReadonlyMap<string, string> {
  const own = [...latinOf].filter(([twin]) => alphabet.test(twin));
  return new Map(own.map(([twin, letter]) => [letter, twin]));
}

function withTwinsOf(source: string, target: string): string {
  const twins = new Map(
    Array.from(target).flatMap((each) => {
      const letter = latinOf.get(each);
      return letter === undefined ? [] : [[letter, each] as const];
    }),
  );
  return Array.from(source, (each) => twins.get(each) ?? each).join("");
}

/** Twins for the letters that the target has none of: what became of them there may be the second fault. */
function withTwinsOfGone(alphabet: string, source: string, target: string): string {
  const twins = twinsIn[alphabet];
  const kept = new Set(target);
  return Array.from(source, (each) => (kept.has(each) ? each : (twins?.get(each) ?? each))).join(
    "",
  );
}

/** UTF-16 read byte by byte, or with its bytes the wrong way round. */
const wide: Readonly<Record<string, (text: string) => string>> = {
  "only the first letter": (text) => Array.from(text)[0] ?? "",
  "a blank byte behind each letter": (text) => Array.from(text, (each) => `${each}\u0000`).join(""),
  "a blank byte before each letter": (text) => Array.from(text, (each) => `\u0000${each}`).join(""),
  "spaces between the letters": (text) => Array.from(text).join(" "),
  "bytes the wrong way round": (text) =>
    Array.from({ length: text.length }, (_, at) => {
      const unit = text.charCodeAt(at);
      return String.fromCharCode(((unit & 0xff) << 8) | (unit >> 8));
    }).join(""),
};

export const twinRecognisers: readonly Recogniser[] = [
  {
    id: "CONFUSABLE",
    cost: 0.9,
    agree: [],
    applies: isText,
    propose: ({ source, target }) => (folded(source) === folded(target) ? [{}] : []),
    // As the first of two it puts the twins that stand in the target wherever their letters stood.
    simulate: ({ twins, gone }, source, { target }) => {
      if (typeof gone === "string") return withTwinsOfGone(gone, source, target);
      if (twins === "to Latin") return folded(source);
      return twins === undefined ? target : withTwinsOf(source, target);
    },
    first: [
      { twins: "of the target" },
      { twins: "to Latin" },
      { gone: "Cyrillic" },
      { gone: "Greek" },
    ],
    undo: (target) => folded(target),
    why: (_params, source, target) =>
      `A letter was replaced by its twin of another alphabet: ${quoted(source)} and ${quoted(target)} look alike.`,
  },
  {
    id: "CHARSET-WIDE",
    // Every letter is concerned: that is no stray space and no invisible sign.
    cost: 0.25,
    agree: ["shows"],
    applies: isText,
    // The first digit of a number is no letter of a word: 4.0 that became 4 lost its zero.
    propose: ({ source, target }) => {
      if (!/^\p{L}/u.test(source) || !/\p{L}{2}/u.test(source)) return [];
      const letters = Array.from(source).length;
      // One letter, a byte before or behind each, a space between them, or as many as there were.
      const widths = [source.length, source.length + letters, source.length + letters - 1];
      if (letters < 3 || (target.length > 2 && !widths.includes(target.length))) return [];
      return Object.keys(wide).map((shows) => ({ shows }));
    },
    simulate: ({ shows }, source) => wide[String(shows)]?.(source) ?? null,
    why: ({ shows }) => `The letters are two bytes wide and were read as one: ${String(shows)}.`,
  },
  {
    id: "NEGATION-WIDENED",
    cost: 0.4,
    agree: [],
    // SNOMED CT: no known drug, environmental and food allergy; no known allergy.
    applies: (field) => field.id === "allergy.code" || field.id === "allergy.substance",
    propose: ({ source, target }) =>
      (/^(?:409137002|428607008|429625007)$/u.test(source) && target === "716186003") ||
      (/no known (?:drug|food|environmental|medication) allerg/iu.test(source) &&
        /^no known allerg/iu.test(target))
        ? [{}]
        : [],
    simulate: (_params, _source, { target }) => target,
    why: (_params, source, target) =>
      `“None of one kind is known” became “none is known at all”: ${quoted(source)} became ${quoted(target)}.`,
  },
];
