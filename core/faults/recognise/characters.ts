import { isText, quoted, textOfParam } from "./recogniser.ts";
import type { Params, Recogniser } from "./recogniser.ts";

const nonAscii = /[^\u0000-\u007F]/u;
const punctuation = /(?!\uFFFD)[\p{P}\p{S}]/u;

/** Letters that have no accent to take off, as cleaning tables write them. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  Ł: "L",
  ł: "l",
  Ø: "O",
  ø: "o",
  Đ: "D",
  đ: "d",
  Ð: "D",
  ð: "d",
  Þ: "Th",
  þ: "th",
  Æ: "AE",
  æ: "ae",
  Œ: "OE",
  œ: "oe",
  ı: "i",
  Ħ: "H",
  ħ: "h",
  "’": "'",
  "‘": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "‑": "-",
  "‐": "-",
  "…": "...",
};

function stripMarks(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC");
}

const transliterations: readonly Params[] = [
  { mode: "strip" },
  { mode: "table" },
  { mode: "german" },
];

function transliterate(mode: string, text: string): string {
  if (!nonAscii.test(text)) return text;
  const umlauts: Readonly<Record<string, string>> = {
    ä: "ae",
    ö: "oe",
    ü: "ue",
    Ä: "Ae",
    Ö: "Oe",
    Ü: "Ue",
  };
  const start =
    mode === "german" ? Array.from(text, (each) => umlauts[each] ?? each).join("") : text;
  const bare = stripMarks(start);
  if (mode === "strip") return bare;
  return Array.from(bare, (each) => plainLetters[each] ?? each).join("");
}

const caseKinds = ["upper", "lower", "title"] as const;

function changeCase(kind: string, text: string): string {
  if (kind === "upper") return text.toUpperCase();
  if (kind === "lower") return text.toLowerCase();
  return text
    .toLowerCase()
    .replace(
      /(^|[\s\-'’])(\p{L})/gu,
      (_all, before: string, letter: string) => before + letter.toUpperCase(),
    );
}

const quoteKinds: Readonly<Record<string, (text: string) => string>> = {
  straightened: (text) =>
    text.replace(/[\u2018\u2019\u02BC\u02BB]/gu, "'").replace(/[\u201C\u201D]/gu, '"'),
  curled: (text) => text.replaceAll("'", "\u2019"),
  doubled: (text) => text.replaceAll("'", "''"),
  "doubled double": (text) => text.replaceAll('"', '""'),
  "backslashed apostrophe": (text) => text.replaceAll("'", "\\'"),
  "backslashed double": (text) => text.replaceAll('"', '\\"'),
  "all doubled": (text) => text.replace(/['"]/gu, "$&$&"),
  backslashed: (text) => text.replace(/['"]/gu, "\\$&"),
  "to backtick": (text) => text.replace(/['\u2019]/gu, "`"),
  "to acute": (text) => text.replace(/['\u2019]/gu, "\u00B4"),
  "to prime": (text) => text.replace(/['\u2019]/gu, "\u2032"),
};

const quoteSign = /['"\u2018\u2019\u201C\u201D\u02BC\u02BB]/u;
const quoteParams: readonly Params[] = Object.keys(quoteKinds).map((kind) => ({ kind }));

/** Signs of which none is plain English went with the letters of other alphabets. */
const plainSign = /[\u0021-\u007E]/u;

function goneSigns(source: string, target: string): readonly string[] {
  const kept = new Set(Array.from(target));
  const signs = new Set(Array.from(source).filter((each) => punctuation.test(each)));
  return [...signs].filter((each) => !kept.has(each));
}

function stripSigns(text: string, signs: string, put: string): string {
  return Array.from(text, (each) => (signs.includes(each) ? put : each)).join("");
}

export const characterRecognisers: readonly Recogniser[] = [
  {
    id: "NFC-NFD",
    cost: 0.5,
    agree: ["form"],
    applies: isText,
    propose: ({ source }) => (nonAscii.test(source) ? [{ form: "NFC" }, { form: "NFD" }] : []),
    simulate: ({ form }, source) => source.normalize(form === "NFD" ? "NFD" : "NFC"),
    first: [{ form: "NFD" }, { form: "NFC" }],
    why: ({ form }) =>
      form === "NFD"
        ? "It looks the same, but accents are stored as signs of their own."
        : "It looks the same, but accents and letters are now stored as one.",
  },
  {
    id: "NFKC-FOLD",
    // Not dearer than a table that writes … and ½ in plain letters: one value cannot tell them apart.
    cost: 1.1,
    agree: [],
    applies: isText,
    propose: ({ source, target }) =>
      nonAscii.test(source) && source.normalize("NFC") !== target.normalize("NFC") ? [{}] : [],
    simulate: (_params, source) => source.normalize("NFKC"),
    first: [{}],
    why: (_params, source, target) =>
      `Special forms were simplified: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "CASE",
    cost: 0.6,
    agree: ["kind"],
    applies: isText,
    propose: ({ source, target }) =>
      source.toLowerCase() === target.toLowerCase() || source.toUpperCase() === target.toUpperCase()
        ? [...caseKinds.map((kind) => ({ kind })), { kind: "mixed" }]
        : [],
    simulate: ({ kind }, source, { target }) =>
      kind === "mixed" ? target : changeCase(String(kind), source),
    first: caseKinds.map((kind) => ({ kind })),
    why: (_params, source, target) =>
      `Capitals changed: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "QUOTE",
    cost: 0.7,
    agree: ["kind"],
    applies: isText,
    propose: ({ source }) => (quoteSign.test(source) ? quoteParams : []),
    simulate: ({ kind }, source) => quoteKinds[String(kind)]?.(source) ?? null,
    first: quoteParams,
    why: (_params, source, target) =>
      `The apostrophe or quote changed: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "TRANSLIT",
    cost: 1,
    agree: [],
    applies: isText,
    propose: ({ source }) => (nonAscii.test(source) ? transliterations : []),
    simulate: ({ mode }, source) => transliterate(String(mode), source),
    first: transliterations,
    why: (_params, source, target) =>
      `Accents were removed: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "PUNCT-STRIP",
    cost: 0.9,
    agree: ["put"],
    applies: isText,
    propose: ({ source, target }) => {
      const signs = goneSigns(source, target).join("");
      if (!plainSign.test(signs)) return [];
      // "Less than" before a number is what it says, and no sign of writing.
      if (/^[<>]=?\s*[\d.]/u.test(source) && !/^[<>]/u.test(target)) return [];
      return [
        { signs, put: "nothing" },
        { signs, put: "space" },
      ];
    },
    simulate: (params, source, { target }) => {
      const signs = textOfParam(params, "signs");
      const put = params["put"] === "space" ? " " : "";
      const bare = stripSigns(source, signs, put);
      if (bare === target) return bare;
      const tidy = bare.replace(/ {2,}/gu, " ").trim();
      return tidy === target ? tidy : bare;
    },
    first: [
      { signs: "'", put: "nothing" },
      { signs: "-", put: "nothing" },
      { signs: "'-", put: "nothing" },
    ],
    firstOf: ({ source, target }) => {
      const signs = goneSigns(source, target).join("");
      return plainSign.test(signs) ? ["nothing", "space"].map((put) => ({ signs, put })) : [];
    },
    why: (params) => `Signs disappeared: ${Array.from(textOfParam(params, "signs")).join(" ")}`,
  },
];
