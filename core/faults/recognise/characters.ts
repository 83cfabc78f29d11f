import { dropFormatCharacters, foldNewlines, noBreakToSpace } from "../../compare/forms/text.ts";
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

function goneSigns(source: string, target: string): readonly string[] {
  const kept = new Set(Array.from(target));
  const signs = new Set(Array.from(source).filter((each) => punctuation.test(each)));
  return [...signs].filter((each) => !kept.has(each));
}

function stripSigns(text: string, signs: string, put: string): string {
  return Array.from(text, (each) => (signs.includes(each) ? put : each)).join("");
}

const spaceModes: Readonly<Record<string, (text: string) => string>> = {
  collapsed: (text) => text.replace(/ {2,}/gu, " "),
  removed: (text) => text.replace(/\s/gu, ""),
  "no-break to space": noBreakToSpace,
};

export const characterRecognisers: readonly Recogniser[] = [
  {
    id: "NFC-NFD",
    cost: 0.5,
    agree: ["form"],
    applies: isText,
    propose: () => [{ form: "NFC" }, { form: "NFD" }],
    simulate: ({ form }, source) => source.normalize(form === "NFD" ? "NFD" : "NFC"),
    first: [{ form: "NFD" }, { form: "NFC" }],
    why: ({ form }) =>
      form === "NFD"
        ? "It looks the same, but accents are stored as signs of their own."
        : "It looks the same, but accents and letters are now stored as one.",
  },
  {
    id: "NFKC-FOLD",
    cost: 1.4,
    agree: [],
    applies: isText,
    propose: ({ source, target }) =>
      nonAscii.test(source) && source.normalize("NFC") !== target.normalize("NFC") ? [{}] : [],
    simulate: (_params, source) => source.normalize("NFKC"),
    why: (_params, source, target) =>
      `Special forms were simplified: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "INVISIBLE-DROP",
    cost: 0.6,
    agree: [],
    applies: isText,
    propose: ({ source }) =>
      /[\p{Cf}\u00A0\u202F]/u.test(source) ? [{ mode: "hidden" }, { mode: "all" }] : [],
    simulate: ({ mode }, source) => {
      const bare = dropFormatCharacters(source);
      return mode === "all" ? noBreakToSpace(bare) : bare;
    },
    first: [{ mode: "all" }],
    why: () => "A hidden character was removed.",
  },
  {
    id: "INVISIBLE-ADD",
    cost: 0.8,
    agree: [],
    applies: isText,
    propose: ({ target }) => (/[\p{Cf}\p{Cc}\u00A0]/u.test(target) ? [{}] : []),
    simulate: (_params, source, { target }) => {
      const bare = (text: string): string =>
        noBreakToSpace(text).replace(/[\p{Cf}\u0000-\u0008\u000E-\u001F\u007F-\u009F]/gu, "");
      return bare(target) === source ? target : null;
    },
    why: () => "A hidden character was added.",
  },
  {
    id: "TRIM",
    cost: 0.5,
    agree: [],
    applies: isText,
    propose: ({ source, target }) => {
      if (source.trim() !== target.trim()) return [];
      return target.length > source.length
        ? [{ end: "added" }]
        : [{ end: "both" }, { end: "start" }, { end: "end" }];
    },
    // Several spaces behind a value fill a field up (PAD).
    dear: ({ end }) => (end === "added" ? 0.3 : 0),
    simulate: ({ end }, source, { target }) => {
      if (end === "added") return source.trim() === target.trim() ? target : null;
      return end === "both"
        ? source.trim()
        : end === "start"
          ? source.trimStart()
          : source.trimEnd();
    },
    first: [{ end: "both" }],
    why: (_params, source, target) =>
      target.length < source.length
        ? "Spaces at the ends are gone."
        : "Spaces were added at the ends.",
  },
  {
    id: "SPACE",
    cost: 0.7,
    agree: ["mode"],
    applies: isText,
    propose: ({ source, target }) => {
      const bare = (text: string): string => text.replace(/\s/gu, "");
      if (bare(source) !== bare(target) || source.trim() === target.trim()) return [];
      if (/[\r\n]/u.test(source) && !/[\r\n]/u.test(target)) return [];
      return [...Object.keys(spaceModes).map((mode) => ({ mode })), { mode: "changed" }];
    },
    simulate: ({ mode }, source, { target }) =>
      mode === "changed" ? target : (spaceModes[String(mode)]?.(source) ?? null),
    first: [{ mode: "collapsed" }, { mode: "removed" }],
    why: (_params, source, target) =>
      `Spaces inside changed: ${quoted(source)} became ${quoted(target)}.`,
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
    propose: () => Object.keys(quoteKinds).map((kind) => ({ kind })),
    simulate: ({ kind }, source) => quoteKinds[String(kind)]?.(source) ?? null,
    first: [{ kind: "straightened" }, { kind: "doubled" }, { kind: "backslashed apostrophe" }],
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
    first: transliterations.slice(0, 2),
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
      if (signs === "" || !/[\u0021-\u007E]/u.test(signs)) return [];
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
    why: (params) => `Signs disappeared: ${Array.from(textOfParam(params, "signs")).join(" ")}`,
  },
  {
    id: "PAD",
    cost: 0.5,
    agree: ["width"],
    applies: isText,
    propose: ({ source, target }) =>
      target.length > source.length && target.trimEnd() === source
        ? [{ width: target.length, added: target.length - source.length }]
        : [],
    // One space behind a value is no filling, unless others are filled to the same width.
    dear: ({ added }) => (added === 1 ? 0.5 : 0),
    simulate: ({ width }, source) => source.padEnd(Number(width)),
    why: ({ width }) => `Filled up with blanks to ${String(width)} characters.`,
  },
  {
    id: "NEWLINE-LOSS",
    cost: 0.8,
    agree: ["put"],
    applies: isText,
    propose: ({ source }) =>
      /[\r\n]/u.test(source)
        ? [{ put: "nothing" }, { put: "space" }, { put: "\\n" }, { put: ".br" }, { put: "\\.br\\" }]
        : [],
    simulate: ({ put }, source) =>
      foldNewlines(source).replaceAll(
        "\n",
        put === "nothing" ? "" : put === "space" ? " " : String(put),
      ),
    why: () => "Lines run together: the line ends are gone.",
  },
];
