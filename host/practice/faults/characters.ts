import iconv from "iconv-lite";
import { fieldsOfKind } from "../fields/field-table.ts";
import { textParam } from "./fault.ts";
import type { ParamSpec, PracticeFault } from "./fault.ts";

const wording = fieldsOfKind("name", "text", "address");
const names = [
  "patient.name.family",
  "patient.name.given",
  "patient.name.middle",
  "patient.name.maiden",
  "patient.name.alias",
  "patient.name.preferred",
  "contact.name",
  "coverage.subscriber-name",
];

const repertoire: ParamSpec = {
  name: "repertoire",
  says: "the letters that the column can hold",
  default: "ascii",
  choices: ["ascii", "latin1", "windows-1252"],
};

/** Encodes each character to real bytes and back; what does not come back is replaced. */
function throughRepertoire(text: string, charset: string, replacement: string): string {
  return Array.from(text, (char) =>
    iconv.decode(iconv.encode(char, charset), charset) === char ? char : replacement,
  ).join("");
}

/** Real UTF-8 bytes, read as Windows-1252; the five holes become control characters, as browsers do. */
function utf8ReadAs1252(text: string): string {
  return Array.from(Buffer.from(text, "utf8"), (byte) => {
    const char = iconv.decode(Buffer.from([byte]), "win1252");
    return char === "\uFFFD" ? String.fromCharCode(byte) : char;
  }).join("");
}

const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  ẞ: "SS",
  ł: "l",
  Ł: "L",
  ø: "o",
  Ø: "O",
  đ: "d",
  Đ: "D",
  æ: "ae",
  Æ: "AE",
  œ: "oe",
  Œ: "OE",
  ı: "i",
  "’": "'",
  "‘": "'",
};

function withoutAccents(text: string, mode: string): string {
  const stripped = text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
  if (mode === "strip") return stripped;
  return Array.from(stripped, (char) => letters[char] ?? char).join("");
}

function title(text: string): string {
  return text.toLowerCase().replace(/\p{L}+/gu, (word) => {
    const [first = "", ...rest] = Array.from(word);
    return first.toUpperCase() + rest.join("");
  });
}

const quotes: Readonly<Record<string, (text: string) => string>> = {
  double: (text) => text.replaceAll("'", "''"),
  backslash: (text) => text.replaceAll("'", "\\'"),
  curly: (text) => text.replaceAll("'", "’"),
  straight: (text) => text.replace(/[’‘]/g, "'"),
};

export const characterFaults: readonly PracticeFault[] = [
  {
    id: "CHARSET-U8-1252",
    family: "characters",
    stage: "DECODE",
    says: "Accents turned into two odd letters.",
    before: "José",
    after: "JosÃ©",
    params: [],
    fields: wording,
    act: { kind: "value", change: utf8ReadAs1252 },
  },
  {
    id: "CHARSET-U8-U8",
    family: "characters",
    stage: "DECODE",
    says: "Accents turned into four odd letters.",
    before: "José",
    after: "JosÃƒÂ©",
    params: [],
    fields: wording,
    act: { kind: "value", change: (text) => utf8ReadAs1252(utf8ReadAs1252(text)) },
  },
  {
    id: "CHARSET-1252-U8",
    family: "characters",
    stage: "DECODE",
    says: "Accents became a black diamond.",
    before: "José",
    after: "Jos\uFFFD",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      // Only text that Windows-1252 can hold was ever sent in it.
      change: (text) =>
        throughRepertoire(text, "win1252", "") === text
          ? iconv.encode(text, "win1252").toString("utf8")
          : text,
    },
  },
  {
    id: "CHARSET-QMARK",
    family: "characters",
    stage: "STORE",
    says: "Accents became question marks.",
    before: "Núñez",
    after: "N??ez",
    params: [repertoire],
    fields: wording,
    act: {
      kind: "value",
      change: (text, params) => throughRepertoire(text, textParam(params, "repertoire"), "?"),
    },
  },
  {
    id: "CHARSET-DROP",
    family: "characters",
    stage: "ENCODE",
    says: "Accented letters disappeared.",
    before: "Núñez",
    after: "Nez",
    params: [repertoire],
    fields: wording,
    act: {
      kind: "value",
      change: (text, params) => throughRepertoire(text, textParam(params, "repertoire"), ""),
    },
  },
  {
    id: "TRANSLIT",
    family: "characters",
    stage: "MAP",
    says: "Accents were removed from letters.",
    before: "Núñez",
    after: "Nunez",
    params: [
      {
        name: "mode",
        says: "strip leaves Ł ø đ ß, table does not",
        default: "table",
        choices: ["table", "strip"],
      },
    ],
    fields: wording,
    act: {
      kind: "value",
      change: (text, params) => withoutAccents(text, textParam(params, "mode")),
    },
  },
  {
    id: "NFC-NFD",
    family: "characters",
    stage: "STORE",
    says: "Looks the same, is stored differently; a search by name may fail.",
    before: "é (one character)",
    after: "é (letter and accent)",
    params: [
      { name: "form", says: "the form that is stored", default: "NFD", choices: ["NFC", "NFD"] },
    ],
    fields: wording,
    act: { kind: "value", change: (text, params) => text.normalize(textParam(params, "form")) },
  },
  {
    id: "CASE",
    family: "characters",
    stage: "MAP",
    says: "Capitals changed.",
    before: "McDonald",
    after: "MCDONALD",
    params: [
      {
        name: "to",
        says: "how it is written",
        default: "upper",
        choices: ["upper", "lower", "title"],
      },
    ],
    fields: names,
    act: {
      kind: "value",
      change: (text, params) => {
        const to = textParam(params, "to");
        if (to === "title") return title(text);
        return to === "lower" ? text.toLowerCase() : text.toUpperCase();
      },
    },
  },
  {
    id: "SPACE",
    family: "characters",
    stage: "MAP",
    says: "Spaces inside the name changed.",
    before: "De La Cruz",
    after: "DeLaCruz",
    params: [
      {
        name: "which",
        says: "all spaces inside, or only the second of two",
        default: "all",
        choices: ["all", "double"],
      },
    ],
    fields: names,
    act: {
      kind: "value",
      change: (text, params) =>
        textParam(params, "which") === "double"
          ? text.replace(/(?<=\S)( ) +(?=\S)/g, "$1")
          : text.replace(/(?<=\S)\s+(?=\S)/gu, ""),
    },
  },
  {
    id: "TRIM",
    family: "characters",
    stage: "MAP",
    says: "Spaces at the ends were cut off.",
    before: "“ Ortiz ”",
    after: "“Ortiz”",
    params: [],
    fields: wording,
    act: { kind: "value", change: (text) => text.trim() },
  },
  {
    id: "PUNCT-STRIP",
    family: "characters",
    stage: "MAP",
    says: "Signs disappeared from names.",
    before: "Smith-Jones",
    after: "SmithJones",
    params: [
      { name: "chars", says: "the signs that are removed", default: "'-" },
      { name: "with", says: "what stands there instead", default: "" },
    ],
    fields: [...names, "patient.address.*", "patient.name.suffix"],
    act: {
      kind: "value",
      change: (text, params) => {
        const gone = new Set(Array.from(textParam(params, "chars")));
        const instead = textParam(params, "with");
        return Array.from(text, (char) => (gone.has(char) ? instead : char)).join("");
      },
    },
  },
  {
    id: "QUOTE",
    family: "characters",
    stage: "STORE",
    says: "The apostrophe changed.",
    before: "O'Brien",
    after: "O''Brien",
    params: [
      {
        name: "kind",
        says: "what becomes of the apostrophe",
        default: "double",
        choices: Object.keys(quotes),
      },
    ],
    fields: wording,
    act: {
      kind: "value",
      change: (text, params) => quotes[textParam(params, "kind")]?.(text) ?? text,
    },
  },
  {
    id: "ENTITY-LEAK",
    family: "characters",
    stage: "UNESCAPE",
    says: "Code marks appear in the text.",
    before: "Smith & Sons",
    after: "Smith &amp; Sons",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      change: (text) =>
        text
          .replaceAll("&", "&amp;")
          .replaceAll("<", "&lt;")
          .replaceAll(">", "&gt;")
          .replaceAll("'", "&#39;"),
    },
  },
  {
    id: "ESCAPE-LEAK",
    family: "characters",
    stage: "UNESCAPE",
    says: "Escape marks appear in the text.",
    before: "salt & water",
    after: "salt \\T\\ water",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      change: (text) => text.replace(/[\\|^&~]/g, (sign) => escapes[sign] ?? sign),
    },
  },
  {
    id: "INVISIBLE-DROP",
    family: "characters",
    stage: "MAP",
    says: "A hidden character was removed, or a special space became a plain one.",
    before: "Ana\u00A0María",
    after: "Ana María",
    params: [],
    fields: wording,
    act: {
      kind: "value",
      change: (text) => text.replace(/\p{Cf}/gu, "").replaceAll("\u00A0", " "),
    },
  },
  {
    id: "NEWLINE-LOSS",
    family: "characters",
    stage: "MAP",
    says: "Lines of the note run together.",
    before: "one⏎two",
    after: "one two",
    params: [],
    fields: wording,
    act: { kind: "value", change: (text) => text.replace(/\r\n|\r|\n/g, " ") },
  },
  {
    id: "PHONE-MANGLE",
    family: "characters",
    stage: "MAP",
    says: "The phone number lost its extension, its country or its first digit.",
    before: "+1 555 555 0134 ext. 12",
    after: "+1 555 555 0134",
    params: [
      {
        name: "drop",
        says: "what gets lost; any: the extension, else the country, else the first digit",
        default: "any",
        choices: ["any", "extension", "country", "leading"],
      },
    ],
    fields: fieldsOfKind("phone"),
    act: {
      kind: "value",
      change: (text, params) => {
        const drop = textParam(params, "drop");
        const short = text.replace(/\s*(?:;ext=|ext\.?|x|#)\s*\d+\s*$/i, "");
        if (short !== text && (drop === "any" || drop === "extension")) return short;
        const local = text.replace(/^\s*(?:\+|00)\d{1,3}[\s.-]*/, "");
        if (local !== text && (drop === "any" || drop === "country")) return local;
        if (drop === "any" || drop === "leading") return text.replace(/\d/, "");
        return text;
      },
    },
  },
];

const escapes: Readonly<Record<string, string>> = {
  "\\": "\\E\\",
  "|": "\\F\\",
  "^": "\\S\\",
  "&": "\\T\\",
  "~": "\\R\\",
};
