import iconv from "iconv-lite";
import { fieldsOfKind } from "../fields/field-table.ts";
import { textParam } from "./fault.ts";
import type { ParamSpec, PracticeFault } from "./fault.ts";

const wording = fieldsOfKind("name", "text", "address");

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
  return readAs1252(Buffer.from(text, "utf8"));
}

function readAs1252(bytes: Buffer): string {
  return Array.from(bytes, (byte) => {
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
};

function withoutAccents(text: string, mode: string): string {
  const stripped = text
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "")
    .normalize("NFC");
  if (mode === "strip") return stripped;
  return Array.from(stripped, (char) => letters[char] ?? char).join("");
}

/** Faults of encoding: what becomes of letters outside ASCII. */
export const characterSetFaults: readonly PracticeFault[] = [
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
    wire: { decode: (bytes) => readAs1252(bytes) },
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
    wire: { decode: (bytes) => utf8ReadAs1252(readAs1252(bytes)) },
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
    wire: {
      encode: (text) =>
        throughRepertoire(text, "win1252", "") === text
          ? iconv.encode(text, "win1252")
          : Buffer.from(text, "utf8"),
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
    wire: {
      encode: (text, params) =>
        Buffer.from(throughRepertoire(text, textParam(params, "repertoire"), ""), "utf8"),
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
];
