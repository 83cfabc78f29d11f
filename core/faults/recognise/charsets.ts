import {
  byteIn1252,
  decode1252,
  decode8859,
  decodeOem,
  encodeUtf8,
  isInRepertoire,
  oemPages,
  repertoires,
} from "../../text/codepages.ts";
import type { HolePolicy, OemPage, Repertoire } from "../../text/codepages.ts";
import { isText, quoted, textOfParam } from "./recogniser.ts";
import type { Params, Recogniser } from "./recogniser.ts";

const nonAscii = /[^\u0000-\u007F]/u;

/** The ways in which UTF-8 is read as one byte per letter. */
const misreadings: readonly Params[] = [
  { reader: "1252", holes: "control" },
  { reader: "8859-1", holes: "control" },
  { reader: "1252", holes: "question" },
  { reader: "1252", holes: "drop" },
  { reader: "1252", holes: "replacement" },
];

function misread(params: Params, text: string): string {
  if (!nonAscii.test(text)) return text;
  const bytes = encodeUtf8(text);
  if (params["reader"] === "8859-1") return decode8859(bytes);
  // The closed list above is the only source of this parameter.
  return decode1252(bytes, textOfParam(params, "holes") as HolePolicy);
}

/** A no-break space at the end of garbled text is often trimmed afterwards. */
function orTrimmed(text: string, target: string): string {
  return text === target ? text : text.trimEnd() === target ? target : text;
}

function outsideOf(text: string, params: Params, put: (character: string) => string): string {
  if (!nonAscii.test(text)) return text;
  // Proposed from `repertoires` alone.
  const repertoire = textOfParam(params, "repertoire") as Repertoire;
  return Array.from(text, (each) => (isInRepertoire(each, repertoire) ? each : put(each))).join("");
}

/** The letters of the source that are not in the target's repertoire, for a sentence. */
function letters(source: string): string {
  const found = new Set(Array.from(source).filter((each) => nonAscii.test(each)));
  return [...found].slice(0, 6).join(" ");
}

const perUnit = [
  { repertoire: "ASCII", per: "character" },
  { repertoire: "8859-1", per: "character" },
  { repertoire: "1252", per: "character" },
  { repertoire: "BMP", per: "character" },
  { repertoire: "ASCII", per: "byte" },
  { repertoire: "1252", per: "byte" },
  { repertoire: "ASCII", per: "unit" },
  { repertoire: "1252", per: "unit" },
];

/** Characters of Mac OS Roman that older tables, or such without Apple's own sign, read otherwise. */
const alsoDrawn: Readonly<Record<string, string>> = { "€": "¤", "\uF8FF": "\uFFFD", Ω: "\u2126" };

const drawnOtherwise = new RegExp(`[${Object.keys(alsoDrawn).join("")}]`, "u");

/** The text with the few characters on which tables do not agree as the target has them. */
function asDrawn(text: string, target: string): string {
  if (text === target || !drawnOtherwise.test(text)) return text;
  return Array.from({ length: text.length }, (_, at) => {
    const [ours = "", theirs = ""] = [text[at], target[at]];
    return alsoDrawn[ours] === theirs ? theirs : ours;
  }).join("");
}

/** Bytes without a letter stay as control characters or become the sign for "unreadable"; what else becomes of them may be a second fault. */
const ofHoles = ({ holes }: Params): number => (holes === "question" || holes === "drop" ? 1.4 : 0);

/** How unreadable bytes are drawn, and what became of letters that Windows-1252 does not have. */
const diamonds: readonly Params[] = ["character", "byte", "run"].flatMap((per) =>
  ["?", "diamond", "gone"].map((others) => ({ per, others })),
);

/** A console's code page, and what was really sent. */
const consoles = oemPages.flatMap((page) => [
  { page, from: "UTF-8" },
  { page, from: "1252" },
]);

export const charsetRecognisers: readonly Recogniser[] = [
  {
    id: "CHARSET-U8-U8",
    cost: 1,
    agree: ["reader", "holes"],
    applies: isText,
    propose: ({ source }) => (nonAscii.test(source) ? misreadings : []),
    simulate: (params, source, { target }) =>
      orTrimmed(misread(params, misread(params, source)), target),
    dear: ofHoles,
    first: misreadings,
    why: (_params, source, target) =>
      `The letters were converted twice: ${quoted(source)} became ${quoted(target)}.`,
  },
  {
    id: "CHARSET-U8-1252",
    cost: 1,
    agree: ["reader", "holes"],
    applies: isText,
    propose: ({ source }) => (nonAscii.test(source) ? misreadings : []),
    simulate: (params, source, { target }) => orTrimmed(misread(params, source), target),
    dear: ofHoles,
    first: misreadings,
    why: (_params, source) =>
      `Letters outside plain English (${letters(source)}) each became two or three odd ones.`,
  },
  {
    id: "CHARSET-1252-U8",
    cost: 1,
    agree: [],
    applies: isText,
    propose: ({ source, target }) =>
      nonAscii.test(source) && target.includes("\uFFFD") ? diamonds : [],
    simulate: (params, source) => {
      if (!nonAscii.test(source)) return null;
      const replaced = Array.from(source, (each) => {
        if (!nonAscii.test(each)) return each;
        if (params["per"] === "byte") return "\uFFFD".repeat(encodeUtf8(each).length);
        if (byteIn1252(each) !== null || params["others"] === "diamond") return "\uFFFD";
        return params["others"] === "gone" ? "" : "?";
      }).join("");
      // Question marks alone are what a narrow repertoire leaves.
      if (!replaced.includes("\uFFFD")) return null;
      return params["per"] === "run" ? replaced.replace(/\uFFFD+/gu, "\uFFFD") : replaced;
    },
    dear: ({ per }) => (per === "byte" ? 0.3 : 0),
    first: diamonds,
    why: (_params, source) => `Letters (${letters(source)}) became the sign for "unreadable".`,
  },
  {
    id: "CHARSET-QMARK",
    cost: 1,
    agree: ["repertoire", "per"],
    applies: isText,
    propose: ({ source, target }) => (nonAscii.test(source) && target.includes("?") ? perUnit : []),
    simulate: (params, source) =>
      outsideOf(source, params, (each) =>
        "?".repeat(
          params["per"] === "byte"
            ? encodeUtf8(each).length
            : params["per"] === "unit"
              ? each.length
              : 1,
        ),
      ),
    // A mark for each byte is what two faults in a row make as well.
    dear: ({ per }) => (per === "character" ? 0 : 1.5),
    first: perUnit,
    why: (_params, source) => `Letters (${letters(source)}) became question marks.`,
  },
  {
    id: "CHARSET-DROP",
    cost: 1,
    agree: ["repertoire"],
    applies: isText,
    propose: ({ source }) =>
      nonAscii.test(source) ? repertoires.map((repertoire) => ({ repertoire })) : [],
    simulate: (params, source) => outsideOf(source, params, () => ""),
    first: repertoires.map((repertoire) => ({ repertoire })),
    why: (_params, source) => `Letters (${letters(source)}) disappeared.`,
  },
  {
    id: "CHARSET-OEM",
    cost: 1.1,
    agree: ["page"],
    applies: isText,
    // Letters that became question marks alone are no line pieces, nor is the sign for "unreadable", which 1252 has not.
    propose: ({ source, target }) => {
      if (!nonAscii.test(source) || !nonAscii.test(target)) return [];
      return source.includes("\uFFFD") ? consoles.filter(({ from }) => from === "UTF-8") : consoles;
    },
    simulate: (params, source, { target }) => {
      if (!nonAscii.test(source)) return source;
      const bytes =
        params["from"] === "UTF-8"
          ? encodeUtf8(source)
          : Array.from(source, (each) => byteIn1252(each) ?? 0x3f);
      // Proposed from `oemPages` alone.
      return asDrawn(decodeOem(bytes, textOfParam(params, "page") as OemPage), target);
    },
    first: consoles,
    why: (_params, source) => `Letters (${letters(source)}) became line pieces or other letters.`,
  },
  {
    id: "CHARSET-7BIT",
    cost: 1.2,
    agree: [],
    applies: isText,
    propose: ({ source }) =>
      Array.from(source).some((each) => nonAscii.test(each) && byteIn1252(each) !== null)
        ? [{}]
        : [],
    simulate: (_params, source) =>
      !nonAscii.test(source)
        ? source
        : Array.from(source, (each) => String.fromCharCode((byteIn1252(each) ?? 0x3f) & 0x7f)).join(
            "",
          ),
    first: [{}],
    why: (_params, source) => `Letters (${letters(source)}) lost one bit and became other letters.`,
  },
  {
    id: "CHARSET-LOWBYTE",
    cost: 1.2,
    agree: [],
    applies: isText,
    propose: ({ source }) => (nonAscii.test(source) ? [{}] : []),
    simulate: (_params, source) => {
      if (!nonAscii.test(source)) return source;
      let text = "";
      for (let i = 0; i < source.length; i++) {
        text += String.fromCharCode(source.charCodeAt(i) & 0xff);
      }
      return text;
    },
    first: [{}],
    why: (_params, source) => `Letters (${letters(source)}) kept only half of their number.`,
  },
];
